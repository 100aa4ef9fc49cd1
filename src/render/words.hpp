#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "render/phrases.hpp"

namespace valla::render {

/// A text of the catalogue in phrases.hpp, written by its English. That it stands there is checked
/// when the program is compiled.
class Phrase {
  public:
    consteval Phrase(const char* english) : row_(find(english)) {}
    [[nodiscard]] constexpr const PhraseRow& row() const { return phrase_rows[row_]; }

  private:
    static consteval std::size_t find(std::string_view english) {
        for (std::size_t i = 0; i < std::size(phrase_rows); ++i) {
            if (phrase_rows[i].in[0] == english) return i;
        }
        throw "no such phrase in phrases.hpp";
    }
    std::size_t row_;
};

/// The form of a phrase with forms for numbers that belongs to a number: of "{0} card|{0} cards"
/// the second for 2. What CLDR calls `one` comes first, `few` second where there are three, and
/// all else last.
std::string_view form_for(std::string_view phrase, std::uint64_t number,
                          calendar::Language language);

/// Where a word of the language of cards stands: `from` as a field is the begin of something,
/// behind a value the begin of what the value says.
enum class Term : std::uint8_t { field, qualifier, hedge, choice, kind };

/// What the report says itself, in one language.
///
///     Words words(Language::german);
///     words("The accounts")                         "Die Darstellungen"
///     words.say("and {0} more", 3)                  "und 3 weitere"
///     words.count("{0} card|{0} cards", 1)          "1 Karte"
///     words.known("not contradicted")               "unwidersprochen"
///     words.known("some-id")                        "some-id"
///     words.term(Term::field, "present")            "anwesend"
class Words {
  public:
    explicit Words(calendar::Language language) : language_(language) {}

    [[nodiscard]] calendar::Language language() const { return language_; }
    [[nodiscard]] std::string operator()(Phrase phrase) const { return std::string(in(phrase)); }

    template <typename... Values>
    [[nodiscard]] std::string say(Phrase phrase, const Values&... values) const {
        return fmt::format(fmt::runtime(in(phrase)), values...);
    }
    [[nodiscard]] std::string count(Phrase phrase, std::uint64_t number) const {
        return fmt::format(fmt::runtime(form_for(in(phrase), number, language_)), number);
    }
    /// A text that an answer gives in English, where the catalogue has it; else as it is. Of
    /// "only alleged, not contradicted" each part.
    [[nodiscard]] std::string known(std::string_view english) const;
    /// A word of the language of cards, or of the vocabularies beside Valla. Any other, since a
    /// case has declared it, is as it is.
    [[nodiscard]] std::string_view term(Term use, std::string_view english) const;

  private:
    [[nodiscard]] std::string_view in(Phrase phrase) const {
        return phrase.row().in[static_cast<std::size_t>(language_)];
    }

    calendar::Language language_;
};

/// What the commands speak.
const Words& in_english();

}  // namespace valla::render
