#include "calendar/tokens.hpp"

#include <algorithm>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/unicode.hpp"

namespace valla::calendar {

namespace {

enum class Class : std::uint8_t { digit, letter, mark, blank, apostrophe, dash, sign, dropped };

struct Character {
    Class kind;
    char32_t code_point;  ///< folded; of a digit its value; of a sign the ASCII sign
    std::uint8_t size;
};

constexpr Character classify_ascii(char c) {
    if (c >= '0' && c <= '9') return {Class::digit, static_cast<char32_t>(c - '0'), 1};
    if (c >= 'a' && c <= 'z') return {Class::letter, static_cast<char32_t>(c), 1};
    if (c >= 'A' && c <= 'Z') return {Class::letter, static_cast<char32_t>(c + 32), 1};
    if (c == ' ' || c == '\t' || c == ',') return {Class::blank, U' ', 1};
    if (c == '\'') return {Class::apostrophe, U'\'', 1};
    if (c == '-') return {Class::dash, U'-', 1};
    return {Class::sign, static_cast<char32_t>(c), 1};
}

constexpr std::array<Character, 128> ascii_characters = [] {
    std::array<Character, 128> all{};
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = classify_ascii(static_cast<char>(c));
    return all;
}();

/// The Latin and Cyrillic letters of two bytes, which most words beyond ASCII are made of.
std::optional<Character> classify_pair(unsigned char first, unsigned char second) {
    const bool is_latin = first == 0xC3 && second != 0x97 && second != 0xB7;  // × and ÷ are none
    const bool is_cyrillic = (first == 0xD0 && second >= 0x90) || (first == 0xD1 && second < 0xA0);
    if ((!is_latin && !is_cyrillic) || second < 0x80 || second > 0xBF) return std::nullopt;
    const auto c = static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F));
    const bool is_capital = is_latin ? c < 0xDF : c < 0x430;
    return Character{Class::letter, is_capital ? c + 0x20 : c, 2};
}

Character classify_beyond_ascii(std::string_view text, std::size_t at) {
    const char first = text[at];
    if (at + 1 < text.size()) {
        const auto pair = classify_pair(static_cast<unsigned char>(first),
                                        static_cast<unsigned char>(text[at + 1]));
        if (pair) return *pair;
    }
    const text::Decoded decoded = text::decode(text, at);
    const char32_t c = decoded.code_point;
    const std::uint8_t size = decoded.size;
    if (c >= 0x400 && c < 0x460) return {Class::letter, fold(c), size};
    if (const int digit = digit_value(c); digit >= 0)
        return {Class::digit, static_cast<char32_t>(digit), size};
    // The turned comma of transliterated Arabic is part of a name, and often left away.
    if (c == 0x2BB || c == 0x2BC || c == 0x2BE || c == 0x2BF) return {Class::dropped, 0, size};
    if (c == 0x2019 || c == 0x2018) return {Class::apostrophe, U'\'', size};
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return {Class::dash, U'-', size};
    if (c >= 0x300 && c < 0x370) return {Class::mark, c, size};
    const auto code = static_cast<UChar32>(c);
    if (u_isalpha(code) || c == 0xBA || c == 0xAA || c == 0xB0)
        return {Class::letter, fold(c), size};
    if (u_isUWhiteSpace(code)) return {Class::blank, U' ', size};
    if (const char ascii = text::look_alike(c); ascii != 0) {
        Character same = classify_ascii(ascii);
        same.size = size;
        return same;
    }
    return {Class::sign, 0xFF, size};
}

inline Character classify(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    return first < 0x80 ? ascii_characters[first] : classify_beyond_ascii(text, at);
}

char32_t compose(char32_t base, char32_t mark) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) return 0;
    const UChar32 composed =
        unorm2_composePair(nfc, static_cast<UChar32>(base), static_cast<UChar32>(mark));
    return composed < 0 ? 0 : static_cast<char32_t>(composed);
}

