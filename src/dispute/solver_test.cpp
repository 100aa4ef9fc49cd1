#include "dispute/solver.hpp"

#include <gtest/gtest.h>

#include "dispute/oracle.hpp"
#include "dispute/random_problem.hpp"

namespace valla::dispute {
namespace {

using testing::Case;
using testing::CaseTie;
using testing::Flavour;
using testing::has;
using testing::HiddenClashes;
using testing::only;
using testing::Oracle;
using testing::Set;
using testing::set_of;
using testing::units_of;
using testing::within;

std::string compare_versions(Solver& solver, const Oracle::Component& expected) {
    const std::string where =
        " of component of " + std::to_string(units_of(expected.units)[0].index);
    const auto component = solver.component(units_of(expected.units)[0]);
    if (!component) return "no component" + where;
    if (set_of(solver.members(*component)) != expected.units) return "members" + where;
    if (solver.charges_ignored(*component) != expected.charges_ignored)
        return "ignoring charges" + where;
    std::vector<std::vector<UnitId>> list;
    for (const Set version : expected.versions) list.push_back(units_of(version));
    // A lower unit in comes before it out: a version that has ended comes last.
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
            if (a[k] != b[k]) return a[k] < b[k];
        }
        return a.size() > b.size();
    });
    const Versions all = solver.versions(*component, 1000);
    if (!all.complete || all.list != list) return "versions" + where;
    const Versions some = solver.versions(*component, 1);
    if (some.complete != (list.size() == 1) || some.list[0] != list[0])
        return "first version" + where;
    return {};
}

std::string compare_witnesses(Solver& solver, const Case& shown, const Oracle& oracle,
                              std::uint32_t statement) {
    const std::string where = " of statement " + std::to_string(statement);
    const std::vector<Set>& supports = shown.statements[statement];
    // Whether the witness is what a version of which `fits` is true has of the components of
    // `asked`.
    const auto shows = [&](const Witness& witness, Set asked, auto fits) {
        if (witness.limit != Limit::none) return false;
        Set reached = 0;
        for (const Oracle::Component& component : oracle.components()) {
            if ((component.units & asked) != 0) reached |= component.units;
        }
        bool exists = false;
        for (const Set version : oracle.versions()) {
            if (!fits(version)) continue;
            exists = true;
            if (witness.version && set_of(*witness.version) == (version & reached)) return true;
        }
        return !exists && !witness.version;
    };
    Set live = 0;
    for (const Set support : supports) {
        if (within(support, shown.mask)) live |= support;
        if (!shows(solver.version_with(units_of(support)), support,
                   [&](Set version) { return within(support, version); }))
            return "version with a support" + where;
    }
    if (!shows(solver.version_without({statement}), live,
               [&](Set version) { return !Oracle::contains_any(version, supports); }))
        return "version without" + where;
    return {};
}

std::string compare_clashes(Solver& solver, const Case& shown, const Oracle& oracle) {
    const std::map<Set, Set> expected = oracle.minimal_clashes();
    const auto listed = [](const ClashList& list) {
        std::map<Set, Set> result;
        for (std::uint32_t k = 0; k < list.size(); ++k) {
            Set members = 0;
            Set charged = 0;
            for (const Member& member : list[k]) {
                members |= only(member.unit.index);
                if (member.charged) charged |= only(member.unit.index);
            }
            result[members] = charged;
        }
        return result;
    };
    const ClashList all = solver.minimal_clashes(1000);
    if (!all.complete() || listed(all) != expected) return "minimal clashes";
    for (std::uint32_t k = 1; k < all.size(); ++k) {
        if (all[k - 1].size() > all[k].size()) return "a smaller clash after a larger one";
    }
    if (expected.size() > 1) {
        const ClashList one = solver.minimal_clashes(1);
        if (one.complete() || one.size() != 1 || one[0].size() != all[0].size())
            return "the first minimal clash";
    }
    for (std::uint32_t unit = 0; unit < shown.units; ++unit) {
        std::map<Set, Set> with_unit;
        for (const auto& [members, charged] : expected) {
            if (has(members, unit)) with_unit[members] = charged;
        }
        const ClashList of_unit = solver.clashes_of({unit}, 1000);
        if (!of_unit.complete() || listed(of_unit) != with_unit)
            return "clashes of " + std::to_string(unit);
    }
    return {};
}

