#include "consequence/inferred_reliance.hpp"

#include <algorithm>

#include "casefile/ways.hpp"
#include "lineage/reliance.hpp"

namespace valla::consequence {

using dispute::UnitId;
namespace row_flags = casefile::row_flags;

namespace {

using Way = std::vector<UnitId>;

/// The ways to a statement of which every unit has a word left.
std::vector<Way> open_ways(const Assessment& assessment, dispute::StatementId statement) {
    const dispute::Problem& problem = assessment.problem().problem();
    std::vector<Way> ways;
    for (auto at = problem.first_support(statement); at < problem.end_support(statement); ++at) {
        const auto way = problem.support(at);
        if (std::all_of(way.begin(), way.end(),
                        [&](UnitId unit) { return assessment.mask().contains(unit); }))
            ways.emplace_back(way.begin(), way.end());
    }
    return ways;
}

/// The statements that only follow, with the ways that are open, and which of them need a unit.
class Followed {
  public:
    explicit Followed(const Assessment& assessment)
        : needing_(assessment.problem().problem().units()) {
        for (const StatementId statement : assessment.statements()) {
            const auto known = assessment.problem().statement(statement);
            if (!known || !assessment.evidence().claims_of(statement).empty()) continue;
            const auto field = assessment.evidence().propositions()[statement.proposition()].field;
            if (field == inference::Translation::conclusion().field ||
                !lineage::is_listed(assessment.evidence(), statement))
                continue;
            std::vector<Way> ways = open_ways(assessment, *known);
            // What follows only from silence, or is only possible, follows in no way.
            if (ways.empty()) continue;
            statements_.push_back(statement);
            for (const Way& way : ways) {
                for (const UnitId unit : way) needing_[unit.index].push_back(count());
            }
            ways_.push_back(std::move(ways));
        }
    }

    [[nodiscard]] bool empty() const { return ways_.empty(); }
    [[nodiscard]] bool is_needed(UnitId unit) const { return !needing_[unit.index].empty(); }
    [[nodiscard]] const std::vector<StatementId>& statements() const { return statements_; }

    /// The statements that lose a way without units, by their place; `gone` is ascending.
    [[nodiscard]] std::vector<std::uint32_t> touched_by(const std::vector<UnitId>& gone) const {
        std::vector<std::uint32_t> touched;
        for (const UnitId unit : gone) {
            const auto& needing = needing_[unit.index];
            touched.insert(touched.end(), needing.begin(), needing.end());
        }
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        return touched;
    }
    [[nodiscard]] bool follows_without(std::uint32_t place, const std::vector<UnitId>& gone) const {
        return std::any_of(ways_[place].begin(), ways_[place].end(), [&](const Way& way) {
            return std::none_of(way.begin(), way.end(), [&](UnitId unit) {
                return std::binary_search(gone.begin(), gone.end(), unit);
            });
        });
    }

  private:
    [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(ways_.size()); }

