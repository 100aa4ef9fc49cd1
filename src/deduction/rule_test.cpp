#include "deduction/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace valla::deduction {
namespace {

using ::testing::ElementsAre;

constexpr Variable x{0};
constexpr Variable y{1};
constexpr Variable z{2};

struct RuleTest : ::testing::Test {
    Program program;
    PredicateId p = program.add_predicate(2);
    PredicateId q = program.add_predicate(2);
    PredicateId r = program.add_predicate(1);
};

TEST_F(RuleTest, UnboundVariableOfAHeadIsNamed) {
    const auto refused =
        program.add_rule({.heads = {{p, {x, z}}}, .body = {.atoms = {{q, {x, y}}}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::unsafe_variable);
    EXPECT_EQ(refused.error().variable, z);
    EXPECT_EQ(program.rules(), 0U);
}

TEST_F(RuleTest, EqualityBindsAndOtherComparisonsDoNot) {
    EXPECT_TRUE(program.add_rule(
        {.heads = {{p, {x, z}}},
         .body = {.atoms = {{q, {x, y}}}, .comparisons = {{Comparator::equal, z, y}}}}));
    const auto refused = program.add_rule(
        {.heads = {{r, {x}}},
         .body = {.atoms = {{q, {x, y}}}, .comparisons = {{Comparator::unequal, z, y}}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().variable, z);
}

TEST_F(RuleTest, ExternalBindsOnceWhatItRequiresIsBound) {
    const ExternalId after = program.add_external({.arity = 2, .required = 0b01});
    EXPECT_TRUE(program.add_rule(
        {.heads = {{r, {y}}}, .body = {.atoms = {{r, {x}}}, .externals = {{after, {x, y}}}}}));
    const auto refused = program.add_rule(
        {.heads = {{r, {x}}}, .body = {.atoms = {{r, {y}}}, .externals = {{after, {x, y}}}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().variable, x);
}

TEST_F(RuleTest, AbsenceBelongsToTheSecondStratum) {
    Rule rule{.heads = {{r, {x}}},
              .body = {.atoms = {{p, {x, y}}}},
              .absent = {{.atoms = {{q, {x, z}}}}}};
    const auto refused = program.add_rule(rule);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::unmarked_absence);
    rule.second_stratum = true;
    EXPECT_TRUE(program.add_rule(rule));
}

TEST_F(RuleTest, FirstStratumDoesNotTakeFromTheSecond) {
    ASSERT_TRUE(program.add_rule({.heads = {{r, {x}}},
                                  .body = {.atoms = {{p, {x, y}}}},
                                  .absent = {{.atoms = {{q, {x, y}}}}},
                                  .second_stratum = true}));
    const auto refused = program.add_rule({.heads = {{p, {x, x}}}, .body = {.atoms = {{r, {x}}}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::first_from_second);
    EXPECT_THAT(refused.error().path, ElementsAre(p, r));
}

TEST_F(RuleTest, NothingFollowsFromItsOwnAbsence) {
    ASSERT_TRUE(program.add_rule(
        {.heads = {{q, {x, x}}}, .body = {.atoms = {{r, {x}}}}, .second_stratum = true}));
    const auto refused = program.add_rule({.heads = {{r, {x}}},
                                           .body = {.atoms = {{p, {x, y}}}},
                                           .absent = {{.atoms = {{q, {x, y}}}}},
                                           .second_stratum = true});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::absence_of_itself);
    EXPECT_THAT(refused.error().path, ElementsAre(r, q, r));
}

TEST_F(RuleTest, StrataRiseAlongAbsences) {
    ASSERT_TRUE(program.add_rule({.heads = {{q, {x, y}}},
                                  .body = {.atoms = {{p, {x, y}}}},
                                  .absent = {{.atoms = {{p, {y, x}}}}},
                                  .second_stratum = true}));
    ASSERT_TRUE(program.add_rule({.heads = {{r, {x}}},
                                  .body = {.atoms = {{p, {x, y}}}},
                                  .absent = {{.atoms = {{q, {x, z}}}}},
                                  .second_stratum = true}));
    const std::vector<std::uint32_t> stratum = strata(program);
    EXPECT_EQ(stratum[p.index], 0U);
    EXPECT_EQ(stratum[q.index], 1U);
    EXPECT_GT(stratum[r.index], stratum[q.index]);
}

}  // namespace
}  // namespace valla::deduction
