#include "text/spelling.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace valla::text {
namespace {

/// The distance as its definition reads, without a table: the least over the last step.
std::uint32_t plain_distance(std::string_view a, std::string_view b) {
    if (a.empty()) return static_cast<std::uint32_t>(b.size());
    if (b.empty()) return static_cast<std::uint32_t>(a.size());
    const std::string_view a_rest = a.substr(0, a.size() - 1);
    const std::string_view b_rest = b.substr(0, b.size() - 1);
    std::uint32_t least = std::min(plain_distance(a_rest, b), plain_distance(a, b_rest)) + 1;
    least = std::min(least, plain_distance(a_rest, b_rest) + (a.back() == b.back() ? 0 : 1));
    if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] &&
        b.back() == a[a.size() - 2]) {
        const auto before_swap = [](std::string_view word) {
            return word.substr(0, word.size() - 2);
        };
        least = std::min(least, plain_distance(before_swap(a), before_swap(b)) + 1);
    }
    return least;
}

std::string random_word(std::mt19937& random, std::size_t most) {
    std::string word;
    for (std::size_t size = random() % (most + 1); word.size() < size;) {
        word += static_cast<char>('a' + random() % 3);
    }
    return word;
}

TEST(Spelling, CountsSlipsAsTheDefinitionDoes) {
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        const std::string a = random_word(random, 7);
        const std::string b = random_word(random, 7);
        const std::uint32_t distance = plain_distance(a, b);
        for (std::uint32_t limit = 0; limit <= 8; ++limit) {
            ASSERT_EQ(slips_between(a, b, limit), std::min(distance, limit + 1))
                << '"' << a << "\" and \"" << b << "\" within " << limit;
        }
    }
}

TEST(Spelling, CountsCharactersAndNotBytes) {
    EXPECT_EQ(slips_between("Зиновьев", "Зиновьeв", 9), 1);
    EXPECT_EQ(slips_between("東京", "京東", 9), 1);
    EXPECT_EQ(slips_between("\U0001F5FA", "", 9), 1);
    EXPECT_EQ(slips_between("\xFF\xFE", "\xFD\xFC", 9), 0)
        << "bytes that are not UTF-8 are one mark";
}

TEST(Spelling, TakesLongWordsInTheirLength) {
    // Equal but for the ends: with the whole table, ten thousand million cells.
    const std::string a = "x" + std::string(100'000, 'a');
    const std::string b = std::string(100'000, 'a') + "y";
    EXPECT_EQ(slips_between(a, b, 10), 2);
    EXPECT_EQ(nearest_word(a, {b}), b);
}

TEST(NearestWord, IsTheOneWithTheFewestSlips) {
    EXPECT_EQ(nearest_word("kamenef", {"zinoviev", "kamenev", "kamenevs"}), "kamenev");
    EXPECT_EQ(nearest_word("persno", {"person", "place", "parson"}), "person");
    EXPECT_EQ(nearest_word("зиновев", {"каменев", "зиновьев"}), "зиновьев");
}

TEST(NearestWord, AllowsOneSlipForEachThreeCharacters) {
    EXPECT_EQ(nearest_word("by", {"be"}), "be");
    EXPECT_EQ(nearest_word("abc", {"abd"}), "abd");
    EXPECT_EQ(nearest_word("abc", {"add"}), "");
    EXPECT_EQ(nearest_word("abcdef", {"abcdxy"}), "abcdxy");
    EXPECT_EQ(nearest_word("abcdef", {"abcxyz"}), "");
    EXPECT_EQ(nearest_word(std::string(90, 'a'), {std::string(100, 'a')}), std::string(100, 'a'));
    EXPECT_EQ(nearest_word(std::string(90, 'a'), {std::string(101, 'a')}), "");
}

TEST(NearestWord, IsNoneForAWordOfOneCharacter) {
    EXPECT_EQ(nearest_word("a", {"b", "ab"}), "");
    EXPECT_EQ(nearest_word("", {"b"}), "");
    EXPECT_EQ(nearest_word("東", {"京"}), "");
}

TEST(NearestWord, NeverIsTheWordItself) {
    EXPECT_EQ(nearest_word("kamenev", {"kamenev"}), "");
    EXPECT_EQ(nearest_word("kamenev", {"kamenev", "kamenef"}), "kamenef");
    EXPECT_EQ(nearest_word("kamenev", {}), "");
}

TEST(NearestWord, DoesNotDependOnTheOrderOfTheKnownWords) {
    std::vector<std::string_view> known{"cat", "bat", "rat", "fat", "cart", "東at"};
    std::sort(known.begin(), known.end());
    do {
        ASSERT_EQ(nearest_word("zat", known), "bat");
    } while (std::next_permutation(known.begin(), known.end()));
}

TEST(NearestWord, AgreesWithTryingAllKnownWords) {
    std::mt19937 random(13);
    for (int round = 0; round < 500; ++round) {
        const std::string word = random_word(random, 8);
        std::vector<std::string> known;
        for (int count = 0; count < 5; ++count) known.push_back(random_word(random, 8));
        std::sort(known.begin(), known.end());
        std::string best;
        std::uint32_t best_distance =
            static_cast<std::uint32_t>(std::max<std::size_t>(1, word.size() / 3)) + 1;
        for (const std::string& candidate : known) {
            if (word.size() < 2 || candidate == word) continue;
            const std::uint32_t distance = plain_distance(word, candidate);
            if (distance < best_distance) {
                best = candidate;
                best_distance = distance;
            }
        }
        const std::vector<std::string_view> views(known.rbegin(), known.rend());
        ASSERT_EQ(nearest_word(word, views), best) << word;
    }
}

}  // namespace
}  // namespace valla::text
