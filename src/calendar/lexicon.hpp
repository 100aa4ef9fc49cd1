#pragma once

#include <cstdint>
#include <string_view>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"

namespace valla::calendar {

/// What a word does in a date, apart from naming a month, a day of the week or a season. One word
/// can do several things ("am" is a German article and the English forenoon).
enum class Keyword : std::uint8_t {
    about,
    before,
    by,
    after,
    not_before,
    since,
    until,
    between,
    from,
    to,
    conjunction,  // and
    alternative,  // or
    or_earlier,
    or_later,
    every,
    article,  // and prepositions without a meaning of their own: the, of, in, on, de, im
    at,       // before a clock time
    year,     // before or after the number of a year
    decade,   // before or after the number of a decade
    century,
    common_era,
    before_common_era,
    forenoon,
    afternoon,
    noon,
    midnight,
    utc,
    hour,
    minute,
    day,
    night,
    morning,
    evening,
    week,
    month,
    quarter,
    half,
    decade_ending,   // the s of 1930s
    ordinal_ending,  // the th of 13th
    part_of_period,  // early, late: the length is a vocabulary's to say
    gregorian,
    julian,
    julian_march,
    julian_september,
    french_republican,
    hebrew,
    islamic,
    less_than,
    more_than,
    a_few,
};
static_assert(static_cast<int>(Keyword::a_few) < 64, "keywords are bits of Meaning");

/// What a word or a fixed phrase can mean in the languages asked for; all zero when it means
/// nothing. Without initial values, so that an array of tokens costs nothing until it is filled:
/// write `{}`.
struct Meaning {
    std::uint64_t keywords;
    std::uint8_t month;  ///< 1 to 13
    Calendar month_calendar;
    std::uint8_t weekday;  ///< ISO 8601: Monday is 1
    std::uint8_t season;   ///< EDTF: spring is 21
    std::uint8_t ordinal;  ///< "first" is 1; also numbers in words, "two" is 2

    [[nodiscard]] constexpr bool is(Keyword keyword) const {
        return (keywords >> static_cast<int>(keyword) & 1) != 0;
    }
    constexpr void add(Keyword keyword) {
        keywords |= std::uint64_t{1} << static_cast<int>(keyword);
    }
    [[nodiscard]] constexpr bool any() const {
        return keywords != 0 || month != 0 || weekday != 0 || season != 0 || ordinal != 0;
    }
};

/// Whether a word with this meaning can be one that a case declares for a part of a period: it says
/// nothing else in a date.
constexpr bool names_part_of_period(const Meaning& meaning) {
    Meaning rest = meaning;
    rest.keywords &= ~(std::uint64_t{1} << static_cast<int>(Keyword::part_of_period));
    return !rest.any();
}

/// A word or phrase found in the lexicon.
struct LexiconWord {
    Meaning meaning{};
    bool begins_phrase = false;  ///< longer phrases begin with it, and are to be tried
};

/// Looks up a folded word (tokens.hpp), or several with single blanks between them. Null when
/// nothing of the kind is known in the languages. English words that name no month, weekday or
/// season are known in every set but the empty one. The names come from Unicode's locale data
/// (locale_names.hpp), the other words from lexicon_words.cpp; the build puts them into one table
/// (word_tables.hpp).
const LexiconWord* find_word(std::string_view folded, LanguageSet languages);

/// The most words of a phrase.
inline constexpr int longest_phrase = 6;

}  // namespace valla::calendar
