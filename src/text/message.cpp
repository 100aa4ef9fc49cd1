#include "text/message.hpp"

#include <optional>

namespace valla::text {

namespace {

const Parameter* find(const std::vector<Parameter>& parameters, std::string_view name) {
    for (const Parameter& parameter : parameters) {
        if (parameter.name == name) return &parameter;
    }
    return nullptr;
}

std::string text_of(const Parameter& parameter) {
    if (const auto* text = std::get_if<std::string>(&parameter.value)) return *text;
    return std::to_string(std::get<std::int64_t>(parameter.value));
}

std::optional<std::string> fill_variant(std::string_view variant,
                                        const std::vector<Parameter>& parameters) {
    std::string filled;
    while (true) {
        const std::size_t open = variant.find('{');
        filled += variant.substr(0, open);
        if (open == std::string_view::npos) return filled;
        const std::size_t close = variant.find('}', open);
        if (close == std::string_view::npos) return std::nullopt;
        const Parameter* parameter = find(parameters, variant.substr(open + 1, close - open - 1));
        if (parameter == nullptr) return std::nullopt;
        filled += text_of(*parameter);
        variant.remove_prefix(close + 1);
    }
}

}  // namespace

std::string fill(std::string_view sentence, const std::vector<Parameter>& parameters) {
    while (true) {
        const std::size_t bar = sentence.find('|');
        if (auto filled = fill_variant(sentence.substr(0, bar), parameters)) return *filled;
        if (bar == std::string_view::npos) return {};
        sentence.remove_prefix(bar + 1);
    }
}

std::string Message::value(std::string_view parameter) const {
    const Parameter* found = find(parameters, parameter);
    return found == nullptr ? std::string() : text_of(*found);
}

std::string Message::sentence() const { return fill(kind().sentence, parameters); }

std::string Message::help() const { return fill(kind().help, parameters); }

}  // namespace valla::text
