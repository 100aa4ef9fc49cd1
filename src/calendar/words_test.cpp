// Dates in words, read and written. Long because it is tables of examples in five languages.

#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/description.hpp"
#include "calendar/reading.hpp"
#include "calendar/writing.hpp"

namespace valla::calendar {
namespace {

std::string show(const Bound& bound) {
    if (bound.limit == Limit::open) return "..";
    if (bound.limit == Limit::unknown) return "?";
    const CalendarDate date = from_day(Calendar::gregorian, bound.day);
    return fmt::format("{}-{:02}-{:02}", date.year, date.month, date.day);
}

/// "kind precision earliest latest", or the name of the message and the part at fault.
std::string summary(std::string_view text, const DateOptions& options = {}) {
    const auto date = read_date(text, options);
    if (!date) {
        return fmt::format("{}: {}", date.error().kind().name, date.error().span.in(text));
    }
    return fmt::format("{} {} {} {}", kind_name(date->kind()), precision_name(date->precision()),
                       show(date->earliest()), show(date->latest()));
}

struct Row {
    const char* text;
    const char* means;
};

void expect_all(std::initializer_list<Row> rows, const DateOptions& options = {}) {
    for (const Row& row : rows) EXPECT_EQ(summary(row.text, options), row.means) << row.text;
}

constexpr const char* the_13th = "point day 1936-07-13 1936-07-13";
constexpr const char* july = "point month 1936-07-01 1936-07-31";
constexpr const char* the_year = "point year 1936-01-01 1936-12-31";
constexpr const char* summer = "point season 1936-06-01 1936-08-31";
constexpr const char* thirties = "point decade 1930-01-01 1939-12-31";
constexpr const char* century = "point century 1800-01-01 1899-12-31";
constexpr const char* a_week = "interval day 1936-07-13 1936-07-20";
constexpr const char* within_a_week = "between day 1936-07-13 1936-07-20";

TEST(Words, English) {
    expect_all({
        {"13 July 1936", the_13th},
        {"13 JULY 1936", the_13th},
        {"July 13, 1936", the_13th},
        {"1936 July 13", the_13th},
        {"13th July 1936", the_13th},
        {"the 13th of July 1936", the_13th},
        {"the 13th of July, 1936", the_13th},
        {"on 13 July 1936", the_13th},
        {"13 Jul. 1936", the_13th},
        {"13.7.1936", the_13th},
        {"13.07.1936", the_13th},
        {"13.VII.1936", the_13th},
        {"Monday 13 July 1936", the_13th},
        {"Mon., 13 July 1936", the_13th},
        {"July 1936", july},
        {"in July 1936", july},
        {"July of 1936", july},
        {"1936", the_year},
        {"in 1936", the_year},
        {"the year 1936", the_year},
        {"1936 CE", the_year},
        {"AD 1936", the_year},
        {"AD July 1936", "not-a-date: AD"},
        {"summer 1936", summer},
        {"the summer of 1936", summer},
        {"fall 1936", "point season 1936-09-01 1936-11-30"},
        {"winter 1936", "point season 1936-01-01 1937-02-28"},
        {"winter 1936/37", "point season 1936-12-01 1937-02-28"},
        {"winter 1936/1937", "point season 1936-12-01 1937-02-28"},
        {"winter 1936-37", "point season 1936-12-01 1937-02-28"},
        {"first half of 1936", "point season 1936-01-01 1936-06-30"},
        {"the third quarter of 1936", "point season 1936-07-01 1936-09-30"},
        {"the 1930s", thirties},
        {"1930's", thirties},
        {"the decade of the 1930s", thirties},
        {"19th century", century},
        {"the nineteenth century", century},
        {"1st century", "point century 1-01-01 99-12-31"},
        {"5th century BCE", "point century -499-01-01 -400-12-31"},
        {"the 430s BCE", "point decade -438-01-01 -429-12-31"},
        {"44 BCE", "point year -43-01-01 -43-12-31"},
        {"15 March 44 BC", "point day -43-03-15 -43-03-15"},
        {"69 CE", "point year 69-01-01 69-12-31"},
        {"12000 BCE", "point year -11999-01-01 -11999-12-31"},
        {"about 1936", the_year},
        {"circa July 1936", july},
        {"c. 1936", the_year},
        {"about 1936-07", july},
        {"13 July 1936?", the_13th},
        {"13 July 1936 (?)", the_13th},
        {"13 July (1936)", the_13th},
        {"July (1936)", july},
        {"between 13 July 1936 and 20 July 1936", within_a_week},
        {"between 13 and 20 July 1936", within_a_week},
        {"between 1936-07-13 and 1936-07-20", within_a_week},
        {"from 13 July 1936 to 20 July 1936", a_week},
        {"from 13 to 20 July 1936", a_week},
        {"from 13 July to 20 July (1936)", a_week},
        {"from 13 July 1936 until 20 July 1936", a_week},
        {"13 July to 20 July 1936", a_week},
        {"1936 to 1938", "interval year 1936-01-01 1938-12-31"},
        {"from 1936", "interval year 1936-01-01 ?"},
        {"since July 1936", "interval month 1936-07-01 ?"},
        {"until 1936", "interval year ? 1936-12-31"},
        {"before 1936", "before year ? 1935-12-31"},
        {"before 13 July 1936", "before day ? 1936-07-12"},
        {"by 17 July 1936", "by day ? 1936-07-17"},
        {"no later than 17 July 1936", "by day ? 1936-07-17"},
        {"after 17 July 1936", "after day 1936-07-18 ?"},
        {"after 1936", "after year 1937-01-01 ?"},
        {"not before 1936", "not-before year 1936-01-01 ?"},
        {"1936 or 1938", "one-of year 1936-01-01 1938-12-31"},
        {"13 or 14 July 1936", "one-of day 1936-07-13 1936-07-14"},
        {"1936 or earlier", "one-of year .. 1936-12-31"},
        {"every night of July 1936", "repeated month 1936-07-01 1936-07-31"},
        {"every Monday from 13 July 1936 to 20 August 1936", "repeated day 1936-07-13 1936-08-20"},
    });
}

TEST(Words, Russian) {
    expect_all({
        {"13 июля 1936", the_13th},
        {"13 июля 1936 г.", the_13th},
        {"13 июля 1936 года", the_13th},
        {"13 ИЮЛЯ 1936 ГОДА", the_13th},
        {"13-го июля 1936 года", the_13th},
        {"понедельник, 13 июля 1936 года", the_13th},
        {"июль 1936", july},
        {"в июле 1936 года", july},
        {"июль 1936 г.", july},
        {"лето 1936 года", summer},
        {"летом 1936 года", summer},
        {"1930-е годы", thirties},
        {"в 1930-х годах", thirties},
        {"XIX век", century},
        {"в XIX веке", century},
        {"44 г. до н. э.", "point year -43-01-01 -43-12-31"},
        {"около 1936 года", the_year},
        {"между 13 июля и 20 июля 1936 года", within_a_week},
        {"с 13 по 20 июля 1936 года", a_week},
        {"с 13 июля по 20 июля 1936 г.", a_week},
        {"с июля по август 1936", "interval month 1936-07-01 1936-08-31"},
        {"до 1936 года", "before year ? 1935-12-31"},
        {"после 17 июля 1936", "after day 1936-07-18 ?"},
        {"не позднее 17 июля 1936", "by day ? 1936-07-17"},
        {"к 17 июля 1936", "by day ? 1936-07-17"},
        {"13 июля (1936)", the_13th},
        {"25 октября 1917 года по старому стилю", "point day 1917-11-07 1917-11-07"},
        {"25 октября 1917 ст. ст.", "point day 1917-11-07 1917-11-07"},
        {"25 октября (7 ноября) 1917 года", "point day 1917-11-07 1917-11-07"},
        {"каждую ночь, июль 1936 года", "repeated month 1936-07-01 1936-07-31"},
    });
}

TEST(Words, German) {
    expect_all({
        {"13. Juli 1936", the_13th},
        {"am 13. Juli 1936", the_13th},
        {"Montag, den 13. Juli 1936", the_13th},
        {"im Juli 1936", july},
        {"März 1936", "point month 1936-03-01 1936-03-31"},
        {"Sommer 1936", summer},
        {"im Sommer 1936", summer},
        {"1930er Jahre", thirties},
        {"die 1930er Jahre", thirties},
        {"in den 1930er Jahren", thirties},
        {"19. Jahrhundert", century},
        {"44 v. Chr.", "point year -43-01-01 -43-12-31"},
        {"um 1936", the_year},
        {"etwa 1936", the_year},
        {"zwischen dem 13. Juli 1936 und dem 20. Juli 1936", within_a_week},
        {"zwischen dem 13. und dem 20. Juli 1936", within_a_week},
        {"vom 13. Juli 1936 bis zum 20. Juli 1936", a_week},
        {"vom 13. bis 20. Juli 1936", a_week},
        {"von 1936 bis 1938", "interval year 1936-01-01 1938-12-31"},
        {"vor 1936", "before year ? 1935-12-31"},
        {"nach dem 17. Juli 1936", "after day 1936-07-18 ?"},
        {"spätestens am 17. Juli 1936", "by day ? 1936-07-17"},
        {"1. März 2024 um 21:40 Uhr", "point minute 2024-03-01 2024-03-01"},
        {"jede Nacht im Juli 1936", "repeated month 1936-07-01 1936-07-31"},
    });
}

TEST(Words, French) {
    expect_all({
        {"13 juillet 1936", the_13th},
        {"le 13 juillet 1936", the_13th},
        {"lundi 13 juillet 1936", the_13th},
        {"le 1er juillet 1936", "point day 1936-07-01 1936-07-01"},
        {"juillet 1936", july},
        {"en juillet 1936", july},
        {"août 1936", "point month 1936-08-01 1936-08-31"},
        {"l'été 1936", summer},
        {"l’été 1936", summer},
        {"au printemps 1936", "point season 1936-03-01 1936-05-31"},
        {"les années 1930", thirties},
        {"XIXe siècle", century},
        {"au XIXe siècle", century},
        {"44 av. J.-C.", "point year -43-01-01 -43-12-31"},
        {"vers 1936", the_year},
        {"entre le 13 juillet 1936 et le 20 juillet 1936", within_a_week},
        {"entre le 13 et le 20 juillet 1936", within_a_week},
        {"du 13 au 20 juillet 1936", a_week},
        {"de juillet à août 1936", "interval month 1936-07-01 1936-08-31"},
        {"avant 1936", "before year ? 1935-12-31"},
        {"après le 17 juillet 1936", "after day 1936-07-18 ?"},
        {"au plus tard le 17 juillet 1936", "by day ? 1936-07-17"},
        {"jusqu'au 13 juillet 1936", "interval day ? 1936-07-13"},
        {"à partir de 1936", "interval year 1936-01-01 ?"},
        {"1er mars 2024 à 21h40", "point minute 2024-03-01 2024-03-01"},
        {"18 brumaire an VIII", "point day 1799-11-09 1799-11-09"},
    });
}

TEST(Words, Spanish) {
    expect_all({
        {"13 de julio de 1936", the_13th},
        {"el 13 de julio de 1936", the_13th},
        {"lunes, 13 de julio de 1936", the_13th},
        {"julio de 1936", july},
        {"en julio de 1936", july},
        {"verano de 1936", summer},
        {"los años 1930", thirties},
        {"siglo XIX", century},
        {"44 a. C.", "point year -43-01-01 -43-12-31"},
        {"hacia 1936", the_year},
        {"alrededor de 1936", the_year},
        {"entre el 13 y el 20 de julio de 1936", within_a_week},
        {"del 13 al 20 de julio de 1936", a_week},
        {"de julio a agosto de 1936", "interval month 1936-07-01 1936-08-31"},
        {"desde 1936 hasta 1938", "interval year 1936-01-01 1938-12-31"},
        {"desde 1936", "interval year 1936-01-01 ?"},
        {"antes de 1936", "before year ? 1935-12-31"},
        {"después del 17 de julio de 1936", "after day 1936-07-18 ?"},
        {"a más tardar el 17 de julio de 1936", "by day ? 1936-07-17"},
    });
}

TEST(Words, ClockTimes) {
    constexpr const char* minute = "point minute 2024-03-01 2024-03-01";
    expect_all({
        {"about 21:40 on 1 March 2024", minute},
        {"21:40 on 1 March 2024", minute},
        {"1 March 2024, 21:40", minute},
        {"1 March 2024 at 9:40 pm", minute},
        {"9 a.m. on 1 March 2024", minute},
        {"1 March 2024 21:40:30", "point second 2024-03-01 2024-03-01"},
        {"1 March 2024, 21:40 UTC", minute},
        {"1 March 2024, 21:40 +03:00", minute},
        {"21:40 UTC+3 1 March 2024", minute},
        {"2024-03-01 21:40", minute},
        {"from 21:40 on 1 March 2024 to 3:00 on 2 March 2024",
         "interval minute 2024-03-01 2024-03-02"},
        {"before 21:40 on 1 March 2024", "before minute ? 2024-03-01"},
        {"12:60 on 1 March 2024", "clock-time-not-in-day: 12:60"},
        {"25:00 on 1 March 2024", "clock-time-not-in-day: 25:00"},
        {"13 pm on 1 March 2024", "clock-time-not-in-day: 13 pm"},
        {"21:40 in March 2024", "not-a-date: 21:40"},
    });
    const auto about = read_date("about 21:40 on 1 March 2024");
    EXPECT_EQ(about->first()->qualifiers.of(Component::clock), Qualifier::approximate);
    EXPECT_EQ(about->first()->qualifiers.of(Component::day), Qualifier::none);
    EXPECT_EQ(read_date("1 March 2024, 21:40 +03:00")->first()->clock.zone, 180);
    EXPECT_EQ(read_date("1 March 2024, 21:40 UTC+3")->first()->clock.zone, 180);
    EXPECT_EQ(read_date("12 am on 1 March 2024")->first()->clock.hour, 0);
    EXPECT_EQ(read_date("12 pm on 1 March 2024")->first()->clock.hour, 12);
    const auto before = read_date("before 21:40 on 1 March 2024");
    EXPECT_EQ(before->minutes().end, before->latest().day.number * 1440 + 21 * 60 + 40);
}

TEST(Words, OtherCalendars) {
    expect_all({
        {"25 October 1917 Julian", "point day 1917-11-07 1917-11-07"},
        {"25 October 1917 (Julian)", "point day 1917-11-07 1917-11-07"},
        {"25 October 1917 Old Style", "point day 1917-11-07 1917-11-07"},
        {"25 October 1917 O.S.", "point day 1917-11-07 1917-11-07"},
        {"1917-10-25 Julian", "point day 1917-11-07 1917-11-07"},
        {"1900-02-29 Julian", "point day 1900-03-13 1900-03-13"},
        {"1900-02-29 Gregorian", "day-not-in-month: 1900-02-29"},
        {"October 1917 Julian", "point month 1917-10-14 1917-11-13"},
        {"1917 Julian", "point year 1917-01-14 1918-01-13"},
        {"25 October 1917 New Style", "point day 1917-10-25 1917-10-25"},
        {"25 October (7 November) 1917", "point day 1917-11-07 1917-11-07"},
        {"25 October 1917 (7 November 1917)", "point day 1917-11-07 1917-11-07"},
        {"19 December (1 January) 1917", "point day 1917-01-01 1917-01-01"},
        {"25 October (8 November) 1917", "old-and-new-style-differ: 8 November"},
        {"30 January 1648/9 Julian", "point day 1649-02-09 1649-02-09"},
        {"30 January 1648 Julian-March", "point day 1649-02-09 1649-02-09"},
        {"11 February 1675/6", "point day 1676-02-11 1676-02-11"},
        {"11 February 1675/76", "point day 1676-02-11 1676-02-11"},
        {"29 December 1699/1700", "year-in-one-style: 29 December 1699/1700"},
        {"1675/6", "point year 1675-01-01 1676-12-31"},
        {"5 May 1675/6", "year-in-one-style: 5 May 1675/6"},
        {"11 February 1675/8", "not-a-date: 1675/8"},
        {"14 Muharram 1355", "point day 1936-04-05 1936-04-07"},
        {"14 Muharram 1355 Hijri", "point day 1936-04-05 1936-04-07"},
        {"1355 AH", "point year 1936-03-23 1937-03-14"},
        {"9 Av 5708", "point day 1948-08-14 1948-08-14"},
        {"5 Iyar 5708 Hebrew", "point day 1948-05-14 1948-05-14"},
        {"14 Adar II 5784", "point day 2024-03-24 2024-03-24"},
        {"14 Adar I 5783", "month-not-in-year: Adar I"},
        {"18 Brumaire VIII", "point day 1799-11-09 1799-11-09"},
        {"18 Brumaire year 8", "point day 1799-11-09 1799-11-09"},
        {"13 July 1936 Islamic", "month-of-another-calendar: July"},
        {"14 Muharram 1355 Julian", "month-of-another-calendar: Muharram"},
    });
    DateOptions julian;
    julian.calendar = Calendar::julian;
    expect_all({{"25 October 1917", "point day 1917-11-07 1917-11-07"},
                {"7 November 1917 Gregorian", "point day 1917-11-07 1917-11-07"},
                {"1917-11-07", "point day 1917-11-07 1917-11-07"},
                {"14 Muharram 1355", "point day 1936-04-05 1936-04-07"}},
               julian);
}

TEST(Words, NothingIsInferred) {
    expect_all({
        {"13 July", "date-without-year: 13 July"},
        {"July", "date-without-year: July"},
        {"Monday", "not-a-date: Monday"},
        {"the 1st", "date-without-year: the 1st"},
        {"early 1936", "part-of-period-unknown: early"},
        {"mid-1936", "part-of-period-unknown: mid"},
        {"July 69", "year-without-era: 69"},
        {"13 July 36", "year-without-era: 36"},
        {"36", "not-a-date: 36"},
        {"0 CE", "not-a-date: 0"},
        {"13/7/1936", "date-order-unclear: 13/7/1936"},
        {"7/13/1936", "date-order-unclear: 7/13/1936"},
        {"the 30s", "not-a-date: 30"},
        {"from 13 July to 1936-07-20", "date-without-year: from 13 July to 1936-07-20"},
        {"from 13 July 1936 to 20 July", "date-without-year: from 13 July 1936 to 20 July"},
    });
}

TEST(Words, FaultsAreNamed) {
    expect_all({
        {"31 June 1936", "day-not-in-month: 31"},
        {"29 February 1900", "day-not-in-month: 29"},
        {"0 July 1936", "day-not-in-month: 0"},
        {"Tuesday 13 July 1936", "weekday-differs: Tuesday"},
        {"from 20 July 1936 to 13 July 1936",
         "date-ends-before-begin: 20 July 1936 to 13 July 1936"},
        {"between 1938 and 1936", "date-ends-before-begin: 1938 and 1936"},
        {"13 July 1936 and", "not-a-date: and"},
        {"13 July 1936 x", "not-a-date: x"},
        {"13 July July 1936", "not-a-date: July"},
        {"between 1936", "not-a-date: "},
        {"19360", "not-a-date: 19360"},
        {"1936-1938", "not-a-date: 1938"},
        {"1936–1938", "not-a-date: 1938"},
        {"13 July 99999999999999999999", "year-beyond-limit: 99999999999999999999"},
    });
}

TEST(Words, IdsAreNoDates) {
    for (const char* id : {"confession-of-kamenev",
                           "may-day",
                           "arrest-1936",
                           "july-1936",
                           "1936-trial",
                           "may",
                           "march",
                           "august",
                           "sunday",
                           "winter",
                           "kamenev",
                           "note-81",
                           "x",
                           "y",
                           "X",
                           "Y",
                           "de",
                           "of",
                           "the",
                           "i",
                           "v",
                           "mi",
                           "a",
                           "b",
                           "year",
                           "page-78",
                           "13-july-1936",
                           "order-00447",
                           "1-2",
                           "may-1936-meeting",
                           "s",
                           "18-brumaire",
                           "лето",
                           "июль-1936",
                           "the-1930s",
                           "century",
                           "politburo",
                           "nachala",
                           "z",
                           "1",
                           "12",
                           "---",
                           "?",
                           "()"}) {
        EXPECT_FALSE(read_date(id)) << id;
    }
}

TEST(Words, SpellingsOfUnicode) {
    EXPECT_EQ(summary("aou\xCC\x82t 1936"), "point month 1936-08-01 1936-08-31");  // NFD
    EXPECT_EQ(summary("13 \xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8F 1936"), the_13th);
    EXPECT_EQ(summary("\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA4-\xD9\xA0\xD9\xA3-\xD9\xA0\xD9\xA1"),
              "point day 2024-03-01 2024-03-01");        // Arabic digits
    EXPECT_EQ(summary("１３ July １９３６"), the_13th);  // full width
    EXPECT_EQ(summary("13\xC2\xA0July\xE2\x80\xAF"
                      "1936"),
              the_13th);  // no-break blanks
    EXPECT_EQ(summary("1936\xE2\x80\x91"
                      "07\xE2\x80\x91"
                      "13"),
              the_13th);  // U+2011
    EXPECT_EQ(summary("31 июня 1936"), "day-not-in-month: 31");
    EXPECT_EQ(summary("٣١ June 1936"), "day-not-in-month: ٣١");
    EXPECT_EQ(summary("13 July 1936 \xFF").substr(0, 11), "not-a-date:");
}

TEST(Words, TheLanguagesOfTheCase) {
    DateOptions english;
    english.languages = Language::english;
    EXPECT_EQ(summary("13 July 1936", english), the_13th);
    EXPECT_FALSE(read_date("13 июля 1936", english));
    DateOptions russian;
    russian.languages = Language::russian;
    EXPECT_FALSE(read_date("13 July 1936", russian));
    EXPECT_EQ(summary("1936-07-13", russian), the_13th);
}

TEST(Words, PartsOfPeriodsThatAVocabularyNames) {
    const PeriodPart parts[] = {{"early", 0, 1, 3}, {"late", 2, 3, 3}, {"начало", 0, 1, 4}};
    DateOptions options;
    options.period_parts = parts;
    expect_all({{"early 1936", "point year 1936-01-01 1936-04-30"},
                {"late 1936", "point year 1936-09-01 1936-12-31"},
                {"Late 1936", "point year 1936-09-01 1936-12-31"},
                {"early July 1936", "point month 1936-07-01 1936-07-11"},
                {"late July 1936", "point month 1936-07-21 1936-07-31"},
                {"early 19th century", "point century 1800-01-01 1833-05-02"},
                {"начало 1936 года", "point year 1936-01-01 1936-03-31"},
                {"early 13 July 1936", "not-a-date: early 13 July 1936"},
                {"mid 1936", "part-of-period-unknown: mid"}},
               options);
    EXPECT_EQ(to_words(*read_date("early 1936", options), Language::english), "early 1936");
    EXPECT_EQ(to_edtf(*read_date("early 1936", options)), "[1936-01..1936-04]");
}

TEST(Words, ListsOfAlternatives) {
    constexpr const char* three_days = "one-of day 1936-07-13 1936-07-15";
    expect_all({{"13, 14 or 15 July 1936", three_days},
                {"13, 14, or 15 July 1936", three_days},
                {"13 or 14 or 15 July 1936", three_days},
                {"July 13, 1936 or July 15, 1936", three_days},
                {"13, 14 или 15 июля 1936 года", three_days},
                {"13., 14. oder 15. Juli 1936", three_days},
                {"13, 14 ou 15 juillet 1936", three_days},
                {"13, 14 o 15 de julio de 1936", three_days},
                {"13 July, 14 July or 15 July 1936", three_days},
                {"13 July 1936, 14 July 1936 or 15 July 1936", three_days},
                {"July, August or September 1936", "one-of month 1936-07-01 1936-09-30"},
                {"1936, 1938 or 1937", "one-of year 1936-01-01 1938-12-31"},
                {"spring 1936, July 1936 or 1937", "one-of year 1936-03-01 1937-12-31"},
                {"13 July 1936, 21:40 or 14 July 1936", "one-of day 1936-07-13 1936-07-14"},
                {"13, 14 July 1936", "not-a-date: 14"},
                {"13, 14, 15 July 1936", "not-a-date: 14"},
                {"13 or 14, 15 July 1936", "not-a-date: 15"},
                {"13, 32 or 15 July 1936", "day-not-in-month: 32"},
                {"13, 14 and 15 July 1936", "not-a-date: 14"}});
    EXPECT_EQ(to_edtf(*read_date("13, 14 or 20 July 1936")), "[1936-07-13,1936-07-14,1936-07-20]");
    EXPECT_EQ(*read_date("13, 14 or 15 July 1936"), *read_date("13 or 14 or 15 July 1936"));
}

TEST(Words, OneDayInTwoStyles) {
    constexpr const char* october = "point day 1917-11-07 1917-11-07";
    expect_all({{"25 October (7 November) 1917", october},
                {"25 October/7 November 1917", october},
                {"25 October / 7 November 1917", october},
                {"25 October 1917/7 November 1917", october},
                {"25 октября/7 ноября 1917 года", october},
                {"25 октября 1917 г./7 ноября 1917 г.", october},
                {"25. Oktober/7. November 1917", october},
                {"25 octobre/7 novembre 1917", october},
                {"25 de octubre/7 de noviembre de 1917", october},
                {"13/26 July 1917", "point day 1917-07-26 1917-07-26"},
                {"13/26 июля 1917", "point day 1917-07-26 1917-07-26"},
                {"19 December/1 January 1917", "point day 1917-01-01 1917-01-01"},
                {"19 December 1916/1 January 1917", "point day 1917-01-01 1917-01-01"},
                {"before 25 October/7 November 1917", "before day ? 1917-11-06"},
                {"7 November/25 October 1917", "old-and-new-style-differ: 25 October"},
                {"13 July/14 August 1936", "old-and-new-style-differ: 14 August"},
                {"13/20 July 1936", "old-and-new-style-differ: 13/20"},
                {"13/32 July 1917", "old-and-new-style-differ: 13/32"},
                {"31/13 June 1917", "day-not-in-month: 31"},
                {"25 October/7/8 November 1917", "not-a-date: /"},
                {"13/7/1936", "date-order-unclear: 13/7/1936"}});
    EXPECT_EQ(*read_date("25 October/7 November 1917"), *read_date("25 October (7 November) 1917"));
}

TEST(Words, NoonAndMidnight) {
    constexpr const char* noon = "point minute 1936-07-13 1936-07-13";
    expect_all({{"noon on 13 July 1936", noon},
                {"13 July 1936, noon", noon},
                {"13 July 1936 at noon", noon},
                {"12 noon on 13 July 1936", noon},
                {"12:00 noon, 13 July 1936", noon},
                {"about noon on 13 July 1936", noon},
                {"noon UTC on 13 July 1936", noon},
                {"в полдень 13 июля 1936", noon},
                {"13 июля 1936 года, полдень", noon},
                {"à midi le 13 juillet 1936", noon},
                {"13 juillet 1936 à midi", noon},
                {"before noon on 13 July 1936", "before minute ? 1936-07-13"},
                {"11 noon on 13 July 1936", "not-a-date: 13"},
                {"noon 12:00 13 July 1936", "not-a-date: 12:00"},
                {"noon", "date-without-year: noon"},
                {"noon 1936", "not-a-date: noon"},
                {"midnight on 13 July 1936", "not-a-date: midnight"},
                {"13 juillet 1936 à minuit", "not-a-date: minuit"}});
    EXPECT_EQ(*read_date("noon on 13 July 1936"), *read_date("12:00 on 13 July 1936"));
    EXPECT_EQ(*read_date("about noon on 13 July 1936"), *read_date("about 12:00 on 13 July 1936"));
}

TEST(Words, RomanMonthsAndDecadesOfCenturies) {
    constexpr const char* decade = "point decade 1830-01-01 1839-12-31";
    expect_all({{"13 VII 1936", the_13th},
                {"13 VII 1936 г.", the_13th},
                {"13 I 1936", "point day 1936-01-13 1936-01-13"},
                {"13 V 1936", "point day 1936-05-13 1936-05-13"},
                {"13 XII 1936", "point day 1936-12-13 1936-12-13"},
                {"13 XIII 1936", "not-a-date: XIII"},
                {"13 vii 1936", "not-a-date: vii"},
                {"13 VII 36", "not-a-date: VII"},
                {"VII 1936", "not-a-date: VII"},
                {"18 Brumaire VIII", "point day 1799-11-09 1799-11-09"},
                {"30-е годы XIX века", decade},
                {"30-х годов XIX в.", decade},
                {"в 30-е гг. 19-го века", decade},
                {"the 30s of the 19th century", decade},
                {"the 30s of the nineteenth century", decade},
                {"30er Jahre des 19. Jahrhunderts", decade},
                {"années 30 du XIXe siècle", decade},
                {"años 30 del siglo XIX", decade},
                {"the 00s of the 19th century", "point decade 1800-01-01 1809-12-31"},
                {"the 30s of the 1st century BCE", "point decade -38-01-01 -29-12-31"},
                {"30-е годы", "not-a-date: 30"},
                {"the 30s", "not-a-date: 30"},
                {"the 1930s of the 19th century", "not-a-date: 19th century"},
                {"20-е июля 1936", "point day 1936-07-20 1936-07-20"}});
    EXPECT_EQ(*read_date("the 30s of the 19th century"), *read_date("183X"));
}

TEST(Words, WhatWasWrittenIsKept) {
    EXPECT_TRUE(read_date("13 July (1936)")->first()->year_supplied);
    EXPECT_FALSE(read_date("13 July 1936")->first()->year_supplied);
    EXPECT_TRUE(read_date("25 October 1917 Julian")->first()->calendar_named);
    EXPECT_FALSE(read_date("25 October 1917")->first()->calendar_named);
    EXPECT_TRUE(read_date("about 1936")->is_approximate());
    EXPECT_FALSE(read_date("1936")->is_approximate());
    EXPECT_TRUE(read_date("July 1936?")->is_uncertain());
    EXPECT_EQ(*read_date("about 1936"), *read_date("1936~"));
    EXPECT_EQ(*read_date("the 1930s"), *read_date("193X"));
    EXPECT_EQ(*read_date("summer 1936"), *read_date("1936-22"));
    EXPECT_EQ(*read_date("1936 or earlier"), *read_date("[..1936]"));
    EXPECT_EQ(*read_date("from 1936 to 1938"), *read_date("1936/1938"));
    EXPECT_EQ(read_date("every night of July 1936")->repetition(), Repetition::night);
    EXPECT_EQ(read_date("every Monday of July 1936")->repetition(), Repetition::monday);
}

// Whatever bytes come, reading ends, the span lies in the text, and what is read keeps its bounds
// in order.
TEST(Words, AnyBytesAreSafe) {
    const std::string_view pieces[] = {"13",
                                       "July",
                                       "1936",
                                       " ",
                                       "-",
                                       "/",
                                       "..",
                                       "[",
                                       "]",
                                       "about",
                                       "from",
                                       "to",
                                       "XX",
                                       "X",
                                       "?",
                                       "~",
                                       "(",
                                       ")",
                                       "T",
                                       ":",
                                       "Y17E7",
                                       "между",
                                       "и",
                                       "é",
                                       "\xFF",
                                       "\xCC\x81",
                                       "19",
                                       "BCE",
                                       "Julian",
                                       "every",
                                       "s",
                                       ",",
                                       "{",
                                       "}",
                                       "%",
                                       "winter",
                                       "XIX",
                                       "век",
                                       "+03:00",
                                       "10",
                                       "31",
                                       "of",
                                       "\xE2\x80\x8F",
                                       "or"};
    std::mt19937 random(3);
    for (int round = 0; round < 200000; ++round) {
        std::string text;
        const auto count = random() % 9;
        for (unsigned index = 0; index < count; ++index) {
            text += pieces[random() % std::size(pieces)];
            if (random() % 2 == 0) text += ' ';
        }
        const auto date = read_date(text);
        if (date) {
            const Stretch days = date->days();
            if (days.earliest.known() && days.latest.known()) {
                EXPECT_LE(days.earliest.day, days.latest.day) << text;
            }
            const auto again = read_date(to_edtf(*date));
            ASSERT_TRUE(again) << text << " = " << to_edtf(*date);
            EXPECT_FALSE(to_words(*date, Language::russian).empty()) << text;
        } else {
            EXPECT_LE(date.error().span.begin, date.error().span.end) << text;
            EXPECT_LE(date.error().span.end, text.size()) << text;
            EXPECT_FALSE(date.error().sentence().empty()) << text;
        }
    }
}

// Forms that people try, beside those of the tables above.

TEST(Words, ClockTimesOfOneDay) {
    const char* within = "between minute 2024-03-01 2024-03-01";
    expect_all({
        {"between 21:40 and 22:10 on 1 March 2024", within},
        {"between 21:40 and 22:10 on 2024-03-01", within},
        {"between about 21:40 and 22:10 on Friday 1 March 2024", within},
        {"между 21:40 и 22:10 1 марта 2024 года", within},
        {"zwischen 21:40 und 22:10 Uhr am 1. März 2024", within},
        {"from 21:40 to 22:10 on 1 March 2024", "interval minute 2024-03-01 2024-03-01"},
        {"21:40 or 22:10 on 1 March 2024", "one-of minute 2024-03-01 2024-03-01"},
        {"between 22:40 and 22:10 on 1 March 2024",
         "date-ends-before-begin: 22:40 and 22:10 on 1 March 2024"},
        {"between 21:40 and 1 March 2024", "date-without-year: between 21:40 and 1 March 2024"},
        {"between 21:40 and 22:10", "date-without-year: between 21:40 and 22:10"},
    });
    const MinuteRange minutes = read_date("between 21:40 and 22:10 on 1 March 2024")->minutes();
    EXPECT_EQ(*minutes.end - *minutes.begin, 31);
}

TEST(Words, ClockTimesAsTheyAreWritten) {
    struct Clock {
        const char* text;
        int hour;
        int minute;
    };
    for (const Clock& row :
         {Clock{"1 March 2024 at 9.40 p.m.", 21, 40}, Clock{"9.40 am on 1 March 2024", 9, 40},
          Clock{"9:40 am 1 March 2024", 9, 40}, Clock{"12 am on 1 March 2024", 0, 0},
          Clock{"1. März 2024 um 21.40 Uhr", 21, 40}, Clock{"um 21 Uhr am 1. März 2024", 21, 0},
          Clock{"um 9 Uhr am 1. März 2024", 9, 0}, Clock{"um 9:40 am 1. März 2024", 9, 40},
          Clock{"1er mars 2024 à 21 h 40", 21, 40}, Clock{"à 21 h 40 le 1er mars 2024", 21, 40},
          Clock{"à 21 h le 13 mars 2024", 21, 0}, Clock{"в 9 часов вечера 1 марта 2024", 21, 0}}) {
        const auto date = read_date(row.text);
        ASSERT_TRUE(date) << row.text;
        EXPECT_EQ(date->first()->clock.hour, row.hour) << row.text;
        EXPECT_EQ(date->first()->clock.minute, row.minute) << row.text;
    }
}

TEST(Words, OtherWaysToSayThem) {
    expect_all({
        {"prior to 1936", "before year ? 1935-12-31"},
        {"on or before 13 July 1936", "by day ? 1936-07-13"},
        {"on or after 13 July 1936", "not-before day 1936-07-13 ?"},
        {"по 20 июля 1936", "interval day ? 1936-07-20"},
        {"A.D. 69", "point year 69-01-01 69-12-31"},
        {"13 July [1936]", the_13th},
        {"13 July [36]", "year-without-era: 36"},
        {"13.Juli 1936", the_13th},
        {"13 июля 1936-го", the_13th},
        {"тринадцатое июля 1936", the_13th},
        {"à l'été 1936", summer},
        {"le XIXᵉ siècle", century},
        {"1ᵉʳ juillet 1936", "point day 1936-07-01 1936-07-01"},
        {"девятнадцатый век", century},
        {"в девятнадцатом веке", century},
        {"neunzehntes Jahrhundert", century},
        {"dix-neuvième siècle", century},
        {"5708 A.M.", "point year 1947-09-15 1948-10-03"},
    });
    const auto supplied = read_date("summer [1936]");
    ASSERT_TRUE(supplied);
    EXPECT_TRUE(supplied->first()->year_supplied);
    EXPECT_EQ(to_words(*supplied, Language::english), "summer (1936)");
    EXPECT_EQ(to_words(*supplied, Language::russian), "лето (1936)");
}

TEST(Words, AYearInRomanDigitsNamesItsCalendar) {
    expect_all({
        {"an VIII", "not-a-date: VIII"},
        {"year VIII Republican", "point year 1799-09-23 1800-09-22"},
        {"18 brumaire an VIII", "point day 1799-11-09 1799-11-09"},
        {"année MCMXXXVI", the_year},
    });
}

TEST(Words, WhatIsMeantByADashIsAskedFor) {
    const auto hint = [](const char* text) {
        const auto date = read_date(text);
        return date ? "read as a date" : date.error().help();
    };
    EXPECT_EQ(hint("13–20 July 1936"),
              "write from ... to ..., or between ... and ..., for two dates");
    EXPECT_EQ(hint("July-August 1936"),
              "write from ... to ..., or between ... and ..., for two dates");
    EXPECT_EQ(hint("the first half of the 19th century"),
              "halves and quarters are those of a year; write the years, such as between 1800 and "
              "1849");
}

}  // namespace
}  // namespace valla::calendar
