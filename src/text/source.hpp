#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace valla::text {

/// A stretch of bytes, half-open, counted from the begin of some text (a file, a card, a value: the
/// function that hands it out says which). Positions are bytes everywhere; lines, columns and
/// terminal cells are computed here when something is shown.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
    [[nodiscard]] bool empty() const { return begin == end; }
    /// The same stretch counted from a text that begins `offset` bytes earlier.
    [[nodiscard]] Span shifted(std::uint32_t offset) const {
        return {begin + offset, end + offset};
    }
    [[nodiscard]] std::string_view in(std::string_view text) const {
        return text.substr(begin, end - begin);
    }
    friend bool operator==(Span, Span) = default;
};

/// Where a byte stands, in every unit that somebody counts in. `line` and the columns begin at 1.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;        ///< in characters (Unicode code points)
    std::uint32_t utf16_column = 1;  ///< in UTF-16 code units, as language servers count
    std::uint32_t cell = 1;          ///< in terminal cells, see cell_width()
};

/// One file as it was read: its name and all its bytes. The largest file is 4 GiB less one byte.
class Source {
  public:
    static constexpr std::size_t size_limit = 0xFFFFFFFE;

    Source(std::string path, std::string bytes);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

    /// Replaces the bytes of `span` by `with`. Cost: a move of the bytes behind it.
    void replace(Span span, std::string_view with);

    /// The position of the byte at `offset`; an offset past the end counts as the end. The first
    /// call after a change finds all line ends, later calls are a binary search.
    [[nodiscard]] Position position(std::uint32_t offset) const;

    /// The bytes of the line, counted from 1, without its line end; empty past the last line.
    [[nodiscard]] Span line(std::uint32_t number) const;

  private:
    void find_lines() const;

    std::string path_;
    std::string bytes_;
    mutable std::vector<std::uint32_t> line_begins_;
};

}  // namespace valla::text
