#include "calendar/writing.hpp"

#include <array>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/plain_reader.hpp"
#include "calendar/reading.hpp"
#include "calendar/words_reader.hpp"

namespace valla::calendar {
namespace {

struct Row {
    const char* text;
    std::array<const char*, language_count> words;
};

constexpr Row rows[] = {
    {"1936-07-13",
     {"13 July 1936", "13 июля 1936 г.", "13. Juli 1936", "13 juillet 1936",
      "13 de julio de 1936"}},
    {"1936-07-01",
     {"1 July 1936", "1 июля 1936 г.", "1. Juli 1936", "1er juillet 1936", "1 de julio de 1936"}},
    {"1936-07", {"July 1936", "июль 1936 г.", "Juli 1936", "juillet 1936", "julio de 1936"}},
    {"1936", {"1936", "1936 г.", "1936", "1936", "1936"}},
    {"-0043", {"44 BCE", "44 г. до н. э.", "44 v. Chr.", "44 av. J.-C.", "44 a. C."}},
    {"0069", {"69 CE", "69 г. н. э.", "69 n. Chr.", "69 ap. J.-C.", "69 d. C."}},
    {"1936-22", {"summer 1936", "лето 1936 г.", "Sommer 1936", "été 1936", "verano de 1936"}},
    {"winter 1936/37",
     {"winter 1936/37", "зима 1936/37 г.", "Winter 1936/37", "hiver 1936/37",
      "invierno de 1936/37"}},
    {"1936-33",
     {"first quarter of 1936", "первый квартал 1936 г.", "erstes Quartal 1936",
      "premier trimestre 1936", "primer trimestre de 1936"}},
    {"1936-41",
     {"second half of 1936", "вторая половина 1936 г.", "zweite Hälfte 1936",
      "second semestre 1936", "segundo semestre de 1936"}},
    {"193X", {"the 1930s", "1930-е гг.", "1930er Jahre", "années 1930", "años 1930"}},
    {"18XX", {"19th century", "XIX век", "19. Jahrhundert", "XIXe siècle", "siglo XIX"}},
    {"5th century BCE",
     {"5th century BCE", "V век до н. э.", "5. Jahrhundert v. Chr.", "Ve siècle av. J.-C.",
      "siglo V a. C."}},
    {"1936-07~",
     {"about July 1936", "около июля 1936 г.", "um Juli 1936", "vers juillet 1936",
      "hacia julio de 1936"}},
    {"1984?", {"1984 (?)", "1984 г. (?)", "1984 (?)", "1984 (?)", "1984 (?)"}},
    {"13 July (1936)",
     {"13 July (1936)", "13 июля (1936)", "13. Juli (1936)", "13 juillet (1936)",
      "13 de julio (1936)"}},
    {"25 October 1917 Julian",
     {"25 October 1917 (Julian)", "25 октября 1917 г. (ст. ст.)", "25. Oktober 1917 (julianisch)",
      "25 octobre 1917 (julien)", "25 de octubre de 1917 (juliano)"}},
    {"18 Brumaire VIII",
     {"18 Brumaire VIII", "18 Brumaire VIII", "18. Brumaire VIII", "18 Brumaire VIII",
      "18 de Brumaire VIII"}},
    {"14 Muharram 1355",
     {"14 Muharram 1355", "14 мухаррам 1355", "14. Muharram 1355", "14 mouharram 1355",
      "14 de muharram de 1355"}},
    {"before July 1936",
     {"before July 1936", "до июля 1936 г.", "vor Juli 1936", "avant juillet 1936",
      "antes de julio de 1936"}},
    {"after 17 July 1936",
     {"after 17 July 1936", "после 17 июля 1936 г.", "nach dem 17. Juli 1936",
      "après le 17 juillet 1936", "después del 17 de julio de 1936"}},
    {"by 17 July 1936",
     {"by 17 July 1936", "не позднее 17 июля 1936 г.", "spätestens am 17. Juli 1936",
      "au plus tard le 17 juillet 1936", "a más tardar el 17 de julio de 1936"}},
    {"between July 1936 and August 1936",
     {"between July 1936 and August 1936", "между июлем 1936 г. и августом 1936 г.",
      "zwischen Juli 1936 und August 1936", "entre juillet 1936 et août 1936",
      "entre julio de 1936 y agosto de 1936"}},
    {"1936-07-13/1936-07-20",
     {"from 13 July 1936 to 20 July 1936", "с 13 июля 1936 г. по 20 июля 1936 г.",
      "vom 13. Juli 1936 bis zum 20. Juli 1936", "du 13 juillet 1936 au 20 juillet 1936",
      "del 13 de julio de 1936 al 20 de julio de 1936"}},
    {"1936/", {"from 1936", "с 1936 г.", "ab 1936", "depuis 1936", "desde 1936"}},
    {"1936 or 1938",
     {"1936 or 1938", "1936 г. или 1938 г.", "1936 oder 1938", "1936 ou 1938", "1936 o 1938"}},
    {"[..1936]",
     {"1936 or earlier", "1936 г. или ранее", "1936 oder früher", "1936 ou avant", "1936 o antes"}},
    {"every night of July 1936",
     {"every night of July 1936", "каждую ночь, июль 1936 г.", "jede Nacht, Juli 1936",
      "chaque nuit, juillet 1936", "cada noche, julio de 1936"}},
    {"about 21:40 on 1 March 2024",
     {"1 March 2024, about 21:40", "1 марта 2024 г., примерно 21:40", "1. März 2024, etwa 21:40",
      "1er mars 2024, environ 21:40", "1 de marzo de 2024, aproximadamente 21:40"}},
    {"156X-12-25", {"156X-12-25", "156X-12-25", "156X-12-25", "156X-12-25", "156X-12-25"}},
};

TEST(Writing, WordsInAllLanguages) {
    for (const Row& row : rows) {
        const auto date = read_date(row.text);
        ASSERT_TRUE(date) << row.text;
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            const std::string words = to_words(*date, language);
            EXPECT_EQ(words, row.words[static_cast<std::size_t>(number)]);
            const auto again = read_date(words);
            ASSERT_TRUE(again) << words << ": " << again.error().sentence();
            EXPECT_EQ(*again, *date) << words;
        }
    }
}

TEST(Writing, RemarksThatWordsAddForReaders) {
    const auto english = [](const char* text) {
        return to_words(*read_date(text), Language::english);
    };
    EXPECT_EQ(english("1985/.."), "from 1985, without end");
    EXPECT_EQ(english("../1985"), "until 1985, without begin");
    EXPECT_EQ(english("../.."), "without begin, without end");
    EXPECT_EQ(english("2004?-06-~11"), "11 June 2004 (year uncertain, day approximate)");
    EXPECT_EQ(english("2001-29"), "spring 2001 (southern hemisphere)");
    EXPECT_EQ(english("[1667,1668,1670..1672]"), "1667, 1668 or between 1670 and 1672");
    EXPECT_EQ(english("{1667,1670..1672}"), "all of: 1667 and from 1670 to 1672");
    EXPECT_EQ(english("{..1984}"), "all of: 1984 and earlier");
    EXPECT_EQ(english("11 February 1675/6"), "11 February 1675/6");
}

TEST(Writing, EdtfOfWords) {
    struct Pair {
        const char* text;
        const char* edtf;
        const char* leaves_out;
    };
    constexpr Pair pairs[] = {
        {"about 1936", "1936~", ""},
        {"between 1936 and 1938", "[1936..1938]", ""},
        {"before 1936", "[..1935]", ""},
        {"before July 1936", "[..1936-06]", ""},
        {"before 13 July 1936", "[..1936-07-12]", ""},
        {"by 1936", "[..1936]", ""},
        {"after December 1936", "[1937-01..]", ""},
        {"not before 1936", "[1936..]", ""},
        {"from 1936", "1936/", ""},
        {"until 1936", "/1936", ""},
        {"from 1936 to 1938", "1936/1938", ""},
        {"13 or 14 July 1936", "[1936-07-13,1936-07-14]", ""},
        {"the 1930s", "193X", ""},
        {"19th century", "18XX", ""},
        {"1st century", "[0001..0099]", ""},
        {"5th century BCE", "[-0499..-0400]", ""},
        {"winter 1936/37", "[1936-12..1937-02]", ""},
        {"first half of 1936", "1936-40", ""},
        {"44 BCE", "-0043", ""},
        {"12000 BCE", "Y-11999", ""},
        {"13 July (1936)", "1936-07-13", "that the year is supplied"},
        {"25 October 1917 Julian", "1917-11-07", "the calendar (Julian)"},
        {"about 25 October 1917 Julian", "1917-11-07~", "the calendar (Julian)"},
        {"October 1917 Julian", "[1917-10-14..1917-11-13]", "the calendar (Julian)"},
        {"about October 1917 Julian", "[1917-10-14..1917-11-13]",
         "the calendar (Julian), that it is doubtful"},
        {"14 Muharram 1355", "[1936-04-05..1936-04-07]", "the calendar (Islamic)"},
        {"1 March 2024, 21:40 +03:00", "2024-03-01T21:40+03:00", ""},
        {"about 21:40 on 1 March 2024", "2024-03-01T21:40", "which part is doubtful"},
        {"before 21:40 on 1 March 2024", "[..2024-03-01]", "the time of day"},
        {"every night of July 1936", "1936-07", "the repetition"},
        {"11 February 1675/6", "1676-02-11", "the second year"},
        {"1675/6", "[1675..1676]", ""},
    };
    for (const Pair& pair : pairs) {
        const auto date = read_date(pair.text);
        ASSERT_TRUE(date) << pair.text;
        EXPECT_EQ(to_edtf(*date), pair.edtf) << pair.text;
        EXPECT_EQ(edtf_leaves_out(*date), pair.leaves_out) << pair.text;
    }
}

// Whatever is written, EDTF and words read back as the same days.
TEST(Writing, IsReadBackAsTheSameDays) {
    std::mt19937 random(5);
    const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
    const auto random_date = [&] {
        WrittenDate date;
        date.calendar = static_cast<Calendar>(below(calendar_count));
        const Day day{below(1200000) - 500000};
        const CalendarDate named = from_day(date.calendar, day);
        date.year = named.year;
        date.calendar_named = date.calendar != Calendar::gregorian;
        const int parts = below(3);
        date.precision = parts == 0   ? Precision::year
                         : parts == 1 ? Precision::month
                                      : Precision::day;
        if (parts > 0) {
            date.month = named.month;
            date.month_present = true;
        }
        if (parts > 1) {
            date.day = named.day;
            date.day_present = true;
        }
        if (below(4) == 0) {
            for (int part = 0; part <= parts; ++part) {
                date.qualifiers.add(static_cast<Component>(part), Qualifier::approximate);
            }
        }
        return date;
    };
    for (int round = 0; round < 20000; ++round) {
        const WrittenDate first = random_date();
        Date date = Date::point(first);
        if (first.year <= 0 && first.calendar > Calendar::julian_september) continue;
        switch (below(4)) {
            case 0: date = Date::one_sided(DateKind::before, first); break;
            case 1: date = Date::one_sided(DateKind::by, first); break;
            default: break;
        }
        const auto edtf = read_date(to_edtf(date));
        ASSERT_TRUE(edtf) << to_edtf(date);
        EXPECT_EQ(edtf->latest().day, date.latest().day) << to_edtf(date);
        for (int number = 0; number < language_count; ++number) {
            const std::string words = to_words(date, static_cast<Language>(number));
            const auto again = read_date(words);
            ASSERT_TRUE(again) << words << ": " << again.error().sentence();
            EXPECT_EQ(again->days(), date.days()) << words;
            EXPECT_EQ(again->is_approximate(), date.is_approximate()) << words;
        }
    }
}

Stretch gregorian_stretch(const CalendarDate& first, const CalendarDate& last) {
    return {Bound::at(to_day(Calendar::gregorian, first)),
            Bound::at(to_day(Calendar::gregorian, last))};
}

TEST(Writing, StretchesInAllLanguages) {
    const Bound open{Limit::open, {}};
    const Bound day = Bound::at(to_day(Calendar::gregorian, {1936, 7, 13}));
    struct Stretches {
        Stretch days;
        std::array<const char*, language_count> words;
    };
    const Stretches stretches[] = {
        {{day, day},
         {"13 July 1936", "13 июля 1936 г.", "13. Juli 1936", "13 juillet 1936",
          "13 de julio de 1936"}},
        {{day, Bound::at(day.day + 7)},
         {"between 13 July 1936 and 20 July 1936", "между 13 июля 1936 г. и 20 июля 1936 г.",
          "zwischen dem 13. Juli 1936 und dem 20. Juli 1936",
          "entre le 13 juillet 1936 et le 20 juillet 1936",
          "entre el 13 de julio de 1936 y el 20 de julio de 1936"}},
        {gregorian_stretch({1936, 2, 1}, {1936, 2, 29}),
         {"February 1936", "февраль 1936 г.", "Februar 1936", "février 1936", "febrero de 1936"}},
        {gregorian_stretch({1936, 1, 1}, {1936, 12, 31}),
         {"1936", "1936 г.", "1936", "1936", "1936"}},
        {{day, {}},
         {"not before 13 July 1936", "не ранее 13 июля 1936 г.", "frühestens am 13. Juli 1936",
          "au plus tôt le 13 juillet 1936", "no antes del 13 de julio de 1936"}},
        {{{}, day},
         {"by 13 July 1936", "не позднее 13 июля 1936 г.", "spätestens am 13. Juli 1936",
          "au plus tard le 13 juillet 1936", "a más tardar el 13 de julio de 1936"}},
        {{day, open},
         {"not before 13 July 1936, without end", "не ранее 13 июля 1936 г., без конца",
          "frühestens am 13. Juli 1936, ohne Ende", "au plus tôt le 13 juillet 1936, sans fin",
          "no antes del 13 de julio de 1936, sin fin"}},
        {{open, open},
         {"without begin, without end", "без начала, без конца", "ohne Anfang, ohne Ende",
          "sans début, sans fin", "sin comienzo, sin fin"}},
        {{{}, {}}, {"unknown", "неизвестно", "unbekannt", "inconnu", "desconocido"}},
    };
    for (const Stretches& row : stretches) {
        for (int number = 0; number < language_count; ++number) {
            EXPECT_EQ(
                stretch_in_words(row.days, Calendar::gregorian, static_cast<Language>(number)),
                row.words[static_cast<std::size_t>(number)]);
        }
    }
}

TEST(Writing, StretchesInOtherCalendars) {
    const auto words = [](const Stretch& days, Calendar calendar) {
        return stretch_in_words(days, calendar, Language::english);
    };
    const auto days = [](Calendar calendar, std::int64_t year) {
        const DayRange range = year_days(calendar, year);
        return Stretch{Bound::at(range.first), Bound::at(range.last)};
    };
    EXPECT_EQ(words(gregorian_stretch({1917, 11, 7}, {1917, 11, 7}), Calendar::julian),
              "25 October 1917 (Julian)");
    EXPECT_EQ(words(days(Calendar::julian, 1648), Calendar::julian), "1648 (Julian)");
    EXPECT_EQ(words(days(Calendar::julian_march, 1648), Calendar::julian_march),
              "1648 (Julian-March)");
    EXPECT_EQ(words(days(Calendar::julian_march, 1648), Calendar::julian),
              "between 25 March 1648 (Julian) and 24 March 1649 (Julian)");
    EXPECT_EQ(words(gregorian_stretch({1799, 11, 9}, {1799, 11, 10}), Calendar::french_republican),
              "between 18 Brumaire VIII and 19 Brumaire VIII");
}

TEST(Writing, StretchesAreReadBack) {
    std::mt19937 random(4);
    const Day begin = to_day(Calendar::gregorian, {-60, 1, 1});
    for (int round = 0; round < 3000; ++round) {
        const Day first = begin + static_cast<std::int64_t>(random() % 760000);
        DayRange range{first,
                       first + static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 900)};
        const CalendarDate named = from_day(Calendar::gregorian, first);
        if (random() % 4 == 0) range = year_days(Calendar::gregorian, named.year);
        if (random() % 4 == 0) range = month_days(Calendar::gregorian, named.year, named.month);
        Stretch days{Bound::at(range.first), Bound::at(range.last)};
        if (random() % 5 == 0) days.earliest = {};
        else if (random() % 5 == 0) days.latest = {};
        const auto language = static_cast<Language>(random() % language_count);
        const std::string words = stretch_in_words(days, Calendar::gregorian, language);
        DateOptions only;
        only.languages = language;
        for (const DateOptions& options : {DateOptions{}, only}) {
            const auto read = read_date(words, options);
            ASSERT_TRUE(read) << words;
            EXPECT_EQ(read->days(), days) << words;
        }
    }
}

