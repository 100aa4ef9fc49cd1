#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "workspace/workspace.hpp"

namespace valla::workspace {

/// Which fields of a case let what is said of one thing bear on what is said of another: those that
/// say when, and those that a rule or the language carries over, as `member of` is to `member`. All
/// else that bears on a statement is said of its own subject, or names it: an argument, `rivals`,
/// the rules of accounts.
class Bearing {
  public:
    explicit Bearing(const casefile::Case& the_case);

    /// Whether that is all. Not so where a rule asks for silence or joins what has nothing else in
    /// common, and where somebody takes ids for one: there everything may bear on everything.
    [[nodiscard]] bool is_local() const { return local_; }
    /// Whether a card, when it comes or goes, changes what this class has said.
    [[nodiscard]] static bool is_shaped_by(const casefile::Case& the_case, casefile::CardId card);

    [[nodiscard]] bool links(casefile::FieldId field) const { return links_[field.row]; }
    /// Cards that any part of the case is to be read with: rules, and properties with an inverse.
    [[nodiscard]] const std::vector<casefile::CardId>& language_cards() const {
        return language_cards_;
    }

  private:
    void read_fields(const casefile::Case& the_case);
    void read_rule(const casefile::Case& the_case, casefile::CardId card);

    bool local_ = true;
    std::vector<bool> links_;  ///< by field
    std::vector<casefile::CardId> language_cards_;
};

/// The cards that can bear on what is said of some things, found from them outwards.
///
///     Reach reach(workspace, bearing);
///     reach.from(quarrel);
///     reach.run();
///     reach.cards()
///
/// From a happening, the events that times or other links tie to it are followed however far; from
/// what its sources say of it only the sources' own dates, for a source that told of two things too
/// late says nothing of one of them by the other. From a source all that it tells of is followed.
class Reach {
  public:
    Reach(const Workspace& workspace, const Bearing& bearing)
        : workspace_(workspace), case_(workspace.the_case()), bearing_(bearing) {}

    /// From something whose time, or who tells of it, may have changed.
    void from(casefile::NameId name) { visit(name, How::fully); }
    /// From something of which other things are said. From a happening this is the same: whoever
    /// tells of it bounds its time.
    void from_words_about(casefile::NameId name) { visit(name, How::for_what_is_said); }
    /// Goes on from all that was given since; stops, and says so, beyond `limit` cards.
    [[nodiscard]] bool run(std::size_t limit);

    [[nodiscard]] const std::unordered_set<std::uint32_t>& cards() const { return cards_; }
    /// Lines `same day as` on the way: which days are possible hangs on all bounds around them.
    [[nodiscard]] const std::vector<casefile::RowId>& same_days() const { return same_days_; }

  private:
    enum class How : std::uint8_t { not_at_all, for_its_dates, for_what_is_said, fully };
    void visit(casefile::NameId name, How how);
    void take_dates(casefile::NameId source);
    void consider(casefile::CardId card, casefile::NameId name, bool fully);
    void visit_told(casefile::CardId card);
    [[nodiscard]] std::vector<casefile::CardId> cards_with(casefile::NameId name) const;

    const Workspace& workspace_;
    const casefile::Case& case_;
    const Bearing& bearing_;
    std::unordered_map<std::uint32_t, How> visited_;
    std::vector<casefile::NameId> open_;
    std::vector<casefile::NameId> open_sources_;
    std::unordered_set<std::uint32_t> cards_;
    std::unordered_set<std::uint32_t> told_;
    std::vector<casefile::RowId> same_days_;
};

/// Calls `visit(NameId)` for the names of a row that a linking field would link: its subject, its
/// value, and what stands behind that.
template <typename Visit>
void for_each_linked(const casefile::Tables& tables, casefile::RowId row, Visit visit) {
    const auto named = [&](casefile::Value value) {
        using casefile::ValueTag;
        const bool names = value.tag == ValueTag::name || value.tag == ValueTag::begin_of ||
                           value.tag == ValueTag::end_of;
        if (names && tables.names.space({value.number}) == casefile::NameSpace::id)
            visit(casefile::NameId{value.number});
    };
    if (!tables.subject[row.number].none()) visit(tables.subject[row.number]);
    named(tables.value_of(row));
    const auto [first, last] = tables.qualifiers_of(row);
    for (std::size_t i = first; i < last; ++i) named(tables.qualifiers[i].value);
}

}  // namespace valla::workspace
