#include "drawing/label.hpp"

#include <gtest/gtest.h>

#include "drawing/samples.hpp"
#include "drawing/svg_check.hpp"
#include "drawing/testing.hpp"
#include "text/random_cases.hpp"
#include "text/unicode.hpp"

namespace valla::drawing {
namespace {

using testing::labels_in_scripts;
using testing::Random;

TEST(TextWidth, HoldsForWordsMeasuredInABrowser) {
    // The widest of Liberation Sans, Noto Sans and DejaVu Sans in Chromium, at 1000 pixels.
    struct Row {
        const char* text;
        Length regular;
        Length bold;
    };
    for (const Row& row : {
             Row{"The delegation arrives in the capital with letters for the ministry", 32121,
                 36595},
             Row{"Делегация прибывает в столицу с письмами для министерства иностранных дел", 43273,
                 47137},
             Row{"وصل الوفد إلى العاصمة ومعه رسائل إلى وزارة الخارجية", 23320, 27651},
             Row{"המשלחת הגיעה לבירה ובידה מכתבים למשרד החוץ", 21773, 23564},
             Row{"代表团带着致外交部的信件抵达首都并在车站受到接见", 24000, 24000},
             Row{"代表団は外務省への書簡を持って首都に到着した", 22000, 22000},
             Row{"대표단은 외무부에 보내는 편지를 가지고 수도에 도착했다", 23988, 24169},
             Row{"प्रतिनिधिमंडल विदेश मंत्रालय के लिए पत्र लेकर राजधानी पहुँचा", 22474, 22717},
             Row{"প্রতিনিধিদল পররাষ্ট্র মন্ত্রণালয়ের জন্য চিঠি নিয়ে রাজধানীতে পৌঁছেছে", 27601, 27812},
             Row{"คณะผู้แทนเดินทางถึงเมืองหลวงพร้อมจดหมายถึงกระทรวง", 23122, 23122},
             Row{"Η αντιπροσωπεία φτάνει στην πρωτεύουσα με επιστολές για το υπουργείο", 37413,
                 42110},
             Row{"დელეგაცია დედაქალაქში ჩადის წერილებით სამინისტროსთვის", 31028, 33072},
             Row{"Պատվիրակությունը մայրաքաղաք է ժամանում նախարարության նամակներով", 42202, 42574},
             Row{"தூதுக்குழு அமைச்சகத்திற்கான கடிதங்களுடன் தலைநகருக்கு வருகிறது", 38035, 38156},
             Row{"Đoàn đại biểu đến thủ đô mang theo thư gửi Bộ Ngoại giao", 29560, 33182},
         }) {
        const Length regular = text_width(row.text, 1000 * px) / px;
        const Length bold = text_width(row.text, 1000 * px, true) / px;
        EXPECT_GE(regular, row.regular) << row.text;
        EXPECT_GE(bold, row.bold) << row.text;
        EXPECT_LE(regular, 2 * row.regular) << row.text;
    }
}

TEST(TextWidth, OfPartsIsNoLessThanOfTheWhole) {
    for (const std::string& text : labels_in_scripts()) {
        const std::size_t middle = text.find(' ', text.size() / 2);
        if (middle == std::string::npos) continue;
        EXPECT_GE(text_width(text.substr(0, middle), 120) + text_width(text.substr(middle), 120),
                  text_width(text, 120))
            << text;
    }
    EXPECT_EQ(text_width("", 120), 0);
    EXPECT_GT(text_width(std::string(2'000'000, 'x'), 120), 0);
}

TEST(RightToLeft, IsThatOfTheFirstStrongCharacter) {
    EXPECT_FALSE(is_right_to_left(""));
    EXPECT_FALSE(is_right_to_left("12 (…)"));
    EXPECT_FALSE(is_right_to_left("abc שלום"));
    EXPECT_TRUE(is_right_to_left("12 שלום abc"));
    EXPECT_TRUE(is_right_to_left("«العاصمة»"));
}

TEST(Tidy, LeavesNoBlanksToSpareAndNothingUnseen) {
    EXPECT_EQ(tidy("  a \n\t b\u2028c  "), "a b c");
    EXPECT_EQ(tidy(" \n "), "");
    EXPECT_EQ(tidy("a\u00A0b"), "a\u00A0b");
    EXPECT_EQ(tidy("a\u202Eb\xFF"), "a\uFFFDb\uFFFD");
}

TEST(Wrap, BreaksBetweenWords) {
    const Label label = wrap("The telegram of 13 July", {.max_width = 90 * px});
    EXPECT_EQ(label.lines, (std::vector<std::string>{"The telegram", "of 13 July"}));
    EXPECT_FALSE(label.cut);
    EXPECT_EQ(label.size.height, 2 * line_height(12 * px));
    EXPECT_TRUE(wrap("", {}).lines.empty());
}

TEST(Wrap, CutsWhatDoesNotFit) {
    const Label label =
        wrap("one two three four five six seven", {.max_width = 60 * px, .max_lines = 2});
    EXPECT_TRUE(label.cut);
    ASSERT_EQ(label.lines.size(), 2u);
    EXPECT_TRUE(label.lines.back().ends_with("…"));
}

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (const char byte : text) {
        if (byte != ' ') kept += byte;
    }
    return kept;
}

void check(const std::string& text, const LabelLimits& limits) {
    const Label label = wrap(text, limits);
    ASSERT_LE(std::ssize(label.lines), limits.max_lines) << text;
    std::string all;
    for (const std::string& line : label.lines) {
        ASSERT_FALSE(line.empty());
        ASSERT_FALSE(text::first_invalid(line).has_value()) << text;
        ASSERT_LE(text_width(line, limits.font_size, limits.bold), limits.max_width) << text;
        ASSERT_LE(text_width(line, limits.font_size, limits.bold), label.size.width) << text;
        all += line;
    }
    std::string whole = without_blanks(tidy(text));
    std::string shown = without_blanks(all);
    if (label.cut) {
        ASSERT_TRUE(shown.ends_with("…")) << text;
        shown.resize(shown.size() - std::string_view("…").size());
        ASSERT_TRUE(whole.starts_with(shown)) << text;
    } else {
        ASSERT_EQ(shown, whole);
    }
}

TEST(Wrap, KeepsTheTextAndTheWidth) {
    for (const std::string& text : testing::labels_to_try()) {
        for (int width = 96; width < 400; width += 13) {
            for (const int lines : {1, 2, 5, 1000}) {
                check(text, {.max_width = width * px, .max_lines = lines});
            }
        }
    }
}

TEST(Wrap, KeepsTheTextAndTheWidthOfRandomCharacters) {
    Random random(3);
    for (int count = 0; count < text::random_cases(3000); ++count) {
        std::string text;
        for (std::uint32_t length = random.below(30); length > 0; --length) {
            const std::uint32_t limit = random.below(3) == 0 ? 0x30000 : 0x1200;
            const char32_t code_point = random.below(5) == 0 ? U' ' : char32_t{random.below(limit)};
            if (code_point >= 0xD800 && code_point < 0xE000) continue;
            text::append(text, code_point);
        }
        check(text, {.max_width = static_cast<Length>(960 + random.below(2000)),
                     .max_lines = static_cast<int>(1 + random.below(4))});
    }
}

}  // namespace
}  // namespace valla::drawing