TEST(Writing, Minutes) {
    const auto words = [](const char* text, Language language) {
        return minute_in_words(*read_date(text)->minutes().begin, Calendar::gregorian, language);
    };
    EXPECT_EQ(words("21:40 on 1 March 2024", Language::english), "1 March 2024, 21:40");
    EXPECT_EQ(words("13 July 1936", Language::german), "13. Juli 1936, 0:00");
    EXPECT_EQ(words("1936-07-13", Language::russian), "13 июля 1936 г., 0:00");
    EXPECT_EQ(minute_in_words(-1, Calendar::gregorian, Language::english),
              "31 December 1969, 23:59");
}

TEST(Writing, TheTimeOfDayOfALimit) {
    constexpr std::int64_t day = 24 * 60;
    EXPECT_EQ(clock_of_limit(day, LimitRole::not_before), std::nullopt);
    EXPECT_EQ(clock_of_limit(day, LimitRole::by), "0:00");
    EXPECT_EQ(clock_of_limit(2 * day - 1, LimitRole::by), std::nullopt);
    EXPECT_EQ(clock_of_limit(-1, LimitRole::by), std::nullopt);
    EXPECT_EQ(clock_of_limit(day - 1, LimitRole::not_before), "24:00");
    EXPECT_EQ(clock_of_limit(21 * 60 + 40, LimitRole::by), "21:40");
    EXPECT_EQ(clock_of_limit(day + 2, LimitRole::not_before, 2), std::nullopt);
    EXPECT_EQ(clock_of_limit(day + 3, LimitRole::not_before, 2), "0:03");
    EXPECT_EQ(clock_of_limit(day - 4, LimitRole::by, 2), "23:56");
}

