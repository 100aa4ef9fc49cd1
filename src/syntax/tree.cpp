#include "syntax/tree.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "text/unicode.hpp"

namespace valla::syntax {

using text::Span;

namespace {

constexpr std::uint32_t largest_colon = (1U << 29) - 1;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::uint32_t indentation(std::string_view line) {
    std::uint32_t size = 0;
    while (size < line.size() && is_blank(line[size])) ++size;
    return size;
}

std::string_view without_line_end(std::string_view line) {
    while (!line.empty() && is_line_end(line.back())) line.remove_suffix(1);
    return line;
}

/// Where the first colon or look-alike of a colon stands; the line's size when there is none.
std::uint32_t find_colon(std::string_view line) {
    const std::size_t ascii = std::min(line.find(':'), line.size());
    if (!text::is_ascii(line.substr(0, ascii))) {
        for (std::size_t at = 0; at < ascii;) {
            const text::Decoded decoded = text::decode(line, at);
            if (text::look_alike(decoded.code_point) == ':') return static_cast<std::uint32_t>(at);
            at += decoded.size;
        }
    }
    return static_cast<std::uint32_t>(ascii);
}

/// Decides the kind of each line from the lines before it.
class LineReader {
  public:
    Line read(std::string_view line, std::uint32_t begin) {
        const std::string_view content = without_line_end(line);
        const std::uint32_t indent = indentation(content);
        if (indent == content.size()) return {begin, LineKind::blank};
        const bool comment = content.substr(indent).starts_with("--");
        if (indent == 0) {
            if (comment) {
                has_field_ = false;
                return {begin, LineKind::comment};
            }
            in_card_ = true;
            has_field_ = false;
            return {begin, LineKind::head};
        }
        const std::string_view margin = content.substr(0, indent);
        if (has_field_) {
            if (margin.size() > margin_.size() && margin.starts_with(margin_)) {
                return {begin, LineKind::text};
            }
            if (!margin_.starts_with(margin)) return {begin, LineKind::uneven};
        }
        if (comment) {
            // A comment ends the text above it, so that nothing behind it is taken for text unseen.
            has_field_ = false;
            return {begin, LineKind::comment};
        }
        const std::uint32_t colon = find_colon(content);
        if (!in_card_ || colon == content.size() || colon > largest_colon) {
            // A stray line is still a line of the card: what stands deeper under it is its text.
            if (in_card_) begin_field(margin);
            return {begin, LineKind::stray};
        }
        begin_field(margin);
        return {begin, LineKind::field, colon};
    }

  private:
    void begin_field(std::string_view margin) {
        has_field_ = true;
        margin_ = margin;
    }

