#include "deduction/belief.hpp"

#include <gtest/gtest.h>

#include "deduction/oracle.hpp"

namespace valla::deduction {
namespace {

using testing::Case;
using testing::ground_atom;
using testing::GroundAtom;
using testing::Oracle;
using testing::Random;

std::set<GroundAtom> given_under(const Deduction& deduction, const Mask& mask) {
    std::set<GroundAtom> given;
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        if (deduction.facts().is_given({id}) && mask.facts.contains({id})) {
            given.insert(ground_atom(deduction, {id}));
        }
    }
    return given;
}

/// What differs between a belief and the oracle under the same mask.
std::string difference(const Case& of, const Deduction& deduction, const Oracle& oracle,
                       const Belief& belief) {
    const Mask& mask = belief.mask();
    const std::set<GroundAtom> model =
        oracle.model(given_under(deduction, mask), [&](Element on) { return mask.contains(on); });
    std::size_t held = 0;
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        const GroundAtom atom = ground_atom(deduction, {id});
        if (atom[0] >= of.arities.size()) continue;
        if (belief.holds(FactId{id}) != model.contains(atom)) return "a fact holds or not";
        held += belief.holds(FactId{id}) ? 1 : 0;
    }
    if (held != model.size()) return "a fact is missing";
    for (std::uint32_t id = 0; id < deduction.absences(); ++id) {
        const std::optional<FactId> fact = deduction.absent_fact({id});
        const bool absent = !fact || !belief.holds(*fact);
        if (belief.holds(Element(AbsenceId{id})) != absent) return "an absence holds or not";
    }
    return {};
}

/// Grounds must be complete and never circular.
std::string check_grounds(const Deduction& deduction, const Belief& belief) {
    std::vector<int> state(deduction.facts().size(), 0);
    std::function<bool(FactId)> is_sound = [&](FactId fact) {
        if (state[fact.index] != 0) return state[fact.index] == 2;
        state[fact.index] = 1;
        if (const auto ground = belief.ground(fact)) {
            if (deduction.graph().head(*ground) != fact) return false;
            for (const Element element : deduction.graph().body(*ground)) {
                if (!belief.holds(element)) return false;
                if (element.kind() != ElementKind::fact) continue;
                if (!is_sound({element.index()})) return false;
            }
        } else if (!deduction.facts().is_given(fact) || !belief.mask().facts.contains(fact)) {
            return false;
        }
        state[fact.index] = 2;
        return true;
    };
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        if (belief.holds(FactId{id}) && !is_sound({id})) return "a ground that does not carry";
    }
    return {};
}

Element random_element(Random& random, const Case& of, const Deduction& deduction) {
    switch (random.below(3)) {
        case 0: return TokenId{random.below(of.tokens)};
        case 1:
            if (deduction.program().rules() > 0) {
                return RuleId{random.below(deduction.program().rules())};
            }
            break;
        default: break;
    }
    return FactId{random.below(deduction.facts().size())};
}

std::string check_masks(const Case& of) {
    if (of.facts.empty()) return {};
    const Program program = of.program();
    Deduction deduction(program);
    const std::size_t half = of.facts.size() / 2;
    testing::add_facts(deduction, std::span(of.facts).first(half));
    if (!deduction.run()) return "ended early";
    const Oracle oracle(of, program);
    Belief belief(deduction, Mask::all(deduction));
    if (auto wrong = difference(of, deduction, oracle, belief); !wrong.empty()) return wrong;
    testing::add_facts(deduction, std::span(of.facts).subspan(half));
    if (!deduction.run()) return "ended early";
    belief.extend();
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        if (deduction.facts().is_given({id})) belief.add(FactId{id});
    }
    if (auto wrong = difference(of, deduction, oracle, belief); !wrong.empty()) return wrong;

    Random random(of.seed);
    std::vector<FactSet> before;
    for (int step = 0; step < 24; ++step) {
        switch (random.below(8)) {
            case 0:
                before.push_back(belief.holding());
                belief.push();
                break;
            case 1:
                if (belief.levels() == 0) break;
                belief.pop();
                for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
                    if (before.back().contains({id}) != belief.holds(FactId{id})) {
                        return "pop brings something else back";
                    }
                }
                before.pop_back();
                break;
            case 2: {
                std::vector<Element> added;
                std::vector<Element> removed;
                for (int count = 0; count < 3; ++count) {
                    const Element element = random_element(random, of, deduction);
                    (belief.mask().contains(element) ? removed : added).push_back(element);
                }
                belief.change(added, removed);
                break;
            }
            default: {
                const Element element = random_element(random, of, deduction);
                if (belief.mask().contains(element)) {
                    belief.remove(element);
                } else {
                    belief.add(element);
                }
            }
        }
        if (auto wrong = difference(of, deduction, oracle, belief); !wrong.empty()) {
            return wrong + " after step " + std::to_string(step);
        }
        if (auto wrong = check_grounds(deduction, belief); !wrong.empty()) return wrong;
        const Belief fresh(deduction, belief.mask());
        if (auto wrong = difference(of, deduction, oracle, fresh); !wrong.empty()) {
            return wrong + " from nothing";
        }
    }
    return {};
}

TEST(BeliefTest, AgreesWithTheModelUnderEveryMask) {
    EXPECT_EQ(testing::first_failure(20'000, 1'500, {}, check_masks), "");
    EXPECT_EQ(testing::first_failure(30'000, 500, {.absent_one_in = 1}, check_masks), "");
}

}  // namespace
}  // namespace valla::deduction
