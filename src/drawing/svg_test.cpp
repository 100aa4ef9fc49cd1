#include "drawing/svg.hpp"

#include <gtest/gtest.h>

#include "drawing/label.hpp"
#include "drawing/style.hpp"
#include "drawing/svg_check.hpp"

namespace valla::drawing {
namespace {

using testing::DrawnPicture;
using testing::hostile_texts;
using testing::read_picture;

TEST(Escape, LeavesNoMarkup) {
    EXPECT_EQ(escape("<b> & \"c\" 'd'"), "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
    EXPECT_EQ(escape("a\tb\nc\r"), "a b c ");
    EXPECT_EQ(escape(std::string_view("\0\x1f\x7f", 3)), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(escape("\xFF"), "\uFFFD");
    EXPECT_EQ(escape("\u202Eabc"), "\uFFFDabc");
    EXPECT_EQ(escape("Ω שלום 日本"), "Ω שלום 日本");
}

TEST(Number, HasAtMostOneDigitAfterThePoint) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(12 * px), "12");
    EXPECT_EQ(number(123), "12.3");
    EXPECT_EQ(number(-5), "-0.5");
    EXPECT_EQ(number(-2147483647 - 1), "-214748364.8");
}

TEST(FragmentLink, StaysInThePage) {
    EXPECT_EQ(fragment_link("claim-12"), "#claim-12");
    EXPECT_EQ(fragment_link("https://a.b/?c=d#e"), "#https%3A%2F%2Fa.b%2F%3Fc%3Dd%23e");
    EXPECT_EQ(fragment_link("é\""), "#%C3%A9%22");
}

TEST(SvgWriter, WritesWhatItIsTold) {
    SvgWriter svg(
        {.id = "p", .size = {100 * px, 20 * px}, .title = "T", .description = "D", .style = ""});
    svg.open("g").set("class", "row");
    svg.leaf("rect").set(Box{0, 5, 10, 20});
    svg.text("label", {15, 20}, "a");
    svg.close();
    EXPECT_EQ(std::move(svg).finish(),
              "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"valla-drawing\" id=\"p\""
              " width=\"100\" height=\"20\" viewBox=\"0 0 100 20\" role=\"group\""
              " aria-labelledby=\"p-title\" aria-describedby=\"p-description\">\n"
              "<title id=\"p-title\">T</title>\n"
              "<desc id=\"p-description\">D</desc>\n"
              "<g class=\"row\">\n"
              "<rect x=\"0\" y=\"0.5\" width=\"1\" height=\"2\"/>\n"
              "<text class=\"label\" x=\"1.5\" y=\"2\">a</text>\n"
              "</g>\n"
              "</svg>\n");
}

TEST(SvgWriter, GivesTextThatRunsToTheLeftItsDirection) {
    SvgWriter svg({.id = "p", .size = {}, .title = "", .description = "", .style = ""});
    svg.text("a", {}, "שלום");
    svg.text("b", {}, "שלום", SvgWriter::Anchor::right);
    svg.text("c", {}, "abc", SvgWriter::Anchor::right);
    const std::string made = std::move(svg).finish();
    EXPECT_NE(made.find("class=\"a\" x=\"0\" y=\"0\" direction=\"rtl\" text-anchor=\"end\""),
              std::string::npos);
    EXPECT_NE(made.find("class=\"b\" x=\"0\" y=\"0\" direction=\"rtl\">"), std::string::npos);
    EXPECT_NE(made.find("class=\"c\" x=\"0\" y=\"0\" text-anchor=\"end\""), std::string::npos);
}

TEST(SvgWriter, KeepsHostileTextAsText) {
    for (const std::string& text : hostile_texts()) {
        SvgWriter svg({.id = "p",
                       .size = {100 * px, 100 * px},
                       .title = text,
                       .description = text,
                       .style = std::string(style_sheet())});
        svg.open_link(text);
        svg.title(text);
        svg.text("label", {0, 20 * px}, text);
        svg.open("g").set("class", text);
        svg.close();
        svg.close();
        const DrawnPicture picture = read_picture(std::move(svg).finish());
        EXPECT_EQ(picture.problem, "") << text;
        ASSERT_EQ(picture.texts.size(), 1u) << text;
        EXPECT_EQ(picture.titles.size(), 2u) << text;
        EXPECT_EQ(picture.links.size(), 1u) << text;
        // The parser gives back what escape() let through.
        EXPECT_EQ(escape(picture.texts.front().text), escape(text)) << text;
    }
}

TEST(StyleSheet, AsksForNothingFromOutside) {
    const std::string sheet(style_sheet());
    EXPECT_EQ(sheet.find("url("), std::string::npos);
    EXPECT_EQ(sheet.find("@import"), std::string::npos);
    EXPECT_EQ(sheet.find('<'), std::string::npos);
    EXPECT_EQ(std::count(sheet.begin(), sheet.end(), '{'),
              std::count(sheet.begin(), sheet.end(), '}'));
}

}  // namespace
}  // namespace valla::drawing
