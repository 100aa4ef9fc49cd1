#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "consequence/certain_times.hpp"
#include "consequence/standing_order.hpp"

namespace valla::consequence {

using casefile::NameId;
using dispute::Assessment;
using evidence::StatementId;
using lineage::Target;

/// A statement that stands otherwise than before.
struct Change {
    StatementId statement;
    Verdict before;
    Verdict after;
};

/// An inference that goes through otherwise than before.
struct InferenceChange {
    std::size_t argument = 0;  ///< index of Evidence::arguments()
    Verdict before;
    Verdict after;
};

/// What becomes of a case when something is left out of it. Names and numbers are those of `base`,
/// which with hedged derivations can be another one than was asked; lists are in the order in which
/// the case says it.
struct Loss {
    Assessment* base = nullptr;  ///< from which something was left out
    std::vector<Change> falls;   ///< stand less
    std::vector<Change> rises;   ///< stand more
    std::vector<Change>
        leaned;  ///< have lost a word, a claim or a way to follow, and stand as before
    std::vector<InferenceChange> inferences;  ///< argument by argument
    std::vector<BoundChange> bounds;
    /// Minimal sets of units that could not stand together, and of which something is gone.
    std::vector<std::vector<dispute::UnitId>> clashes;
    bool clashes_complete = true;
    lineage::LiveWords live;  ///< what is left
    bool reread = false;      ///< the case was assessed anew; see Removal
};

/// How much falls without one source, person, body or place.
struct Rank {
    NameId name;
    std::uint32_t falls = 0;
    std::uint32_t falls_with_hedged = 0;  ///< the same with hedged derivations
    std::uint32_t leaned = 0;
    std::uint32_t inferences = 0;  ///< that no longer go through as before
    std::uint32_t rises = 0;
};

/// The statement of another evidence of the same case that says the same.
StatementId translated(StatementId statement, const evidence::Evidence& from,
                       evidence::Evidence& to);

/// Leaves sources, persons, places, accounts, statements out of an assessed case.
///
///     Removal removal(*assessment);
///     Loss loss = removal.without({&krivitsky, 1});
///     for (const Change& change : loss.falls) ...
///
/// The answer is that of assessing the case again with these words left out of it. Where all that
/// is gone are whole units, and nothing in the case depends on silence, on what is possible or on
/// the rank of what is left, this needs no more than a smaller mask and costs what it touches;
/// otherwise the case is assessed anew, which is said in `reread`.
///
/// Bounds of time are those that follow from what every version shares
/// (Standing::not_contradicted); claims that somebody contradicts bound nothing here.
class Removal {
  public:
    static constexpr std::size_t most_clashes = 1000;

    /// `base` must outlive it. While it answers the solver of `base` is changed, and is as it was
    /// when the call returns.
    explicit Removal(Assessment& base);
    ~Removal();
    Removal(const Removal&) = delete;
    Removal& operator=(const Removal&) = delete;

    /// Fails as Assessment::of() does.
    using Answer = tl::expected<Loss, text::Message>;
    [[nodiscard]] Answer without(std::span<const Target> targets);
    /// The same by assessing the case anew, always.
    [[nodiscard]] Answer without_by_rereading(std::span<const Target> targets);
    /// The same with hedged derivations too, where this gives another answer; else nothing.
    [[nodiscard]] std::optional<Answer> with_hedged(std::span<const Target> targets);

    /// All sources, persons, bodies and places by how many statements fall without them, the most
    /// first; then by how many lose a leg, then by name. Each is computed by leaving it out.
    [[nodiscard]] tl::expected<std::vector<Rank>, text::Message> ranks();

    /// What has no word left without some targets.
    struct Wordless {
        std::vector<dispute::UnitId> units;  ///< tellings among them; ascending
        /// Claims of units that are left and can be less than they were: of an account, of a
        /// closed list, of what two ids mean.
        std::vector<evidence::ClaimId> of_units_left;
    };
    [[nodiscard]] Wordless wordless_without(std::span<const Target> targets) const;

    [[nodiscard]] Assessment& base() { return *base_; }

  private:
    struct Gone;
    Removal(Assessment& base, lineage::Links links);

    [[nodiscard]] Gone gone_without(std::span<const Target> targets) const;
    [[nodiscard]] bool mask_is_enough(const Gone& gone) const;
    [[nodiscard]] bool lessens_its_unit(evidence::ClaimId claim, const Gone& gone) const;
    enum class Detail : std::uint8_t { counts, all };
    [[nodiscard]] Answer answer(std::span<const Target> targets, const Gone& gone, Detail detail);
    [[nodiscard]] Loss by_mask(const Gone& gone, Detail detail);
    [[nodiscard]] Answer by_rereading(std::span<const Target> targets, const Gone& gone);
    [[nodiscard]] tl::expected<Removal*, text::Message> hedged();
    void index();
    [[nodiscard]] bool is_listed(StatementId statement) const {
        return statement.number < place_.size() && place_[statement.number] != unlisted;
    }
    [[nodiscard]] std::vector<StatementId> touched_statements(const Gone& gone,
                                                              std::vector<dispute::UnitId>& units);
    [[nodiscard]] bool has_lost_a_leg(StatementId statement, const Gone& gone) const;
    [[nodiscard]] bool has_lost_a_way(StatementId statement) const;
    void note(StatementId statement, const Verdict& before, const Verdict& after, bool leans,
              Loss& loss) const;
    void sort(Loss& loss) const;

    static constexpr std::uint32_t unlisted = 0xFFFFFFFF;

    Assessment* base_;
    lineage::Links links_;
    std::vector<std::uint32_t> place_;                  ///< by statement, in the order of the case
    std::vector<std::vector<std::uint32_t>> tellings_;  ///< by claim; empty when there are none
    std::vector<StatementId> conclusions_;              ///< by argument: that it goes through
    std::vector<std::uint32_t> argument_of_;            ///< by statement that one goes through
    bool more_than_masks_ = false;
    bool has_hedged_ = false;
    std::unique_ptr<CertainTimes> times_;      ///< made when first asked for
    std::unique_ptr<Assessment> hedged_base_;  ///< only where the reading rejects something
    std::unique_ptr<Removal> hedged_;
};

}  // namespace valla::consequence
