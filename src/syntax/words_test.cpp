#include "syntax/words.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "syntax/testing.hpp"

namespace valla::syntax {
namespace {

/// Each word with a mark for its kind: `word`, `,`, `"quoted"`, `?variable`.
std::string words(std::string_view text) {
    std::vector<Word> all;
    split(text, all);
    std::string line;
    for (const Word& word : all) {
        if (!line.empty()) line += '|';
        const std::string is(word.span.in(text));
        switch (word.kind) {
            case WordKind::word: line += is; break;
            case WordKind::comma: line += ','; break;
            case WordKind::quoted: line += '"' + is + '"'; break;
            case WordKind::variable: line += "<" + is + ">"; break;
        }
    }
    return line;
}

TEST(Words, AreSplitAtBlanksCommasAndQuotationMarks) {
    struct Row {
        std::string text;
        std::string words;
    };
    const Row rows[] = {
        {"", ""},
        {" \t\r\n ", ""},
        {"anna and ivan", "anna|and|ivan"},
        {"anna\nand\r\n\tivan", "anna|and|ivan"},
        {"anna\u00A0and\u3000ivan", "anna|and|ivan"},
        {"conquest, evidently,", "conquest|,|evidently|,"},
        {"a,b", "a|,|b"},
        {"a\u060Cb\uFF0Cc", "a|,|b|,|c"},
        {"a \"b c, d\" e", "a|\"b c, d\"|e"},
        {"a\"b\"c", "a|\"b\"|c"},
        {"\u201Cb c\u201D", "\"b c\""},
        {"\"\"", "\"\""},
        {"\"never closed", "\"never closed\""},
        {"\"", "\"\""},
        {"?who by ?x", "<?who>|by|<?x>"},
        {"? ?,", "?|?|,"},
        {"what? a?b", "what?|a?b"},
        {"13/7/1936 (1936) +3", "13/7/1936|(1936)|+3"},
        {"\u05D9\u05E8\u05D5\u05E9\u05DC\u05D9\u05DD and riga",
         "\u05D9\u05E8\u05D5\u05E9\u05DC\u05D9\u05DD|and|riga"},
        {"a\xFFz", "a\xFFz"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(words(row.text), row.words) << row.text;
    }
}

TEST(Words, LieInOrderInsideTheText) {
    testing::RandomText random(11);
    for (int round = 0; round < 2000; ++round) {
        const std::string text = round % 2 == 0 ? random.pieces(12) : random.bytes(40);
        std::vector<Word> all;
        split(text, all);
        std::uint32_t at = 0;
        for (const Word& word : all) {
            ASSERT_GE(word.span.begin, at);
            ASSERT_GE(word.span.end, word.span.begin);
            ASSERT_LE(word.span.end, text.size());
            at = word.span.end;
        }
    }
}

TEST(Words, ASpanRunsFromTheFirstToTheLast) {
    const std::string_view text = " one  two three ";
    std::vector<Word> all;
    split(text, all);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(span_of(all.data(), all.data() + 2).in(text), "one  two");
    EXPECT_TRUE(all[1].is(text, "two"));
    EXPECT_FALSE(all[1].is(text, "tw"));
}

}  // namespace
}  // namespace valla::syntax
