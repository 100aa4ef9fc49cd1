#include "text/render.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/unicode.hpp"

namespace valla::text {

namespace {

// A line longer than this many cells is cut around the place that is marked.
constexpr std::uint32_t shown_cells = 120;
constexpr std::uint32_t cells_before_mark = 40;

std::string_view path_of(const PlacedMessage& message) {
    return message.source == nullptr ? std::string_view() : message.source->path();
}

/// The line as shown, and where in it the marked stretch stands, in cells.
struct Excerpt {
    std::string line;
    std::uint32_t mark_begin = 0;
    std::uint32_t mark_size = 1;
};

std::uint32_t line_end_within(std::string_view text, std::uint32_t from, std::uint32_t to) {
    const std::size_t newline = text.substr(from, to - from).find_first_of("\r\n");
    return newline == std::string_view::npos ? to : from + static_cast<std::uint32_t>(newline);
}

/// Where the part of a text begins that stands behind its first `cells` cells: never between a
/// letter and its combining marks.
std::size_t skip_cells(std::string_view text, std::uint32_t cells) {
    std::size_t at = 0;
    for (std::uint32_t skipped = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        const std::uint32_t width = cell_width(decoded.code_point);
        if (skipped >= cells && width > 0) break;
        skipped += width;
        at += decoded.size;
    }
    return at;
}

Excerpt excerpt(const Source& source, Span span, std::uint32_t line_number) {
    const Span line = source.line(line_number);
    std::uint32_t line_begin = line.begin;
    if (line_begin == 0 && source.bytes().starts_with(byte_order_mark)) line_begin = 3;
    const std::uint32_t mark_begin = std::clamp(span.begin, line_begin, line.end);
    const std::uint32_t mark_end = line_end_within(
        source.bytes(), mark_begin, std::max(mark_begin, std::min(span.end, line.end)));
    const std::string before =
        printable(source.bytes().substr(line_begin, mark_begin - line_begin));
    const std::string marked = printable(source.bytes().substr(mark_begin, mark_end - mark_begin));
    const std::string after = printable(source.bytes().substr(mark_end, line.end - mark_end));

    Excerpt shown;
    const std::uint32_t before_cells = cell_width(before);
    if (before_cells + cell_width(marked) + cell_width(after) <= shown_cells) {
        shown.line = before + marked + after;
        shown.mark_begin = before_cells;
    } else {
        const std::uint32_t dropped =
            before_cells > cells_before_mark ? before_cells - cells_before_mark : 0;
        shown.line = dropped > 0 ? "..." : "";
        shown.line += before.substr(skip_cells(before, dropped));
        shown.mark_begin = cell_width(shown.line);
        const std::string rest = marked + after;
        const std::size_t kept = skip_cells(rest, shown_cells - cells_before_mark);
        shown.line += rest.substr(0, kept);
        if (kept < rest.size()) shown.line += "...";
    }
    shown.mark_size = std::clamp<std::uint32_t>(
        cell_width(marked), 1, std::max(1U, cell_width(shown.line) - shown.mark_begin));
    return shown;
}

/// The message with the user's own texts cut to what a reader takes in: a value can be a whole
/// file.
Message shortened(Message message) {
    constexpr std::uint32_t value_cells = 400;
    for (Parameter& parameter : message.parameters) {
        auto* const value = std::get_if<std::string>(&parameter.value);
        if (value == nullptr || value->size() <= value_cells) continue;
        const std::size_t kept = skip_cells(*value, value_cells);
        if (kept < value->size()) value->replace(kept, std::string::npos, "...");
    }
    return message;
}

}  // namespace

void sort_messages(std::vector<PlacedMessage>& messages) {
    const auto place = [](const PlacedMessage& placed) {
        return std::tuple(path_of(placed), placed.message.span.begin, placed.message.span.end,
                          placed.message.name.row);
    };
    const auto words = [](const PlacedMessage& placed) {
        return std::pair(placed.message.sentence(), placed.message.help());
    };
    const auto before = [&](const PlacedMessage& a, const PlacedMessage& b) {
        if (place(a) != place(b)) return place(a) < place(b);
        return words(a) < words(b);
    };
    const auto same = [&](const PlacedMessage& a, const PlacedMessage& b) {
        return place(a) == place(b) && words(a) == words(b);
    };
    std::stable_sort(messages.begin(), messages.end(), before);
    messages.erase(std::unique(messages.begin(), messages.end(), same), messages.end());
}

std::string render_for_people(const PlacedMessage& placed) {
    const Message message = shortened(placed.message);
    const MessageKind& kind = message.kind();
    const std::string sentence = printable(message.sentence());
    const std::string help = printable(message.help());
    if (placed.source == nullptr) {
        std::string shown =
            fmt::format("{}: {} [{}]\n", level_name(kind.level), sentence, kind.name);
        if (!help.empty()) shown += fmt::format("  {}\n", help);
        return shown;
    }
    const Position position = placed.source->position(message.span.begin);
    const Excerpt lines = excerpt(*placed.source, message.span, position.line);
    const std::string number = fmt::format("{:>5}", position.line);
    std::string shown =
        fmt::format("{}:{}:{}: {}: {} [{}]\n", printable(placed.source->path()), position.line,
                    position.column, level_name(kind.level), sentence, kind.name);
    shown += fmt::format("{} | {}\n", number, lines.line);
    shown += fmt::format("{} | {}{}", std::string(number.size(), ' '),
                         std::string(lines.mark_begin, ' '), std::string(lines.mark_size, '^'));
    if (!help.empty()) shown += fmt::format(" {}", help);
    shown += '\n';
    return shown;
}

std::string render_as_json(const std::string& command, const std::vector<PlacedMessage>& messages) {
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const PlacedMessage& placed : messages) {
        const Message& message = placed.message;
        Json row;
        row["name"] = message.kind().name;
        row["level"] = level_name(message.kind().level);
        row["sentence"] = message.sentence();
        row["help"] = message.help();
        Json parameters = Json::object();
        for (const Parameter& parameter : message.parameters) {
            std::visit([&](const auto& value) { parameters[std::string(parameter.name)] = value; },
                       parameter.value);
        }
        row["parameters"] = parameters;
        if (placed.source != nullptr) {
            const auto place = [&](std::uint32_t offset) {
                const Position position = placed.source->position(offset);
                return Json{{"byte", offset},
                            {"line", position.line},
                            {"column", position.column},
                            {"utf16", position.utf16_column},
                            {"cell", position.cell}};
            };
            row["file"] = placed.source->path();
            row["begin"] = place(message.span.begin);
            row["end"] = place(message.span.end);
        }
        list.push_back(std::move(row));
    }
    const Json envelope{
        {"valla", json_version}, {"command", command}, {"messages", std::move(list)}};
    return envelope.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace valla::text
