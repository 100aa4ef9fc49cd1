#include "lineage/rejection.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/mentions.hpp"
#include "lineage/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::lineage {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::people;
using testing::Read;
using ::testing::UnorderedElementsAre;

Read read(const std::string& cards) {
    Read made(people + cards);
    EXPECT_EQ(made.mistakes, "");
    return made;
}

TEST(RejectionTest, AClaimFallsWithTheLastOfItsWords) {
    const Read made = read(
        "event visit\n  by: anna\n  source: diary\n"
        "event visit\n  by: anna\n  source: letter\n");
    EXPECT_THAT(made.fallen({"diary"}), IsEmpty());
    EXPECT_THAT(
        made.words(
            made.rejections.fall(Target::of(made.name("diary")), Links::firm).weakened_statements),
        ElementsAre("visit by anna", "visit"));
    EXPECT_THAT(made.fallen({"diary", "letter"}), ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, EveryHandOfAChainCarriesIt) {
    const Read made =
        read("event visit\n  by: anna\n  source: boris through diary through book at page 3\n");
    for (const char* hand : {"boris", "diary", "book", "book at page 3"})
        EXPECT_THAT(made.fallen({hand}), ElementsAre("visit by anna", "visit")) << hand;
    EXPECT_THAT(made.fallen({"letter"}), IsEmpty());
}

TEST(RejectionTest, APlaceInASourceIsLessThanTheSource) {
    const Read made = read(
        "event visit\n  by: anna\n  source: book at page 3\n"
        "event feast\n  by: anna\n  source: book at page 4\n");
    EXPECT_THAT(made.fallen({"book at page 3"}), ElementsAre("visit by anna", "visit"));
    EXPECT_THAT(made.fallen({"book"}).size(), 4U);
}

TEST(RejectionTest, WithAPersonGoesWhatHeWroteAndWhatIsSaidOfHimStays) {
    const Read made = read(
        "source diary\n  author: anna\nsource letter\n  author, not: anna\n"
        "event visit\n  by: anna\n  source: diary\n"
        "event feast\n  by: anna\n  source: letter\n");
    EXPECT_THAT(made.fallen({"anna"}), ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, ThatSomethingWasSaidStaysWhenItsSpeakerIsRejected) {
    const Read made = read(
        "saying charge\n  by: anna\n  says: feast by carla\n  source: letter\nevent feast\n"
        "event visit\n  by: boris\n  source: charge through book\n");
    EXPECT_THAT(made.fallen({"anna"}), ElementsAre("visit by boris", "visit"));
    EXPECT_THAT(made.rejections.fall(Target::of(made.name("anna")), Links::firm).tellers,
                UnorderedElementsAre(made.name("anna"), made.name("charge")));
}

TEST(RejectionTest, TheResearcherTakesWithHimWhatHasNoSource) {
    const Read made = read("event visit\n  by: anna\nevent feast\n  by: anna\n  source: diary\n");
    EXPECT_THAT(made.fallen({"me"}), ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, WhatASourceDerivesFromCarriesIt) {
    const Read made = read(
        "source diary\n  derives from: letter\n  derives from: book\n"
        "source letter\n  derives from, evidently: carla\n"
        "event visit\n  by: anna\n  source: diary\n");
    EXPECT_THAT(made.fallen({"letter"}), IsEmpty());
    EXPECT_THAT(made.fallen({"letter", "book"}), ElementsAre("visit by anna", "visit"));
    EXPECT_THAT(made.fallen({"carla", "book"}), IsEmpty());
    EXPECT_THAT(made.fallen({"carla", "book"}, Links::with_hedged),
                ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, AChainThatSaysItsOriginIsNotAskedWhereTheRestComesFrom) {
    const Read made = read(
        "source diary\n  derives from: letter\nevent visit\n  by: anna\n"
        "  source: boris through diary\n");
    EXPECT_THAT(made.fallen({"letter"}), IsEmpty());
}

TEST(RejectionTest, ADerivationForSomeClaimsCarriesThoseOnly) {
    const Read made = read(
        "source diary\n  derives from: letter for visit\n"
        "event visit\n  by: anna\n  source: diary\nevent feast\n  by: anna\n  source: diary\n");
    EXPECT_THAT(made.fallen({"letter"}), ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, APlaceRestsOnMoreThanItsSource) {
    const Read made = read(
        "source book\n  derives from: letter\n  note 78 rests on: carla\n"
        "event visit\n  by: anna\n  source: book at note 78\n"
        "event feast\n  by: anna\n  source: book at note 79\n");
    EXPECT_THAT(made.fallen({"carla"}), ElementsAre("visit by anna", "visit"));
    EXPECT_THAT(made.fallen({"letter"}), ElementsAre("feast by anna", "feast"));
}

TEST(RejectionTest, OfTwoThatCopyOneAnotherEachKeepsItsWord) {
    const Read made = read(
        "source diary\n  derives from: letter\nsource letter\n  derives from: diary\n"
        "event visit\n  by: anna\n  source: diary\n");
    EXPECT_THAT(made.fallen({"letter"}), IsEmpty());
    EXPECT_THAT(made.derivations->circles(Links::firm),
                ElementsAre(ElementsAre(made.name("diary"), made.name("letter"))));
}

TEST(RejectionTest, OfTwoThatCopyOneAnotherAndAThirdNoneOutlivesIt) {
    const Read made = read(
        "source diary\n  derives from: letter\nsource letter\n  derives from: diary and book\n"
        "event visit\n  by: anna\n  source: diary\n");
    EXPECT_THAT(made.fallen({"book"}), ElementsAre("visit by anna", "visit"));
}

TEST(RejectionTest, AnAccountGoesWithItsLinesAndSharedLinesWithTheLastAccount) {
    const Read made = read(
        "event visit\naccount one\n  of: visit\n  source: diary\n"
        "account two\n  of: visit\n  source: letter\n"
        "event visit\n  account: one\n  by: anna\nevent visit\n  account: one and two\n  by: "
        "boris\n");
    EXPECT_THAT(made.fallen({"one"}), UnorderedElementsAre("one", "visit by anna"));
    EXPECT_THAT(made.fallen({"one", "two"}),
                UnorderedElementsAre("one", "two", "visit by anna", "visit by boris", "visit"));
}

TEST(RejectionTest, APassageTakesItsWordsFromTheCardsThatJoinIt) {
    const Read made = read(
        "passage page\n  source: diary\n  says: visit by boris\n"
        "event visit\n  by: anna\n  in: page\n");
    EXPECT_THAT(made.fallen({"page"}),
                UnorderedElementsAre("visit by anna", "visit by boris", "visit"));
}

TEST(RejectionTest, AnArgumentGoesWithItsWordsOrWithAllWhoMakeIt) {
    const Read made = read(
        "event visit\n  by: anna\n  source: letter\n"
        "argument why\n  by: boris\n  from: visit\n  hence: They were friends.\n"
        "  source: diary\n");
    const UnitId unit = made.evidence->arguments()[0].unit;
    for (const char* name : {"boris", "diary", "why"}) {
        EXPECT_THAT(made.rejections.fall(Target::of(made.name(name)), Links::firm).units,
                    Contains(unit))
            << name;
    }
    EXPECT_THAT(made.rejections.fall(Target::of(made.name("letter")), Links::firm).units,
                Not(Contains(unit)));
}

TEST(RejectionTest, ARejectedStatementGoesWhoeverSaysIt) {
    const Read made = read(
        "event visit\n  by: anna\n  source: diary\n"
        "event visit\n  by: anna\n  source: letter\n");
    const Fall fall =
        made.rejections.fall(Target::of(made.statement("visit by anna")), Links::firm);
    EXPECT_THAT(made.words(fall.statements), ElementsAre("visit by anna"));
}

TEST(RejectionTest, WhatIsOnlyAllegedIsToldApart) {
    const Read made = read(
        "event visit\n  by: anna\n  source: diary\n"
        "event visit\n  by, allegedly: anna\n  source: letter\n");
    const Fall fall = made.rejections.fall(Target::of(made.name("diary")), Links::firm);
    EXPECT_THAT(made.words(fall.only_alleged), Contains("visit by anna"));
}

TEST(RejectionTest, MasksAreWhatFellAndNothingElse) {
    const Read made = read(
        "event visit\n  by: anna\n  source: diary\nevent feast\n  by: anna\n  source: letter\n");
    const Fall fall = made.rejections.fall(Target::of(made.name("diary")), Links::firm);
    const LiveWords live = made.rejections.live(Target::of(made.name("diary")), Links::firm);
    for (std::uint32_t i = 0; i < live.claims.size(); ++i) {
        EXPECT_EQ(live.claims[i],
                  !std::binary_search(fall.claims.begin(), fall.claims.end(), ClaimId{i}));
    }
    EXPECT_EQ(std::count(live.units.begin(), live.units.end(), false),
              static_cast<std::ptrdiff_t>(fall.units.size()));
}

// ---------------------------------------------------------------------------------------------
// The slow and obvious way: each word of each claim is looked at by itself, against the rules as
// docs/lineage.md words them.

class Obvious {
  public:
    Obvious(const Read& made, std::vector<NameId> targets, Links links)
        : made_(made), targets_(std::move(targets)), links_(links) {
        out_ = std::set<NameId>(targets_.begin(), targets_.end());
        for (bool more = true; more;) {
            more = false;
            for (const NameId name : std::set<NameId>(out_)) {
                for (const NameId work : made.derivations->works_of(name))
                    more = out_.insert(work).second || more;
            }
        }
    }

    [[nodiscard]] bool falls(std::uint32_t number) const {
        const evidence::Claim& claim = made_.evidence->claims()[number];
        const std::vector<NameId> accounts = evidence::accounts_of(*made_.the_case, claim.card);
        const NameId card = made_.the_case->card(claim.card).name;
        if (is_target(card) && is_bundle(card)) return true;
        if (!accounts.empty()) {
            const bool apart = (*made_.evidence)[claim.unit].kind == evidence::UnitKind::account;
            if (apart && is_target(claim.account)) return true;
            if (!apart && std::all_of(accounts.begin(), accounts.end(),
                                      [&](NameId each) { return is_target(each); }))
                return true;
        }
        if (is_event(card) && is_target(card)) return true;
        const NameId subject =
            made_.evidence->propositions()[claim.statement.proposition()].subject;
        if (is_event(subject) && is_target(subject)) return true;
        if (claim.word_count == 0) return is_target(made_.name("me"));
        const auto words = made_.evidence->words_of(claim);
        return std::none_of(words.begin(), words.end(), [&](const WordRef& word) {
            return carries(word.word, made_.derivations->topic_of(ClaimId{number}));
        });
    }

  private:
    [[nodiscard]] bool is_target(NameId name) const {
        return std::find(targets_.begin(), targets_.end(), name) != targets_.end();
    }
    [[nodiscard]] bool is_bundle(NameId name) const {
        const auto kind = made_.the_case->base_of(name);
        return kind == casefile::BaseKind::account || kind == casefile::BaseKind::passage;
    }
    [[nodiscard]] bool is_event(NameId name) const {
        return made_.the_case->base_of(name) == casefile::BaseKind::event;
    }
    [[nodiscard]] NameId source_of(NameId name) const {
        const auto& tables = made_.the_case->tables();
        if (tables.names.space(name) != casefile::NameSpace::locus) return name;
        return casefile::source_of_locus(tables, name);
    }

    [[nodiscard]] bool carries(std::uint32_t word, Topic topic) const {
        const auto& tables = made_.the_case->tables();
        const casefile::WordRow& row = tables.words[word];
        const NameId card = made_.the_case->card(row.card).name;
        if (is_target(card) && is_bundle(card)) return false;
        for (std::uint32_t i = 0; i < row.hop_count; ++i) {
            const casefile::Hop& hop = tables.hops[row.first_hop + i];
            if (out_.contains(hop.name) || out_.contains(hop.locus)) return false;
        }
        const casefile::Hop& origin = tables.hops[row.first_hop];
        if (origin.kind != casefile::Hop::Kind::named) return true;
        // A place of which nothing is said of its own is as good as its source.
        const auto& links = made_.derivations->all();
        const bool own = std::any_of(links.begin(), links.end(), [&](const Derivation& each) {
            return each.teller == origin.locus && each.parent != origin.name &&
                   (!each.hedged || links_ == Links::with_hedged);
        });
        return has_word(own ? origin.locus : origin.name, topic);
    }

    /// Whether somebody is left at the end of some way back, by going all the ways. Those who have
    /// their word from one another and from nobody else are at an end.
    [[nodiscard]] bool has_word(NameId start, Topic topic) const {
        const auto reached = [&](NameId from, bool through_rejected) {
            std::set<NameId> seen{from};
            std::vector<NameId> open{from};
            while (!open.empty()) {
                const NameId name = open.back();
                open.pop_back();
                for (const NameId parent : made_.derivations->parents(name, topic, links_)) {
                    if (!through_rejected && out_.contains(parent)) continue;
                    if (seen.insert(parent).second) open.push_back(parent);
                }
            }
            return seen;
        };
        for (const NameId end : reached(start, false)) {
            if (out_.contains(end) || out_.contains(source_of(end))) continue;
            const std::set<NameId> behind = reached(end, true);
            if (std::all_of(behind.begin(), behind.end(),
                            [&](NameId each) { return reached(each, true).contains(end); })) {
                return true;
            }
        }
        return false;
    }

    const Read& made_;
    std::vector<NameId> targets_;
    Links links_;
    std::set<NameId> out_;
};

/// What is wrong with the answers about a case; empty when nothing is.
std::string first_difference(const std::vector<std::string>& cards, std::uint32_t seed) {
    const Read made(testing::joined(cards));
    if (made.mistakes.find("error") != std::string::npos) return "";
    std::mt19937 random(seed);
    std::vector<std::string> names;
    for (const char* each : {"book-0", "book-1", "book-2", "book-3", "book-4", "book-5", "man-0",
                             "man-1", "me", "page-0", "page-1", "tale-0", "tale-1", "deed-0",
                             "deed-1", "book-0 at page 0", "book-1 at page 1"}) {
        if (!made.name(each).none()) names.emplace_back(each);
    }
    for (int trial = 0; trial < 12; ++trial) {
        std::vector<NameId> targets;
        std::vector<Target> wanted;
        std::string text;
        do {
            const std::string& each = names[random() % names.size()];
            targets.push_back(made.name(each));
            wanted.push_back(Target::of(targets.back()));
            text += each + ' ';
        } while (random() % 2 == 0);
        const Links links = trial % 2 == 0 ? Links::firm : Links::with_hedged;
        const LiveWords live = made.rejections.live(wanted, links);
        const Obvious obvious(made, targets, links);
        for (std::uint32_t i = 0; i < made.evidence->claims().size(); ++i) {
            if (live.claims[i] != obvious.falls(i)) continue;
            return "without " + text + (live.claims[i] ? "stands: " : "falls: ") +
                   evidence::testing::words_of(*made.evidence,
                                               made.evidence->claims()[i].statement);
        }
    }
    return "";
}

TEST(RejectionTest, WhatFallsIsWhatTheObviousWayFinds) {
    std::mt19937 random(20);
    int compared = 0;
    for (std::uint32_t seed = 0; seed < text::random_cases(2000U); ++seed) {
        const std::vector<std::string> cards = testing::random_cards(random);
        const std::string mistakes = Read(testing::joined(cards)).mistakes;
        if (mistakes.find("error") == std::string::npos) ++compared;
        else if (seed < 3) puts(mistakes.c_str());
        if (first_difference(cards, seed).empty()) continue;
        const std::string small = testing::shrunk(
            cards, [&](const auto& fewer) { return !first_difference(fewer, seed).empty(); });
        FAIL() << small << first_difference(cards, seed);
    }
    EXPECT_GT(compared, text::random_cases(1500));
}

}  // namespace
}  // namespace valla::lineage
