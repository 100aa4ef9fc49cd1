#include "consequence/told_times.hpp"

#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chronology/envelope.hpp"
#include "consequence/testing.hpp"
#include "consequence/version_times.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using chronology::Envelope;
using chronology::Side;
using testing::Assessed;
using ::testing::ElementsAre;
using Four = std::array<std::optional<Minutes>, 4>;

Four minutes_of(const ToldBounds& bounds) {
    return {bounds[0].minute, bounds[1].minute, bounds[2].minute, bounds[3].minute};
}

Four bounds_on(Assessed& read, const Version& version, NameId name) {
    const chronology::TimeClaims& times = read->times();
    Envelope envelope(times, time_mask(*read, version));
    return {envelope.bound(Side::earliest, *times.begin_of(name)).minute,
            envelope.bound(Side::latest, *times.begin_of(name)).minute,
            envelope.bound(Side::earliest, *times.end_of(name)).minute,
            envelope.bound(Side::latest, *times.end_of(name)).minute};
}

/// What holds on all of them.
Four hull(const std::set<Four>& all) {
    Four widest = *all.begin();
    for (const Four& each : all) {
        for (std::size_t i = 0; i < widest.size(); ++i) {
            if (!each[i] || !widest[i]) widest[i] = std::nullopt;
            else
                widest[i] =
                    i % 2 == 0 ? std::min(*widest[i], *each[i]) : std::max(*widest[i], *each[i]);
        }
    }
    return widest;
}

const std::string three_events =
    "case k\n  researcher: me\nperson me\nsource s\nsource t\n"
    "event a\n  source: s\nevent b\n  source: s\nevent c\n  source: s\n";

/// Three happenings, one or two of them with accounts, that dates and orders bound.
std::string random_text(std::mt19937& random) {
    const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    const auto pick = [&](const std::string& from) { return std::string(1, from[below(3)]); };
    std::string text = three_events;
    if (below(2) == 0)
        text += "source s\n  dated: " + std::to_string(5 + below(9)) + " July 1936\n";
    std::map<std::string, unsigned> accounts;
    for (unsigned i = 0, things = 1 + below(2); i < things; ++i) {
        const std::string of = i == 0 ? "a" : "b";
        accounts[of] = 2 + below(2);
        for (unsigned k = 0; k < accounts[of]; ++k)
            text += "account " + of + "-" + std::to_string(k) + "\n  of: " + of +
                    "\n  source: " + (k == 0 ? "s" : "t") + "\n";
    }
    for (unsigned i = 0, cards = 3 + below(5); i < cards; ++i) {
        const std::string subject = pick("abc");
        std::string other = pick("abc");
        if (other == subject) other = subject == "a" ? "b" : "a";
        std::string line;
        const auto day = [&] { return std::to_string(1 + below(9)) + " July 1936"; };
        switch (below(8)) {
            case 0:
            case 1: line = "on: " + day(); break;
            case 2: line = "on: " + day() + " or " + day(); break;
            case 3: line = "before: " + day(); break;
            default: line = (below(2) == 0 ? "before: " : "after: ") + other;
        }
        text += "event " + subject + "\n  " + line + "\n";
        const std::string of = below(2) == 0 && accounts.contains("b") ? "b" : "a";
        if (below(3) != 0)
            text += "  account: " + of + "-" + std::to_string(below(accounts[of])) + "\n";
        else text += "  source: t\n";
    }
    return text;
}

TEST(ToldTimes, OfAnAccountHoldWhicheverOfItsVersionsIsRight) {
    std::mt19937 random(3);
    int apart = 0;
    int several = 0;
    for (int i = 0; i < text::random_cases(400); ++i) {
        const std::string text = random_text(random);
        Assessed read(text);
        std::vector<UnitId> units;
        for (std::uint32_t unit = 0; unit < read->problem().problem().units(); ++unit)
            units.push_back({unit});
        const VersionSpace space(*read, units, 4096);
        ASSERT_TRUE(space.complete());
        for (const ToldTimes& times : told_times(*read, 4096)) {
            ASSERT_TRUE(times.complete);
            std::set<Four> all;
            std::map<NameId, std::set<Four>> by_account;
            for (const Version& version : space.versions()) {
                const Four bounds = bounds_on(read, version, times.name);
                all.insert(bounds);
                for (const auto& rivals : read->evidence().rival_accounts()) {
                    for (std::size_t k = 0; k < rivals.accounts.size(); ++k) {
                        if (rivals.units[k].none()) continue;
                        if (version.has(UnitId{rivals.units[k].number}))
                            by_account[rivals.accounts[k]].insert(bounds);
                    }
                }
            }
            bool differ = false;
            for (const auto& rivals : read->evidence().rival_accounts()) {
                std::set<Four> hulls;
                for (const NameId account : rivals.accounts) {
                    if (by_account.contains(account)) hulls.insert(hull(by_account[account]));
                }
                differ = differ || hulls.size() > 1;
            }
            std::set<Four> told;
            std::set<NameId> accounts;
            for (const ToldTime& each : times.told) {
                told.insert(minutes_of(each.bounds));
                for (const NameId account : each.accounts) {
                    EXPECT_TRUE(accounts.insert(account).second);
                    EXPECT_EQ(minutes_of(each.bounds), hull(by_account[account])) << text;
                }
            }
            EXPECT_EQ(!accounts.empty(), differ) << text;
            if (differ) {
                ++apart;
                for (const ToldTime& each : times.told) {
                    const bool seen = all.contains(minutes_of(each.bounds));
                    EXPECT_TRUE(seen || !each.accounts.empty()) << text;
                }
            } else if (all.size() <= most_told) {
                several += all.size() > 1 ? 1 : 0;
                EXPECT_EQ(told, all) << text;
            } else {
                EXPECT_EQ(told, std::set<Four>{hull(all)}) << text;
            }
        }
    }
    EXPECT_GT(apart, text::random_cases(200));
    EXPECT_GT(several, text::random_cases(50));
}

