#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "calendar/lexicon.hpp"
#include "text/source.hpp"

namespace valla::calendar {

/// A word, number or sign of a date in words, with all that the lexicon knows of it.
struct Token {
    enum class Kind : std::uint8_t { number, word, sign, end };

    // Without initial values, so that a reader's array of tokens costs nothing until it is filled.
    Kind kind;
    bool glued;           ///< no blank stands before it
    bool dotted;          ///< a full stop stands directly after it, and belongs to it
    bool begins_phrase;   ///< of a word: longer phrases may begin with it
    char sign;            ///< of a sign; every kind of dash is '-'
    std::uint8_t digits;  ///< of a number
    std::uint16_t folded_begin;
    std::uint16_t folded_end;
    std::uint32_t begin;
    std::uint32_t end;
    std::int64_t value;  ///< of a number, at most 18 digits
    Meaning meaning;     ///< of a word or phrase

    [[nodiscard]] text::Span span() const { return {begin, end}; }
};

/// The tokens of a short text. Words are folded: lower case, NFC. Blanks and commas only separate;
/// apostrophes too, so that "l'été" is two words. Fixed phrases ("not before", "н. э.") become one
/// token.
class Tokens {
  public:
    static constexpr std::size_t capacity = 48;
    /// The longest text that is taken apart.
    static constexpr std::size_t longest_text = 480;

    /// False when the text is too long, has too many tokens or bytes that are not UTF-8: no date
    /// has.
    bool read(std::string_view text, LanguageSet languages);

    /// The token at `index`; past the last one a token of kind `end`.
    [[nodiscard]] const Token& operator[](std::size_t index) const {
        return tokens_[index < count_ ? index : count_];
    }
    [[nodiscard]] std::size_t size() const { return count_; }
    /// The folded letters of a word.
    [[nodiscard]] std::string_view folded(const Token& token) const {
        return {folded_.data() + token.folded_begin,
                static_cast<std::size_t>(token.folded_end - token.folded_begin)};
    }

  private:
    std::size_t read_number(std::string_view text, std::size_t at, Token& token) const;
    std::size_t read_word(std::string_view text, std::size_t at, Token& token);
    void merge_phrases(LanguageSet languages);
    /// Makes the token at `index` the longest phrase that begins with it; gives how many tokens
    /// that takes.
    std::size_t read_phrase(std::size_t index, LanguageSet languages);

    std::array<Token, capacity + 1> tokens_;
    std::array<char, 2 * longest_text> folded_;
    std::size_t count_ = 0;
    std::size_t folded_size_ = 0;
};

/// Lower case and NFC, and the decimal digits of any script as ASCII; the form in which words are
/// compared.
char32_t fold(char32_t code_point);
/// The value of a decimal digit of any script, or -1.
int digit_value(char32_t code_point);

}  // namespace valla::calendar
