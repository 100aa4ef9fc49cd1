#include "syntax/tree.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "syntax/testing.hpp"

namespace valla::syntax {
namespace {

using testing::project_file;
using testing::RandomText;

/// A field as words: NAME | MODIFIERS | VALUE.
std::vector<std::string> fields(std::string_view bytes) {
    const Tree tree = parse(bytes);
    std::vector<std::string> all;
    for (const CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        FieldNode field;
        for (std::uint32_t line = 0; next_field(card, tree, node, line, field);) {
            all.push_back(std::string(field.name.in(card)) + " | " +
                          std::string(field.modifiers.in(card)) + " | " +
                          std::string(field.value.in(card)));
        }
    }
    return all;
}

struct Case {
    std::string what;
    std::string bytes;
    std::string dumped;
};

TEST(Tree, DecidesTheKindOfEachLineFromItsFirstCharacters) {
    const Case cases[] = {
        {"nothing", "", ""},
        {"a card", "person anna\n  name: Anna\n", "head \"person anna\"\nfield \"name: Anna\"\n"},
        {"no final newline", "person anna\n  name: Anna",
         "head \"person anna\"\nfield \"name: Anna\"\n"},
        {"carriage returns", "person anna\r\n  name: Anna\r\n\r\n",
         "head \"person anna\"\nfield \"name: Anna\"\nblank \"\"\n"},
        {"a byte-order mark before a head", "\xEF\xBB\xBFperson anna\n",
         "head \"<U+FEFF>person anna\"\n"},
        {"only a byte-order mark", "\xEF\xBB\xBF", "blank \"<U+FEFF>\"\n"},
        {"text is deeper than its field", "person anna\n  name: Anna\n    of: Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ntext \"of: Riga\"\n"},
        {"deeper by one blank is deeper", "person anna\n  name: Anna\n   of: Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ntext \"of: Riga\"\n"},
        {"a comment among text is text", "person anna\n  name: Anna\n    -- Riga\n  -- Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ntext \"-- Riga\"\ncomment \"-- Riga\"\n"},
        {"a comment ends the text above it", "person anna\n  name: Anna\n  -- so\n    of: Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ncomment \"-- so\"\nfield \"of: Riga\"\n"},
        {"fields may stand at different depths", "person anna\n    name: Anna\n  note: Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\nfield \"note: Riga\"\n"},
        {"a tab against blanks", "person anna\n  name: Anna\n\tnote: Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\nuneven \"note: Riga\"\n"},
        {"tabs throughout", "person anna\n\tname: Anna\n\t\tof Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ntext \"of Riga\"\n"},
        {"blanks behind a tab are deeper", "person anna\n\tname: Anna\n\t of Riga\n",
         "head \"person anna\"\nfield \"name: Anna\"\ntext \"of Riga\"\n"},
        {"no colon", "person anna\n  of Riga\n", "head \"person anna\"\nstray \"of Riga\"\n"},
        {"what stands under a stray line is its text", "person anna\n  of Riga\n    name: Anna\n",
         "head \"person anna\"\nstray \"of Riga\"\ntext \"name: Anna\"\n"},
        {"no card yet", "  name: Anna\n\n-- so\nperson anna\n",
         "stray \"name: Anna\"\nblank \"\"\ncomment \"-- so\"\nhead \"person anna\"\n"},
        {"a full-width colon", "person anna\n  name\uFF1A Anna\n",
         "head \"person anna\"\nfield \"name\uFF1A Anna\"\n"},
        {"a head with a colon is a head", "person anna: Anna\n", "head \"person anna: Anna\"\n"},
        {"a zero byte is a character", std::string("a\0b\n  c: d\n", 11),
         "head \"a<U+0000>b\"\nfield \"c: d\"\n"},
        {"a lone carriage return ends no line", "person anna\r  name: Anna\n",
         "head \"person anna<U+000D>  name: Anna\"\n"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(dump(each.bytes, parse(each.bytes)), each.dumped) << each.what;
    }
}

TEST(Tree, TakesAFieldApart) {
    const auto only_field = [](const std::string& line) {
        const auto all = fields("person anna\n" + line);
        return all.size() == 1 ? all.front() : std::to_string(all.size()) + " fields";
    };
    EXPECT_EQ(only_field("  name: Anna\n"), "name |  | Anna");
    EXPECT_EQ(only_field("  name:Anna"), "name |  | Anna");
    EXPECT_EQ(only_field("  name :\t Anna \t\r\n"), "name |  | Anna");
    EXPECT_EQ(only_field("  name:\n"), "name |  | ");
    EXPECT_EQ(only_field("  : Anna\n"), " |  | Anna");
    EXPECT_EQ(only_field("  on, not , presumably: 1936\n"), "on | not , presumably | 1936");
    EXPECT_EQ(only_field("  on,: 1936\n"), "on |  | 1936");
    EXPECT_EQ(only_field("  on\u060C not\uFF1A 1936\n"), "on | not | 1936");
    EXPECT_EQ(only_field("  quote: a: b, c: d\n"), "quote |  | a: b, c: d");
    EXPECT_EQ(only_field("  quote: one\n    two\n\n    three\n\n"),
              "quote |  | one\n    two\n\n    three");
    EXPECT_EQ(only_field("  quote:\n    one\n"), "quote |  | one");
    EXPECT_EQ(only_field("  quote: one\n  -- a remark\n"), "quote |  | one");
}

TEST(Tree, UnfoldsATextOfSeveralLines) {
    EXPECT_EQ(unfold(""), "");
    EXPECT_EQ(unfold("one"), "one");
    EXPECT_EQ(unfold("one\n    two\n    three"), "one\ntwo\nthree");
    EXPECT_EQ(unfold("one\n      two\n    three"), "one\n  two\nthree");
    EXPECT_EQ(unfold("one\r\n    two"), "one\ntwo");
    EXPECT_EQ(unfold("one\n\n    two"), "one\n\ntwo");
    EXPECT_EQ(unfold("one\n\t\ttwo\n\t\t\tthree"), "one\ntwo\n\tthree");
    EXPECT_EQ(unfold("one  \n    two\t\n    three"), "one\ntwo\nthree") << "what nobody sees goes";
}

/// The pieces of a tree, each with its place, for comparing trees.
std::vector<std::vector<std::uint32_t>> numbers(const Tree& tree) {
    std::vector<std::vector<std::uint32_t>> all;
    for (const CardNode& node : tree.cards) {
        std::vector<std::uint32_t> card = {node.begin, node.end, node.line_count};
        for (const Line* line = tree.begin(node); line != tree.end(node); ++line) {
            card.push_back(line->begin);
            card.push_back(line->packed);
        }
        all.push_back(card);
    }
    return all;
}

TEST(Tree, PrintsEveryInputByteForByte) {
    RandomText random(1936);
    const std::string real = project_file("tests/cases/every-field.valla");
    ASSERT_GT(real.size(), 5000U);
    EXPECT_EQ(print(real, parse(real)), real);
    for (int round = 0; round < 3000; ++round) {
        const std::string texts[] = {random.bytes(random.below(60)),
                                     random.pieces(random.below(60)), random.mutated(real)};
        for (const std::string& text : texts) {
            const Tree tree = parse(text);
            ASSERT_EQ(print(text, tree), text);
            for (std::size_t i = 1; i < tree.cards.size(); ++i) {
                ASSERT_EQ(tree.cards[i].begin, tree.cards[i - 1].end);
                ASSERT_EQ(tree.begin(tree.cards[i])->kind(), LineKind::head);
            }
            fields(text);  // every stretch lies in the text, which the sanitizers see
        }
    }
}

TEST(Tree, AStretchBetweenHeadsReadsAsInTheWholeFile) {
    RandomText random(1917);
    for (int round = 0; round < 500; ++round) {
        const std::string text = random.mutated(
            "person anna\n  name: Anna\n\nperson ivan\n  name: Ivan\n    Petrov\n"
            "event visit\n  by: anna\n-- end\n");
        const Tree whole = parse(text);
        const auto expected = numbers(whole);
        if (whole.cards.empty()) continue;
        const std::size_t first = random.below(whole.cards.size());
        const std::size_t last = first + random.below(whole.cards.size() - first);
        Tree part;
        parse(text, whole.cards[first].begin, whole.cards[last].end, part);
        const auto begin = expected.begin();
        EXPECT_EQ(numbers(part), std::vector(begin + static_cast<std::ptrdiff_t>(first),
                                             begin + static_cast<std::ptrdiff_t>(last) + 1))
            << text;
    }
}

TEST(Tree, AHeadIsItsWordsWithoutTheBlanksAround) {
    const auto head = [](std::string_view bytes) {
        const Tree tree = parse(bytes);
        return std::string(head_of(bytes, tree, tree.cards.front()).in(bytes));
    };
    EXPECT_EQ(head("person anna  \r\n  name: x\n"), "person anna");
    EXPECT_EQ(head("\xEF\xBB\xBFperson anna"), "person anna");
    EXPECT_EQ(head("-- nothing\n"), "");
}

}  // namespace
}  // namespace valla::syntax