    std::vector<StatementId> statements_;
    std::vector<std::vector<Way>> ways_;               ///< by statement that follows
    std::vector<std::vector<std::uint32_t>> needing_;  ///< by unit
};

/// By place, whether a statement still follows when the case is assessed anew without a target.
tl::expected<std::vector<bool>, text::Message> following_on_rereading(Assessment& base,
                                                                      const Followed& followed,
                                                                      const Target& target) {
    dispute::Terms terms = base.terms();
    terms.without.push_back(target);
    const auto made = Assessment::of(base.the_case(), terms);
    if (!made) return tl::unexpected(made.error());
    Assessment& after = **made;
    std::vector<bool> following;
    for (const StatementId statement : followed.statements()) {
        const auto known =
            after.problem().statement(translated(statement, base.evidence(), after.evidence()));
        following.push_back(known && !open_ways(after, *known).empty());
    }
    return following;
}

}  // namespace

bool may_infer(const casefile::Case& the_case) {
    const casefile::Tables& tables = the_case.tables();
    const auto& fields = the_case.vocabulary().fields();
    static const std::uint16_t inverse =
        vocabulary::builtin_field(vocabulary::BaseKind::property, "inverse");
    static const std::uint16_t kind =
        vocabulary::builtin_field(vocabulary::BaseKind::event, "kind");
    std::vector<bool> occurs(fields.size(), false);
    std::vector<casefile::CardId> rules;
    std::vector<std::pair<std::size_t, std::size_t>> inverses;
    for (std::uint32_t number = 0; number < the_case.cards().size(); ++number) {
        const casefile::CardRow& card = the_case.cards()[number];
        if (!card.live || !card.known_kind) continue;
        const auto base = the_case.vocabulary().kind(card.kind).base;
        if (base == casefile::BaseKind::argument) return true;
        if (base == casefile::BaseKind::rule) rules.push_back({number});
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (tables.role[at] == casefile::RowRole::mentioned) continue;
            occurs[tables.field[at].row] = true;
            if (tables.field[at].row != inverse || tables.tag[at] != casefile::ValueTag::field)
                continue;
            const std::string_view property = tables.names.text(card.name);
            for (std::size_t i = 0; i < fields.size(); ++i) {
                if (fields[i].name == property) inverses.emplace_back(i, tables.value[at]);
            }
        }
    }
    for (bool more = true; more;) {
        more = false;
        for (const auto& [one, other] : inverses) {
            if (occurs[one] == occurs[other]) continue;
            occurs[one] = occurs[other] = more = true;
        }
    }
    constexpr std::uint16_t not_needed = row_flags::negated | row_flags::silence |
                                         row_flags::possible | row_flags::bare |
                                         row_flags::other_way | row_flags::other_value;
    return std::any_of(rules.begin(), rules.end(), [&](casefile::CardId rule) {
        const auto asked = casefile::statements_of(the_case, rule, "if");
        const bool chooses = std::any_of(asked.begin(), asked.end(), [&](casefile::RowId row) {
            return tables.has(row, row_flags::other_way);
        });
        return chooses || std::none_of(asked.begin(), asked.end(), [&](casefile::RowId row) {
                   const std::uint16_t field = tables.field[row.number].row;
                   const bool is_time =
                       (fields[field].flags & vocabulary::field_flags::temporal) != 0;
                   return (tables.flags[row.number] & not_needed) == 0 && !is_time &&
                          field != kind && !occurs[field];
               });
    });
}

tl::expected<std::vector<InferredReliance>, text::Message> inferred_reliances(
    Assessment& assessment, std::span<const NameId> tellers) {
    std::vector<InferredReliance> figures(tellers.size());
    const Followed followed(assessment);
    if (followed.empty()) return figures;
    const Removal removal(assessment);
    for (std::size_t i = 0; i < tellers.size(); ++i) {
        const Target target = Target::of(tellers[i]);
        const Removal::Wordless wordless = removal.wordless_without({&target, 1});
        const bool lessened = std::any_of(
            wordless.of_units_left.begin(), wordless.of_units_left.end(), [&](auto claim) {
                return followed.is_needed({assessment.evidence()[claim].unit.number});
            });
        const std::vector<std::uint32_t> touched = followed.touched_by(wordless.units);
        if (!lessened) {
            for (const std::uint32_t each : touched) {
                ++(followed.follows_without(each, wordless.units) ? figures[i].in_part
                                                                  : figures[i].alone);
            }
            continue;
        }
        const auto following = following_on_rereading(assessment, followed, target);
        if (!following) return tl::unexpected(following.error());
        figures[i].alone =
            static_cast<std::uint32_t>(std::count(following->begin(), following->end(), false));
        figures[i].in_part = static_cast<std::uint32_t>(
            std::count_if(touched.begin(), touched.end(),
                          [&](std::uint32_t each) { return (*following)[each]; }));
    }
    return figures;
}

}  // namespace valla::consequence
