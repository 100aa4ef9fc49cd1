#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace valla::syntax {

enum class WordKind : std::uint8_t {
    word,     ///< a run of characters without blanks, commas or quotation marks: an id, a keyword,
              ///< digits
    comma,    ///< a comma or a look-alike of one
    quoted,   ///< text between quotation marks; the span lies inside the marks
    variable  ///< `?name`; the span covers both
};

/// One piece of a structured value.
struct Word {
    text::Span span;  ///< counted from the begin of the text that was split
    WordKind kind = WordKind::word;

    [[nodiscard]] bool is(std::string_view text, std::string_view keyword) const {
        return kind == WordKind::word && span.in(text) == keyword;
    }
};

/// Splits a value into words. Blanks, line ends and no-break spaces separate; a quotation mark that
/// is not closed takes the rest of the text. `words` is emptied first and can be used again, so
/// that reading many values allocates nothing.
void split(std::string_view text, std::vector<Word>& words);

/// Whether a text ends as a sentence does: with a full stop, question or exclamation mark of any
/// script, marks of quotation and brackets behind it aside.
bool ends_sentence(std::string_view text);

/// The stretch from the first to the last of some words; they must not be empty.
text::Span span_of(const Word* first, const Word* last);

}  // namespace valla::syntax
