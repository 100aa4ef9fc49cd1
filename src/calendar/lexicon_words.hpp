#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "calendar/language.hpp"
#include "calendar/lexicon.hpp"

// The words of dates that are not in Unicode's locale data. Upper and lower case do not matter; a
// dot after a word is left away; `|` separates words for the same thing.
namespace valla::calendar {

struct KeywordRow {
    Keyword keyword;
    LanguageSet languages;
    std::string_view phrases;
};
std::span<const KeywordRow> keyword_rows();

/// Names of months that the locale data lacks, seasons (EDTF codes) and ordinals, each with its
/// number.
enum class NumberedKind : std::uint8_t { month, season, ordinal, weekday };
struct NumberedRow {
    NumberedKind kind;
    std::uint8_t number;
    Calendar calendar;  ///< of a month
    LanguageSet languages;
    std::string_view phrases;
};
std::span<const NumberedRow> numbered_rows();

}  // namespace valla::calendar
