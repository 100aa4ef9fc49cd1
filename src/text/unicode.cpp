#include "text/unicode.hpp"

#include <cstring>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

namespace valla::text {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    constexpr Decoded invalid{0xFFFD, 1, false};
    const auto byte = [&](std::size_t index) {
        return static_cast<unsigned char>(text[at + index]);
    };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return invalid;
    for (std::size_t index = 1; index < size; ++index) {
        if (!is_continuation(byte(index))) return invalid;
    }
    char32_t code_point = lead & (0xFF >> (size + 1));
    for (std::size_t index = 1; index < size; ++index) {
        code_point = (code_point << 6) | (byte(index) & 0x3F);
    }
    const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (overlong || surrogate || code_point > 0x10FFFF) return invalid;
    return {code_point, static_cast<std::uint8_t>(size), true};
}

void append(std::string& text, char32_t code_point) {
    if (code_point < 0x80) {
        text += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        text += static_cast<char>(0xC0 | (code_point >> 6));
        text += static_cast<char>(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        text += static_cast<char>(0xE0 | (code_point >> 12));
        text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (code_point & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (code_point >> 18));
        text += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (code_point & 0x3F));
    }
}

std::optional<std::size_t> first_invalid(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + 8 <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, 8);
            if ((word & high_bits) == 0) {
                at += 8;
                continue;
            }
        }
        const Decoded decoded = decode(text, at);
        if (!decoded.valid) return at;
        at += decoded.size;
    }
    return std::nullopt;
}

bool is_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if ((word & high_bits) != 0) return false;
    }
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
    }
    return true;
}

std::optional<std::string> to_nfc(std::string_view text) {
    if (is_ascii(text)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return std::nullopt;
    std::string normalized;
    icu::StringByteSink<std::string> sink(&normalized);
    nfc->normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status)) return std::nullopt;
    return normalized;
}

std::uint32_t cell_width(char32_t code_point) {
    if (code_point >= 0x20 && code_point < 0x7F) return 1;
    const auto symbol = static_cast<UChar32>(code_point);
    switch (u_charType(symbol)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK: return 0;
        case U_FORMAT_CHAR:
            // Visible, unlike the other format characters: the soft hyphen on a terminal, and the
            // Arabic and Syriac signs that are written over the number behind them.
            return code_point == 0xAD ||
                   u_hasBinaryProperty(symbol, UCHAR_PREPENDED_CONCATENATION_MARK);
        default: break;
    }
    // Medial vowels and final consonants of a Hangul syllable stand on the cell of its first
    // letter.
    const int syllable = u_getIntPropertyValue(symbol, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
    const int width = u_getIntPropertyValue(symbol, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::uint32_t cell_width(std::string_view text) {
    std::uint32_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        width += cell_width(decoded.code_point);
        at += decoded.size;
    }
    return width;
}

bool is_id_begin(char32_t code_point) {
    if (code_point < 0x80) {
        return (code_point >= 'a' && code_point <= 'z') ||
               (code_point >= 'A' && code_point <= 'Z') || (code_point >= '0' && code_point <= '9');
    }
    const auto symbol = static_cast<UChar32>(code_point);
    return u_hasBinaryProperty(symbol, UCHAR_XID_START) || u_isdigit(symbol);
}

bool is_id_part(char32_t code_point) {
    if (code_point < 0x80) return is_id_begin(code_point) || code_point == '-';
    switch (code_point) {
        case 0x00B7:  // middle dot
        case 0x058A:  // Armenian hyphen
        case 0x05BE:  // maqaf
        case 0x05F3:  // geresh
        case 0x05F4:  // gershayim
        case 0x0F0B:  // Tibetan tsheg
        case 0x200C:  // zero width non-joiner
        case 0x200D:  // zero width joiner
        case 0x2010:  // hyphen
        case 0x30FB:  // Katakana middle dot
            return true;
        default: return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_XID_CONTINUE);
    }
}

bool is_id(std::string_view text) {
    if (text.empty()) return false;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        if (!decoded.valid) return false;
        if (at == 0 ? !is_id_begin(decoded.code_point) : !is_id_part(decoded.code_point))
            return false;
        at += decoded.size;
    }
    return true;
}

char look_alike(char32_t code_point) {
    if (code_point < 0x80) return 0;
    switch (code_point) {
        case 0xFF1A:  // full-width colon
        case 0xFE55:  // small colon
        case 0xFE13:  // vertical colon
        case 0xA789:  // modifier letter colon
        case 0x2236:  // ratio
            return ':';
        case 0xFF0C:  // full-width comma
        case 0x060C:  // Arabic comma
        case 0x3001:  // ideographic comma
        case 0xFE50:  // small comma
            return ',';
        case 0xFF0E: return '.';
        case 0xFF08: return '(';
        case 0xFF09: return ')';
        case 0xFF0D:  // full-width hyphen-minus
        case 0x2011:  // no-break hyphen
        case 0x2212:  // minus
            return '-';
        case 0xFF0F: return '/';
        case 0xFF1D: return '=';
        case 0xFF0B: return '+';
        case 0xFF01: return '!';
        case 0xFF1F: return '?';
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x00AB:
        case 0x00BB:
        case 0xFF02: return '"';
        case 0x00A0:  // no-break space
        case 0x2007:
        case 0x2009:
        case 0x202F:
        case 0x3000:  // ideographic space
            return ' ';
        default: break;
    }
    const auto symbol = static_cast<UChar32>(code_point);
    if (!u_isdigit(symbol)) return 0;
    return static_cast<char>('0' + u_charDigitValue(symbol));
}

std::optional<std::string> fold_look_alikes(std::string_view text) {
    if (is_ascii(text)) return std::nullopt;
    std::string folded;
    bool changed = false;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        if (const char ascii = look_alike(decoded.code_point); ascii != 0) {
            folded += ascii;
            changed = true;
        } else {
            folded += text.substr(at, decoded.size);
        }
        at += decoded.size;
    }
    if (!changed) return std::nullopt;
    return folded;
}

bool is_bidi_override(char32_t code_point) { return code_point >= 0x202A && code_point <= 0x202E; }

std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        const char32_t code_point = decoded.code_point;
        const bool isolate = code_point >= 0x2066 && code_point <= 0x2069;
        if (!decoded.valid) {
            shown += fmt::format("<{:02X}>", static_cast<unsigned char>(text[at]));
        } else if (code_point == '\t') {
            shown += ' ';
        } else if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || isolate ||
                   is_bidi_override(code_point) || code_point == 0x2028 || code_point == 0x2029 ||
                   code_point == 0xFEFF) {
            shown += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code_point));
        } else {
            shown += text.substr(at, decoded.size);
        }
        at += decoded.size;
    }
    return shown;
}

std::string confusable_skeleton(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    thread_local const icu::LocalUSpoofCheckerPointer checker(uspoof_open(&status));
    if (U_FAILURE(status) || checker.isNull()) return std::string(text);
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(checker.getAlias(), 0, wide, skeleton, &status);
    if (U_FAILURE(status)) return std::string(text);
    std::string narrow;
    skeleton.toUTF8String(narrow);
    return narrow;
}

}  // namespace valla::text
