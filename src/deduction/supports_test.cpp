#include "deduction/supports.hpp"

#include <gtest/gtest.h>

#include "deduction/oracle.hpp"

namespace valla::deduction {
namespace {

using testing::Case;
using testing::ground_atom;
using testing::GroundAtom;
using testing::Oracle;

/// All minimal sets of elements from which each fact follows, by trying all sets of elements.
std::string check_supports(const Case& of) {
    const Program program = of.program();
    Deduction deduction(program);
    testing::add_facts(deduction, of.facts);
    if (!deduction.run()) return "ended early";
    std::set<Element> used;
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        if (deduction.facts().is_given({id})) used.insert(FactId{id});
    }
    for (std::uint32_t id = 0; id < deduction.graph().instances(); ++id) {
        for (const Element element : deduction.graph().body({id})) {
            if (element.kind() != ElementKind::fact) used.insert(element);
        }
    }
    const std::vector<Element> elements(used.begin(), used.end());
    if (elements.size() > 9) return {};

    const Oracle oracle(of, program);
    std::map<GroundAtom, std::vector<std::uint32_t>> sets;
    for (std::uint32_t bits = 0; bits < 1U << elements.size(); ++bits) {
        const auto is_on = [&](Element element) {
            for (std::size_t at = 0; at < elements.size(); ++at) {
                if (elements[at] == element) return (bits >> at & 1) != 0;
            }
            return false;
        };
        std::set<GroundAtom> given;
        for (const Element element : elements) {
            if (element.kind() == ElementKind::fact && is_on(element)) {
                given.insert(ground_atom(deduction, {element.index()}));
            }
        }
        const auto is_absent = [&](const Oracle::Absent& absent) {
            const auto id =
                deduction.find_absence({absent.wanted[0]}, testing::terms_of(absent.wanted));
            return id && is_on(*id);
        };
        for (const GroundAtom& atom : oracle.close(given, is_on, is_absent)) {
            std::vector<std::uint32_t>& known = sets[atom];
            // Subsets have smaller numbers, so that they come first.
            const bool has_part = std::any_of(known.begin(), known.end(), [&](std::uint32_t part) {
                return (part & ~bits) == 0;
            });
            if (!has_part) known.push_back(bits);
        }
    }
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        const GroundAtom atom = ground_atom(deduction, {id});
        if (atom[0] >= of.arities.size()) continue;
        std::set<Support> expected;
        for (const std::uint32_t bits : sets[atom]) {
            Support support;
            for (std::size_t at = 0; at < elements.size(); ++at) {
                if ((bits >> at & 1) != 0) support.push_back(elements[at]);
            }
            expected.insert(support);
        }
        const Supports found = supports(deduction, {id}, {.sets = 10'000});
        if (!found.complete) return "not complete";
        if (std::set<Support>(found.sets.begin(), found.sets.end()) != expected) {
            return "other sets, of which there are " + std::to_string(found.sets.size()) +
                   ", not " + std::to_string(expected.size());
        }
        for (std::size_t at = 1; at < found.sets.size(); ++at) {
            if (found.sets[at - 1].size() > found.sets[at].size()) return "not smallest first";
        }
        for (const Support& support : found.sets) {
            if (!follows(deduction, {id}, support)) return "a support does not carry";
        }
        for (std::size_t most = 0; most < 3; ++most) {
            const Supports some = supports(deduction, {id}, {.sets = most});
            const std::size_t size = std::min(most, found.sets.size());
            if (some.sets !=
                std::vector<Support>(found.sets.begin(),
                                     found.sets.begin() + static_cast<std::ptrdiff_t>(size))) {
                return "not the first few";
            }
            if (some.complete != (found.sets.size() <= most)) return "complete or not";
        }
        const Supports hasty = supports(deduction, {id}, {.steps = 1});
        if (hasty.sets.empty() != found.sets.empty()) return "none in one step";
        for (const Support& support : hasty.sets) {
            if (!expected.contains(support)) return "one step finds what is none";
        }
        if (elements.empty()) continue;
        const Element left_out = elements[of.seed % elements.size()];
        const Supports rest = supports(deduction, {id}, {.sets = 10'000},
                                       [&](Element element) { return element != left_out; });
        std::erase_if(expected, [&](const Support& support) {
            return std::binary_search(support.begin(), support.end(), left_out);
        });
        if (std::set<Support>(rest.sets.begin(), rest.sets.end()) != expected) return "left out";
    }
    return {};
}

TEST(SupportsTest, AgreesWithAllSubsets) {
    EXPECT_EQ(
        testing::first_failure(40'000, 3'000, {.most_facts = 7, .most_rules = 5}, check_supports),
        "");
    EXPECT_EQ(testing::first_failure(50'000, 2'000,
                                     {.most_facts = 7, .most_rules = 8, .absent_one_in = 1000},
                                     check_supports),
              "");
}

}  // namespace
}  // namespace valla::deduction
