#include "drawing/label.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "drawing/label_widths.hpp"
#include "text/unicode.hpp"

namespace valla::drawing {

namespace {

// All widths are in thousandths of the font size.
constexpr std::array<std::uint16_t, 95> ascii_widths = {
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 551, 838, 318, 361,  318, 372, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667,
    611, 778, 752, 339, 500, 667, 558, 907, 760, 788, 667, 788, 723, 667,  611, 732, 685, 989, 686,
    667, 686, 391, 372, 391, 838, 557, 500, 613, 635, 550, 635, 616, 353,  635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 413, 521, 393, 634, 592, 818, 592, 592,  525, 637, 551, 637, 838,
};
constexpr std::array<std::uint16_t, 95> bold_ascii_widths = {
    349,  457, 521, 838, 696, 1002, 873, 307,  458, 458, 545, 838, 380, 416,  380, 413,
    696,  696, 696, 696, 696, 696,  696, 696,  696, 696, 400, 400, 838, 838,  838, 611,
    1000, 774, 763, 734, 831, 684,  684, 821,  837, 389, 557, 775, 638, 996,  837, 851,
    733,  851, 771, 721, 683, 813,  774, 1104, 771, 725, 726, 458, 413, 458,  838, 557,
    500,  675, 716, 593, 716, 679,  436, 716,  712, 343, 343, 666, 343, 1042, 712, 688,
    716,  716, 494, 596, 479, 712,  652, 924,  646, 652, 583, 712, 551, 712,  838,
};

/// The widest characters of a script in bold type, for those that label_widths.cpp has not. A
/// character of another category than these is taken for a letter.
struct ScriptWidths {
    UScriptCode script;
    std::uint16_t capital;
    std::uint16_t small;
    std::uint16_t letter;  ///< without case; ligatures and digits too
    std::uint16_t mark;    ///< that takes space
};
constexpr std::array script_widths = {
    ScriptWidths{USCRIPT_LATIN, 1110, 1040, 1330, 0},
    ScriptWidths{USCRIPT_GREEK, 1250, 1000, 1400, 0},
    ScriptWidths{USCRIPT_CYRILLIC, 1300, 1080, 1000, 0},
    ScriptWidths{USCRIPT_ARMENIAN, 970, 1080, 820, 0},
    ScriptWidths{USCRIPT_GEORGIAN, 1140, 1080, 1070, 0},
    ScriptWidths{USCRIPT_HEBREW, 0, 0, 950, 0},
    ScriptWidths{USCRIPT_ARABIC, 0, 0, 1340, 750},
    ScriptWidths{USCRIPT_SYRIAC, 0, 0, 1230, 0},
    ScriptWidths{USCRIPT_THAANA, 0, 0, 1030, 0},
    ScriptWidths{USCRIPT_DEVANAGARI, 0, 0, 1030, 790},
    ScriptWidths{USCRIPT_BENGALI, 0, 0, 1170, 1130},
    ScriptWidths{USCRIPT_GURMUKHI, 0, 0, 1490, 980},
    ScriptWidths{USCRIPT_GUJARATI, 0, 0, 1070, 860},
    ScriptWidths{USCRIPT_ORIYA, 0, 0, 920, 1540},
    ScriptWidths{USCRIPT_TAMIL, 0, 0, 2230, 2540},
    ScriptWidths{USCRIPT_TELUGU, 0, 0, 1770, 1260},
    ScriptWidths{USCRIPT_KANNADA, 0, 0, 1560, 1680},
    ScriptWidths{USCRIPT_MALAYALAM, 0, 0, 2190, 2050},
    ScriptWidths{USCRIPT_SINHALA, 0, 0, 1990, 1900},
    ScriptWidths{USCRIPT_THAI, 0, 0, 920, 0},
    ScriptWidths{USCRIPT_LAO, 0, 0, 1370, 0},
    ScriptWidths{USCRIPT_TIBETAN, 0, 0, 1630, 1000},
    ScriptWidths{USCRIPT_ETHIOPIC, 0, 0, 1390, 0},
    ScriptWidths{USCRIPT_HAN, 0, 0, 1000, 1000},
    ScriptWidths{USCRIPT_HIRAGANA, 0, 0, 1000, 0},
    ScriptWidths{USCRIPT_KATAKANA, 0, 0, 1000, 0},
    ScriptWidths{USCRIPT_HANGUL, 0, 0, 1000, 1250},
    ScriptWidths{USCRIPT_BOPOMOFO, 0, 0, 1000, 0},
};
constexpr ScriptWidths other_script = {USCRIPT_UNKNOWN, 2500, 2500, 2500, 2500};
constexpr std::uint16_t symbol_width = 1250;
constexpr std::int32_t lone_mark_width = 2600;  ///< on a dotted circle

/// Characters that are wider than their kind.
struct WideCharacter {
    char32_t first;
    char32_t last;
    std::uint16_t width;
};
constexpr std::array wide_characters = {
    WideCharacter{0x05EF, 0x05EF, 2000},   WideCharacter{0x10CD, 0x10CD, 1500},
    WideCharacter{0x1F88, 0x1FAF, 1470},   WideCharacter{0x2030, 0x2031, 1900},
    WideCharacter{0x20A0, 0x20CF, 1530},   WideCharacter{0x20DD, 0x20E4, 1770},
    WideCharacter{0x2140, 0x2188, 1680},   WideCharacter{0x27F5, 0x27FF, 1500},
    WideCharacter{0x2A00, 0x2AFF, 1700},   WideCharacter{0x2E3A, 0x2E3B, 2850},
    WideCharacter{0xA640, 0xA7FF, 1420},   WideCharacter{0xFB00, 0xFB06, 1210},
    WideCharacter{0xFB13, 0xFB17, 1720},   WideCharacter{0xFB50, 0xFDFC, 2330},
    WideCharacter{0xFDFD, 0xFDFD, 7230},   WideCharacter{0xFE70, 0xFEFF, 2330},
    WideCharacter{0x1D400, 0x1D7FF, 1540}, WideCharacter{0x1EC70, 0x1EEFF, 2160},
    WideCharacter{0x1F600, 0x1F64F, 1610}, WideCharacter{0x1F700, 0x1F7FF, 1500},
};

UScriptCode script_of(char32_t code_point) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(code_point), &status);
}

