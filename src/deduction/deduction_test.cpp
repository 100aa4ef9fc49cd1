#include "deduction/deduction.hpp"

#include <gtest/gtest.h>

#include "deduction/oracle.hpp"

namespace valla::deduction {
namespace {

using testing::Case;
using testing::ground_atom;
using testing::GroundAtom;
using testing::Oracle;

/// An instance as text, whatever the ids.
std::string shown(std::uint32_t rule, const GroundAtom& head, const std::vector<GroundAtom>& body) {
    std::ostringstream out;
    const auto print = [&](const GroundAtom& atom) {
        for (const std::uint32_t part : atom) out << part << ' ';
        out << "; ";
    };
    out << "rule " << rule << ": ";
    print(head);
    out << "<- ";
    for (const GroundAtom& atom : body) print(atom);
    return out.str();
}

/// Every ground instance whose body is possible must be in the graph, once, and no other.
std::string check_instances(const Case& of) {
    const Program program = of.program();
    Deduction deduction(program);
    // In two parts, so that the second finds rows of the first.
    const std::size_t half = of.facts.size() / 2;
    testing::add_facts(deduction, std::span(of.facts).first(half));
    if (!deduction.run()) return "ended early";
    testing::add_facts(deduction, std::span(of.facts).subspan(half));
    if (!deduction.run()) return "ended early";

    const Oracle oracle(of, program);
    const auto all = [](const auto&) { return true; };
    const std::set<GroundAtom> possible =
        oracle.close({of.facts.begin(), of.facts.end()}, all, all);

    std::set<std::string> expected;
    for (const Oracle::Instance& instance : oracle.instances()) {
        if (!oracle.holds(instance.body, possible, all)) continue;
        std::vector<GroundAtom> body = instance.body.atoms;
        if (std::find(body.begin(), body.end(), instance.head) != body.end()) continue;
        for (const Oracle::Outside& outside : instance.body.outside) {
            GroundAtom atom = outside.key;
            atom[0] = program.predicate(ExternalId{atom[0]}).index;
            body.push_back(atom);
        }
        for (const Oracle::Absent& absent : instance.absent) body.push_back(absent.wanted);
        expected.insert(shown(instance.rule, instance.head, body));
    }
    std::size_t found = 0;
    for (std::uint32_t id = 0; id < deduction.graph().instances(); ++id) {
        const std::uint32_t rule = deduction.graph().rule({id}).index;
        if (rule >= program.rules()) continue;
        ++found;
        std::vector<GroundAtom> body;
        bool has_rule = false;
        for (const Element element : deduction.graph().body({id})) {
            if (element.kind() == ElementKind::fact) {
                body.push_back(ground_atom(deduction, {element.index()}));
            } else if (element.kind() == ElementKind::absence) {
                GroundAtom atom{deduction.absent_predicate({element.index()}).index};
                for (const TermId term : deduction.absent_terms({element.index()})) {
                    atom.push_back(term.index);
                }
                body.push_back(atom);
            } else {
                has_rule = element == Element(RuleId{rule});
            }
        }
        if (has_rule != program.rule({rule}).is_unit) return "the rule in its instance";
        const std::string text =
            shown(rule, ground_atom(deduction, deduction.graph().head({id})), body);
        if (!expected.contains(text)) return "one too many: " + text;
    }
    if (found != expected.size()) {
        return std::to_string(found) + " instances of " + std::to_string(expected.size());
    }
    for (std::uint32_t id = 0; id < deduction.facts().size(); ++id) {
        const GroundAtom atom = ground_atom(deduction, {id});
        if (atom[0] < of.arities.size() && !possible.contains(atom)) return "an impossible fact";
    }
    for (const GroundAtom& atom : possible) {
        if (!deduction.facts().find({atom[0]}, testing::terms_of(atom))) return "a fact is missing";
    }
    return {};
}

TEST(DeductionTest, FindsEveryInstanceOnce) {
    EXPECT_EQ(testing::first_failure(1'000, 4'000, {}, check_instances), "");
    EXPECT_EQ(testing::first_failure(9'000, 1'000, {.most_facts = 30, .absent_one_in = 1000},
                                     check_instances),
              "");
}

TEST(DeductionTest, LimitIsSaid) {
    Program program;
    const PredicateId thing = program.add_predicate(1);
    const PredicateId pair = program.add_predicate(2);
    const Variable x{0};
    const Variable y{1};
    ASSERT_TRUE(program.add_rule(
        {.heads = {{pair, {x, y}}}, .body = {.atoms = {{thing, {x}}, {thing, {y}}}}}));
    Deduction deduction(program);
    for (std::uint32_t term = 0; term < 100; ++term) deduction.facts().add(thing, {TermId{term}});
    EXPECT_FALSE(deduction.run({.facts = 1'000}));
    EXPECT_FALSE(deduction.run({.instances = 1'000}));
    EXPECT_LE(deduction.facts().size(), 1'000U);

    Deduction other(program);
    for (std::uint32_t term = 0; term < 100; ++term) other.facts().add(thing, {TermId{term}});
    EXPECT_FALSE(other.run({.instances = 1'000}));
    EXPECT_LE(other.graph().instances(), 1'000U);
}

TEST(DeductionTest, LongChainEndsAndIsWhole) {
    Program program;
    const PredicateId child = program.add_predicate(2);
    const PredicateId old = program.add_predicate(1);
    const Variable x{0};
    const Variable y{1};
    ASSERT_TRUE(program.add_rule(
        {.heads = {{old, {y}}}, .body = {.atoms = {{old, {x}}, {child, {x, y}}}}}));
    Deduction deduction(program);
    constexpr std::uint32_t length = 20'000;
    for (std::uint32_t term = 0; term < length; ++term) {
        deduction.facts().add(child, {TermId{term}, TermId{term + 1}});
    }
    deduction.facts().add(old, {TermId{0}});
    ASSERT_TRUE(deduction.run());
    EXPECT_EQ(deduction.facts().relation(old).size(), length + 1);
    EXPECT_EQ(deduction.graph().instances(), length);
}

}  // namespace
}  // namespace valla::deduction