std::string compare_objection(const std::optional<Objection>& objection, const Case& shown,
                              const Oracle& oracle) {
    if (objection.has_value() != (oracle.cycle() || oracle.accepted_clash())) return "objection";
    if (!objection) return {};
    if (objection->preference_cycle.empty() == oracle.cycle()) return "kind of objection";
    const std::vector<RankId>& cycle = objection->preference_cycle;
    for (std::size_t k = 0; k < cycle.size(); ++k) {
        const std::pair pair(cycle[k].index, cycle[(k + 1) % cycle.size()].index);
        if (std::find(shown.preferences.begin(), shown.preferences.end(), pair) ==
            shown.preferences.end())
            return "a cycle of preferences that nobody has";
    }
    if (oracle.cycle()) return {};
    const Set clash = set_of(objection->accepted_clash);
    if (!within(clash, shown.accepted & shown.mask) || !oracle.clashes(clash))
        return "accepted units do not clash";
    for (const UnitId unit : units_of(clash)) {
        if (oracle.clashes(clash & ~only(unit.index))) return "accepted clash is not minimal";
    }
    return {};
}

std::string compare(Solver& solver, const Case& shown) {
    const Oracle oracle(shown);
    const auto objection = solver.objection();
    const std::string wrong = compare_objection(objection, shown, oracle);
    if (!wrong.empty() || objection) return wrong;
    const std::vector<ComponentId> components = solver.components();
    if (components.size() != oracle.components().size()) return "number of components";
    for (std::size_t k = 0; k < components.size(); ++k) {
        const UnitId first = units_of(oracle.components()[k].units)[0];
        if (solver.component(first) != components[k]) return "order of components";
        std::string part = compare_versions(solver, oracle.components()[k]);
        if (!part.empty()) return part;
    }
    for (std::uint32_t k = 0; k < shown.units; ++k) {
        if (solver.of(UnitId{k}).standing != oracle.unit(k))
            return "standing of unit " + std::to_string(k);
    }
    for (std::uint32_t k = 0; k < shown.statements.size(); ++k) {
        if (solver.of(StatementId{k}).standing != oracle.standing(shown.statements[k]))
            return "standing of statement " + std::to_string(k);
        std::string part = compare_witnesses(solver, shown, oracle, k);
        if (!part.empty()) return part;
    }
    return compare_clashes(solver, shown, oracle);
}

std::string check(const Case& shown, const Effort& effort) {
    const Problem problem = shown.problem();
    HiddenClashes theory(shown);
    Solver solver(problem, UnitSet(), &theory, effort);
    for (std::uint32_t k = 0; k < shown.ties.size(); ++k) {
        if (!shown.ties[k].on) solver.remove(TieId{k});
    }
    for (const UnitId unit : units_of(shown.accepted)) solver.accept(unit);
    solver.set_mask(shown.unit_mask());
    return compare(solver, shown);
}

std::string check_small(const Case& shown) { return check(shown, Effort{}); }
/// Everything by satisfiability.
std::string check_large(const Case& shown) { return check(shown, Effort{0, 0, 200'000, 50'000}); }
/// No listing of all versions.
std::string check_asking(const Case& shown) {
    return check(shown, Effort{0, 4096, 200'000, 50'000});
}
/// A small search that gives up in the middle.
std::string check_handing_over(const Case& shown) {
    return check(shown, Effort{1, 4, 200'000, 50'000});
}

