#include "calendar/language.hpp"

#include <array>
#include <string>
#include <vector>

#include "calendar/tokens.hpp"
#include "text/spelling.hpp"

namespace valla::calendar {

namespace {

constexpr std::array<std::string_view, language_count> codes = {"en", "ru", "de", "fr", "es"};

/// What each language is called in all five of them, the English name first.
constexpr std::array<std::array<std::string_view, 5>, language_count> names = {{
    {"English", "английский", "Englisch", "anglais", "inglés"},
    {"Russian", "русский", "Russisch", "russe", "ruso"},
    {"German", "немецкий", "Deutsch", "allemand", "alemán"},
    {"French", "французский", "Französisch", "français", "francés"},
    {"Spanish", "испанский", "Spanisch", "espagnol", "español"},
}};

constexpr std::array<Language, language_count> languages = {
    Language::english, Language::russian, Language::german, Language::french, Language::spanish};

/// A word in the form in which words are compared; empty when it is not one word.
std::string folded_word(std::string_view word) {
    Tokens tokens;
    const bool is_word = tokens.read(word, LanguageSet()) && tokens.size() == 1 &&
                         tokens[0].kind == Token::Kind::word;
    return is_word ? std::string(tokens.folded(tokens[0])) : std::string();
}

}  // namespace

std::string_view language_code(Language language) {
    return codes[static_cast<std::size_t>(language)];
}

std::optional<Language> language_with_code(std::string_view code) {
    for (int index = 0; index < language_count; ++index) {
        if (codes[static_cast<std::size_t>(index)] == code) return static_cast<Language>(index);
    }
    return std::nullopt;
}

std::string_view language_name(Language language) {
    return names[static_cast<std::size_t>(language)][0];
}

std::optional<Language> language_named(std::string_view name) {
    const std::string folded = folded_word(name);
    if (folded.empty()) return std::nullopt;
    for (const Language language : languages) {
        if (folded == language_code(language)) return language;
        for (const std::string_view known : names[static_cast<std::size_t>(language)]) {
            if (folded == folded_word(known)) return language;
        }
    }
    return std::nullopt;
}

bool is_nearly_language(std::string_view name) {
    std::vector<std::string> all;
    for (const Language language : languages) {
        all.emplace_back(language_code(language));
        for (const std::string_view known : names[static_cast<std::size_t>(language)])
            all.push_back(folded_word(known));
    }
    return !text::nearest_word(folded_word(name), {all.begin(), all.end()}).empty();
}

}  // namespace valla::calendar
