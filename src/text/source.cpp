#include "text/source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "text/unicode.hpp"

namespace valla::text {

Source::Source(std::string path, std::string bytes)
    : path_(std::move(path)), bytes_(std::move(bytes)) {}

void Source::replace(Span span, std::string_view with) {
    bytes_.replace(span.begin, span.size(), with);
    line_begins_.clear();
}

void Source::find_lines() const {
    if (!line_begins_.empty()) return;
    line_begins_.push_back(0);
    const char* const begin = bytes_.data();
    const char* const end = begin + bytes_.size();
    for (const char* at = begin; at < end;) {
        const auto* newline = static_cast<const char*>(std::memchr(at, '\n', end - at));
        if (newline == nullptr) break;
        at = newline + 1;
        line_begins_.push_back(static_cast<std::uint32_t>(at - begin));
    }
}

Position Source::position(std::uint32_t offset) const {
    find_lines();
    offset = std::min(offset, static_cast<std::uint32_t>(bytes_.size()));
    const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
    const std::uint32_t line_begin = *std::prev(after);
    Position position;
    position.line = static_cast<std::uint32_t>(after - line_begins_.begin());
    std::string_view before = std::string_view(bytes_).substr(line_begin, offset - line_begin);
    if (line_begin == 0 && before.substr(0, 3) == byte_order_mark) before.remove_prefix(3);
    for (std::size_t at = 0; at < before.size();) {
        const Decoded decoded = decode(before, at);
        at += decoded.size;
        position.column += 1;
        position.utf16_column += decoded.code_point > 0xFFFF ? 2 : 1;
    }
    position.cell += cell_width(before);
    return position;
}

Span Source::line(std::uint32_t number) const {
    find_lines();
    if (number == 0 || number > line_begins_.size()) return {};
    const std::uint32_t begin = line_begins_[number - 1];
    std::uint32_t end = number < line_begins_.size() ? line_begins_[number] - 1
                                                     : static_cast<std::uint32_t>(bytes_.size());
    if (end > begin && bytes_[end - 1] == '\r') --end;
    return {begin, end};
}

}  // namespace valla::text
