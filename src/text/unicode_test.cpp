#include "text/unicode.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace valla::text {
namespace {

std::string utf8(char32_t code_point) {
    std::string text;
    append(text, code_point);
    return text;
}

std::uint32_t number(char32_t code_point) { return code_point; }

bool is_scalar(char32_t code_point) { return code_point < 0xD800 || code_point > 0xDFFF; }

TEST(Decode, ReadsBackEveryCodePoint) {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        if (!is_scalar(code_point)) continue;
        const std::string text = utf8(code_point);
        const Decoded decoded = decode(text, 0);
        ASSERT_TRUE(decoded.valid) << number(code_point);
        ASSERT_EQ(decoded.code_point, code_point);
        ASSERT_EQ(decoded.size, text.size());
    }
}

TEST(Decode, StepsOverEachByteThatIsNotUtf8) {
    const std::vector<std::string> not_utf8{
        "\x80",              // a continuation without its lead
        "\xC0\xAF",          // "/" in two bytes
        "\xC1\xBF",          // DEL in two bytes
        "\xE0\x80\xAF",      // "/" in three bytes
        "\xE0\x9F\xBF",      // U+07FF in three bytes
        "\xED\xA0\x80",      // a surrogate
        "\xED\xBF\xBF",      // the last surrogate
        "\xF0\x80\x80\xAF",  // "/" in four bytes
        "\xF0\x8F\xBF\xBF",  // U+FFFF in four bytes
        "\xF4\x90\x80\x80",  // behind U+10FFFF
        "\xF5\x80\x80\x80",  // a lead that nothing begins with
        "\xFE",
        "\xFF",
        "\xE4\xB8",  // cut short by the end
        "\xF0\x9F\x97",
        "\xE4(",  // cut short by another character
        "\xE4\xB8(",
    };
    for (const std::string& text : not_utf8) {
        const Decoded decoded = decode(text, 0);
        EXPECT_FALSE(decoded.valid) << testing::PrintToString(text);
        EXPECT_EQ(decoded.size, 1);
        EXPECT_EQ(decoded.code_point, 0xFFFD);
        EXPECT_EQ(first_invalid("good " + text), 5);
    }
}

TEST(FirstInvalid, SkipsNoByteBehindAsciiText) {
    // The text is read eight bytes at a time; the byte is found at each distance from there.
    for (std::size_t before = 0; before < 20; ++before) {
        for (std::size_t after = 0; after < 20; ++after) {
            const std::string good = std::string(before, 'a') + "\u4E2D" + std::string(after, 'b');
            EXPECT_EQ(first_invalid(good), std::nullopt);
            EXPECT_FALSE(is_ascii(good));
            const std::string bad = std::string(before, 'a') + "\xFF" + std::string(after, 'b');
            EXPECT_EQ(first_invalid(bad), before);
            EXPECT_FALSE(is_ascii(bad));
            EXPECT_TRUE(is_ascii(std::string(before + after, 'a')));
        }
    }
    EXPECT_EQ(first_invalid(std::string("\0", 1)), std::nullopt);
}

TEST(Nfc, ComposesAndLeavesComposedTextAlone) {
    EXPECT_EQ(to_nfc("plain"), std::nullopt);
    EXPECT_EQ(to_nfc("caf\u00E9"), std::nullopt);
    EXPECT_EQ(to_nfc("cafe\u0301"), "caf\u00E9");
    EXPECT_EQ(to_nfc("\u1112\u1161\u11AB"), "\uD55C") << "Hangul letters make a syllable";
    EXPECT_EQ(to_nfc("q\u0323\u0307"), std::nullopt);
    EXPECT_EQ(to_nfc("q\u0307\u0323"), "q\u0323\u0307") << "marks are put in order";
    EXPECT_EQ(to_nfc("\u212B"), "\u00C5") << "the angstrom sign is a letter";
    EXPECT_EQ(to_nfc("\uFB01"), std::nullopt) << "ligatures are kept";
}

TEST(Nfc, GivesAFormThatStays) {
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int size = 0; size < 6; ++size) {
            const char32_t ranges[] = {0x41, 0xC0, 0x300, 0x591, 0x1100, 0x1161, 0xAC00, 0x1D15E};
            append(text,
                   ranges[random() % std::size(ranges)] + static_cast<char32_t>(random() % 40));
        }
        const std::string composed = to_nfc(text).value_or(text);
        ASSERT_EQ(to_nfc(composed), std::nullopt) << testing::PrintToString(text);
    }
}

TEST(CellWidth, IsWhatATerminalTakes) {
    EXPECT_EQ(cell_width("abc"), 3);
    EXPECT_EQ(cell_width("\u00E9"), 1);
    EXPECT_EQ(cell_width("e\u0301"), 1) << "a combining mark";
    EXPECT_EQ(cell_width("\u6771\u4EAC"), 4) << "Chinese characters";
    EXPECT_EQ(cell_width("\uFF21"), 2) << "a full-width letter";
    EXPECT_EQ(cell_width("\uFF71"), 1) << "a half-width one";
    EXPECT_EQ(cell_width("\uD55C"), 2) << "a Hangul syllable";
    EXPECT_EQ(cell_width("\u1112\u1161\u11AB"), 2) << "the same in letters";
    EXPECT_EQ(cell_width("\uA960\uD7B0\uD7CB"), 2) << "and in old letters";
    EXPECT_EQ(cell_width("\u05E9\u05C1\u05B8"), 1) << "a pointed Hebrew letter";
    EXPECT_EQ(cell_width("\u200E\u200C\u2067"), 0) << "format characters";
    EXPECT_EQ(cell_width("\u0601"), 1) << "a format character that is seen";
    EXPECT_EQ(cell_width("\u00AD"), 1) << "the soft hyphen";
    EXPECT_EQ(cell_width("\U0001F5FE"), 2) << "a picture";
    EXPECT_EQ(cell_width("\U00020000"), 2) << "a rare Chinese character";
    EXPECT_EQ(cell_width("\xFF\xFE"), 2) << "bytes that are not UTF-8";
    EXPECT_EQ(cell_width(""), 0);
}