/// Random edits with levels, each compared with the definitions.
std::string check_edits(const Case& shown) {
    // The problem grows by the ties and statements of the case while it is edited.
    Case present = shown;
    present.ties.clear();
    present.statements.clear();
    Problem problem = shown.problem(true);
    HiddenClashes theory(present);
    Solver solver(problem, shown.unit_mask(), &theory);
    for (const UnitId unit : units_of(shown.accepted)) solver.accept(unit);
    std::vector<Case> outer;
    std::mt19937 random(shown.seed);
    for (int edit = 0; edit < 16; ++edit) {
        const auto unit = static_cast<std::uint32_t>(random() % shown.units);
        const bool any_tie = !present.ties.empty();
        const auto tie = static_cast<std::uint32_t>(any_tie ? random() % present.ties.size() : 0);
        std::string what;
        switch (random() % 11) {
            case 10: {
                what = "remove several";
                const Set several = static_cast<Set>(random()) & (only(shown.units) - 1);
                solver.remove(units_of(several));
                present.mask &= ~several;
                break;
            }
            case 0:
                what = "add " + std::to_string(unit);
                solver.add(UnitId{unit});
                present.mask |= only(unit);
                break;
            case 1:
                what = "remove " + std::to_string(unit);
                solver.remove(UnitId{unit});
                present.mask &= ~only(unit);
                break;
            case 2:
                what = "mask";
                present.mask ^= static_cast<Set>(random()) & (only(shown.units) - 1);
                solver.set_mask(present.unit_mask());
                break;
            case 3:
                what = "accept or not " + std::to_string(unit);
                if (has(present.accepted, unit)) {
                    solver.unaccept({unit});
                } else {
                    solver.accept({unit});
                }
                present.accepted ^= only(unit);
                break;
            case 4:
                if (!any_tie) break;
                what = "switch tie " + std::to_string(tie);
                present.ties[tie].on = !present.ties[tie].on;  // the theory sees it at once
                if (present.ties[tie].on) {
                    solver.add(TieId{tie});
                } else {
                    solver.remove(TieId{tie});
                }
                break;
            case 5:
                what = "rank of " + std::to_string(unit);
                present.ranks[unit] = static_cast<std::uint32_t>(random() % shown.rank_count);
                solver.set_rank({unit}, {present.ranks[unit]});
                break;
            case 6:
                what = "push";
                solver.push();
                outer.push_back(present);
                break;
            case 7:
                if (outer.empty()) break;
                what = "pop";
                solver.pop();
                present = outer.back();
                outer.pop_back();
                break;
            default:
                if (!outer.empty()) break;
                what = "extend";
                for (auto count = 1 + random() % 2; count > 0; --count) {
                    if (present.ties.size() < shown.ties.size()) {
                        const CaseTie& next = shown.ties[present.ties.size()];
                        Case::append(problem, next);
                        present.ties.push_back(next);
                        present.ties.back().on = true;
                    }
                    if (present.statements.size() < shown.statements.size()) {
                        const std::vector<Set>& next = shown.statements[present.statements.size()];
                        Case::append(problem, next);
                        present.statements.push_back(next);
                    }
                }
                solver.extend();
                break;
        }
        const std::string wrong = compare(solver, present);
        if (!wrong.empty()) {
            std::ostringstream out;
            out << wrong << " after edit " << edit << ", " << what << ", of what is now "
                << present;
            return out.str();
        }
    }
    return {};
}

TEST(SolverTest, AgreesWithTheDefinitions) {
    EXPECT_EQ(testing::first_failure(1, 3000, Flavour{}, check_small), "");
    EXPECT_EQ(testing::first_failure(2, 3000, Flavour{}, check_large), "");
    EXPECT_EQ(testing::first_failure(7, 2000, Flavour{}, check_asking), "");
    EXPECT_EQ(testing::first_failure(8, 2000, Flavour{}, check_handing_over), "");
}

TEST(SolverTest, AgreesWithTheDefinitionsWithoutWhatMakesCasesHard) {
    const Flavour plain{9, 9, true, false, false, false, false};
    EXPECT_EQ(testing::first_failure(3, 1500, plain, check_small), "");
    const Flavour ordered{9, 9, true, true, true, false, false};
    EXPECT_EQ(testing::first_failure(4, 1500, ordered, check_small), "");
    EXPECT_EQ(testing::first_failure(5, 1500, ordered, check_large), "");
    EXPECT_EQ(testing::first_failure(9, 1500, ordered, check_handing_over), "");
}

TEST(SolverTest, EditsAgreeWithTheDefinitions) {
    EXPECT_EQ(testing::first_failure(6, 1000, Flavour{}, check_edits), "");
}

