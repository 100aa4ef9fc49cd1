#include "syntax/format.hpp"

#include <algorithm>
#include <vector>

#include "syntax/tree.hpp"
#include "syntax/words.hpp"
#include "text/unicode.hpp"

namespace valla::syntax {

namespace {

constexpr std::string_view field_margin = "  ";
constexpr std::string_view text_margin = "    ";

std::string_view trim_right(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' ||
                             text.back() == '\n')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view trim(std::string_view text) {
    text = trim_right(text);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    return text;
}

/// The words of a head, a name or modifiers with single blanks between them, commas at their words.
std::string joined(std::string_view text) {
    text = trim(text);
    std::vector<Word> words;
    split(text, words);
    std::string line;
    for (const Word& word : words) {
        if (word.kind == WordKind::comma) {
            line += ',';
            continue;
        }
        if (!line.empty()) line += ' ';
        if (word.kind == WordKind::quoted) {
            line += '"';
            line += word.span.in(text);
            if (word.span.end < text.size()) line += '"';  // else it is never closed
        } else {
            line += word.span.in(text);
        }
    }
    return line;
}

/// What a value's first line and its text lines have of their own, behind their common margin.
struct Lines {
    std::string_view first;
    std::vector<std::string> rest;
};

Lines value_lines(std::string_view value) {
    Lines lines;
    const std::size_t newline = value.find('\n');
    lines.first = trim_right(value.substr(0, newline));
    if (newline == std::string_view::npos) return lines;
    // unfold() strips the margin; a first line of its own keeps it from joining the lines below.
    std::string unfolded = unfold("x" + std::string(value.substr(newline)));
    std::size_t at = unfolded.find('\n') + 1;
    while (at <= unfolded.size()) {
        const std::size_t end = std::min(unfolded.find('\n', at), unfolded.size());
        lines.rest.push_back(unfolded.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// The kinds of all lines in order, but for the blank ones, whose number can change.
std::vector<LineKind> shape(const Tree& tree) {
    std::vector<LineKind> kinds;
    for (const Line& line : tree.lines) {
        if (line.kind() != LineKind::blank) kinds.push_back(line.kind());
    }
    return kinds;
}

class Formatter {
  public:
    Formatter(std::string_view bytes, const Tree& tree, const RewriteValue& rewrite)
        : bytes_(bytes), tree_(tree), rewrite_(rewrite) {}

    std::string write() {
        for (const CardNode& node : tree_.cards) write_card(node);
        const std::size_t end = out_.find_last_not_of('\n');
        out_.resize(end == std::string::npos ? 0 : end + 2, '\n');
        return std::move(out_);
    }

  private:
    void write_card(const CardNode& node) {
        const std::string_view card = bytes_.substr(node.begin, node.end - node.begin);
        std::string_view kind;
        std::string head;
        FieldNode field;
        std::uint32_t after_field = 0;
        for (std::uint32_t line = 0; line < node.line_count; ++line) {
            const Line& at = tree_.begin(node)[line];
            const std::uint32_t end = line + 1 < node.line_count ? tree_.begin(node)[line + 1].begin
                                                                 : node.end - node.begin;
            std::string_view content = card.substr(at.begin, end - at.begin);
            if (node.begin + at.begin == 0 && content.starts_with(text::byte_order_mark))
                content.remove_prefix(3);
            switch (at.kind()) {
                case LineKind::head:
                    head = joined(content);
                    // What comes to stand first in the file must not read as its byte-order mark.
                    while (out_.empty() && head.starts_with(text::byte_order_mark))
                        head.erase(0, 3);
                    kind = std::string_view(head).substr(0, head.rfind(' '));
                    out_ += head + '\n';
                    break;
                case LineKind::comment:
                    if (content.front() == ' ' || content.front() == '\t') out_ += field_margin;
                    out_ += trim(content);
                    out_ += '\n';
                    break;
                case LineKind::field:
                    after_field = line;
                    next_field(card, tree_, node, after_field, field);
                    write_field(card, kind, field);
                    break;
                case LineKind::text: break;  // written with its field
                case LineKind::blank:
                    // Blank lines inside a text are written with it.
                    if (line >= after_field || !text_follows(node, line, after_field)) out_ += '\n';
                    break;
                case LineKind::stray:
                case LineKind::uneven: break;
            }
        }
    }

    [[nodiscard]] bool text_follows(const CardNode& node, std::uint32_t line,
                                    std::uint32_t end) const {
        for (; line < end; ++line) {
            if (tree_.begin(node)[line].kind() == LineKind::text) return true;
        }
        return false;
    }

    void write_field(std::string_view card, std::string_view kind, const FieldNode& field) {
        const std::string name = joined(field.name.in(card));
        out_ += field_margin;
        out_ += name;
        const std::string modifiers = joined(field.modifiers.in(card));
        if (!modifiers.empty()) out_ += ", " + modifiers;
        out_ += ':';
        std::optional<std::string> rewritten;
        if (rewrite_) rewritten = rewrite_(kind, name, field.value.in(card));
        // A value that stands only on the lines below keeps to them.
        const std::string_view behind =
            card.substr(field.colon.end, field.value.begin - field.colon.end);
        std::string value =
            behind.find('\n') == std::string_view::npos ? "" : "\n" + text_margin_of(card, field);
        value += rewritten ? *rewritten : std::string(field.value.in(card));
        const Lines lines = value_lines(value);
        if (!lines.first.empty()) out_ += ' ' + std::string(trim(lines.first));
        out_ += '\n';
        for (const std::string& each : lines.rest) {
            if (!trim(each).empty()) out_ += std::string(text_margin) + each;
            out_ += '\n';
        }
    }

    /// The blanks before the first character of a value, on its line.
    static std::string text_margin_of(std::string_view card, const FieldNode& field) {
        std::uint32_t begin = field.value.begin;
        while (begin > 0 && card[begin - 1] != '\n') --begin;
        return std::string(card.substr(begin, field.value.begin - begin));
    }

    std::string_view bytes_;
    const Tree& tree_;
    const RewriteValue& rewrite_;
    std::string out_;
};

}  // namespace

std::optional<std::string> format(std::string_view bytes, const RewriteValue& rewrite) {
    if (text::first_invalid(bytes)) return std::nullopt;
    const Tree tree = parse(bytes);
    const bool broken = std::any_of(tree.lines.begin(), tree.lines.end(), [](const Line& line) {
        return line.kind() == LineKind::stray || line.kind() == LineKind::uneven;
    });
    if (broken) return std::nullopt;
    std::string written = Formatter(bytes, tree, rewrite).write();
    // A mark that becomes another can make a comment of a head, or nothing at all (a head of
    // no-break blanks): such a file is broken, however it reads.
    if (shape(parse(written)) != shape(tree)) return std::nullopt;
    return written;
}

}  // namespace valla::syntax
