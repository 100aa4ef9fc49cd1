#include "syntax/phrases.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace valla::syntax {
namespace {

using ::testing::Eq;
using ::testing::Optional;
using ::testing::UnorderedElementsAre;

TEST(Phrases, AreFoundHoweverTheirWordsAreJoined) {
    Phrases phrases;
    EXPECT_TRUE(phrases.add("in the name of", 7));
    EXPECT_TRUE(phrases.add("caf\u00E9", 8));
    for (const char* written : {"in the name of", "in-the-name-of", "in  the\tname\nof",
                                " in the name-of ", "in\u00A0the name of"}) {
        EXPECT_THAT(phrases.find(written), Optional(7)) << written;
    }
    EXPECT_THAT(phrases.find("cafe\u0301"), Optional(8)) << "compared in one form";
    EXPECT_THAT(phrases.find("in the name"), Eq(std::nullopt));
    EXPECT_THAT(phrases.find("inthenameof"), Eq(std::nullopt));
    EXPECT_THAT(phrases.find("In the name of"), Eq(std::nullopt)) << "capitals count";
    EXPECT_THAT(phrases.find(""), Eq(std::nullopt));
}

TEST(Phrases, KeepTheFirstMeaning) {
    Phrases phrases;
    EXPECT_TRUE(phrases.add("said to", 1));
    EXPECT_FALSE(phrases.add("said-to", 2));
    EXPECT_FALSE(phrases.add(" - ", 3));
    EXPECT_THAT(phrases.find("said to"), Optional(1));
    EXPECT_THAT(phrases.all(), UnorderedElementsAre("said to"));
}

TEST(Phrases, TakeAsManyWordsAsTheyCan) {
    Phrases phrases;
    phrases.add("in", 1);
    phrases.add("in presence of", 2);
    phrases.add("in the name of", 3);
    phrases.add("begun by", 4);
    struct Row {
        std::string text;
        int number;
        int words;
    };
    const Row rows[] = {
        {"in the name of god", 3, 4},
        {"in the name", 1, 1},
        {"in presence of all", 2, 3},
        {"in-presence-of all", 2, 1},
        {"in-presence of", 2, 2},
        {"begun by 1936", 4, 2},
        {"begun , by", 0, 0},
        {"\"in\" x", 0, 0},
        {"nothing", 0, 0},
        {"begun", 0, 0},
    };
    for (const Row& row : rows) {
        std::vector<Word> words;
        split(row.text, words);
        const auto match = phrases.longest(row.text, words.data(), words.data() + words.size());
        EXPECT_EQ(match ? match->number : 0, row.number) << row.text;
        EXPECT_EQ(match ? match->words : 0, row.words) << row.text;
    }
    EXPECT_FALSE(phrases.longest("", nullptr, nullptr));
}

}  // namespace
}  // namespace valla::syntax
