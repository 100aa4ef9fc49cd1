// Long because it is one list: each kind of clash is one function, in the order of
// docs/semantics.md.

#include "dispute/case_problem.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "chronology/impossible_sets.hpp"

namespace valla::dispute {

using casefile::CardId;
using casefile::CardRow;
using casefile::FieldId;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using deduction::FactId;
using evidence::PropositionId;
using inference::Role;
using inference::Support;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace field_flags = vocabulary::field_flags;

using EvidenceStatement = evidence::StatementId;
using EvidenceUnit = evidence::UnitId;

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

UnitId unit(EvidenceUnit id) { return {id.number}; }

}  // namespace

/// Fills a CaseProblem.
class ProblemMaking {
  public:
    ProblemMaking(CaseProblem& out, evidence::Evidence& evidence,
                  const inference::Inference& inference, inference::CaseTimes& times,
                  const chronology::TimeClaims& time_claims, const std::vector<bool>& live)
        : out_(out),
          problem_(out.problem_),
          evidence_(evidence),
          the_case_(evidence.the_case()),
          tables_(the_case_.tables()),
          inference_(inference),
          times_(times),
          time_claims_(time_claims),
          live_(live) {}

    void run() {
        const std::uint32_t units = static_cast<std::uint32_t>(evidence_.units().size());
        const std::uint32_t beliefs =
            units + static_cast<std::uint32_t>(time_claims_.claims().size());
        for (std::uint32_t i = 0; i < beliefs; ++i) problem_.add_unit();
        gather_statements();
        add_denials();
        add_occurrences();
        add_closed_lists();
        add_single_values();
        add_rivals();
        add_rival_accounts();
        add_never();
        add_times();
        keep_minimal();
        state_all();
        state_alleged();
    }

  private:
    using Supports = std::vector<Support>;

    [[nodiscard]] bool live(evidence::ClaimId claim) const { return live_[claim.number]; }

    /// Statements that some claim makes or some rule gives, by their propositions.
    void gather_statements() {
        const std::uint32_t count = evidence_.propositions().size() * 2;
        out_.by_statement_.assign(count, none);
        stated_.assign(count, false);
        for (std::uint32_t i = 0; i < evidence_.claims().size(); ++i) {
            const evidence::Claim& claim = evidence_.claims()[i];
            if (!claim.statement.none()) stated_[claim.statement.number] = true;
        }
        const std::uint32_t facts = inference_.deduction().facts().size();
        for (std::uint32_t i = 0; i < facts; ++i) {
            const EvidenceStatement statement = inference_.statement({i});
            if (statement.none() || statement.number >= count) continue;
            if (inference_.deduction().graph().derivations({i}).empty()) continue;
            stated_[statement.number] = true;
        }
    }

    /// All ways to a statement: the units that claim it, alleged ones too if asked for, and what
    /// follows.
    Supports supports(EvidenceStatement statement, bool with_alleged, bool& complete) {
        Supports all;
        std::set<std::uint32_t> units;
        for (const evidence::ClaimId id : evidence_.claims_of(statement)) {
            const evidence::Claim& claim = evidence_[id];
            if (!live(id)) continue;
            const bool alleged = claim.alleged || evidence_[claim.unit].alleged;
            if (alleged && !with_alleged) continue;
            if (units.insert(claim.unit.number).second)
                all.push_back({{BeliefId{claim.unit.number}}, {Role{}}});
        }
        complete = true;
        const auto fact = inference_.fact(statement);
        if (!fact || inference_.deduction().graph().derivations(*fact).empty()) return all;
        inference::Supports derived = inference_.supports(*fact, CaseProblem::most_supports);
        complete = derived.complete;
        for (Support& each : derived.list) {
            const bool known =
                each.beliefs.size() == 1 && units.contains(each.beliefs.front().index);
            if (!known) all.push_back(std::move(each));
        }
        return all;
    }
    Supports supports(EvidenceStatement statement, bool with_alleged = true) {
        bool complete = true;
        return supports(statement, with_alleged, complete);
    }

