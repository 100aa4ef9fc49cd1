#include "render/text_parts.hpp"

#include <fmt/format.h>

namespace valla::render {

std::string place_text(const PlaceView& place) {
    return place.file.empty() ? "" : fmt::format("{}:{}", place.file, place.line);
}

std::string bracketed(const PlaceView& place) {
    return place.file.empty() ? "" : fmt::format("  [{}:{}]", place.file, place.line);
}

std::string joined(const std::vector<std::string>& parts, std::string_view joiner) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += joiner;
        text += part;
    }
    return text;
}

std::string enumerated(const std::vector<std::string>& parts, std::string_view last_joiner) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? last_joiner : ", ";
        text += parts[i];
    }
    return text;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string under(const std::string& reading) {
    return reading.empty() ? "" : fmt::format("Under the reading {}.\n\n", reading);
}

}  // namespace valla::render