const ScriptWidths& widths_of(UScriptCode script) {
    const auto* const row =
        std::find_if(script_widths.begin(), script_widths.end(),
                     [&](const ScriptWidths& widths) { return widths.script == script; });
    return row == script_widths.end() ? other_script : *row;
}

/// Fonts for East Asia draw characters of ambiguous width as wide as ideographs, and are used for
/// those that the others lack. Of quotation marks, dashes and the like none does.
bool is_ambiguous(char32_t code_point) {
    constexpr std::u32string_view usual = U"‐–—‘’“”†‡•…";
    return code_point >= 0x2010 && usual.find(code_point) == std::u32string_view::npos &&
           u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_EAST_ASIAN_WIDTH) ==
               U_EA_AMBIGUOUS;
}

bool is_ideograph(char32_t code_point) {
    const auto character = static_cast<UChar32>(code_point);
    const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return (width == U_EA_WIDE || width == U_EA_FULLWIDTH) &&
           u_hasBinaryProperty(character, UCHAR_EMOJI) == 0;
}

/// `attached`: a character before it can carry marks.
std::int32_t width_of(char32_t code_point, bool attached, bool bold) {
    const auto character = static_cast<UChar32>(code_point);
    const bool is_mark = (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
    if (is_mark && !attached) return lone_mark_width;
    const auto* const wide =
        std::find_if(wide_characters.begin(), wide_characters.end(), [&](const WideCharacter& row) {
            return code_point >= row.first && code_point <= row.last;
        });
    if (wide != wide_characters.end()) return wide->width;
    std::int32_t measured = measured_width(code_point, bold);
    if (measured != not_measured && is_ambiguous(code_point)) measured = std::max(measured, 1000);
    if (measured != not_measured) {
        const bool indic = code_point >= 0x900 && code_point < 0xE00;
        // Syllables of these scripts have more shapes than were measured.
        return indic ? measured * 115 / 100 : measured * 104 / 100;
    }
    if (is_ideograph(code_point)) return 1000;
    const UScriptCode script = script_of(code_point);
    const bool common = script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    const ScriptWidths& widths = widths_of(script);
    const std::int32_t letter = common ? symbol_width : widths.letter;
    switch (u_charType(character)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR: return 0;
        case U_COMBINING_SPACING_MARK: return std::max<std::int32_t>(widths.mark, 1000);
        case U_UPPERCASE_LETTER:
        case U_TITLECASE_LETTER: return common || widths.capital == 0 ? letter : widths.capital;
        case U_LOWERCASE_LETTER: return common || widths.small == 0 ? letter : widths.small;
        case U_OTHER_LETTER:
        case U_MODIFIER_LETTER: return letter;
        default: return std::max<std::int32_t>(symbol_width, letter);
    }
}

/// Whether a vowel sign stands where its script has none, as after a vowel: it is drawn on a dotted
/// circle then.
bool is_misplaced(char32_t code_point, char32_t before) {
    const auto category = [](char32_t of) {
        return u_getIntPropertyValue(static_cast<UChar32>(of), UCHAR_INDIC_SYLLABIC_CATEGORY);
    };
    const int own = category(code_point);
    if (own != U_INSC_VOWEL_DEPENDENT && own != U_INSC_VIRAMA && own != U_INSC_NUKTA) return false;
    const int other = category(before);
    return other != U_INSC_CONSONANT && other != U_INSC_NUKTA && other != U_INSC_VIRAMA;
}

std::int64_t thousandths(std::string_view text, bool bold) {
    const auto& plain = bold ? bold_ascii_widths : ascii_widths;
    std::int64_t width = 0;
    UScriptCode carrier = USCRIPT_INVALID_CODE;  // of the letter or mark before
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        const char32_t code_point = decoded.code_point;
        at += decoded.size;
        if (code_point >= 0x20 && code_point < 0x7F) {
            width += plain[code_point - 0x20];
            const bool letter = u_isalpha(static_cast<UChar32>(code_point)) != 0;
            carrier = letter ? USCRIPT_LATIN : USCRIPT_INVALID_CODE;
            before = code_point;
            continue;
        }
        const UScriptCode script = script_of(code_point);
        const bool attached = carrier != USCRIPT_INVALID_CODE &&
                              (script == USCRIPT_INHERITED || script == carrier) &&
                              !is_misplaced(code_point, before);
        width += width_of(code_point, attached, bold);
        const std::uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(code_point));
        if ((category & U_GC_L_MASK) != 0) {
            carrier = script;
        } else if ((category & (U_GC_M_MASK | U_GC_CF_MASK)) == 0 || !attached) {
            carrier = USCRIPT_INVALID_CODE;
        }
        before = code_point;
    }
    return width;
}

