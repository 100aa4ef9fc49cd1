#include "consequence/removal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consequence/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::consequence {
namespace {

using testing::Assessed;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using testing::people;
using testing::RandomCase;
using testing::standing_text;
using ::testing::UnorderedElementsAre;

using Texts = std::vector<std::string>;

/// A case, and what is lost without something of it, in words.
struct Lost {
    Lost(const std::string& cards, const Texts& names) : read(cards), removal(*read) {
        std::vector<Target> targets;
        for (const std::string& name : names) targets.push_back(Target::of(read.id(name)));
        loss = removal.without(targets).value();
    }
    [[nodiscard]] Texts texts(const std::vector<Change>& changes) const {
        Texts all;
        for (const Change& each : changes)
            all.push_back(read.words(each.statement) + ": " + standing_text(each.before) + " -> " +
                          standing_text(each.after));
        return all;
    }
    [[nodiscard]] Texts falls() const { return texts(loss.falls); }
    [[nodiscard]] Texts rises() const { return texts(loss.rises); }
    [[nodiscard]] Texts leaned() const {
        Texts all;
        for (const Change& each : loss.leaned) all.push_back(read.words(each.statement));
        return all;
    }

    Assessed read;
    Removal removal;
    Loss loss;
};

TEST(Removal, WhatHasAnotherWordLosesALegAndStands) {
    const Lost lost(people +
                        "event visit\n  by: anna\n  source: diary\n  source: letter\n"
                        "event visit\n  with: boris\n  source: diary\n",
                    {"diary"});
    EXPECT_THAT(lost.falls(), ElementsAre("visit with boris: not contradicted -> no word left"));
    EXPECT_THAT(lost.leaned(), UnorderedElementsAre("visit by anna", "visit"));
    EXPECT_THAT(lost.rises(), IsEmpty());
    EXPECT_FALSE(lost.loss.reread);
}

TEST(Removal, WhatItAloneContradictedRisesAndTheClashIsGone) {
    const Lost lost(people +
                        "event visit\n  by: anna\n  source: letter\n"
                        "event visit\n  by, not: anna\n  source: diary\n",
                    {"diary"});
    EXPECT_THAT(lost.rises(),
                ElementsAre("visit by anna: only on some versions -> not contradicted"));
    EXPECT_THAT(lost.falls(),
                ElementsAre("not visit by anna: only on some versions -> no word left"));
    EXPECT_EQ(lost.loss.clashes.size(), 1U);
}

TEST(Removal, AnInferenceFallsWithItsPremise) {
    const Lost lost(people +
                        "event visit\n  by: anna\n  source: diary\nevent feast\n  source: letter\n"
                        "argument x\n  by: boris\n  from: visit by anna\n  hence: feast by carla\n"
                        "  source: book\n",
                    {"diary"});
    EXPECT_THAT(lost.falls(), Contains("feast by carla: not contradicted -> no word left"));
    ASSERT_EQ(lost.loss.inferences.size(), 1U);
    EXPECT_EQ(standing_text(lost.loss.inferences[0].after), "no word left");
}

TEST(Removal, ABoundOfTimeWidens) {
    const Lost lost(people +
                        "event visit\n  on: July 1936\n  source: letter\n"
                        "event visit\n  begun after: 5 July 1936\n  source: diary\n",
                    {"diary"});
    ASSERT_EQ(lost.loss.bounds.size(), 2U);
    EXPECT_FALSE(lost.loss.bounds[0].end);
    EXPECT_EQ(lost.loss.bounds[0].side, chronology::Side::earliest);
    EXPECT_TRUE(lost.loss.bounds[0].widens());
    EXPECT_TRUE(lost.loss.bounds[0].after.has_value());
}

TEST(Removal, WhatAPersonSaidGoesAndThatHeSaidItStays) {
    const Lost lost(people +
                        "event feast\nsaying charge\n  by: anna\n  says: feast by carla\n"
                        "  source: letter\nevent visit\n  by: boris\n  source: charge through "
                        "book\n",
                    {"anna"});
    EXPECT_THAT(lost.falls(),
                UnorderedElementsAre("visit by boris: not contradicted -> no word left",
                                     "visit: not contradicted -> no word left"));
}

TEST(Removal, ALineOfAnAccountCanFallAloneWhileItsAccountStands) {
    const std::string cards = people +
                              "event visit\naccount one\n  of: visit\n  source: book\n"
                              "account two\n  of: visit\n  source: book\n"
                              "event visit\n  account: one\n  by: anna\n  source: diary\n"
                              "event visit\n  account: one\n  with: boris\n  source: letter\n"
                              "event visit\n  account: two\n  with: carla\n";
    const Lost lost(cards, {"diary"});
    EXPECT_THAT(lost.falls(), ElementsAre("visit by anna: only on some versions -> no word left"));
    EXPECT_TRUE(lost.loss.reread);
}

TEST(Removal, HedgedDerivationsGiveASecondAnswerWhereTheyMatter) {
    Assessed read(people +
                  "source diary\n  derives from, evidently: letter\n"
                  "event visit\n  by: anna\n  source: diary\n"
                  "event feast\n  by: anna\n  source: book\n");
    Removal removal(*read);
    const std::vector<Target> letter{Target::of(read.id("letter"))};
    EXPECT_THAT(removal.without(letter)->falls, IsEmpty());
    const auto hedged = removal.with_hedged(letter);
    ASSERT_TRUE(hedged.has_value());
    EXPECT_EQ((*hedged)->falls.size(), 2U);
    const std::vector<Target> book{Target::of(read.id("book"))};
    EXPECT_FALSE(removal.with_hedged(book).has_value());
}

TEST(Removal, TheRanksAreThoseOfLeavingOutOneByOne) {
    Assessed read(people +
                  "event visit\n  by: anna\n  source: diary\n"
                  "event feast\n  by: anna\n  source: boris through book at page 3\n"
                  "event feast\n  with: carla\n  source: book at page 4\n"
                  "source letter\n  author: carla\n");
    Removal removal(*read);
    std::map<std::string, std::uint32_t> falls;
    Texts order;
    const std::vector<Rank> ranks = removal.ranks().value();
    for (const Rank& rank : ranks) {
        order.emplace_back(read->the_case().tables().names.text(rank.name));
        falls[order.back()] = rank.falls;
        const Target target = Target::of(rank.name);
        EXPECT_EQ(removal.without({&target, 1})->falls.size(), rank.falls);
    }
    EXPECT_EQ(order.front(), "book");
    EXPECT_THAT(falls, Contains(Pair("book", 3U)));
    EXPECT_THAT(falls, Contains(Pair("boris", 1U)));
    EXPECT_THAT(falls, Contains(Pair("book at page 4", 1U)));
    EXPECT_THAT(falls, Contains(Pair("diary", 2U)));
}

// ---------------------------------------------------------------------------------------------
// The mask against assessing the case again, and against a text without the words.

std::string described(Assessed& read, const Loss& loss) {
    std::string text;
    const auto add = [&](const char* title, const std::vector<Change>& changes) {
        std::set<std::string> lines;
        for (const Change& each : changes) {
            lines.insert(read.words(each.statement) + ": " + standing_text(each.before) + " -> " +
                         standing_text(each.after));
        }
        text += title;
        for (const std::string& line : lines) text += "\n  " + line;
        text += '\n';
    };
    add("falls", loss.falls);
    add("rises", loss.rises);
    add("loses a leg", loss.leaned);
    for (const InferenceChange& each : loss.inferences)
        text += "inference " + std::to_string(each.argument) + standing_text(each.after) + '\n';
    std::set<std::string> bounds;
    for (const BoundChange& each : loss.bounds) {
        const auto minute = [](const std::optional<Minutes>& at) {
            return at ? std::to_string(*at) : "none";
        };
        bounds.insert(std::string(read->the_case().tables().names.text(each.name)) +
                      (each.end ? " end" : " begin") +
                      (each.side == chronology::Side::earliest ? " earliest " : " latest ") +
                      minute(each.before) + " -> " + minute(each.after));
    }
    for (const std::string& each : bounds) text += each + '\n';
    std::set<std::string> clashes;
    for (const auto& members : loss.clashes) {
        std::set<std::string> words;
        for (const dispute::UnitId unit : members) words.insert(read.words(unit));
        std::string clash;
        for (const std::string& each : words) clash += each + " | ";
        clashes.insert(clash);
    }
    for (const std::string& each : clashes) text += "clash " + each + '\n';
    return text;
}

const Texts targets{"book-0", "book-1", "book-2", "book-0 at page 0", "book-1 at page 1", "man-0",
                    "deed-1", "tale-0", "x"};

std::optional<casefile::NameId> find(Assessed& read, const std::string& text) {
    const auto& names = read->the_case().tables().names;
    for (const auto space : {casefile::NameSpace::id, casefile::NameSpace::locus}) {
        const auto found = names.find(space, text);
        if (found && (space == casefile::NameSpace::locus || read->the_case().is_declared(*found)))
            return found;
    }
    return std::nullopt;
}

struct Counts {
    int masked = 0;
    int falls = 0;
    int rises = 0;
};

std::string mask_differs(const RandomCase& made, Counts& counts) {
    if (!testing::is_sound(made.text())) return "";
    Assessed read(made.text());
    Removal removal(*read);
    for (const std::string& each : targets) {
        const auto name = find(read, each);
        if (!name) continue;
        const Target target = Target::of(*name);
        const auto masked = removal.without({&target, 1});
        const auto again = removal.without_by_rereading({&target, 1});
        if (!masked || !again) return "no answer";
        counts.masked += masked->reread ? 0 : 1;
        counts.falls += static_cast<int>(masked->falls.size());
        counts.rises += static_cast<int>(masked->rises.size());
        const std::string a = described(read, *masked);
        const std::string b = described(read, *again);
        if (a != b) return "without " + each + "\n" + a + "but read again\n" + b;
    }
    return "";
}

TEST(Removal, TheMaskGivesWhatReadingAgainGives) {
    std::mt19937 random(6);
    Counts counts;
    for (int i = 0; i < text::random_cases(400); ++i) {
        const RandomCase made = testing::random_case(random);
        if (mask_differs(made, counts).empty()) continue;
        const RandomCase small = testing::shrunk(
            made, [&](const RandomCase& fewer) { return !mask_differs(fewer, counts).empty(); });
        FAIL() << small.text() << mask_differs(small, counts);
    }
    EXPECT_GT(counts.masked, text::random_cases(1000));
    EXPECT_GT(counts.falls, text::random_cases(1000));
    EXPECT_GT(counts.rises, text::random_cases(50));
}

/// How everything stands, but for what is said of accounts themselves, which stay named.
std::map<std::string, std::string> standings(Assessed& read) {
    std::map<std::string, std::string> all;
    for (const StatementId statement : read->statements()) {
        const std::string standing = standing_text(read->verdict(statement));
        if (standing == "no word left") continue;
        const auto field = read->evidence().propositions()[statement.proposition()].field;
        const bool goes_through = field == inference::Translation::conclusion().field;
        all[goes_through ? "the inference x goes through" : read.words(statement)] = standing;
    }
    return all;
}

std::string text_differs(const RandomCase& made, int& texts) {
    if (!testing::is_sound(made.text())) return "";
    Assessed read(made.text());
    Removal removal(*read);
    for (const std::string& each : targets) {
        if (each[0] != 'b') continue;
        const auto name = find(read, each);
        if (!name || !testing::is_sound(made.text(each))) continue;
        Assessed struck(made.text(each));
        auto expected = standings(struck);
        auto found = standings(read);
        const Target target = Target::of(*name);
        ++texts;
        const auto loss = removal.without({&target, 1});
        if (!loss) return "no answer";
        for (const auto* list : {&loss->falls, &loss->rises}) {
            for (const Change& change : *list) {
                const std::string standing = standing_text(change.after);
                if (standing == "no word left") found.erase(read.words(change.statement));
                else found[read.words(change.statement)] = standing;
            }
        }
        for (const InferenceChange& change : loss->inferences) {
            const std::string text = "the inference x goes through";
            const std::string standing = standing_text(change.after);
            if (standing == "no word left") found.erase(text);
            else found[text] = standing;
        }
        // What holds both ways is said by one line and follows for the other, which is listed only
        // where a line says it too.
        for (std::uint32_t i = 0; i < struck->inference().deduction().facts().size(); ++i) {
            const StatementId statement = struck->inference().statement({i});
            if (statement.none() || !struck->problem().statement(statement)) continue;
            const std::string words = struck.words(statement);
            if (found.contains(words) && !expected.contains(words))
                expected[words] = standing_text(struck->verdict(statement));
        }
        const auto is_of_account = [](const auto& row) { return row.first.starts_with("tale-"); };
        std::erase_if(expected, is_of_account);
        std::erase_if(found, is_of_account);
        if (expected == found) continue;
        std::string text = "without " + each + '\n';
        for (const auto& [words, standing] : found) text += "  " + words + ": " + standing + '\n';
        text += "but the text without it\n" + made.text(each);
        for (const auto& [words, standing] : expected)
            text += "  " + words + ": " + standing + '\n';
        return text;
    }
    return "";
}

TEST(Removal, TheAnswerIsThatOfATextWithoutTheWords) {
    std::mt19937 random(7);
    int texts = 0;
    for (int i = 0; i < text::random_cases(500); ++i) {
        const RandomCase made = testing::random_case(random);
        if (text_differs(made, texts).empty()) continue;
        const RandomCase small = testing::shrunk(
            made, [&](const RandomCase& fewer) { return !text_differs(fewer, texts).empty(); });
        FAIL() << small.text() << text_differs(small, texts);
    }
    EXPECT_GT(texts, text::random_cases(500));
}

}  // namespace
}  // namespace valla::consequence
