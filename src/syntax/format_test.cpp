#include "syntax/format.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "syntax/testing.hpp"
#include "syntax/tree.hpp"
#include "text/unicode.hpp"

namespace valla::syntax {
namespace {

using ::testing::Eq;
using ::testing::Optional;
using testing::project_file;
using testing::RandomText;

/// Every comment, head and text of a file in order, as its readers see them, without the marks and
/// blanks that formatting may change.
std::vector<std::string> said(std::string_view bytes) {
    const Tree tree = parse(bytes);
    std::vector<std::string> all;
    for (const CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        if (!head_of(card, tree, node).empty()) all.push_back("card");
        FieldNode field;
        for (std::uint32_t line = 0; next_field(card, tree, node, line, field);) {
            all.push_back(unfold(field.value.in(card)));
        }
    }
    return all;
}

TEST(Format, WritesTheNormalForm) {
    struct Row {
        std::string what;
        std::string before;
        std::string after;
    };
    const Row rows[] = {
        {"nothing", "", ""},
        {"what is formatted", "person anna\n  name: Anna\n", "person anna\n  name: Anna\n"},
        {"blanks in a head", "person \t anna  \n", "person anna\n"},
        {"indentation", "person anna\n name: Anna\n", "person anna\n  name: Anna\n"},
        {"tabs", "person anna\n\tname: Anna\n\t\tof Riga\n",
         "person anna\n  name: Anna\n    of Riga\n"},
        {"deeper text keeps its own indentation",
         "claim a\n  quote: one\n        two\n      three\n",
         "claim a\n  quote: one\n      two\n    three\n"},
        {"blanks around the colon", "person anna\n  name   :Anna  \n",
         "person anna\n  name: Anna\n"},
        {"modifiers", "event e\n  on ,not,  presumably : 1936\n",
         "event e\n  on, not, presumably: 1936\n"},
        {"look-alikes in structure", "event\u00A0e\n  on\uFF0C not\uFF1A 1936\n",
         "event e\n  on, not: 1936\n"},
        {"look-alikes in a value stay", "event e\n  name: \u201CA\u201D\u00A0\uFF1A b\n",
         "event e\n  name: \u201CA\u201D\u00A0\uFF1A b\n"},
        {"line ends", "person anna\r\n  name: Anna\r\n", "person anna\n  name: Anna\n"},
        {"no final newline", "person anna\n  name: Anna", "person anna\n  name: Anna\n"},
        {"blank lines at the end", "person anna\n\n\n", "person anna\n"},
        {"blank lines between", "person anna\n\n\nperson ivan\n", "person anna\n\n\nperson ivan\n"},
        {"blank lines in a text", "claim a\n  quote: one\n\n    two\n\nclaim b\n",
         "claim a\n  quote: one\n\n    two\n\nclaim b\n"},
        {"a byte-order mark", "\xEF\xBB\xBFperson anna\n", "person anna\n"},
        {"comments", "--one\nperson anna\n     -- two  \n  name: Anna\n -- three\n",
         "--one\nperson anna\n  -- two\n  name: Anna\n  -- three\n"},
        {"text below its field", "claim a\n  quote:\n      one\n      two\n",
         "claim a\n  quote:\n    one\n    two\n"},
        {"quotation marks in a head", "person \u201Canna\u201D  x\n", "person \"anna\" x\n"},
        {"one that is never closed", "person  \"anna \n", "person \"anna\n"},
        {"blanks behind a line of text", "claim a\n  quote: one \n    two \n    three\n",
         "claim a\n  quote: one\n    two\n    three\n"},
    };
    for (const Row& row : rows) {
        EXPECT_THAT(format(row.before), Optional(row.after)) << row.what;
    }
}

TEST(Format, LeavesBrokenFilesAlone) {
    const std::vector<std::string> broken = {
        "person anna\n  no colon\n",                       // a stray line
        "  name: no card yet\n",                           // the same
        "person anna\n  name: Anna\n\tnote: tab\n",        // indentation that cannot be compared
        "person anna\n  name: M\xFCller\n",                // not UTF-8
        "person anna\n  name: Anna\n\u00A0\n  note: x\n",  // a head with nothing on it
        "\u00A0-- not a comment\n",                        // would become one
        "person anna\n  \u00A0-- a: b\n",                  // the same
    };
    for (const std::string& each : broken) {
        EXPECT_THAT(format(each), Eq(std::nullopt)) << each;
    }
}

TEST(Format, RewritesTheValuesItIsToldTo) {
    const RewriteValue rewrite = [](std::string_view kind, std::string_view field,
                                    std::string_view value) -> std::optional<std::string> {
        if (kind == "death sentence" && field == "on") return "<" + std::string(value) + ">";
        return std::nullopt;
    };
    EXPECT_THAT(
        format("death  sentence x\n  on, not:  1936\n  note: 1936\nevent y\n  on: 1936\n", rewrite),
        Optional(std::string(
            "death sentence x\n  on, not: <1936>\n  note: 1936\nevent y\n  on: 1936\n")));
}

TEST(Format, ChangesNothingTwiceAndNoTextAtAll) {
    RandomText random(42);
    const std::string real = project_file("tests/cases/every-field.valla");
    EXPECT_THAT(format(real), Optional(real));
    int formatted = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string text =
            round % 2 == 0 ? random.pieces(random.below(40)) : random.mutated(real);
        const auto once = format(text);
        if (!once) continue;
        ++formatted;
        ASSERT_TRUE(format(*once) == once) << text::printable(*once) << "\n"
                                           << text::printable(format(*once).value_or("nothing"));
        ASSERT_EQ(said(*once), said(text)) << text;
    }
    EXPECT_GT(formatted, 500) << "too few of the random texts can be formatted to show anything";
}

}  // namespace
}  // namespace valla::syntax