    static bool all_single(const Supports& supports) {
        return std::all_of(supports.begin(), supports.end(),
                           [](const auto& each) { return each.beliefs.size() == 1; });
    }
    static std::vector<UnitId> singles(const Supports& supports) {
        std::vector<UnitId> units;
        for (const auto& each : supports) units.push_back({each.beliefs.front().index});
        return units;
    }

    void tear(UnitId id) {
        if (id.index >= evidence_.units().size()) return;
        const evidence::Unit& torn = evidence_.units()[id.index];
        if (torn.kind != evidence::UnitKind::account) return;
        if (std::find(out_.torn_.begin(), out_.torn_.end(), torn.name) == out_.torn_.end())
            out_.torn_.push_back(torn.name);
    }

    /// A clash or a group, before it is known whether it is minimal.
    struct Found {
        Support clash;
        std::vector<std::vector<UnitId>> classes;
        ClashReason reason;
    };

    /// Hands over what was found. A set that contains a smaller clash is no clash; left in, it
    /// would charge what the smaller one has only as a premise. Where a set clashes in several
    /// ways, a belief is but a premise if it is in one of them, and in none something else.
    void keep_minimal() {
        std::map<std::vector<BeliefId>, std::vector<Role>> with_premises;
        for (const Found& each : found_) {
            const auto& roles = each.clash.roles;
            if (std::any_of(roles.begin(), roles.end(), [](Role role) { return role.as_premise; }))
                with_premises.emplace(each.clash.beliefs, std::vector<Role>{});
        }
        for (const Found& each : found_) {
            const auto known = with_premises.find(each.clash.beliefs);
            if (known == with_premises.end()) continue;
            known->second.resize(each.clash.roles.size(), Role{false, false});
            for (std::size_t i = 0; i < each.clash.roles.size(); ++i) {
                known->second[i].as_premise |= each.clash.roles[i].as_premise;
                known->second[i].otherwise |= each.clash.roles[i].otherwise;
            }
        }
        std::unordered_map<std::uint32_t, std::vector<const std::vector<BeliefId>*>> by_first;
        for (const auto& [beliefs, roles] : with_premises)
            by_first[beliefs.front().index].push_back(&beliefs);
        const auto contains_another = [&](const std::vector<BeliefId>& beliefs) {
            return std::any_of(beliefs.begin(), beliefs.end(), [&](BeliefId first) {
                const auto there = by_first.find(first.index);
                if (there == by_first.end()) return false;
                return std::any_of(there->second.begin(), there->second.end(), [&](auto* other) {
                    return other->size() < beliefs.size() &&
                           std::includes(beliefs.begin(), beliefs.end(), other->begin(),
                                         other->end());
                });
            });
        };
        for (const Found& each : found_) {
            if (!with_premises.empty() && contains_another(each.clash.beliefs)) continue;
            const auto known = with_premises.find(each.clash.beliefs);
            const auto tie = !each.classes.empty() ? problem_.add_group(each.classes)
                             : known == with_premises.end()
                                 ? problem_.add_clash(members_of(each.clash))
                                 : problem_.add_clash(members_of({known->first, known->second}));
            if (!tie) continue;
            out_.reasons_.resize(tie->index + 1);
            out_.reasons_[tie->index] = each.reason;
        }
    }

    static std::vector<Member> members_of(const Support& clash) {
        std::vector<Member> members;
        // Where everything is a premise of something, nothing could be left out.
        const bool any = std::any_of(clash.roles.begin(), clash.roles.end(),
                                     [](Role role) { return role.charged(); });
        for (std::size_t i = 0; i < clash.beliefs.size(); ++i)
            members.push_back({{clash.beliefs[i].index}, !any || clash.roles[i].charged()});
        return members;
    }

    void add_clash(Support clash, const ClashReason& reason) {
        if (clash.beliefs.size() == 1) tear({clash.beliefs.front().index});
        found_.push_back({std::move(clash), {}, reason});
    }

