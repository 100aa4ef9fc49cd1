#include "render/markdown.hpp"

#include <cctype>
#include <random>

#include <gtest/gtest.h>

namespace valla::render {
namespace {

TEST(Markdown, TextNeverBecomesMarkup) {
    EXPECT_EQ(markdown_text("*not* <b>"), "\\*not\\* \\<b\\>");
    EXPECT_EQ(markdown_text("[a](http://b) & `c` _d_"), "\\[a\\](http://b) \\& \\`c\\` \\_d\\_");
    EXPECT_EQ(markdown_text("1. of all"), "1\\. of all");
    EXPECT_EQ(markdown_text("12) of all"), "12\\) of all");
    EXPECT_EQ(markdown_text("on 5. July, well-known"), "on 5. July, well-known");
    EXPECT_EQ(markdown_text("- item"), "\\- item");
    EXPECT_EQ(markdown_text("    code\n\n# no heading\n===\n> no quote"),
              "code \\# no heading === \\> no quote");
}

/// What CommonMark shows of a text: a backslash before ASCII punctuation is not shown.
std::string shown(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && std::ispunct(text[i + 1]) != 0) ++i;
        out += text[i];
    }
    return out;
}

TEST(Markdown, IsReadBackAsItWasSaid) {
    constexpr std::string_view letters = "a1 \\`*_[]()<>&!#|~-+=.\n\"";
    std::mt19937 random(20);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        std::string plain;  // with single blanks
        for (auto n = random() % 9; n > 0; --n) text += letters[random() % letters.size()];
        for (const char c : text) {
            const bool blank = c == ' ' || c == '\n';
            if (!blank || (!plain.empty() && plain.back() != ' ')) plain += blank ? ' ' : c;
        }
        if (!plain.empty() && plain.back() == ' ') plain.pop_back();
        const std::string written = markdown_text(text);
        ASSERT_EQ(shown(written), plain) << text;
        for (std::size_t at = 0; at < written.size(); ++at) {
            if (written[at] == '\\') ++at;
            else
                ASSERT_EQ(std::string_view("`*_[]<>&!#|~").find(written[at]), std::string::npos)
                    << text;
        }
    }
}

}  // namespace
}  // namespace valla::render