TEST(ToldTimes, BeyondTheLimitAreTrueAndSaidToBeIncomplete) {
    std::mt19937 random(4);
    int incomplete = 0;
    for (int i = 0; i < text::random_cases(200); ++i) {
        const std::string text = random_text(random);
        Assessed read(text);
        const std::vector<ToldTimes> exact = told_times(*read, 4096);
        const std::vector<ToldTimes> wide = told_times(*read, 2);
        ASSERT_EQ(exact.size(), wide.size());
        for (std::size_t k = 0; k < wide.size(); ++k) {
            ASSERT_EQ(wide[k].name, exact[k].name);
            if (wide[k].complete) continue;
            ++incomplete;
            const auto hull_of = [](const ToldTimes& times) {
                std::set<Four> all;
                for (const ToldTime& each : times.told) all.insert(minutes_of(each.bounds));
                return hull(all);
            };
            const Four outer = hull_of(wide[k]);
            const Four inner = hull_of(exact[k]);
            for (std::size_t place = 0; place < 4; ++place) {
                if (!outer[place]) continue;
                ASSERT_TRUE(inner[place]) << text;
                const bool wider = place % 2 == 0 ? *outer[place] <= *inner[place]
                                                  : *outer[place] >= *inner[place];
                EXPECT_TRUE(wider) << text;
            }
        }
    }
    EXPECT_GT(incomplete, text::random_cases(100));
}

std::vector<std::string> accounts_of(Assessed& read, const ToldTime& told) {
    std::vector<std::string> names;
    for (const NameId account : told.accounts)
        names.emplace_back(read->the_case().tables().names.text(account));
    return names;
}

TEST(ToldTimes, TellApartWhatFollowsFromAnAccountToo) {
    Assessed read(three_events +
                  "account early\n  of: a\n  source: s\naccount late\n  of: a\n  source: t\n"
                  "event a\n  account: early\n  on: 5 July 1936\n"
                  "event a\n  account: late\n  on: 7 July 1936\n"
                  "event b\n  after: a\n  over by: 9 July 1936\n  source: s\n"
                  "event c\n  on: 8 July 1936\n  source: s\n");
    const std::vector<ToldTimes> times = told_times(*read);
    for (const ToldTimes& each : times) {
        if (each.name == read.id("a") || each.name == read.id("b")) {
            ASSERT_EQ(each.told.size(), 2U);
            EXPECT_THAT(accounts_of(read, each.told[0]), ElementsAre("early"));
            EXPECT_THAT(accounts_of(read, each.told[1]), ElementsAre("late"));
        }
        if (each.name == read.id("c")) {
            ASSERT_EQ(each.told.size(), 1U);
            EXPECT_THAT(each.told[0].accounts, ElementsAre());
            EXPECT_TRUE(each.told[0].bounds[0].stated);
        }
    }
}

TEST(ToldTimes, TellVersionsApartWhereNoAccountsDo) {
    Assessed read(three_events +
                  "event a\n  on: 5 July 1936\n  source: s\n"
                  "event a\n  on: 7 July 1936\n  source: t\n");
    const ToldTimes times = told_times(*read).front();
    ASSERT_EQ(times.name, read.id("a"));
    ASSERT_EQ(times.told.size(), 2U);
    for (const ToldTime& each : times.told) {
        EXPECT_THAT(each.accounts, ElementsAre());
        ASSERT_EQ(each.versions.size(), 1U);
        EXPECT_EQ(each.versions[0].size(), 1U);
        EXPECT_EQ(*each.bounds[3].minute - *each.bounds[0].minute, 24 * 60);
    }
}

}  // namespace
}  // namespace valla::consequence