    /// Any unit of one class with any of another; classes that share a unit contradict themselves
    /// in it.
    void add_group(std::vector<std::vector<UnitId>> classes, const ClashReason& reason) {
        std::map<std::uint32_t, std::size_t> class_of;
        for (std::size_t i = 0; i < classes.size(); ++i) {
            for (const UnitId each : classes[i]) {
                const auto [found, fresh] = class_of.try_emplace(each.index, i);
                if (!fresh && found->second != i) {
                    tear(each);
                    add_clash({{{each.index}}, {Role{}}}, reason);
                }
            }
        }
        for (std::size_t i = 0; i < classes.size(); ++i) {
            std::erase_if(classes[i], [&](UnitId each) { return class_of.at(each.index) != i; });
            std::sort(classes[i].begin(), classes[i].end());
            classes[i].erase(std::unique(classes[i].begin(), classes[i].end()), classes[i].end());
        }
        std::erase_if(classes, [](const auto& each) { return each.empty(); });
        if (classes.size() > 1) found_.push_back({{}, std::move(classes), reason});
    }

    /// What follows from both together, if it follows from each that is asked of it.
    static Support joined(const Support& one, const Support& other) {
        Support both;
        std::size_t i = 0;
        std::size_t k = 0;
        while (i < one.beliefs.size() || k < other.beliefs.size()) {
            const bool first = k == other.beliefs.size() ||
                               (i < one.beliefs.size() && !(other.beliefs[k] < one.beliefs[i]));
            const bool second = i == one.beliefs.size() ||
                                (k < other.beliefs.size() && !(one.beliefs[i] < other.beliefs[k]));
            both.beliefs.push_back(first ? one.beliefs[i] : other.beliefs[k]);
            Role role = first ? one.roles[i] : other.roles[k];
            if (first && second) {
                role.as_premise = role.as_premise && other.roles[k].as_premise;
                role.otherwise = role.otherwise && other.roles[k].otherwise;
            }
            both.roles.push_back(role);
            if (first) ++i;
            if (second) ++k;
        }
        return both;
    }

    /// Two statements, or a statement and a unit, that cannot both stand.
    void add_pair(const Supports& one, const Supports& other, const ClashReason& reason) {
        if (one.empty() || other.empty()) return;
        if (all_single(one) && all_single(other))
            return add_group({singles(one), singles(other)}, reason);
        for (const auto& a : one) {
            for (const auto& b : other) add_clash(joined(a, b), reason);
        }
    }
    /// The same, wherever one of these supports is there as well.
    void add_pair(const Supports& one, const Supports& other, const Supports& besides,
                  const ClashReason& reason) {
        for (const auto& each : besides) {
            if (each.beliefs.empty()) return add_pair(one, other, reason);
            for (const auto& a : one) {
                for (const auto& b : other) add_clash(joined(joined(a, b), each), reason);
            }
        }
    }

    void add_denials() {
        const evidence::Propositions& propositions = evidence_.propositions();
        // A denial without anything behind its value denies it whatever stands behind.
        std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> alike;
        const auto key = [&](std::uint32_t number) {
            const auto& each = propositions[PropositionId{number}];
            std::uint64_t hash = each.subject.number;
            hash = hash * 0x9E3779B97F4A7C15 + each.field.row;
            hash = hash * 0x9E3779B97F4A7C15 + each.part;
            hash = hash * 0x9E3779B97F4A7C15 + static_cast<std::uint64_t>(each.value.tag);
            return hash * 0x9E3779B97F4A7C15 + each.value.number;
        };
        const auto same_but_behind = [&](std::uint32_t a, std::uint32_t b) {
            const auto& one = propositions[PropositionId{a}];
            const auto& other = propositions[PropositionId{b}];
            return one.subject == other.subject && one.field == other.field &&
                   one.part == other.part && one.value.tag == other.value.tag &&
                   one.value.number == other.value.number;
        };
        for (std::uint32_t i = 0; i < propositions.size(); ++i) {
            if (propositions[PropositionId{i}].value.behind != 0) alike[key(i)].push_back(i);
        }
        for (std::uint32_t i = 0; i < propositions.size(); ++i) {
            const auto denial = EvidenceStatement::of({i}, true);
            if (!stated_[denial.number]) continue;
            const auto& proposition = propositions[PropositionId{i}];
            const ClashReason reason{
                proposition.field == same_field() ? ClashKind::identity : ClashKind::denial,
                proposition.subject,
                denial.negation(),
                {},
                {},
                proposition.field};
            std::vector<EvidenceStatement> claims{denial.negation()};
            if (proposition.value.behind == 0) {
                const auto found = alike.find(key(i));
                if (found != alike.end()) {
                    for (const std::uint32_t other : found->second) {
                        if (same_but_behind(i, other))
                            claims.push_back(EvidenceStatement::of({other}, false));
                    }
                }
            }
            // That something occurred is denied to everything that is told of it; see below.
            if (propositions.is_occurrence({i}) && proposition.part == 0) denied_.insert(i);
            const Supports against = supports(denial);
            for (const EvidenceStatement claim : claims) {
                if (!stated_[claim.number]) continue;
                ClashReason each = reason;
                each.statement = claim;
                add_pair(supports(claim), against, each);
            }
        }
    }

