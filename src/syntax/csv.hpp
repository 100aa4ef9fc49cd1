#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace valla::syntax {

/// One cell of a CSV file. `span` is its text without the quotes around it; when quotes were
/// doubled in it, `unquoted` is the text with them single, else it is empty and the span says all.
struct CsvCell {
    text::Span span;
    std::string unquoted;

    [[nodiscard]] std::string_view text(std::string_view bytes) const {
        return unquoted.empty() ? span.in(bytes) : std::string_view(unquoted);
    }
};

struct CsvRecord {
    text::Span span;  ///< without its line end
    std::vector<CsvCell> cells;
};

struct CsvFile {
    std::vector<CsvRecord> records;  ///< the header first; lines with nothing on them are left out
    /// Where a quotation mark stands that is never closed; what follows it is its cell.
    std::optional<text::Span> open_quote;
};

/// Reads CSV as RFC 4180 has it, in UTF-8, with any line ends, and with the separator given. A
/// quotation mark inside a cell that does not begin with one is text. Never fails; all spans count
/// from the begin of `bytes`.
CsvFile parse_csv(std::string_view bytes, char separator);

}  // namespace valla::syntax
