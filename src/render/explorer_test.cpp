#include "render/explorer.hpp"

#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dispute/testing.hpp"

namespace valla::render {
namespace {

using Json = nlohmann::json;

std::map<std::string, Json> without_of(const Explorer& explorer) {
    std::map<std::string, Json> by_id;
    const Json data = Json::parse(explorer.json());
    for (const Json& each : data["without"]) by_id[each["id"]] = each;
    return by_id;
}

TEST(Explorer, AnswersAsFarAsTheBudgetReachesAndSaysOfWhomItDoesNot) {
    std::string cards = "case k\n  researcher: me\nperson me\nevent e0\n";
    for (int i = 0; i < 30; ++i) {
        const std::string number = std::to_string(i);
        cards += "source book-" + number + "\nevent e" + number + "\n  description: It was.\n";
        cards += "  source: book-" + number + (i > 0 && i < 10 ? " through book-0\n" : "\n");
    }
    dispute::testing::Assessed read(cards);
    const Words words(calendar::Language::english);
    const Explorer whole(*read, words);
    const auto all = without_of(whole);
    EXPECT_EQ(whole.answered(), whole.tellers());
    EXPECT_EQ(all.size(), whole.tellers());
    std::size_t before = 0;
    for (const std::size_t budget : {1U, 40U, 100U, 400U}) {
        const Explorer some(*read, words, budget);
        EXPECT_EQ(some.tellers(), whole.tellers());
        EXPECT_GE(some.answered(), before);
        before = some.answered();
        std::size_t answered = 0;
        for (const auto& [id, each] : without_of(some)) {
            if (each.contains("unanswered")) {
                EXPECT_FALSE(each.contains("falls"));
                continue;
            }
            ++answered;
            EXPECT_EQ(each, all.at(id)) << id;
        }
        EXPECT_EQ(answered, some.answered());
        EXPECT_EQ(answered == 1, budget == 1);
        // Through the first source comes most.
        EXPECT_FALSE(without_of(some).at("book-0").contains("unanswered"));
    }
    EXPECT_GT(before, 1U);
    EXPECT_LT(Explorer(*read, words, 40).answered(), whole.answered());
}

}  // namespace
}  // namespace valla::render
