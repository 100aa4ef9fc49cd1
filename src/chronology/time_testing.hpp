#pragma once

// For the tests of this stage and of those above it: what a small case says of time, in words.

#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/calendars.hpp"
#include "casefile/testing.hpp"
#include "chronology/time_claims.hpp"

namespace valla::chronology::testing {

/// The first minute of July 1936.
inline constexpr Minutes july = Minutes{-12237} * minutes_per_day;

/// "1936-07-05 23:59"
inline std::string minute_text(std::optional<Minutes> minute) {
    if (!minute) return "none";
    Minutes day = *minute / minutes_per_day;
    Minutes rest = *minute % minutes_per_day;
    if (rest < 0) {
        rest += minutes_per_day;
        --day;
    }
    const auto date = calendar::from_day(calendar::Calendar::gregorian, calendar::Day{day});
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", date.year, int{date.month}, int{date.day},
                       rest / 60, rest % 60);
}

/// A case of these cards, with a researcher `me` and the sources `a`, `b` and `c`, and all that it
/// claims of time.
struct TimedCase {
    explicit TimedCase(const std::string& cards)
        : the_case(std::make_unique<casefile::Case>(casefile::testing::read_case(
              "case k\n  researcher: me\n  vocabulary: small\nvocabulary small\nkind flash\n  of: "
              "event\n  instantaneous: yes\nperson me\nsource a\nsource b\nsource c\n" +
              cards))),
          evidence(std::make_unique<evidence::Evidence>(evidence::Evidence::of(*the_case))),
          times(TimeClaims::of(*evidence, AboutPolicy::of(*the_case))),
          timeline(times.network(), times.all()) {
        EXPECT_EQ(casefile::testing::rendered(*the_case), "");
    }
    [[nodiscard]] NameId name(const std::string& id) const {
        return *the_case->tables().names.find(casefile::NameSpace::id, id);
    }
    [[nodiscard]] std::string earliest_begin(const std::string& id) const {
        return minute_text(timeline.earliest(*times.begin_of(name(id))));
    }
    [[nodiscard]] std::string latest_begin(const std::string& id) const {
        return minute_text(timeline.latest(*times.begin_of(name(id))));
    }
    [[nodiscard]] std::string earliest_end(const std::string& id) const {
        return minute_text(timeline.earliest(*times.end_of(name(id))));
    }
    [[nodiscard]] std::string latest_end(const std::string& id) const {
        return minute_text(timeline.latest(*times.end_of(name(id))));
    }

    std::unique_ptr<casefile::Case> the_case;
    std::unique_ptr<evidence::Evidence> evidence;
    TimeClaims times;
    Timeline timeline;
};

}  // namespace valla::chronology::testing