constexpr std::string_view ellipsis = "…";

/// Offsets in UTF-8 where the text may be broken; the end of the text is the last one.
std::vector<std::size_t> breaks(std::string_view text, bool between_words) {
    if (text::is_ascii(text) && !between_words) {
        std::vector<std::size_t> all(text.size());
        for (std::size_t at = 0; at < all.size(); ++at) all[at] = at + 1;
        return all;
    }
    UErrorCode status = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
    thread_local const std::unique_ptr<icu::BreakIterator> characters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    icu::BreakIterator* const iterator = between_words ? words.get() : characters.get();
    if (iterator == nullptr) return {text.size()};
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    iterator->setText(wide);
    std::vector<std::size_t> all;
    std::size_t byte = 0;
    std::int32_t unit = 0;
    for (std::int32_t at = iterator->next(); at != icu::BreakIterator::DONE;
         at = iterator->next()) {
        for (; unit < at; unit = wide.moveIndex32(unit, 1)) byte += text::decode(text, byte).size;
        all.push_back(byte);
    }
    return all;
}

std::string_view without_end_blank(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The longest part of `text` that fits before an ellipsis, with it.
std::string shortened(std::string_view text, const LabelLimits& limits) {
    std::string_view kept;
    for (const std::size_t end : breaks(text, false)) {
        const std::string tried = std::string(without_end_blank(text.substr(0, end))) + "…";
        if (text_width(tried, limits.font_size, limits.bold) > limits.max_width) break;
        kept = without_end_blank(text.substr(0, end));
    }
    return std::string(kept) + std::string(ellipsis);
}

}  // namespace