/// Appends a code point as UTF-8 to an array that has room for it.
std::size_t put(char* to, char32_t c) {
    if (c < 0x80) {
        to[0] = static_cast<char>(c);
        return 1;
    }
    if (c < 0x800) {
        to[0] = static_cast<char>(0xC0 | c >> 6);
        to[1] = static_cast<char>(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = static_cast<char>(0xE0 | c >> 12);
        to[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
        to[2] = static_cast<char>(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = static_cast<char>(0xF0 | c >> 18);
    to[1] = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    to[2] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    to[3] = static_cast<char>(0x80 | (c & 0x3F));
    return 4;
}

}  // namespace

char32_t fold(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c >= 0x430 && c < 0x460) return c;
    if (c == 0x1D49) return 'e';  // the raised letters of "XIXᵉ" and "1ᵉʳ"
    if (c == 0x2B3) return 'r';
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

int digit_value(char32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
    return c < 0x660 ? -1 : u_charDigitValue(static_cast<UChar32>(c));
}

std::size_t Tokens::read_number(std::string_view text, std::size_t at, Token& token) const {
    token.kind = Token::Kind::number;
    while (at < text.size()) {
        const Character next = classify(text, at);
        if (next.kind != Class::digit) break;
        if (token.digits < 18) token.value = token.value * 10 + next.code_point;
        if (token.digits < 255) ++token.digits;
        at += next.size;
    }
    return at;
}

std::size_t Tokens::read_word(std::string_view text, std::size_t at, Token& token) {
    token.kind = Token::Kind::word;
    char32_t last = 0;
    std::size_t last_begin = folded_size_;
    while (at < text.size()) {
        const auto lower = static_cast<char>(text[at] | 0x20);
        if (lower >= 'a' && lower <= 'z') {
            last = static_cast<char32_t>(lower);
            last_begin = folded_size_;
            folded_[folded_size_++] = lower;
            ++at;
            continue;
        }
        const Character next = classify(text, at);
        if (next.kind == Class::letter) {
            last = next.code_point;
            last_begin = folded_size_;
            folded_size_ += put(folded_.data() + folded_size_, last);
        } else if (next.kind == Class::mark && last != 0) {
            const char32_t composed = compose(last, next.code_point);
            if (composed != 0) {
                last = composed;
                folded_size_ = last_begin;
            } else {
                last = next.code_point;
                last_begin = folded_size_;
            }
            folded_size_ += put(folded_.data() + folded_size_, last);
        } else if (next.kind != Class::dropped) {
            break;
        }
        at += next.size;
    }
    token.folded_end = static_cast<std::uint16_t>(folded_size_);
    return at;
}

bool Tokens::read(std::string_view text, LanguageSet languages) {
    count_ = 0;
    folded_size_ = 0;
    tokens_[0] = Token{};
    tokens_[0].kind = Token::Kind::end;
    if (text.size() > longest_text) return false;
    bool glued = true;
    bool phrases = false;
    for (std::size_t at = 0; at < text.size();) {
        const Character next = classify(text, at);
        if (next.kind == Class::blank) {
            glued = false;
            at += next.size;
            continue;
        }
        if (next.kind == Class::apostrophe || next.kind == Class::dropped) {
            at += next.size;
            continue;
        }
        if (count_ == capacity) return false;
        Token& token = tokens_[count_++];
        token = Token{};
        token.glued = glued;
        glued = true;
        token.begin = static_cast<std::uint32_t>(at);
        token.folded_begin = token.folded_end = static_cast<std::uint16_t>(folded_size_);
        switch (next.kind) {
            case Class::digit: at = read_number(text, at, token); break;
            case Class::letter: {
                at = read_word(text, at, token);
                if (const LexiconWord* word = find_word(folded(token), languages)) {
                    token.meaning = word->meaning;
                    token.begins_phrase = word->begins_phrase;
                    phrases = phrases || word->begins_phrase;
                }
                break;
            }
            default:
                token.kind = Token::Kind::sign;
                token.sign = static_cast<char>(next.code_point);
                at += next.size;
                folded_[folded_size_++] = token.sign;
                token.folded_end = static_cast<std::uint16_t>(folded_size_);
                break;
        }
        token.end = static_cast<std::uint32_t>(at);
        if (token.kind != Token::Kind::sign && at < text.size() && text[at] == '.') {
            token.dotted = true;
            ++at;
        }
    }
    if (phrases) merge_phrases(languages);
    tokens_[count_] = Token{};
    tokens_[count_].kind = Token::Kind::end;
    tokens_[count_].begin = tokens_[count_].end = static_cast<std::uint32_t>(text.size());
    return true;
}

std::size_t Tokens::read_phrase(std::size_t index, LanguageSet languages) {
    Token& token = tokens_[index];
    std::array<char, longest_text> key;
    std::size_t size = 0;
    const auto append = [&](std::string_view letters) {
        std::copy(letters.begin(), letters.end(), key.data() + size);
        size += letters.size();
    };
    append(folded(token));
    std::size_t length = 1;
    for (std::size_t ahead = 1; ahead < longest_phrase && index + ahead < count_; ++ahead) {
        const Token& part = tokens_[index + ahead];
        const std::string_view letters = folded(part);
        if (letters.empty() || size + letters.size() + 1 > key.size()) break;
        append(" ");
        append(letters);
        const LexiconWord* word = find_word({key.data(), size}, languages);
        if (word == nullptr) break;
        if (word->meaning.any()) {
            token.meaning = word->meaning;
            token.end = part.end;
            token.dotted = part.dotted;
            length = ahead + 1;
        }
        if (!word->begins_phrase) break;
    }
    return length;
}

void Tokens::merge_phrases(LanguageSet languages) {
    std::size_t written = 0;
    for (std::size_t index = 0; index < count_;) {
        const std::size_t length = tokens_[index].begins_phrase ? read_phrase(index, languages) : 1;
        if (written != index) tokens_[written] = tokens_[index];
        ++written;
        index += length;
    }
    count_ = written;
}

}  // namespace valla::calendar