    static FieldId same_field() {
        static const FieldId field{builtin_field(BaseKind::same, "between")};
        return field;
    }

    void add_occurrences() {
        if (denied_.empty()) return;
        const evidence::Propositions& propositions = evidence_.propositions();
        std::unordered_map<std::uint32_t, std::uint32_t> occurrence_of;
        for (const std::uint32_t proposition : denied_)
            occurrence_of[propositions[PropositionId{proposition}].subject.number] = proposition;
        std::map<std::uint32_t, std::set<std::uint32_t>> told;
        for (std::uint32_t i = 0; i < evidence_.claims().size(); ++i) {
            const evidence::Claim& claim = evidence_.claims()[i];
            if (!claim.implies_occurrence || !live({i})) continue;
            const NameId subject = claim.statement.none()
                                       ? evidence_.closings()[claim.closing].subject
                                       : propositions[claim.statement.proposition()].subject;
            const auto found = occurrence_of.find(subject.number);
            if (found != occurrence_of.end()) told[found->second].insert(claim.unit.number);
        }
        for (const auto& [proposition, units] : told) {
            const auto denial = EvidenceStatement::of({proposition}, true);
            Supports about;
            for (const std::uint32_t each : units) about.push_back({{BeliefId{each}}, {Role{}}});
            ClashReason reason;
            reason.kind = ClashKind::occurrence;
            reason.subject = propositions[PropositionId{proposition}].subject;
            reason.statement = denial.negation();
            reason.field = propositions[PropositionId{proposition}].field;
            add_pair(about, supports(denial), reason);
        }
    }