    std::string_view margin_;
    bool in_card_ = false;
    bool has_field_ = false;
};

Span trimmed(std::string_view card, std::uint32_t begin, std::uint32_t end) {
    while (begin < end && (is_blank(card[begin]) || is_line_end(card[begin]))) ++begin;
    while (end > begin && (is_blank(card[end - 1]) || is_line_end(card[end - 1]))) --end;
    return {begin, end};
}

std::uint32_t line_end(const Tree& tree, const CardNode& node, std::uint32_t line) {
    return line + 1 < node.line_count ? tree.lines[node.first_line + line + 1].begin
                                      : node.end - node.begin;
}

}  // namespace

void parse(std::string_view bytes, std::uint32_t begin, std::uint32_t end, Tree& tree) {
    LineReader reader;
    std::uint32_t at = begin;
    if (at == 0 && bytes.starts_with(text::byte_order_mark) && end >= 3) at = 3;
    bool open = false;
    for (std::uint32_t line_begin = begin; line_begin < end;) {
        const auto* newline =
            static_cast<const char*>(std::memchr(bytes.data() + at, '\n', end - at));
        const std::uint32_t next =
            newline == nullptr ? end : static_cast<std::uint32_t>(newline - bytes.data()) + 1;
        const Line line = reader.read(bytes.substr(at, next - at), line_begin);
        if (!open || line.kind() == LineKind::head) {
            if (open) tree.cards.back().end = line_begin;
            tree.cards.push_back(
                {line_begin, end, static_cast<std::uint32_t>(tree.lines.size()), 0});
            open = true;
        }
        CardNode& card = tree.cards.back();
        // A byte-order mark belongs to the first line, whose colon counts from the line's begin.
        tree.lines.emplace_back(line_begin - card.begin, line.kind(),
                                line.colon() == 0 ? 0 : line.colon() + (at - line_begin));
        card.line_count += 1;
        line_begin = next;
        at = next;
    }
}

Tree parse(std::string_view bytes) {
    Tree tree;
    const auto newlines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    tree.lines.reserve(newlines + 1);
    parse(bytes, 0, static_cast<std::uint32_t>(bytes.size()), tree);
    return tree;
}

bool next_field(std::string_view card, const Tree& tree, const CardNode& node, std::uint32_t& line,
                FieldNode& field) {
    const Line* lines = tree.begin(node);
    while (line < node.line_count && lines[line].kind() != LineKind::field) ++line;
    if (line >= node.line_count) return false;

    const std::uint32_t begin = lines[line].begin;
    const std::uint32_t colon = begin + lines[line].colon();
    const std::uint32_t colon_size = text::decode(card, colon).size;
    std::uint32_t last = line;
    std::uint32_t next = line + 1;
    for (; next < node.line_count; ++next) {
        if (lines[next].kind() == LineKind::text) last = next;
        else if (lines[next].kind() != LineKind::blank) break;
    }
    field.colon = {colon, colon + colon_size};
    field.value = trimmed(card, colon + colon_size, line_end(tree, node, last));
    if (field.value.empty()) field.value = {field.colon.end, field.colon.end};
    const Span before = trimmed(card, begin, colon);
    std::uint32_t comma = before.begin;
    std::uint32_t comma_size = 1;
    while (comma < before.end) {
        const text::Decoded decoded = text::decode(card, comma);
        if (decoded.code_point == ',' || text::look_alike(decoded.code_point) == ',') {
            comma_size = decoded.size;
            break;
        }
        comma += decoded.size;
    }
    field.name = trimmed(card, before.begin, comma);
    field.modifiers = comma < before.end ? trimmed(card, comma + comma_size, before.end)
                                         : Span{before.end, before.end};
    field.line = {before.begin, std::max(field.value.end, field.colon.end)};
    line = next;
    return true;
}

Span head_of(std::string_view card, const Tree& tree, const CardNode& node) {
    if (node.line_count == 0 || tree.begin(node)->kind() != LineKind::head) return {};
    const std::uint32_t mark = node.begin == 0 && card.starts_with(text::byte_order_mark) ? 3 : 0;
    return trimmed(card, mark, line_end(tree, node, 0));
}

std::string unfold(std::string_view value) {
    if (value.find('\n') == std::string_view::npos) return std::string(value);
    std::vector<std::string_view> lines;
    std::string_view margin;
    bool has_margin = false;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t newline = std::min(value.find('\n', at), value.size());
        std::string_view line = value.substr(at, newline - at);
        while (!line.empty() && (is_blank(line.back()) || is_line_end(line.back())))
            line.remove_suffix(1);
        const std::uint32_t indent = indentation(line);
        if (at != 0 && indent < line.size()) {
            const std::string_view own = line.substr(0, indent);
            if (!has_margin) margin = own;
            has_margin = true;
            const auto parted = std::mismatch(margin.begin(), margin.end(), own.begin(), own.end());
            margin = margin.substr(0, static_cast<std::size_t>(parted.first - margin.begin()));
        }
        lines.push_back(line);
        at = newline + 1;
    }
    std::string unfolded(lines.front());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        // A value that begins on the line below its field has nothing on its first line.
        if (!(i == 1 && unfolded.empty())) unfolded += '\n';
        if (indentation(line) < line.size()) unfolded += line.substr(margin.size());
    }
    return unfolded;
}

std::string print(std::string_view bytes, const Tree& tree) {
    std::string printed;
    printed.reserve(bytes.size());
    for (const CardNode& node : tree.cards) {
        for (std::uint32_t line = 0; line < node.line_count; ++line) {
            const std::uint32_t begin = tree.begin(node)[line].begin;
            printed += bytes.substr(node.begin + begin, line_end(tree, node, line) - begin);
        }
    }
    return printed;
}

std::string dump(std::string_view bytes, const Tree& tree) {
    constexpr std::string_view names[] = {"blank", "comment", "head",  "field",
                                          "text",  "stray",   "uneven"};
    std::string dumped;
    for (const CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        for (std::uint32_t line = 0; line < node.line_count; ++line) {
            const Line& at = tree.begin(node)[line];
            const Span content = trimmed(card, at.begin, line_end(tree, node, line));
            dumped += fmt::format("{} \"{}\"\n", names[static_cast<std::size_t>(at.kind())],
                                  text::printable(content.in(card)));
        }
    }
    return dumped;
}

}  // namespace valla::syntax
