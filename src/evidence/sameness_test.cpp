#include "evidence/sameness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace valla::evidence {
namespace {

using ::testing::ElementsAre;

constexpr NameId anna{1};
constexpr NameId boris{2};
constexpr NameId carla{3};
constexpr NameId dora{4};

Identity identity(bool same, std::vector<NameId> names) { return {{}, same, std::move(names), {}}; }

bool all(const Identity&) { return true; }

TEST(SamenessTest, CardsCarryOnFromOneToTheNext) {
    const Sameness sameness({identity(true, {carla, dora}), identity(true, {anna, boris}),
                             identity(true, {boris, carla})},
                            all);
    EXPECT_TRUE(sameness.may_be_one(anna, dora));
    EXPECT_TRUE(sameness.may_be_one(dora, anna));
    EXPECT_THAT(sameness.groups(), ElementsAre(ElementsAre(anna, boris, carla, dora)));
}

TEST(SamenessTest, AnIdIsOneWithItself) {
    const Sameness sameness({identity(true, {anna, anna})}, all);
    EXPECT_TRUE(sameness.may_be_one(anna, anna));
    EXPECT_TRUE(sameness.groups().empty());
}

TEST(SamenessTest, WhoSaysThatTheyDifferJoinsNothing) {
    const Sameness sameness({identity(false, {anna, boris}), identity(true, {carla, dora})}, all);
    EXPECT_FALSE(sameness.may_be_one(anna, boris));
    EXPECT_FALSE(sameness.may_be_one(anna, carla));
    EXPECT_TRUE(sameness.may_be_one(carla, dora));
}

TEST(SamenessTest, OnlyWhatCountsJoins) {
    const Sameness sameness({identity(true, {anna, boris}), identity(true, {carla, dora})},
                            [](const Identity& each) { return each.names.front() == carla; });
    EXPECT_FALSE(sameness.may_be_one(anna, boris));
    EXPECT_TRUE(sameness.may_be_one(carla, dora));
}

}  // namespace
}  // namespace valla::evidence