Length text_width(std::string_view text, Length font_size, bool bold) {
    constexpr std::int64_t most = 1'000'000 * px;
    const std::int64_t width = (thousandths(text, bold) * font_size + 999) / 1000;
    return static_cast<Length>(std::min(width, most));
}

bool is_right_to_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        switch (u_charDirection(static_cast<UChar32>(decoded.code_point))) {
            case U_LEFT_TO_RIGHT: return false;
            case U_RIGHT_TO_LEFT:
            case U_RIGHT_TO_LEFT_ARABIC: return true;
            default: break;
        }
        at += decoded.size;
    }
    return false;
}

bool has_right_to_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        const UCharDirection direction = u_charDirection(static_cast<UChar32>(decoded.code_point));
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
        at += decoded.size;
    }
    return false;
}

std::string tidy(std::string_view text) {
    std::string shown;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        const char32_t code_point = decoded.code_point;
        at += decoded.size;
        const bool keeps_together = code_point == 0xA0 || code_point == 0x202F;
        if (decoded.valid && !keeps_together &&
            (u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0)) {
            blank = !shown.empty();
            continue;
        }
        if (blank) shown += ' ';
        blank = false;
        const bool unseen = !decoded.valid || code_point < 0x20 ||
                            (code_point >= 0x7F && code_point < 0xA0) ||
                            text::is_bidi_override(code_point) || (code_point & 0xFFFE) == 0xFFFE ||
                            (code_point >= 0xFDD0 && code_point <= 0xFDEF) || code_point == 0xFEFF;
        text::append(shown, unseen ? 0xFFFD : code_point);
    }
    return shown;
}

Label wrap(std::string_view text, const LabelLimits& limits) {
    assert(limits.max_width >= 4 * limits.font_size && limits.max_lines >= 1);
    const std::string tidied = tidy(text);
    const auto fits = [&](std::string_view line) {
        return text_width(without_end_blank(line), limits.font_size, limits.bold) <=
               limits.max_width;
    };
    Label label;
    std::size_t begin = 0;
    while (begin < tidied.size()) {
        const std::string_view rest = std::string_view(tidied).substr(begin);
        if (std::ssize(label.lines) + 1 == limits.max_lines) {
            label.cut = !fits(rest);
            label.lines.push_back(label.cut ? shortened(rest, limits) : std::string(rest));
            break;
        }
        std::size_t end = 0;
        for (const bool between_words : {true, false}) {
            for (const std::size_t at : breaks(rest, between_words)) {
                if (!fits(rest.substr(0, at))) break;
                end = at;
            }
            if (end != 0) break;
        }
        if (end == 0) {
            // One character with more marks than a line holds.
            end = text::decode(rest, 0).size;
            for (std::size_t next = end; next < rest.size();) {
                next += text::decode(rest, next).size;
                if (!fits(rest.substr(0, next))) break;
                end = next;
            }
        }
        label.lines.emplace_back(without_end_blank(rest.substr(0, end)));
        begin += end;
    }
    for (const std::string& line : label.lines) {
        label.size.width =
            std::max(label.size.width, text_width(line, limits.font_size, limits.bold));
    }
    label.size.height =
        line_height(limits.font_size) * static_cast<Length>(std::ssize(label.lines));
    return label;
}

}  // namespace valla::drawing
