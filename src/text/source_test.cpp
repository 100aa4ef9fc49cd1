#include "text/source.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace valla::text {

void PrintTo(Span span, std::ostream* out) { *out << span.begin << ".." << span.end; }

namespace {

/// "line:column utf16 cell" of the byte at `offset`.
std::string place(const Source& source, std::uint32_t offset) {
    const Position position = source.position(offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column) + " " +
           std::to_string(position.utf16_column) + " " + std::to_string(position.cell);
}

TEST(Source, CountsLinesAndColumnsFromOne) {
    const Source source("a.valla", "ab\nc\n");
    EXPECT_EQ(place(source, 0), "1:1 1 1");
    EXPECT_EQ(place(source, 2), "1:3 3 3");
    EXPECT_EQ(place(source, 3), "2:1 1 1");
    EXPECT_EQ(place(source, 4), "2:2 2 2");
    EXPECT_EQ(place(source, 5), "3:1 1 1");
}

TEST(Source, TakesAnOffsetPastTheEndAsTheEnd) {
    EXPECT_EQ(place(Source("a.valla", "ab"), 100), "1:3 3 3");
    EXPECT_EQ(place(Source("a.valla", "ab\n"), 0xFFFFFFFF), "2:1 1 1");
    EXPECT_EQ(place(Source("a.valla", ""), 7), "1:1 1 1");
}

TEST(Source, CountsEachUnitInItsOwnWay) {
    // A letter of two bytes, a wide one of three, one outside the basic plane of four (which UTF-16
    // writes in two units), and a combining mark that takes no cell.
    const Source source("a.valla", "\u00E9\u4E2D\U0001F5FAe\u0301!");
    EXPECT_EQ(place(source, 2), "1:2 2 2");
    EXPECT_EQ(place(source, 5), "1:3 3 4");
    EXPECT_EQ(place(source, 9), "1:4 5 5");
    EXPECT_EQ(place(source, 10), "1:5 6 6");
    EXPECT_EQ(place(source, 12), "1:6 7 6");
    EXPECT_EQ(place(source, 13), "1:7 8 7");
}

TEST(Source, PassesOverAByteOrderMark) {
    const Source source("a.valla",
                        "\xEF\xBB\xBF"
                        "ab\n\xEF\xBB\xBF"
                        "c");
    EXPECT_EQ(place(source, 0), "1:1 1 1");
    EXPECT_EQ(place(source, 3), "1:1 1 1");
    EXPECT_EQ(place(source, 4), "1:2 2 2");
    // In any other line it is a character.
    EXPECT_EQ(place(source, 9), "2:2 2 1");
}

TEST(Source, CountsEachByteThatIsNotUtf8AsACharacter) {
    EXPECT_EQ(place(Source("a.valla", "\xFF\xC3(\xE4\xB8"), 5), "1:6 6 6");
}

TEST(Source, CountsNulAsAnyOtherCharacter) {
    const Source source("a.valla", std::string("a\0b\nc", 5));
    EXPECT_EQ(place(source, 2), "1:3 3 3");
    EXPECT_EQ(source.line(1), (Span{0, 3}));
    EXPECT_EQ(source.line(2), (Span{4, 5}));
}

TEST(Source, GivesLinesWithoutTheirEnds) {
    const Source source("a.valla", "one\r\ntwo\n\r\nlone\rreturn");
    EXPECT_EQ(source.line(1).in(source.bytes()), "one");
    EXPECT_EQ(source.line(2).in(source.bytes()), "two");
    EXPECT_EQ(source.line(3).in(source.bytes()), "");
    EXPECT_EQ(source.line(4).in(source.bytes()), "lone\rreturn");
    EXPECT_EQ(source.line(5), Span{});
    EXPECT_EQ(source.line(0), Span{});
}

TEST(Source, HasAnEmptyLineBehindTheLastLineEnd) {
    const Source source("a.valla", "a\n");
    EXPECT_EQ(source.line(2), (Span{2, 2}));
    EXPECT_EQ(Source("a.valla", "").line(1), (Span{0, 0}));
}

TEST(Source, FindsTheLinesAgainAfterAChange) {
    Source source("a.valla", "one\ntwo\n");
    EXPECT_EQ(place(source, 4), "2:1 1 1");
    source.replace({0, 3}, "a\nb\nc");
    EXPECT_EQ(source.bytes(), "a\nb\nc\ntwo\n");
    EXPECT_EQ(place(source, 6), "4:1 1 1");
    source.replace({0, 10}, "");
    EXPECT_EQ(source.bytes(), "");
    EXPECT_EQ(place(source, 0), "1:1 1 1");
    source.replace({0, 0}, "x\n");
    EXPECT_EQ(place(source, 2), "2:1 1 1");
}

TEST(Source, AgreesWithCountingByHandOnRandomTexts) {
    std::mt19937 random(7);
    const std::string alphabet = "ab\n\n\r ";
    for (int round = 0; round < 200; ++round) {
        std::string bytes;
        for (std::size_t size = random() % 40; bytes.size() < size;) {
            bytes += alphabet[random() % alphabet.size()];
        }
        const Source source("a.valla", bytes);
        std::uint32_t line = 1;
        std::uint32_t column = 1;
        for (std::uint32_t offset = 0; offset <= bytes.size(); ++offset) {
            ASSERT_EQ(source.position(offset).line, line) << testing::PrintToString(bytes);
            ASSERT_EQ(source.position(offset).column, column) << testing::PrintToString(bytes);
            if (offset < bytes.size() && bytes[offset] == '\n') {
                ++line;
                column = 1;
            } else {
                ++column;
            }
        }
    }
}

TEST(Span, IsCountedFromAnyText) {
    const Span span{2, 5};
    EXPECT_EQ(span.size(), 3);
    EXPECT_FALSE(span.empty());
    EXPECT_TRUE((Span{5, 5}).empty());
    EXPECT_EQ(span.shifted(10), (Span{12, 15}));
    EXPECT_EQ(span.in("abcdefg"), "cde");
}

}  // namespace
}  // namespace valla::text