TEST(Id, TakesLettersAndDigitsOfAnyScript) {
    for (const char* id : {"kamenev", "1936", "a-b-c", "Зиновьев", "東京", "ירושלים", "בן־גוריון",
                           "ג׳רבא", "صلاح‌الدین", "paral·lel", "٣", "नागरी"}) {
        EXPECT_TRUE(is_id(id)) << id;
    }
    for (const char* other : {"", "-a", "a b", "a.b", "a_b,", "\u0301a", "a:b", "a/b", "a\tb",
                              "a\xFF", "“a”", "a\u00A0b", "a\u202Eb", "\u200Ca", "a#b", "a\nb"}) {
        EXPECT_FALSE(is_id(other)) << testing::PrintToString(other);
    }
}

TEST(LookAlike, IsTheAsciiCharacterThatWasMeant) {
    const std::vector<std::pair<std::string, std::string>> pairs{
        {"\uFF1A", ":"},
        {"\u2236", ":"},
        {"\u060C", ","},
        {"\u3001", ","},
        {"\uFF0C", ","},
        {"\u201C", "\""},
        {"\u201D", "\""},
        {"\u201E", "\""},
        {"\u00AB", "\""},
        {"\u00A0", " "},
        {"\u3000", " "},
        {"\u202F", " "},
        {"\u2212", "-"},
        {"\u2011", "-"},
        {"\uFF08", "("},
        {"\uFF11\uFF19\uFF13\uFF16", "1936"},
        {"\u0661\u0669\u0663\u0666", "1936"},
        {"\u096A", "4"},
        {"\U0001D7D7", "9"},
    };
    for (const auto& [written, meant] : pairs)
        EXPECT_EQ(fold_look_alikes(written), meant) << written;
}

TEST(LookAlike, IsAlwaysAscii) {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        const char ascii = look_alike(code_point);
        ASSERT_GE(ascii, 0) << number(code_point);
        ASSERT_TRUE(code_point >= 0x80 || ascii == 0) << "ASCII looks like itself";
    }
}

TEST(LookAlike, LeavesAllElseAlone) {
    EXPECT_EQ(fold_look_alikes("plain: \"text\""), std::nullopt);
    EXPECT_EQ(fold_look_alikes("Зиновьев"), std::nullopt);
    EXPECT_EQ(fold_look_alikes("\xFF"), std::nullopt);
    EXPECT_EQ(fold_look_alikes("a\xFF\uFF1Aé"), "a\xFF:é");
}

TEST(Bidi, KnowsOverridesFromIsolatesAndMarks) {
    for (const char32_t control : {0x202A, 0x202B, 0x202C, 0x202D, 0x202E}) {
        EXPECT_TRUE(is_bidi_override(control)) << number(control);
    }
    for (const char32_t other : {0x200E, 0x200F, 0x061C, 0x2066, 0x2067, 0x2068, 0x2069, 0x2029}) {
        EXPECT_FALSE(is_bidi_override(other)) << number(other);
    }
}

TEST(Printable, ShowsWhatATerminalWouldActOn) {
    EXPECT_EQ(printable("plain é 東"), "plain é 東");
    EXPECT_EQ(printable("a\tb"), "a b");
    EXPECT_EQ(printable("\x1B[31mred"), "<U+001B>[31mred");
    EXPECT_EQ(printable(std::string_view("\0\r\n\x7F", 4)), "<U+0000><U+000D><U+000A><U+007F>");
    EXPECT_EQ(printable("\u009B2J"), "<U+009B>2J") << "a control of one character";
    EXPECT_EQ(printable("\u202Eevil\u202C"), "<U+202E>evil<U+202C>");
    EXPECT_EQ(printable("\u2066a\u2069"), "<U+2066>a<U+2069>");
    EXPECT_EQ(printable("\u2028\u2029\uFEFF"), "<U+2028><U+2029><U+FEFF>");
    EXPECT_EQ(printable("a\xFF\xE4\xB8"), "a<FF><E4><B8>");
}

TEST(Printable, NeverLetsAControlThrough) {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        if (!is_scalar(code_point)) continue;
        const std::string shown = printable(utf8(code_point));
        const Decoded first = decode(shown, 0);
        ASSERT_TRUE(first.code_point >= 0x20 &&
                    !(first.code_point >= 0x7F && first.code_point < 0xA0));
        ASSERT_FALSE(is_bidi_override(first.code_point));
        ASSERT_EQ(printable(shown), shown);
    }
}

TEST(ConfusableSkeleton, IsEqualForTextsThatLookAlike) {
    EXPECT_EQ(confusable_skeleton("kamenev"), confusable_skeleton("kаmеnеv"))
        << "the second has Cyrillic letters";
    EXPECT_EQ(confusable_skeleton("paypal"), confusable_skeleton("ρaypal")) << "a Greek letter";
    EXPECT_NE(confusable_skeleton("kamenev"), confusable_skeleton("zinoviev"));
    EXPECT_EQ(confusable_skeleton(""), "");
}

}  // namespace
}  // namespace valla::text
