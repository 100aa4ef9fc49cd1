#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace valla::syntax {

/// What a line of a case file is, decided by its first characters alone:
///
///     column 0                  `--` a comment, anything else the head of a card
///     indented                  `--` a comment, with a colon a field, without one a stray line
///     indented deeper than its field    text of that field, verbatim, whatever it holds
///     nothing but blanks        blank; between two text lines it belongs to the text
///
/// "Deeper" means that the field's own indentation is the begin of the line's and is shorter. Two
/// indentations of which neither begins the other (a tab against blanks) cannot be compared: such a
/// line is `uneven`, which is a mistake, so that a tab never changes what a file says.
enum class LineKind : std::uint8_t { blank, comment, head, field, text, stray, uneven };

/// One line, with its line end. The lines of a card follow one another without a gap.
struct Line {
    Line(std::uint32_t begin_, LineKind kind, std::uint32_t colon = 0)
        : begin(begin_), packed((colon << 3) | static_cast<std::uint32_t>(kind)) {}

    [[nodiscard]] LineKind kind() const { return static_cast<LineKind>(packed & 7U); }
    /// Of a field: where its colon stands, counted from the line's begin.
    [[nodiscard]] std::uint32_t colon() const { return packed >> 3; }

    std::uint32_t begin;  ///< counted from the begin of the card
    std::uint32_t packed;
};

/// A stretch of a file from one head to the next, or, without a head, what stands before the first.
struct CardNode {
    std::uint32_t begin = 0;  ///< counted from the begin of the file
    std::uint32_t end = 0;
    std::uint32_t first_line = 0;
    std::uint32_t line_count = 0;
};

/// A field as it stands: `NAME[, MODIFIER]...: VALUE` and the text lines under it. All spans count
/// from the begin of the card. `value` runs, without outer blanks, from behind the colon to the end
/// of the last text line.
struct FieldNode {
    text::Span line;  ///< from the first character of the name to the end of the value
    text::Span name;
    text::Span modifiers;  ///< from behind the first comma to the colon; empty when there is none
    text::Span colon;      ///< one character, which may be a look-alike of several bytes
    text::Span value;
};

/// The cards of one file, losslessly: the nodes tile the file, and the lines of a node tile the
/// node, so that writing every piece in order gives back the bytes, for every input (`print`).
///
///     Tree tree = parse("person anna\n  name: Anna\n");
///     tree.cards[0].line_count == 2
///
/// Nothing is copied: every function takes the bytes again. Memory: 8 bytes a line, 16 a card.
struct Tree {
    std::vector<CardNode> cards;
    std::vector<Line> lines;

    [[nodiscard]] const Line* begin(const CardNode& card) const {
        return lines.data() + card.first_line;
    }
    [[nodiscard]] const Line* end(const CardNode& card) const {
        return begin(card) + card.line_count;
    }
};

/// Reads a whole file. Linear, never fails; whatever is no card, field or comment is a line of its
/// kind.
Tree parse(std::string_view bytes);

/// Appends the nodes of `bytes[begin, end)`, which begins at column 0, to `tree`.
void parse(std::string_view bytes, std::uint32_t begin, std::uint32_t end, Tree& tree);

/// The first field of a card at or behind line `line` (an index into the card's lines), and past it
/// the index of the first line that is not its own. False when no field is left.
bool next_field(std::string_view card, const Tree& tree, const CardNode& node, std::uint32_t& line,
                FieldNode& field);

/// The words of a card's head, without outer blanks; counted from the begin of the card. Empty for
/// a node without a head.
text::Span head_of(std::string_view card, const Tree& tree, const CardNode& node);

/// The text of a value that runs over several lines as its author sees it: the lines without the
/// blanks that they have in common and those at their ends, joined by line ends.
std::string unfold(std::string_view value);

/// Writes every piece of the tree in order, which gives the bytes of the file.
std::string print(std::string_view bytes, const Tree& tree);

/// The tree as lines of words, for tests and for people who want to see how a file was read.
std::string dump(std::string_view bytes, const Tree& tree);

}  // namespace valla::syntax