// The quick way for common dates gives what the reader of all words gives.
TEST(PlainReader, AgreesWithTheReaderOfWords) {
    std::mt19937 random(7);
    int read = 0;
    for (int round = 0; round < 20000; ++round) {
        const auto language = static_cast<Language>(random() % language_count);
        WrittenDate date;
        const CalendarDate named =
            from_day(Calendar::gregorian, Day{static_cast<int>(random() % 900000) - 600000});
        date.year = named.year;
        date.month = named.month;
        date.month_present = true;
        date.precision = Precision::month;
        std::string text = to_words(Date::point(date), language);
        if (random() % 2 == 0) text = fmt::format("{} {}", random() % 33, text);
        const auto quick = read_plain_date(text, {});
        if (!quick) continue;
        const auto slow = read_words(text, {});
        ASSERT_TRUE(slow) << text;
        EXPECT_EQ(*quick, *slow) << text;
        ++read;
    }
    EXPECT_GT(read, 5000);
    EXPECT_FALSE(read_plain_date("31 June 1936", {}));
    EXPECT_FALSE(read_plain_date("1936-06-31", {}));
    EXPECT_FALSE(read_plain_date("1936-00-01", {}));
    EXPECT_FALSE(read_plain_date("July 0000", {}));
    EXPECT_TRUE(read_plain_date("13 ИЮЛЯ 1936", {}));
    EXPECT_TRUE(read_plain_date("13 AOÛT 1936", {}));
}

}  // namespace
}  // namespace valla::calendar