/// With hardly any effort allowed: whatever is said is right, and what is not said is `open`.
std::string check_limits(const Case& shown) {
    const Oracle oracle(shown);
    const Problem problem = shown.problem();
    std::mt19937 random(shown.seed);
    const Effort effort{random() % 2 * 2, random() % 3, random() % 3, random() % 4,
                        random() % 3 * 4};
    HiddenClashes theory(shown, random() % 4);
    Solver solver(problem, shown.unit_mask(), &theory, effort);
    for (std::uint32_t k = 0; k < shown.ties.size(); ++k) {
        if (!shown.ties[k].on) solver.remove(TieId{k});
    }
    for (const UnitId unit : units_of(shown.accepted)) solver.accept(unit);
    if (solver.objection() || oracle.cycle() || oracle.accepted_clash()) return {};
    const auto wrong = [](const Answer& answer, Standing expected) {
        if ((answer.standing == Standing::open) != (answer.limit != Limit::none)) return true;
        if (answer.standing != Standing::open) return answer.standing != expected;
        const bool in_some_version = expected <= Standing::only_on_some_versions;
        const bool in_every_version = expected <= Standing::in_any_case;
        return answer.in_some_version.value_or(in_some_version) != in_some_version ||
               answer.in_every_version.value_or(in_every_version) != in_every_version;
    };
    for (std::uint32_t k = 0; k < shown.units; ++k) {
        if (wrong(solver.of(UnitId{k}), oracle.unit(k))) return "unit " + std::to_string(k);
    }
    for (std::uint32_t k = 0; k < shown.statements.size(); ++k) {
        if (wrong(solver.of(StatementId{k}), oracle.standing(shown.statements[k])))
            return "statement " + std::to_string(k);
    }
    for (const Oracle::Component& component : oracle.components()) {
        const Versions some =
            solver.versions(*solver.component(units_of(component.units)[0]), 1000);
        for (const std::vector<UnitId>& version : some.list) {
            if (std::find(component.versions.begin(), component.versions.end(), set_of(version)) ==
                component.versions.end())
                return "what is listed is no version";
        }
        if (some.complete && some.list.size() != component.versions.size())
            return "not all versions, but said to be";
    }
    return {};
}

TEST(SolverTest, ALimitThatIsReachedLeavesAnswersOpenNotWrong) {
    EXPECT_EQ(testing::first_failure(10, 3000, Flavour{}, check_limits), "");
}

/// Units that are given names by their order.
class SmallCase : public ::testing::Test {
  protected:
    UnitId unit(RankId rank = unranked) { return problem_.add_unit(rank); }
    StatementId statement(std::initializer_list<UnitId> support) {
        const StatementId result = problem_.add_statement();
        EXPECT_FALSE(problem_.add_support(support));
        return result;
    }
    Problem problem_;
};

TEST_F(SmallCase, AnArgumentDoesNotDiscreditItsOwnPremises) {
    const UnitId first = unit();
    const UnitId second = unit();
    const UnitId denial = unit();
    const UnitId argument = unit();
    ASSERT_TRUE(problem_.add_clash(
        std::vector<Member>{{first, false}, {second, false}, {denial, true}, {argument, true}}));
    const StatementId conclusion = statement({first, second, argument});
    const Solver solver(problem_, UnitSet::all(problem_.units()));
    EXPECT_EQ(solver.of(first).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(second).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(denial).standing, Standing::only_on_some_versions);
    EXPECT_EQ(solver.of(conclusion).standing, Standing::only_on_some_versions);
}

TEST_F(SmallCase, WhatAllAccountsShareIsNotContradicted) {
    const UnitId in_the_office = unit();  // what the accounts share is a unit of its own
    const UnitId quarrel = unit();
    const UnitId harmony = unit();
    ASSERT_TRUE(problem_.add_group(std::vector<std::vector<UnitId>>{{quarrel}, {harmony}}));
    const StatementId office = statement({in_the_office});
    const StatementId met = problem_.add_statement();
    ASSERT_FALSE(problem_.add_support({quarrel}));
    ASSERT_FALSE(problem_.add_support({harmony}));
    const Solver solver(problem_, UnitSet::all(problem_.units()));
    EXPECT_EQ(solver.of(office).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(met).standing, Standing::in_any_case);
    EXPECT_EQ(solver.of(quarrel).standing, Standing::only_on_some_versions);
}

