#include "app/date_command.hpp"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/testing.hpp"

namespace valla::app {
namespace {

using testing::Outcome;

Outcome run_date(const std::vector<std::string>& texts, const DateCommandOptions& options = {}) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = date_command(texts, options, out, err);
    return {code, out.str(), err.str()};
}

TEST(DateCommand, ShowsWhatADateMeans) {
    const Outcome shown = run_date({"about July (1936)"});
    EXPECT_EQ(shown.status, 0);
    EXPECT_EQ(shown.err, "");
    EXPECT_EQ(shown.out,
              "about July (1936)\n"
              "  earliest    1 July 1936\n"
              "  latest      31 July 1936\n"
              "  precision   month\n"
              "  calendar    Gregorian, which the text does not name\n"
              "  year        supplied by the researcher\n"
              "  doubt       year approximate, month approximate\n"
              "  EDTF        1936-07~   (leaves out that the year is supplied)\n"
              "  words       about July (1936)\n");
}

TEST(DateCommand, ShowsBothEndsOfAnInterval) {
    EXPECT_EQ(run_date({"1984?/.."}).out,
              "1984?/..\n"
              "  began       1 January 1984\n"
              "    or until  31 December 1984\n"
              "  ended       open\n"
              "    or until  open\n"
              "  kind        interval\n"
              "  precision   year\n"
              "  calendar    Gregorian, which the text does not name\n"
              "  doubt       year uncertain\n"
              "  EDTF        1984?/..\n"
              "  words       from 1984 (?), without end\n");
}

TEST(DateCommand, ShowsOtherCalendars) {
    DateCommandOptions options;
    options.to = {calendar::Calendar::julian, calendar::Calendar::islamic};
    EXPECT_EQ(run_date({"7 November 1917"}, options).out,
              "7 November 1917\n"
              "  earliest    7 November 1917\n"
              "  latest      7 November 1917\n"
              "  precision   day\n"
              "  calendar    Gregorian, which the text does not name\n"
              "  EDTF        1917-11-07\n"
              "  words       7 November 1917\n"
              "  julian      25 October 1917 (Julian)\n"
              "  islamic     22 Muharram 1336, to 1 day either way\n");
}

TEST(DateCommand, GivesTheMessageForWhatIsNoDate) {
    const Outcome shown = run_date({"31 June 1936", "1936"});
    EXPECT_EQ(shown.status, 1);
    EXPECT_NE(shown.err.find("June 1936 has 30 days, and here is day 31"), std::string::npos);
    EXPECT_NE(shown.out.find("  EDTF        1936\n"), std::string::npos);
}

TEST(DateCommand, WritesJson) {
    DateCommandOptions options;
    options.format = DateFormat::json;
    options.to = {calendar::Calendar::julian};
    const Outcome shown = run_date({"25 October 1917 Julian", "13 July"}, options);
    EXPECT_EQ(shown.status, 1);
    EXPECT_EQ(shown.err, "");
    const auto json = nlohmann::json::parse(shown.out);
    ASSERT_EQ(json["dates"].size(), 1U);
    const auto& date = json["dates"][0];
    EXPECT_EQ(date["text"], "25 October 1917 Julian");
    EXPECT_EQ(date["earliest"]["day"], -19048);
    EXPECT_EQ(date["earliest"]["date"], "1917-11-07");
    EXPECT_EQ(date["calendar"], "julian");
    EXPECT_EQ(date["calendar_named"], true);
    EXPECT_EQ(date["edtf"], "1917-11-07");
    EXPECT_EQ(date["calendars"][0]["earliest"]["month"], 10);
    ASSERT_EQ(json["messages"].size(), 1U);
    EXPECT_EQ(json["messages"][0]["name"], "date-without-year");
}

}  // namespace
}  // namespace valla::app
