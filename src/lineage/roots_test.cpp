#include "lineage/roots.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/mentions.hpp"
#include "lineage/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::lineage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Read;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Set = std::set<std::uint32_t>;

constexpr const char* people_and_visit =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\n"
    "source diary\nsource letter\nsource book\nsource paper\nevent visit\n";

struct Traced {
    explicit Traced(const std::string& cards)
        : made(people_and_visit + cards), roots(made.rejections) {
        EXPECT_EQ(made.mistakes, "");
        trace = roots.trace(made.statement("visit by anna"));
    }
    Read made;
    Roots roots;
    Trace trace;
};

/// Lines that say that Anna made the visit, on these words.
std::string told(const std::vector<std::string>& words) {
    std::string text = "event visit\n  by: anna\n";
    for (const std::string& word : words) text += "  source: " + word + "\n";
    return text;
}

TEST(RootsTest, ATellerByHimselfIsOneRoot) {
    const Traced one(told({"diary"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
    EXPECT_EQ(one.trace.chains.front().depth(), 0U);
    EXPECT_THAT(one.trace.firm.sources, ElementsAre(one.made.name("diary")));
}

TEST(RootsTest, TwoRootsThatOneBookReports) {
    const Traced two(told({"diary through book at page 3", "letter through book at page 3"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_THAT(two.trace.common_hands, ElementsAre(two.made.name("book at page 3")));
}

TEST(RootsTest, HandsOnTheWayCountToo) {
    const Traced one(
        told({"diary through carla through book", "letter through carla through paper"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
    EXPECT_THAT(one.trace.common_hands, ElementsAre(one.made.name("carla")));
    EXPECT_EQ(one.trace.chains.front().depth(), 2U);
}

TEST(RootsTest, TwoBooksByOneAuthorAreOneRoot) {
    const Traced one("source diary\n  author: boris\nsource letter\n  author: boris\n" +
                     told({"diary", "letter"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
    EXPECT_THAT(one.trace.firm.sources, ElementsAre(one.made.name("boris")));
}

TEST(RootsTest, AHedgedDerivationGivesTwoFigures) {
    // D derives from A, E from B, B evidently from A.
    const Traced two(
        "source diary\n  derives from: letter\nsource book\n  derives from: paper\n"
        "source paper\n  derives from, evidently: letter\n" +
        told({"diary", "book"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_EQ(two.trace.with_hedged.most, 1U);
    EXPECT_THAT(two.trace.with_hedged.sources, ElementsAre(two.made.name("letter")));
    EXPECT_THAT(two.trace.common_hands, IsEmpty());
    EXPECT_THAT(two.trace.common_hands_with_hedged, ElementsAre(two.made.name("letter")));
}

TEST(RootsTest, CertainlyIsNoHedge) {
    const Traced one("source diary\n  derives from, certainly: letter\n" +
                     told({"diary", "letter through book"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
}

TEST(RootsTest, AllWithoutANameMayBeOne) {
    const Traced one(told({"unnamed through book", "a maid through letter"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
    EXPECT_TRUE(one.trace.firm.unnamed);
    const Traced two(told({"unnamed through book", "diary through letter"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_TRUE(two.trace.firm.unnamed);
}

TEST(RootsTest, ParentsAreAlternatives) {
    const Traced two("source diary\n  derives from: letter and paper\n" + told({"diary"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_THAT(two.trace.chains, SizeIs(2));
}

TEST(RootsTest, CircularReportingIsShownAndIsOneRootAtMost) {
    const Traced one(
        "source diary\n  derives from: letter\nsource letter\n  derives from: diary\n" +
        told({"diary", "letter"}));
    EXPECT_EQ(one.trace.firm.most, 1U);
    EXPECT_TRUE(one.trace.firm.unnamed);
    EXPECT_THAT(one.trace.circles,
                ElementsAre(UnorderedElementsAre(one.made.name("diary"), one.made.name("letter"))));
    const Traced chains(told({"diary through letter", "letter through diary"}));
    EXPECT_THAT(chains.trace.circles,
                ElementsAre(ElementsAre(chains.made.name("diary"), chains.made.name("letter"))));
}

TEST(RootsTest, TheResearchersOwnWordIsARoot) {
    const Traced two(told({}) + told({"diary"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_THAT(two.trace.firm.sources,
                UnorderedElementsAre(two.made.name("me"), two.made.name("diary")));
}

TEST(RootsTest, WhatIsAllegedIsApart) {
    const Traced one("event visit\n  by, allegedly: anna\n  source: paper\n" + told({"diary"}));
    EXPECT_THAT(one.trace.chains, SizeIs(1));
    EXPECT_THAT(one.trace.alleged, SizeIs(1));
    EXPECT_EQ(one.trace.firm.most, 1U);
}

TEST(RootsTest, ManyWaysBackAreCountedWithoutListingThem) {
    // Twenty layers of two, each having it from both of the layer before: a million ways.
    std::string cards;
    for (int layer = 1; layer <= 20; ++layer) {
        for (const char* side : {"left", "right"}) {
            cards += "source " + std::string(side) + "-" + std::to_string(layer) + "\n";
            if (layer > 1)
                cards += "  derives from: left-" + std::to_string(layer - 1) + " and right-" +
                         std::to_string(layer - 1) + "\n";
        }
    }
    const Traced two(cards + told({"left-20"}));
    EXPECT_EQ(two.trace.firm.most, 2U);
    EXPECT_EQ(two.trace.firm.least, 2U);
    EXPECT_FALSE(two.trace.complete);
}

TEST(RootsTest, WhatFollowsFallsWithAnyOfItsPremises) {
    const Read made(std::string(people_and_visit) +
                    told({"diary through book", "letter through book"}) +
                    "event feast\n  by: boris\n  source: paper through book\n");
    const Roots roots(made.rejections);
    const auto unit_of = [&](const std::string& text) {
        return (*made.evidence)[made.evidence->claims_of(made.statement(text)).front()].unit;
    };
    const std::vector<Support> one{{unit_of("visit by anna"), unit_of("feast by boris")}};
    EXPECT_THAT(roots.count_derived(one, Links::firm).sources, ElementsAre(made.name("paper")));
    const std::vector<Support> either{{unit_of("visit by anna")}, {unit_of("feast by boris")}};
    EXPECT_EQ(roots.count_derived(either, Links::firm).most, 3U);
}

// ---------------------------------------------------------------------------------------------
// The slow way: every chain in full, then every set of elements, the small ones first.

class EveryWay {
  public:
    EveryWay(const Read& made, StatementId statement, Links links) : made_(made), links_(links) {
        for (const ClaimId claim : made.evidence->claims_of(statement)) {
            const evidence::Claim& each = (*made.evidence)[claim];
            if (each.alleged) continue;
            topic_ = made.derivations->topic_of(claim);
            if (each.word_count == 0) sets.push_back({made.name("me").number});
            for (const WordRef& word : made.evidence->words_of(each)) add(word.word);
        }
    }
    [[nodiscard]] bool meets_all(const Set& chosen) const {
        return std::all_of(sets.begin(), sets.end(), [&](const Set& set) {
            return std::any_of(set.begin(), set.end(),
                               [&](std::uint32_t each) { return chosen.contains(each); });
        });
    }
    [[nodiscard]] std::size_t least() const {
        Set all;
        for (const Set& set : sets) all.insert(set.begin(), set.end());
        const std::vector<std::uint32_t> elements(all.begin(), all.end());
        std::size_t best = elements.size();
        for (std::uint32_t bits = 0; bits < 1U << elements.size(); ++bits) {
            Set chosen;
            for (std::size_t i = 0; i < elements.size(); ++i) {
                if ((bits >> i & 1U) != 0) chosen.insert(elements[i]);
            }
            if (chosen.size() < best && meets_all(chosen)) best = chosen.size();
        }
        return best;
    }
    std::vector<Set> sets;

  private:
    void add(std::uint32_t word) {
        const auto& tables = made_.the_case->tables();
        const casefile::WordRow& row = tables.words[word];
        std::vector<Set> hops;  // origin first: what cuts each
        for (std::uint32_t i = 0; i < row.hop_count; ++i) {
            const casefile::Hop& hop = tables.hops[row.first_hop + i];
            hops.push_back(hop.kind == casefile::Hop::Kind::named ? cutting(hop.name)
                                                                  : Set{unnamed});
        }
        const casefile::Hop& origin = tables.hops[row.first_hop];
        if (origin.kind != casefile::Hop::Kind::named) {
            keep(hops, false);
            return;
        }
        const auto& links = made_.derivations->all();
        const bool own = std::any_of(links.begin(), links.end(), [&](const Derivation& each) {
            return each.teller == origin.locus && each.parent != origin.name &&
                   (!each.hedged || links_ == Links::with_hedged);
        });
        go_back({own ? origin.locus : origin.name}, hops);
    }
    Set cutting(NameId name) const {
        Set all{name.number};
        for (const NameId author : made_.derivations->authors_of(name)) all.insert(author.number);
        return all;
    }
    [[nodiscard]] std::vector<NameId> parents(NameId name) const {
        return made_.derivations->parents(name, topic_, links_);
    }
    [[nodiscard]] std::set<NameId> behind(NameId from) const {
        std::set<NameId> seen;
        std::vector<NameId> open = parents(from);
        while (!open.empty()) {
            const NameId name = open.back();
            open.pop_back();
            if (!seen.insert(name).second) continue;
            for (const NameId parent : parents(name)) open.push_back(parent);
        }
        return seen;
    }
    [[nodiscard]] bool in_closed_circle(NameId name) const {
        const std::set<NameId> all = behind(name);
        return all.contains(name) && std::all_of(all.begin(), all.end(), [&](NameId each) {
                   return behind(each).contains(name);
               });
    }
    void go_back(const std::vector<NameId>& way, const std::vector<Set>& hops) {
        const std::vector<NameId> further = parents(way.back());
        if (further.empty() || in_closed_circle(way.back())) {
            std::vector<Set> whole;
            for (std::size_t i = way.size(); i-- > 1;) whole.push_back(cutting(way[i]));
            whole.insert(whole.end(), hops.begin(), hops.end());
            keep(whole, !further.empty());
            return;
        }
        for (const NameId parent : further) {
            if (std::find(way.begin(), way.end(), parent) != way.end()) continue;
            std::vector<NameId> longer = way;
            longer.push_back(parent);
            go_back(longer, hops);
        }
    }
    void keep(std::vector<Set> whole, bool circular) {
        if (circular) whole.insert(whole.begin(), Set{unnamed});
        if (whole.size() > 1) whole.pop_back();
        Set all;
        for (const Set& each : whole) all.insert(each.begin(), each.end());
        sets.push_back(std::move(all));
    }

    static constexpr std::uint32_t unnamed = Chains::unnamed_element;
    const Read& made_;
    Links links_;
    Topic topic_ = 0;
};

std::string first_difference(const std::vector<std::string>& cards, int& compared) {
    const Read made(testing::joined(cards));
    if (made.mistakes.find("error") != std::string::npos) return "";
    const Roots roots(made.rejections);
    for (std::uint32_t i = 0; i < made.evidence->propositions().size(); ++i) {
        const StatementId statement{i * 2};
        if (made.evidence->claims_of(statement).empty()) continue;
        for (const Links links : {Links::firm, Links::with_hedged}) {
            const EveryWay every(made, statement, links);
            const RootCount count = roots.count(statement, links);
            const std::string text = evidence::testing::words_of(*made.evidence, statement);
            if (count.most != every.least() || count.least != count.most)
                return text + ": " + std::to_string(count.most) + " instead of " +
                       std::to_string(every.least());
            if (roots.has_single_root(statement, links) != (count.most == 1))
                return text + ": single root";
            Set chosen;
            for (const NameId name : count.sources) chosen.insert(name.number);
            if (count.unnamed) chosen.insert(Chains::unnamed_element);
            if (!every.meets_all(chosen)) return text + ": the sources are not enough";
            if (every.sets.size() > 2) ++compared;
            if (count.unnamed) continue;
            std::vector<Target> targets;
            for (const NameId name : count.sources) targets.push_back(Target::of(name));
            const Fall fall = made.rejections.fall(targets, links);
            const bool falls =
                std::binary_search(fall.statements.begin(), fall.statements.end(), statement) ||
                std::binary_search(fall.only_alleged.begin(), fall.only_alleged.end(), statement);
            if (!falls && count.most > 0) return text + ": stands without its roots";
        }
    }
    return "";
}

TEST(RootsTest, TheCountIsThatOfAllSetsOfSourcesTriedOut) {
    std::mt19937 random(4);
    int compared = 0;
    for (int i = 0; i < text::random_cases(2500); ++i) {
        const std::vector<std::string> cards = testing::random_cards(random);
        if (first_difference(cards, compared).empty()) continue;
        int ignored = 0;
        const std::string small = testing::shrunk(
            cards, [&](const auto& fewer) { return !first_difference(fewer, ignored).empty(); });
        FAIL() << small << first_difference(cards, ignored);
    }
    EXPECT_GT(compared, text::random_cases(2000));
}

TEST(HittingSetTest, IsTheSmallestOfRandomFamilies) {
    std::mt19937 random(9);
    for (int i = 0; i < text::random_cases(3000); ++i) {
        std::vector<std::vector<std::uint32_t>> sets(1 + random() % 12);
        for (auto& set : sets) {
            for (std::uint32_t j = 0; j < 1 + random() % 4; ++j)
                set.push_back(static_cast<std::uint32_t>(random() % 10));
        }
        const auto unhit = [&](const std::vector<std::uint32_t>& chosen) {
            for (const auto& set : sets) {
                const bool hit = std::any_of(set.begin(), set.end(), [&](std::uint32_t each) {
                    return std::binary_search(chosen.begin(), chosen.end(), each);
                });
                if (!hit) return set;
            }
            return std::vector<std::uint32_t>{};
        };
        std::size_t best = 10;
        for (std::uint32_t bits = 0; bits < 1024; ++bits) {
            std::vector<std::uint32_t> chosen;
            for (std::uint32_t j = 0; j < 10; ++j) {
                if ((bits >> j & 1U) != 0) chosen.push_back(j);
            }
            if (chosen.size() < best && unhit(chosen).empty()) best = chosen.size();
        }
        const HittingSet found = smallest_hitting_set(unhit);
        ASSERT_EQ(found.elements.size(), best);
        ASSERT_TRUE(found.exact());
        ASSERT_THAT(unhit(found.elements), IsEmpty());
    }
}

TEST(HittingSetTest, GivenUpItStillMeetsEverySet) {
    // All pairs of twelve: eleven are needed, and the bound by disjoint sets is six.
    const auto unhit = [](const std::vector<std::uint32_t>& chosen) {
        const auto has = [&](std::uint32_t each) {
            return std::binary_search(chosen.begin(), chosen.end(), each);
        };
        for (std::uint32_t a = 0; a < 12; ++a) {
            for (std::uint32_t b = a + 1; b < 12; ++b) {
                if (!has(a) && !has(b)) return std::vector<std::uint32_t>{a, b};
            }
        }
        return std::vector<std::uint32_t>{};
    };
    const HittingSet given_up = smallest_hitting_set(unhit, 3);
    EXPECT_THAT(unhit(given_up.elements), IsEmpty());
    EXPECT_LE(given_up.least, 11U);
    EXPECT_EQ(smallest_hitting_set(unhit).elements.size(), 11U);
}

}  // namespace
}  // namespace valla::lineage