    /// When a value was so, in days; without an end where nobody says.
    struct Span {
        std::int64_t certainly_from = INT64_MAX;
        std::int64_t certainly_until = INT64_MIN;
        bool timed = false;
    };
    Span span_of(evidence::RowId row) const {
        Span span;
        if (row == evidence::RowId{}) return span;
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            const casefile::QualifierRow& qualifier = tables_.qualifiers[i];
            if (qualifier.value.tag != ValueTag::date) continue;
            const calendar::Date& date = tables_.dates[qualifier.value.number];
            if (qualifier.key == casefile::QualifierKey::from) {
                span.timed = true;
                if (date.latest().known()) span.certainly_from = date.latest().day.number;
            }
            if (qualifier.key == casefile::QualifierKey::until) {
                span.timed = true;
                if (date.earliest().known()) span.certainly_until = date.earliest().day.number;
            }
        }
        return span;
    }
    /// Whether two stretches certainly have a day in common. Of what has no time nothing is said
    /// of when it was so, unless neither has.
    static bool at_one_time(const Span& a, const Span& b) {
        if (!a.timed && !b.timed) return true;
        if (!a.timed || !b.timed) return false;
        const std::int64_t from = std::max(a.certainly_from, b.certainly_from);
        const std::int64_t until = std::min(a.certainly_until, b.certainly_until);
        return from <= until;
    }

    /// Statements by subject and field, for the fields and subjects that are asked for.
    using Place = std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>;
    std::map<Place, std::vector<EvidenceStatement>> statements_at(const std::set<Place>& places) {
        std::map<Place, std::vector<EvidenceStatement>> found;
        const evidence::Propositions& propositions = evidence_.propositions();
        for (std::uint32_t i = 0; i < propositions.size(); ++i) {
            const auto claim = EvidenceStatement::of({i}, false);
            if (!stated_[claim.number]) continue;
            const auto& each = propositions[PropositionId{i}];
            const Place place{each.subject.number, each.field.row, each.part};
            if (places.contains(place)) found[place].push_back(claim);
        }
        return found;
    }

    void add_closed_lists() {
        std::set<Place> places;
        for (const evidence::Closing& closing : evidence_.closings()) {
            if (closing.only_of.none())
                places.insert({closing.subject.number, closing.field.row, closing.part});
        }
        if (places.empty()) return;
        const auto there = statements_at(places);
        for (std::size_t i = 0; i < evidence_.closings().size(); ++i) {
            // A list of the members of a body denies the others by a rule, see Translation.
            const evidence::Closing& closing = evidence_.closings()[i];
            if (!closing.only_of.none() || !live(closing.claim)) continue;
            const auto found =
                there.find({closing.subject.number, closing.field.row, closing.part});
            if (found == there.end()) continue;
            for (const EvidenceStatement statement : found->second) {
                const auto& proposition = evidence_.propositions()[statement.proposition()];
                if (evidence::is_unnamed(the_case_, proposition.value)) continue;
                const std::optional<Supports> apart = apart_from(closing.values, proposition.value);
                if (!apart) continue;
                if (!at_one_time(span_of(closing.row), span_of(proposition.row))) continue;
                ClashReason reason;
                reason.kind = ClashKind::closed_list;
                reason.subject = closing.subject;
                reason.statement = statement;
                reason.field = closing.field;
                add_pair({{{BeliefId{closing.unit.number}}, {Role{}}}}, supports(statement), *apart,
                         reason);
            }
        }
    }

    /// How it can be that a value is none of these: from nothing, where none may be the value; else
    /// from what says of each that may be that it is not. Nothing where the value is one of them.
    std::optional<Supports> apart_from(const std::vector<evidence::ValueKey>& values,
                                       const evidence::ValueKey& value) {
        Supports ways(1);
        for (const evidence::ValueKey& each : values) {
            if (each.tag != value.tag) continue;
            if (each.number == value.number) return std::nullopt;
            if (value.tag != ValueTag::name) continue;
            const casefile::NameId one{value.number};
            const casefile::NameId other{each.number};
            if (!inference_.sameness().may_be_one(one, other)) continue;
            Supports longer;
            for (const auto& way : ways) {
                for (const auto& support : apart(one, other))
                    longer.push_back(joined(way, support));
            }
            ways = std::move(longer);
        }
        return ways;
    }

    /// Who says of two ids that they are not one.
    Supports apart(casefile::NameId one, casefile::NameId other) {
        const auto proposition =
            evidence_.propositions().find(one, same_field(), 0, {ValueTag::name, other.number, 0});
        if (!proposition) return {};
        return supports(EvidenceStatement::of(*proposition, true));
    }

    /// Whether two values of a field that has one at a time exclude each other.
    bool exclude(const evidence::Propositions::Proposition& a,
                 const evidence::Propositions::Proposition& b) const {
        if (a.value.tag != b.value.tag) return false;
        if (a.value.number == b.value.number) return false;
        if (a.value.tag == ValueTag::date) {
            const auto days = [&](const evidence::ValueKey& key) {
                const auto sample = evidence_.propositions().sample(key);
                return tables_.dates[sample.value.number].days();
            };
            const calendar::Stretch one = days(a.value);
            const calendar::Stretch other = days(b.value);
            const auto before = [](const calendar::Bound& last, const calendar::Bound& first) {
                return last.known() && first.known() && last.day.number < first.day.number;
            };
            return before(one.latest, other.earliest) || before(other.latest, one.earliest);
        }
        if (a.value.tag == ValueTag::name) {
            if (evidence::is_unnamed(the_case_, a.value) ||
                evidence::is_unnamed(the_case_, b.value))
                return false;
            return true;
        }
        return a.value.tag == ValueTag::number || a.value.tag == ValueTag::choice ||
               a.value.tag == ValueTag::duration;
    }

    void add_single_values() {
        // Fields that bound times are left to the times: two stretches that overlap can both be
        // right.
        const auto is_single = [&](FieldId id) {
            const vocabulary::FieldRow& field = the_case_.vocabulary().field(id);
            if ((field.flags & field_flags::single) == 0) return false;
            if ((field.flags & field_flags::temporal) != 0) return false;
            return id.row != builtin_field(BaseKind::event, "occurred");
        };
        std::set<Place> places;
        const evidence::Propositions& propositions = evidence_.propositions();
        for (std::uint32_t i = 0; i < propositions.size(); ++i) {
            const auto& each = propositions[PropositionId{i}];
            if (stated_[std::size_t{i} * 2] && is_single(each.field))
                places.insert({each.subject.number, each.field.row, each.part});
        }
        for (const auto& [place, statements] : statements_at(places)) {
            for (std::size_t i = 0; i < statements.size(); ++i) {
                const auto& one = propositions[statements[i].proposition()];
                for (std::size_t k = i + 1; k < statements.size(); ++k) {
                    const auto& other = propositions[statements[k].proposition()];
                    if (!exclude(one, other) || !at_one_time(span_of(one.row), span_of(other.row)))
                        continue;
                    const ClashReason reason{ClashKind::single_value, one.subject, statements[i],
                                             statements[k],           {},          one.field};
                    const auto apart = apart_from({one.value}, other.value);
                    add_pair(supports(statements[i]), supports(statements[k]), *apart, reason);
                }
            }
        }
    }

    void add_rivals() {
        static const std::uint16_t between = builtin_field(BaseKind::rivals, "between");
        static const std::uint16_t both_possible = builtin_field(BaseKind::rivals, "both possible");
        for (const CardId card : evidence_.cards()) {
            const CardRow& row = the_case_.card(card);
            if (!row.known_kind || row.name.none()) continue;
            if (the_case_.vocabulary().kind(row.kind).base != BaseKind::rivals) continue;
            std::vector<EvidenceStatement> statements;
            bool can_both = false;
            for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
                if (tables_.role[at] != RowRole::claimed) continue;
                if (tables_.field[at].row == both_possible && tables_.value[at] == 0)
                    can_both = true;
                if (tables_.field[at].row == between && tables_.tag[at] == ValueTag::statement)
                    statements.push_back(evidence_.propositions().state({tables_.value[at]}));
            }
            if (can_both) continue;
            ClashReason reason;
            reason.kind = ClashKind::rivals;
            reason.card = card;
            Supports sets(1);
            for (const EvidenceStatement statement : statements) {
                if (reason.subject.none())
                    reason.subject = evidence_.propositions()[statement.proposition()].subject;
                Supports longer;
                for (const Support& support : supports(statement)) {
                    for (const Support& set : sets) longer.push_back(joined(set, support));
                }
                sets = std::move(longer);
            }
            for (Support& set : sets) {
                if (!set.beliefs.empty()) add_clash(std::move(set), reason);
            }
        }
    }

    void add_rival_accounts() {
        for (const evidence::RivalAccounts& rivals : evidence_.rival_accounts()) {
            if (rivals.both_possible) continue;
            std::vector<std::vector<UnitId>> classes;
            for (const EvidenceUnit each : rivals.units) {
                if (!each.none()) classes.push_back({unit(each)});
            }
            ClashReason reason;
            reason.kind = ClashKind::rival_accounts;
            reason.subject = rivals.of;
            if (classes.size() > 1) add_group(std::move(classes), reason);
        }
    }

    void add_never() {
        for (const inference::Inference::Ruled& ruled : inference_.ruled_out()) {
            ClashReason reason;
            reason.kind = ClashKind::never;
            reason.card = ruled.card;
            inference::Supports found = inference_.supports(ruled.fact, CaseProblem::most_supports);
            for (Support& support : found.list) {
                if (!support.beliefs.empty()) add_clash(std::move(support), reason);
            }
        }
    }

    void add_times() {
        const chronology::ClaimSet mask =
            time_claims_.mask_where([&](evidence::ClaimId claim) { return live(claim); });
        chronology::Timeline timeline(time_claims_.network(), mask);
        const std::vector<chronology::Choice> choices = time_claims_.choices_in(mask);
        const auto sets = chronology::impossible_sets(timeline, choices,
                                                      {.sets = CaseProblem::most_time_clashes});
        out_.times_complete_ = sets.complete;
        for (const std::vector<chronology::ClaimId>& set : sets.sets) {
            Support clash;
            ClashReason reason;
            reason.kind = ClashKind::times;
            for (const chronology::ClaimId claim : set) {
                if (reason.subject.none()) reason.subject = time_claims_[claim].subject;
                if (const auto belief = times_.belief(claim))
                    clash = joined(clash, {{*belief}, {Role{}}});
            }
            if (!clash.beliefs.empty()) add_clash(std::move(clash), reason);
        }
    }

    /// Every statement with its supports, so that its standing can be asked.
    void state_all() {
        for (std::uint32_t number = 0; number < stated_.size(); ++number) {
            if (!stated_[number]) continue;
            const EvidenceStatement statement{number};
            const auto& proposition = evidence_.propositions()[statement.proposition()];
            if (evidence::is_label(the_case_.vocabulary(), proposition.field)) continue;
            out_.by_statement_[number] = problem_.add_statement().index;
            out_.statements_.push_back(statement);
            bool complete = true;
            for (const Support& support : supports(statement, false, complete)) {
                std::vector<UnitId> units;
                for (const BeliefId belief : support.beliefs) units.push_back({belief.index});
                problem_.add_support(std::span<const UnitId>(units));
            }
            out_.complete_.push_back(complete);
        }
    }

    /// What is only alleged may clash, and stands as those who allege it do.
    void state_alleged() {
        std::map<std::uint32_t, std::set<std::uint32_t>> units;
        for (std::uint32_t i = 0; i < evidence_.claims().size(); ++i) {
            const evidence::Claim& claim = evidence_.claims()[i];
            const bool alleged = claim.alleged || evidence_[claim.unit].alleged;
            if (alleged && !claim.statement.none() && live({i}))
                units[claim.statement.number].insert(claim.unit.number);
        }
        for (const auto& [statement, alleging] : units) {
            out_.alleged_.emplace(statement, problem_.add_statement());
            for (const std::uint32_t each : alleging) problem_.add_support({UnitId{each}});
        }
    }

    CaseProblem& out_;
    Problem& problem_;
    evidence::Evidence& evidence_;
    const casefile::Case& the_case_;
    const Tables& tables_;
    const inference::Inference& inference_;
    inference::CaseTimes& times_;
    const chronology::TimeClaims& time_claims_;
    const std::vector<bool>& live_;
    std::vector<bool> stated_;
    std::set<std::uint32_t> denied_;
    std::vector<Found> found_;
};

CaseProblem::CaseProblem(evidence::Evidence& evidence, const inference::Inference& inference,
                         inference::CaseTimes& times, const chronology::TimeClaims& time_claims,
                         const std::vector<bool>& live_claims) {
    ProblemMaking(*this, evidence, inference, times, time_claims, live_claims).run();
}

std::optional<StatementId> CaseProblem::as_alleged(evidence::StatementId statement) const {
    const auto found = alleged_.find(statement.number);
    if (found == alleged_.end()) return std::nullopt;
    return found->second;
}

std::optional<StatementId> CaseProblem::statement(evidence::StatementId statement) const {
    if (statement.number >= by_statement_.size() || by_statement_[statement.number] == none)
        return std::nullopt;
    return StatementId{by_statement_[statement.number]};
}

}  // namespace valla::dispute
