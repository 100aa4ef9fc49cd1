#include "calendar/language.hpp"

#include <array>

namespace valla::calendar {

namespace {
constexpr std::array<std::string_view, language_count> codes = {"en", "ru", "de", "fr", "es"};
}

std::string_view language_code(Language language) {
    return codes[static_cast<std::size_t>(language)];
}

std::optional<Language> language_with_code(std::string_view code) {
    for (int index = 0; index < language_count; ++index) {
        if (codes[static_cast<std::size_t>(index)] == code) return static_cast<Language>(index);
    }
    return std::nullopt;
}

}  // namespace valla::calendar
