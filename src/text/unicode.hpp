#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace valla::text {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One code point read from UTF-8. Where the bytes are not UTF-8, `valid` is false, `size` is 1 and
/// `code_point` is U+FFFD, so that a loop always moves on.
struct Decoded {
    char32_t code_point;
    std::uint8_t size;
    bool valid;
};

/// Reads the code point that begins at `at`, which lies inside `text`.
Decoded decode(std::string_view text, std::size_t at);

/// Appends a code point as UTF-8.
void append(std::string& text, char32_t code_point);

/// Where the first byte stands that is not UTF-8; nothing when the whole text is.
std::optional<std::size_t> first_invalid(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);

/// The text in Unicode Normalization Form C (UAX 15), in which ids are compared; nothing when it is
/// in that form already, which plain ASCII always is. `text` is valid UTF-8.
std::optional<std::string> to_nfc(std::string_view text);

/// How many terminal cells a text takes: two for East Asian wide and full-width characters (UAX
/// 11), none for combining marks and format characters, one for all others.
std::uint32_t cell_width(char32_t code_point);
std::uint32_t cell_width(std::string_view text);

/// Whether an id may begin with, or go on with, this character: letters and digits of any script
/// (UAX 31 XID, with digits allowed at the begin), marks, the hyphen and the medials of UAX 31
/// table 3a that names are written with (maqaf, geresh, gershayim, zero width non-joiner, middle
/// dot).
bool is_id_begin(char32_t code_point);
bool is_id_part(char32_t code_point);

/// Whether the whole text could be an id.
bool is_id(std::string_view text);

/// A mark or blank that a keyboard, an input method or a word processor puts where the language has
/// an ASCII one (full-width and Arabic colon and comma, curly quotes, no-break space, non-ASCII
/// digits, ...): that ASCII character; 0 for every other character. Only for places where it is
/// structure.
char look_alike(char32_t code_point);

/// `text` with every look-alike replaced; nothing when it has none.
std::optional<std::string> fold_look_alikes(std::string_view text);

/// A control that makes text show in another order than it is read (U+202A to U+202E). Isolates
/// (U+2066 to U+2069) and marks (U+200E, U+200F, U+061C) are not of this kind.
bool is_bidi_override(char32_t code_point);

/// The text with every character that a terminal would act on (controls, bidirectional controls,
/// bytes that are not UTF-8) shown as <U+XXXX> or <XX>, and each tab as one blank.
std::string printable(std::string_view text);

/// The form under which texts that look alike to a reader are equal (UTS 39 skeleton).
std::string confusable_skeleton(std::string_view text);

}  // namespace valla::text