TEST_F(SmallCase, PreferencesHoldAlsoWhereTheMiddleIsSilent) {
    const RankId rank_a = problem_.add_rank();
    const RankId rank_b = problem_.add_rank();
    const RankId rank_c = problem_.add_rank();
    ASSERT_FALSE(problem_.prefer(rank_a, rank_b));
    ASSERT_FALSE(problem_.prefer(rank_b, rank_c));
    const UnitId a = unit(rank_a);
    const UnitId b = unit(rank_b);
    const UnitId c = unit(rank_c);
    const TieId a_b = *problem_.add_clash({a, b});
    const TieId b_c = *problem_.add_clash({b, c});
    const TieId a_c = *problem_.add_clash({a, c});
    Solver solver(problem_, UnitSet::all(problem_.units()));
    solver.remove(a_c);
    EXPECT_EQ(solver.of(a).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(b).standing, Standing::on_no_version);
    EXPECT_EQ(solver.of(c).standing, Standing::not_contradicted);
    solver.add(a_c);
    solver.remove(a_b);
    solver.remove(b_c);
    solver.remove(b);
    EXPECT_EQ(solver.of(a).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(b).standing, Standing::no_word_left);
    EXPECT_EQ(solver.of(c).standing, Standing::on_no_version);
}

TEST_F(SmallCase, ArgumentsAgainstEachOthersPremisesHaveNoVersionUntilAllAreCharged) {
    // Each denies the premise of the next, an odd circle.
    const UnitId first = unit();
    const UnitId second = unit();
    const UnitId third = unit();
    ASSERT_TRUE(problem_.add_clash(std::vector<Member>{{first, true}, {second, false}}));
    ASSERT_TRUE(problem_.add_clash(std::vector<Member>{{second, true}, {third, false}}));
    ASSERT_TRUE(problem_.add_clash(std::vector<Member>{{third, true}, {first, false}}));
    Solver solver(problem_, UnitSet::all(problem_.units()));
    EXPECT_TRUE(solver.charges_ignored(*solver.component(first)));
    EXPECT_EQ(solver.versions(*solver.component(first), 10).list.size(), 3U);
    EXPECT_EQ(solver.of(second).standing, Standing::only_on_some_versions);
    solver.remove(third);
    EXPECT_FALSE(solver.charges_ignored(*solver.component(first)));
    EXPECT_EQ(solver.of(first).standing, Standing::on_no_version);
    EXPECT_EQ(solver.of(second).standing, Standing::not_contradicted);
}

TEST_F(SmallCase, LongChainsOfContradictionsAreSolved) {
    std::vector<UnitId> units;
    for (int k = 0; k < 100; ++k) {
        units.push_back(unit());
        if (k == 0) continue;
        ASSERT_TRUE(problem_.add_clash({units[units.size() - 2], units.back()}));
    }
    const StatementId both = statement({units[0], units[1]});
    const StatementId apart = statement({units[0], units[3]});
    const StatementId either = problem_.add_statement();
    ASSERT_FALSE(problem_.add_support({units[0]}));
    ASSERT_FALSE(problem_.add_support({units[1]}));
    const StatementId neither = problem_.add_statement();
    ASSERT_FALSE(problem_.add_support({units[1]}));
    ASSERT_FALSE(problem_.add_support({units[3]}));
    Solver solver(problem_, UnitSet::all(problem_.units()));
    EXPECT_EQ(solver.of(units[50]).standing, Standing::only_on_some_versions);
    EXPECT_EQ(solver.of(both).standing, Standing::on_no_version);
    EXPECT_EQ(solver.of(apart).standing, Standing::only_on_some_versions);
    EXPECT_EQ(solver.of(either).standing, Standing::in_any_case);
    EXPECT_EQ(solver.of(neither).standing, Standing::only_on_some_versions);
    EXPECT_EQ(solver.minimal_clashes(1000).size(), 99U);
    EXPECT_FALSE(solver.versions(*solver.component(units[0]), 10).complete);
    solver.remove(units[1]);
    EXPECT_EQ(solver.of(units[0]).standing, Standing::not_contradicted);
    EXPECT_EQ(solver.of(either).standing, Standing::not_contradicted);
}

}  // namespace
}  // namespace valla::dispute
