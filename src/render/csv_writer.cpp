#include "render/csv_writer.hpp"

#include <string_view>

namespace valla::render {

namespace {

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace

Csv::Csv(const AnswerHead& head, std::vector<std::string> header) : partial_(head.partial) {
    if (partial_) header.emplace_back("partial");
    write(header);
}

void Csv::row(std::vector<std::string> cells) {
    if (partial_) cells.emplace_back("partial");
    write(cells);
}

void Csv::write(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text_ += ',';
        text_ += cell(cells[i]);
    }
    text_ += '\n';
}

}  // namespace valla::render
