#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/geometry.hpp"

namespace valla::drawing {

/// A bound on the width of one line of text in pixels' tenths, without fonts: no sans-serif font
/// that the style sheet names draws it wider. Computed from the script and the general category of
/// each character (Unicode 15; East Asian width for ideographs), by a table measured once on
/// Liberation Sans, Noto Sans and DejaVu Sans, the widest of which counts. Kerning, ligatures and
/// shaping only ever make text narrower than that.
Length text_width(std::string_view text, Length font_size, bool bold = false);

/// How far a line of text reaches above and below its baseline, as parts of the font size that hold
/// for scripts with marks on both sides: a line is `line_height` high, its baseline `ascent` down.
constexpr Length line_height(Length font_size) { return font_size * 14 / 10; }
constexpr Length ascent(Length font_size) { return font_size * 105 / 100; }

/// Whether the first character with a strong direction runs to the left (UAX 9, P2 and P3).
bool is_right_to_left(std::string_view text);
/// Whether any character with a strong direction does.
bool has_right_to_left(std::string_view text);

/// The text as labels show it: runs of blanks and line ends are one blank, none at either end, and
/// what a reader could not see (controls, overrides of direction, bytes that are not UTF-8) is
/// U+FFFD.
std::string tidy(std::string_view text);

/// A label broken into lines, and the box that holds them.
struct Label {
    std::vector<std::string> lines;
    Size size;         ///< without any margin
    bool cut = false;  ///< not all of the text is there; the last line ends in an ellipsis
};

struct LabelLimits {
    Length font_size = 12 * px;
    Length max_width = 200 * px;  ///< at least four times the font size
    int max_lines = 3;
    bool bold = false;
};

/// Tidies the text and breaks it into lines where Unicode allows a break (UAX 14), and within a
/// word between its characters only where the word alone is too wide. No line is wider than
/// `max_width` by text_width(). An empty text has no lines.
///
///     wrap("The telegram of 13 July", {.max_width = 90 * px}).lines
Label wrap(std::string_view text, const LabelLimits& limits);

}  // namespace valla::drawing
