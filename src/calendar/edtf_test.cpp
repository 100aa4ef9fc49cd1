#include <fstream>
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

struct Row {
    const char* text;
    const char* earliest;
    const char* latest;
    const char* precision;
};

// Every feature of the specification, level by level. The bounds are those of the ruling in
// docs/dates.md.
constexpr Row rows[] = {
    // Level 0
    {"1985-04-12", "1985-04-12", "1985-04-12", "day"},
    {"1904-02-29", "1904-02-29", "1904-02-29", "day"},
    {"1985-04", "1985-04-01", "1985-04-30", "month"},
    {"1900-02", "1900-02-01", "1900-02-28", "month"},
    {"1985", "1985-01-01", "1985-12-31", "year"},
    {"0000", "0-01-01", "0-12-31", "year"},
    {"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "second"},
    {"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "second"},
    {"1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "second"},
    {"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "second"},
    {"1985-04-12T23:20", "1985-04-12", "1985-04-12", "minute"},
    {"2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", "second"},
    {"1964/2008", "1964-01-01", "2008-12-31", "year"},
    {"2004-06/2006-08", "2004-06-01", "2006-08-31", "month"},
    {"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "day"},
    {"2004-02-01/2005-02", "2004-02-01", "2005-02-28", "month"},
    {"2004-02-01/2005", "2004-02-01", "2005-12-31", "year"},
    {"2005/2006-02", "2005-01-01", "2006-02-28", "year"},
    // Level 1
    {"Y170000002", "170000002-01-01", "170000002-12-31", "year"},
    {"Y-170000002", "-170000002-01-01", "-170000002-12-31", "year"},
    {"2001-21", "2001-03-01", "2001-05-31", "season"},
    {"2001-22", "2001-06-01", "2001-08-31", "season"},
    {"2001-23", "2001-09-01", "2001-11-30", "season"},
    {"2001-24", "2001-01-01", "2002-02-28", "season"},
    {"1984?", "1984-01-01", "1984-12-31", "year"},
    {"2004-06~", "2004-06-01", "2004-06-30", "month"},
    {"2004-06-11%", "2004-06-11", "2004-06-11", "day"},
    {"201X", "2010-01-01", "2019-12-31", "decade"},
    {"20XX", "2000-01-01", "2099-12-31", "century"},
    {"1XXX", "1000-01-01", "1999-12-31", "millennium"},
    {"XXXX", "0-01-01", "9999-12-31", "none"},
    {"2004-XX", "2004-01-01", "2004-12-31", "month"},
    {"1985-04-XX", "1985-04-01", "1985-04-30", "day"},
    {"1985-XX-XX", "1985-01-01", "1985-12-31", "day"},
    {"1985-04-12/..", "1985-04-12", "..", "day"},
    {"1985-04/..", "1985-04-01", "..", "month"},
    {"1985/..", "1985-01-01", "..", "year"},
    {"../1985-04-12", "..", "1985-04-12", "day"},
    {"../1985-04", "..", "1985-04-30", "month"},
    {"../1985", "..", "1985-12-31", "year"},
    {"1985-04-12/", "1985-04-12", "?", "day"},
    {"1985-04/", "1985-04-01", "?", "month"},
    {"1985/", "1985-01-01", "?", "year"},
    {"/1985-04-12", "?", "1985-04-12", "day"},
    {"/1985-04", "?", "1985-04-30", "month"},
    {"/1985", "?", "1985-12-31", "year"},
    {"../..", "..", "..", "none"},
    {"/..", "?", "..", "none"},
    {"1984~/2004-06", "1984-01-01", "2004-06-30", "year"},
    {"1984?/2004%", "1984-01-01", "2004-12-31", "year"},
    {"-1985", "-1985-01-01", "-1985-12-31", "year"},
    {"-0044-03-15", "-44-03-15", "-44-03-15", "day"},
    // Level 2
    {"Y-17E7", "-170000000-01-01", "-170000000-12-31", "year"},
    {"Y17E7", "170000000-01-01", "170000000-12-31", "year"},
    {"1950S2", "1900-01-01", "1999-12-31", "year"},
    {"1950S4", "1950-01-01", "1950-12-31", "year"},
    {"-1950S2", "-1999-01-01", "-1900-12-31", "year"},
    {"Y171010000S3", "171000000-01-01", "171999999-12-31", "year"},
    {"Y3388E2S3", "338000-01-01", "338999-12-31", "year"},
    {"2001-25", "2001-03-01", "2001-05-31", "season"},
    {"2001-26", "2001-06-01", "2001-08-31", "season"},
    {"2001-27", "2001-09-01", "2001-11-30", "season"},
    {"2001-28", "2001-01-01", "2002-02-28", "season"},
    {"2001-29", "2001-09-01", "2001-11-30", "season"},
    {"2001-30", "2001-01-01", "2002-02-28", "season"},
    {"2001-31", "2001-03-01", "2001-05-31", "season"},
    {"2001-32", "2001-06-01", "2001-08-31", "season"},
    {"2001-33", "2001-01-01", "2001-03-31", "season"},
    {"2001-34", "2001-04-01", "2001-06-30", "season"},
    {"2001-35", "2001-07-01", "2001-09-30", "season"},
    {"2001-36", "2001-10-01", "2001-12-31", "season"},
    {"2001-37", "2001-01-01", "2001-04-30", "season"},
    {"2001-38", "2001-05-01", "2001-08-31", "season"},
    {"2001-39", "2001-09-01", "2001-12-31", "season"},
    {"2001-40", "2001-01-01", "2001-06-30", "season"},
    {"2001-41", "2001-07-01", "2001-12-31", "season"},
    {"2001-21?", "2001-03-01", "2001-05-31", "season"},
    {"201X-22", "2010-06-01", "2019-08-31", "season"},
    {"2001-21/2003", "2001-03-01", "2003-12-31", "year"},
    {"[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "year"},
    {"[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31", "year"},
    {"[..1760-12-03]", "..", "1760-12-03", "day"},
    {"[1760-12..]", "1760-12-01", "..", "month"},
    {"[1760-01,1760-02,1760-12..]", "1760-01-01", "..", "month"},
    {"[1667,1760-12]", "1667-01-01", "1760-12-31", "year"},
    {"[..1984]", "..", "1984-12-31", "year"},
    {"[1672,1667]", "1667-01-01", "1672-12-31", "year"},
    {"{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "year"},
    {"{1960,1961-12}", "1960-01-01", "1961-12-31", "year"},
    {"{..1984}", "..", "1984-12-31", "year"},
    {"{1980..1985}", "1980-01-01", "1985-12-31", "year"},
    {"{2001-01..2002-05}", "2001-01-01", "2002-05-31", "month"},
    {"{1987-01-04..1988-01-05}", "1987-01-04", "1988-01-05", "day"},
    {"2004-06~-11", "2004-06-11", "2004-06-11", "day"},
    {"2004?-06-11", "2004-06-11", "2004-06-11", "day"},
    {"?2004-06-~11", "2004-06-11", "2004-06-11", "day"},
    {"2004-%06-11", "2004-06-11", "2004-06-11", "day"},
    {"156X-12-25", "1560-12-25", "1569-12-25", "day"},
    {"15XX-12-25", "1500-12-25", "1599-12-25", "day"},
    {"15XX-12-XX", "1500-12-01", "1599-12-31", "day"},
    {"XXXX-12-XX", "0-12-01", "9999-12-31", "day"},
    {"1XXX-XX", "1000-01-01", "1999-12-31", "month"},
    {"1XXX-12", "1000-12-01", "1999-12-31", "month"},
    {"1984-1X", "1984-10-01", "1984-12-31", "month"},
    {"1984-0X", "1984-01-01", "1984-09-30", "month"},
    {"1984-X1", "1984-01-01", "1984-11-30", "month"},
    {"1560-XX-25", "1560-01-25", "1560-12-25", "day"},
    {"1999-XX-31", "1999-01-31", "1999-12-31", "day"},
    {"190X-02-29", "1904-02-29", "1908-02-29", "day"},
    {"XXXX-02-29", "0-02-29", "9996-02-29", "day"},
    {"2015-02-X8", "2015-02-08", "2015-02-28", "day"},
    {"1X3X", "1030-01-01", "1939-12-31", "year"},
    {"-15XX", "-1599-01-01", "-1500-12-31", "century"},
    {"-000X", "-9-01-01", "-1-12-31", "decade"},
    {"2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", "day"},
    {"2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "day"},
    {"1919-XX-02/1919-XX-01", "1919-01-02", "1919-12-01", "day"},
};

TEST(Edtf, EveryFeatureHasItsBounds) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        const auto date = read_date(row.text);
        ASSERT_TRUE(date) << date.error().sentence();
        EXPECT_EQ(show(date->earliest()), row.earliest);
        EXPECT_EQ(show(date->latest()), row.latest);
        EXPECT_EQ(precision_name(date->precision()), row.precision);
    }
}

TEST(Edtf, IsWrittenBack) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        const auto date = read_date(row.text);
        ASSERT_TRUE(date);
        const std::string written = to_edtf(*date);
        const auto again = read_date(written);
        ASSERT_TRUE(again) << written;
        EXPECT_EQ(*again, *date) << written;
        EXPECT_EQ(edtf_leaves_out(*date), "");
    }
    // These have two spellings of one meaning; the other is written.
    EXPECT_EQ(to_edtf(*read_date("?2004-06-~11")), "2004?-06-~11");
    EXPECT_EQ(to_edtf(*read_date("2004?-?06-11")), "2004-06?-11");
    EXPECT_EQ(to_edtf(*read_date("1985-04-12T23:20:30-04")), "1985-04-12T23:20:30-04:00");
}

TEST(Edtf, MarksOfDoubtStandOnTheirParts) {
    struct Marks {
        const char* text;
        Qualifier year;
        Qualifier month;
        Qualifier day;
    };
    constexpr auto none = Qualifier::none;
    constexpr auto uncertain = Qualifier::uncertain;
    constexpr auto approximate = Qualifier::approximate;
    constexpr auto both = Qualifier::uncertain_and_approximate;
    constexpr Marks all[] = {
        {"1984?", uncertain, none, none},
        {"2004-06~", approximate, approximate, none},
        {"2004-06-11%", both, both, both},
        {"2004-06~-11", approximate, approximate, none},
        {"2004?-06-11", uncertain, none, none},
        {"?2004-06-~11", uncertain, none, approximate},
        {"2004-%06-11", none, both, none},
        {"2004-06~-?11", approximate, approximate, uncertain},
        {"?2004~-06", both, none, none},
        {"2004-?06-11~", approximate, both, approximate},
    };
    for (const Marks& marks : all) {
        SCOPED_TRACE(marks.text);
        const auto date = read_date(marks.text);
        ASSERT_TRUE(date);
        const Qualifiers& qualifiers = date->first()->qualifiers;
        EXPECT_EQ(qualifiers.of(Component::year), marks.year);
        EXPECT_EQ(qualifiers.of(Component::month), marks.month);
        EXPECT_EQ(qualifiers.of(Component::day), marks.day);
    }
}

TEST(Edtf, IntervalsBeginAndEndInStretches) {
    const auto date = read_date("1984?/2004-06~");
    ASSERT_TRUE(date);
    EXPECT_EQ(show(date->begin_days().earliest), "1984-01-01");
    EXPECT_EQ(show(date->begin_days().latest), "1984-12-31");
    EXPECT_EQ(show(date->end_days().earliest), "2004-06-01");
    EXPECT_EQ(show(date->end_days().latest), "2004-06-30");
    const auto open = read_date("1985/..");
    EXPECT_EQ(show(open->end_days().earliest), "..");
    EXPECT_EQ(show(open->end_days().latest), "..");
    const auto unknown = read_date("/1985");
    EXPECT_EQ(show(unknown->begin_days().latest), "?");
    EXPECT_NE(*read_date("1985/"), *read_date("1985/.."));
}

TEST(Edtf, SeasonsOfTheHemisphereOfTheCase) {
    DateOptions options;
    options.hemisphere = Hemisphere::south;
    EXPECT_EQ(show(read_date("2001-21", options)->earliest()), "2001-09-01");
    EXPECT_EQ(show(read_date("2001-25", options)->earliest()), "2001-03-01");
    EXPECT_EQ(to_edtf(*read_date("2001-21", options)), "2001-29");
    options.hemisphere = Hemisphere::unspecified;
    EXPECT_EQ(show(read_date("2001-21", options)->earliest()), "2001-03-01");
    EXPECT_EQ(show(read_date("2001-21", options)->latest()), "2001-11-30");
}

TEST(Edtf, ClockTimes) {
    const auto date = read_date("1985-04-12T23:20:30+04:30");
    ASSERT_TRUE(date);
    const ClockTime& clock = date->first()->clock;
    EXPECT_EQ(clock.hour, 23);
    EXPECT_EQ(clock.minute, 20);
    EXPECT_EQ(clock.second, 30);
    EXPECT_EQ(clock.zone, 270);
    const std::int64_t minute = date->earliest().day.number * 1440 + 23 * 60 + 20;
    EXPECT_EQ(date->minutes().begin, minute);
    EXPECT_EQ(date->minutes().end, minute + 1);
    EXPECT_EQ(read_date("1985-04-12T23:20:30Z")->first()->clock.zone, ClockTime::utc);
    EXPECT_EQ(read_date("1985-04-12T23:20:30")->first()->clock.zone, ClockTime::no_zone);
}

// What is no EDTF date, and where the fault lies.
struct Wrong {
    const char* text;
    const char* message;
    const char* place;
};
constexpr Wrong wrong[] = {
    {"1985-13", "month-not-in-year", "13"},
    {"1985-20", "month-not-in-year", "20"},
    {"1985-42", "month-not-in-year", "42"},
    {"1985-00", "month-not-in-year", "00"},
    {"1985-02-29", "day-not-in-month", "29"},
    {"1960-06-31", "day-not-in-month", "31"},
    {"1960-06-00", "day-not-in-month", "00"},
    {"XXXX-04-31", "no-such-date", "XXXX-04-31"},
    {"XXX1-02-29", "no-such-date", "XXX1-02-29"},
    {"1984-2X", "no-such-date", "1984-2X"},
    {"-0000", "not-a-date", "-0000"},
    {"-0000-01-01", "not-a-date", "-0000-01-01"},
    {"Y2006", "not-a-date", "Y2006"},
    {"Y017000000", "not-a-date", "Y017000000"},
    {"Y17E", "not-a-date", "Y17E"},
    {"Y17E7-12-26", "not-a-date", "-12-26"},
    {"Y9999999999999999", "year-beyond-limit", "Y9999999999999999"},
    {"Y1E999999999999", "year-beyond-limit", "Y1E999999999999"},
    {"19850", "not-a-date", "19850"},
    {"985", nullptr, nullptr},
    {"1985-4", "not-a-date", "4"},
    {"1985-04-1", "not-a-date", "1"},
    {"1985-04-12T", "not-a-date", "T"},
    {"2012-10-10T10:10:1", "not-a-date", "T10:10:1"},
    {"2012-10-10T1:10:10", "not-a-date", "T1:10:10"},
    {"2012-10-10T24:00:00", "clock-time-not-in-day", "24:00:00"},
    {"2012-10-10T10:60:10", "clock-time-not-in-day", "10:60:10"},
    {"2012-10-10T10:10:60", "clock-time-not-in-day", "10:10:60"},
    {"2012-10-10T10:10:10Z10", "not-a-date", "10"},
    {"2012-10-10T10:10:10-00:00", "not-a-date", "T10:10:10-00:00"},
    {"2012-10T10:10:10", "not-a-date", "T10:10:10"},
    {"2004-06-11?T10:10:10", "not-a-date", "T10:10:10"},
    {"1950S0", "not-a-date", "S0"},
    {"1950S5", "not-a-date", "S5"},
    {"195XS2", "not-a-date", "S2"},
    {"1950S2-01", "not-a-date", "-01"},
    {"2001-21-01", "not-a-date", "21-01"},
    {"2012/2011", "date-ends-before-begin", "2012/2011"},
    {"0800/-0999", "date-ends-before-begin", "0800/-0999"},
    {"2012/2013/1234", "not-a-date", "/"},
    {"2000/12-12", "not-a-date", "12-12"},
    {"/", "not-a-date", "/"},
    {"2004-01-01T10:10:10/2005", "not-a-date", "2004-01-01T10:10:10"},
    {"[1 760-01,1760-02]", "not-a-date", "1"},
    {"[1667", "not-a-date", ""},
    {"[]", "not-a-date", "]"},
    {"{}", "not-a-date", "}"},
    {"[..]", "not-a-date", "]"},
    {"[1667}", "not-a-date", "}"},
    {"[1667,..1760]", "not-a-date", "..1760"},
    {"[1667..,1760]", "not-a-date", nullptr},
    {"[1672..1670]", "date-ends-before-begin", "1672..1670"},
    {"[1667]?", "not-a-date", "?"},
    {"1984?~", "not-a-date", "~"},
    {"1984??", "not-a-date", "?"},
    {"..", "not-a-date", ".."},
    {"", "not-a-date", ""},
    {" 1985", "not-a-date", " "},
    {"1985 ", "not-a-date", " "},
    {"1863- 03-29", "not-a-date", nullptr},
    {"201x", "not-a-date", nullptr},
    {"y170000002", "not-a-date", nullptr},
    {"2012-10-10t10:10:10", "not-a-date", nullptr},
    {"(2011)-06-04~", "not-a-date", nullptr},
    {"2004-(06)?-11", "not-a-date", nullptr},
    {"unknown/2000", "not-a-date", nullptr},
    {"2000/open", "not-a-date", nullptr},
    {"198u", "not-a-date", nullptr},
};

TEST(Edtf, FaultsAreFoundInTheirPlace) {
    for (const Wrong& row : wrong) {
        SCOPED_TRACE(row.text);
        const auto date = read_date(row.text);
        if (row.message == nullptr) {
            EXPECT_TRUE(date);  // three digits are a year in words
            continue;
        }
        ASSERT_FALSE(date) << to_edtf(*date);
        EXPECT_EQ(date.error().kind().name, row.message);
        ASSERT_LE(date.error().span.end, std::string_view(row.text).size());
        if (row.place != nullptr) {
            EXPECT_EQ(date.error().span.in(row.text), row.place);
        }
    }
}

// The examples of the specification are kept beside the repository, where this machine has them.
TEST(Edtf, ReadsTheExamplesOfTheSpecification) {
    std::ifstream file(VALLA_SOURCE_DIR "/../shared/corpora/edtf/valid.txt");
    if (!file) GTEST_SKIP() << "the examples of the specification are not on this machine";
    std::string line;
    int count = 0;
    while (std::getline(file, line)) {
        if (line.empty()) continue;
        const auto date = read_date(line);
        EXPECT_TRUE(date) << line << ": " << date.error().sentence();
        if (date) {
            EXPECT_EQ(*read_date(to_edtf(*date)), *date) << line;
        }
        ++count;
    }
    EXPECT_GT(count, 0);
}

// Every day inside a month, year or season lies between the bounds, and the days next to it do not.
TEST(Edtf, BoundsHoldExactlyTheDaysOfTheirPeriod) {
    for (const std::int64_t year : {-400, -1, 0, 1, 1582, 1700, 1900, 1936, 2000, 9999}) {
        const std::string prefix =
            fmt::format("{}{:04}", year < 0 ? "-" : "", year < 0 ? -year : year);
        const auto whole = read_date(prefix);
        ASSERT_TRUE(whole) << prefix;
        const Day first = to_day(Calendar::gregorian, {year, 1, 1});
        const Day last = to_day(Calendar::gregorian, {year, 12, 31});
        EXPECT_EQ(whole->earliest().day, first);
        EXPECT_EQ(whole->latest().day, last);
        for (int month = 1; month <= 12; ++month) {
            const auto date = read_date(fmt::format("{}-{:02}", prefix, month));
            ASSERT_TRUE(date);
            for (Day day = first - 1; day <= last + 1; day = day + 1) {
                const CalendarDate named = from_day(Calendar::gregorian, day);
                const bool inside = named.month == month && named.year == year;
                EXPECT_EQ(inside, date->earliest().day <= day && day <= date->latest().day);
            }
        }
        for (int code = 21; code <= 41; ++code) {
            const auto date = read_date(fmt::format("{}-{}", prefix, code));
            ASSERT_TRUE(date);
            EXPECT_LE(date->earliest().day, date->latest().day);
            EXPECT_GE(date->earliest().day, first);
            EXPECT_LE(date->latest().day, to_day(Calendar::gregorian, {year + 1, 3, 1}));
        }
    }
}

}  // namespace
}  // namespace valla::calendar
