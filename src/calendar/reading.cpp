#include "calendar/reading.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "calendar/edtf_reader.hpp"
#include "calendar/lexicon.hpp"
#include "calendar/plain_reader.hpp"
#include "calendar/problems.hpp"
#include "calendar/tokens.hpp"
#include "calendar/words_reader.hpp"
#include "text/unicode.hpp"

namespace valla::calendar {

namespace {

using text::Message;
using text::Span;
using Result = tl::expected<Date, Message>;

/// The text with the digits of all scripts, and what keyboards put for a hyphen, in ASCII; and
/// where each of its bytes comes from.
struct Plain {
    std::string text;
    std::vector<std::uint32_t> places;

    explicit Plain(std::string_view original) {
        for (std::size_t at = 0; at < original.size();) {
            const text::Decoded decoded = text::decode(original, at);
            const char32_t c = decoded.code_point;
            const int digit = digit_value(c);
            if (digit >= 0) {
                add(static_cast<char>('0' + digit), at);
            } else if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
                add('-', at);
            } else {
                for (std::size_t byte = 0; byte < decoded.size; ++byte)
                    add(original[at + byte], at + byte);
            }
            at += decoded.size;
        }
        places.push_back(static_cast<std::uint32_t>(original.size()));
    }

    void add(char c, std::size_t place) {
        text += c;
        places.push_back(static_cast<std::uint32_t>(place));
    }
    [[nodiscard]] Span original(Span span) const { return {places[span.begin], places[span.end]}; }
};

/// Whether the text may hold what Plain replaces: digits begin with U+0660 and hyphens with U+2010,
/// behind the Latin and Cyrillic letters.
bool may_need_plain(std::string_view text) {
    constexpr unsigned char first_byte_of_digits = 0xD9;
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= first_byte_of_digits;
    });
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// "French", "English or Russian".
std::string names_of(LanguageSet languages) {
    std::string names;
    for (int number = 0; number < language_count; ++number) {
        const auto language = static_cast<Language>(number);
        if (!languages.contains(language)) continue;
        names += names.empty() ? "" : " or ";
        names += language_name(language);
    }
    return names;
}

bool knows(std::string_view word, LanguageSet languages) {
    const LexiconWord* known = find_word(word, languages);
    return known != nullptr && (known->meaning.any() || known->begins_phrase);
}

/// The message about the first word that only other languages know; nothing when they would not
/// read a date either.
std::optional<Message> in_another_language(std::string_view text, const DateOptions& options) {
    if (options.languages == LanguageSet::all()) return std::nullopt;
    Tokens tokens;
    if (!tokens.read(text, LanguageSet())) return std::nullopt;
    DateOptions all = options;
    all.languages = LanguageSet::all();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const std::string_view word = tokens.folded(tokens[at]);
        const bool is_word = tokens[at].kind == Token::Kind::word;
        if (!is_word || knows(word, options.languages) || !knows(word, all.languages)) continue;
        const Result elsewhere = read_words(text, all);
        if (!elsewhere && elsewhere.error().name == text::MessageName("not-a-date"))
            return std::nullopt;
        LanguageSet others;
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            if (knows(word, language)) others = others | language;
        }
        return Message("date-in-another-language", tokens[at].span())
            .with("word", tokens[at].span().in(text))
            .with("language", names_of(others))
            .with("languages", names_of(options.languages));
    }
    return std::nullopt;
}

Result read_in_words(std::string_view text, const DateOptions& options) {
    Result date = read_words(text, options);
    if (!date) {
        if (auto message = in_another_language(text, options))
            return tl::unexpected(*std::move(message));
    }
    return date;
}

Result read_plain(std::string_view text, const DateOptions& options) {
    if (!has_edtf_shape(text)) return read_in_words(text, options);
    Result edtf = read_edtf(text, options.hemisphere);
    if (edtf) return edtf;
    // 13.7.1936 and 1675/6 have the shape of EDTF too.
    Result words = read_words(text, options);
    if (words || words.error().name == text::MessageName("date-order-unclear")) return words;
    return edtf;
}

}  // namespace

Result read_date(std::string_view text, const DateOptions& options) {
    if (auto date = read_plain_date(text, options)) return *std::move(date);
    if (text.size() >= text::Source::size_limit) {
        return tl::unexpected(problems::not_a_date("...", {}, ""));
    }
    if (text.empty() || is_blank(text.front()) || is_blank(text.back())) {
        const bool at_end = !text.empty() && !is_blank(text.front());
        const auto place = static_cast<std::uint32_t>(at_end ? text.size() - 1 : 0);
        return tl::unexpected(problems::not_a_date(text, {place, text.empty() ? 0 : place + 1},
                                                   text.empty() ? "" : "leave the blank away"));
    }
    if (!may_need_plain(text)) return read_plain(text, options);
    const Plain plain(text);
    if (plain.text == text) return read_plain(text, options);
    Result result = read_plain(plain.text, options);
    if (!result) {
        Message& message = result.error();
        message.span = plain.original(message.span);
        for (text::Parameter& parameter : message.parameters) {
            if (parameter.name == "text" && message.value("text") == plain.text) {
                parameter.value = std::string(text);
            }
        }
    }
    return result;
}

}  // namespace valla::calendar
