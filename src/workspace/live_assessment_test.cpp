#include "workspace/live_assessment.hpp"

#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/random_cases.hpp"
#include "workspace/live_case.hpp"

namespace valla::workspace {
namespace {

using casefile::Case;
using casefile::RowId;
using dispute::Standing;
using testing::Answers;
using testing::CardEdit;
using testing::EditedCase;

tl::expected<std::string, text::Message> no_such_file(const std::string& path) {
    return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
}

std::vector<text::Source> files_with(const std::string& cards) {
    std::vector<text::Source> all;
    all.emplace_back("case.valla", testing::first_cards());
    all.emplace_back("cards.valla", cards);
    return all;
}

Edit typed(std::size_t begin, std::size_t end, std::string text) {
    return {"cards.valla",
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
            std::move(text)};
}

/// A workspace, its assessment, and the cards that it was made of.
class Edited {
  public:
    explicit Edited(std::string cards, const std::string& reading = "")
        : cards_(std::move(cards)),
          workspace_(files_with(cards_), no_such_file),
          live_(workspace_, reading) {}

    Refreshed edit(std::size_t begin, std::size_t end, const std::string& text) {
        const MessageDelta delta = workspace_.edit(typed(begin, end, text));
        cards_.replace(begin, end - begin, text);
        return live_.update(delta);
    }
    Refreshed replace(const std::string& old, const std::string& text) {
        const std::size_t at = cards_.find(old);
        EXPECT_NE(at, std::string::npos);
        return edit(at, at + old.size(), text);
    }

    /// The lines in which the answers are not those of an assessment of the same text.
    [[nodiscard]] std::string difference() {
        Answers now;
        now.add(live_);
        Answers expected;
        const Case fresh = Case::read(files_with(cards_), no_such_file);
        auto made = dispute::Assessment::of(fresh, {});
        if (made) expected.add(**made);
        else expected.lines.insert("failure " + std::string(made.error().kind().name));
        std::string text;
        for (const std::string& line : expected.lines) {
            if (now.lines.count(line) != expected.lines.count(line))
                text += "should be (" + std::to_string(expected.lines.count(line)) + ", is " +
                        std::to_string(now.lines.count(line)) + "): " + line + '\n';
        }
        for (const std::string& line : now.lines) {
            if (!expected.lines.contains(line)) text += "should not be: " + line + '\n';
        }
        for (const std::string& line : expected.lines) {
            ++(line.starts_with("clash")       ? clashes
               : line.starts_with("component") ? components
                                               : statements);
        }
        return text + row_difference();
    }

    [[nodiscard]] std::optional<dispute::Verdict> verdict(const std::string& subject,
                                                          const std::string& field,
                                                          const std::string& value) const {
        const auto& tables = workspace_.the_case().tables();
        for (std::uint32_t at = 0; at < tables.row_count(); ++at) {
            const Case& the_case = workspace_.the_case();
            const bool is = the_case.card(tables.card[at]).live &&
                            tables.names.text(tables.subject[at]) == subject &&
                            the_case.vocabulary().field(tables.field[at]).name == field &&
                            tables.tag[at] == casefile::ValueTag::name &&
                            tables.names.text({tables.value[at]}) == value;
            if (is) return live_.verdict({at});
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<Standing> standing(const std::string& subject,
                                                   const std::string& field,
                                                   const std::string& value) const {
        const auto found = verdict(subject, field, value);
        if (!found) return std::nullopt;
        return found->standing;
    }

    /// Without those of the vocabularies.
    [[nodiscard]] std::size_t live_card_count() const {
        std::size_t count = 0;
        for (const casefile::CardRow& card : workspace_.the_case().cards())
            count += card.live && !workspace_.the_case().file(card.file).shipped ? 1 : 0;
        return count;
    }

    std::string cards_;
    Workspace workspace_;
    LiveAssessment live_;
    int statements = 0;
    int clashes = 0;
    int components = 0;

  private:
    /// Each line that states something is answered for, as the part that has its statement does.
    [[nodiscard]] std::string row_difference() {
        std::string text;
        for (LiveAssessment::Part* part : live_.parts()) {
            const evidence::Evidence& evidence = part->assessment().evidence();
            for (const evidence::Claim& claim : evidence.claims()) {
                if (claim.statement.none() || !part->has(claim.statement)) continue;
                const bool occurs = claim.kind == evidence::ClaimKind::occurrence;
                const auto verdict =
                    occurs ? live_.occurrence(
                                 evidence.propositions()[claim.statement.proposition()].subject)
                           : live_.verdict(claim.row);
                const std::string expected =
                    Answers::shown(part->assessment().verdict(claim.statement));
                if (!verdict || Answers::shown(*verdict) != expected)
                    text += "a line is answered otherwise than its statement\n";
            }
        }
        return text;
    }
};

/// Where the first difference is, and what was seen on the way.
struct Outcome {
    std::string difference;
    int divided = 0;  ///< edits that did not take the whole case
    int partial = 0;  ///< those of them that took less than three quarters of the cards
    int statements = 0;
    int clashes = 0;
};

/// Where a card begins a line begins that is not indented.
std::vector<std::string> cards_in(const std::string& text) {
    std::vector<std::string> cards;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool first = at == 0 || (text[at - 1] == '\n' && text[at] != ' ' && text[at] != '\n');
        if (first) cards.emplace_back();
        cards.back() += text[at];
    }
    return cards;
}

std::string joined(const std::vector<std::string>& cards) {
    std::string text;
    for (const std::string& card : cards) text += card;
    return text;
}

/// The text before and after an edit whose answers are not those of a fresh assessment.
struct Failing {
    std::vector<std::string> before;
    std::vector<std::string> after;

    /// What is wrong when the edit is the first one.
    [[nodiscard]] std::string difference() const {
        const std::string from = joined(before);
        const std::string to = joined(after);
        std::size_t begin = 0;
        while (begin < std::min(from.size(), to.size()) && from[begin] == to[begin]) ++begin;
        std::size_t end = 0;
        while (end < std::min(from.size(), to.size()) - begin &&
               from[from.size() - 1 - end] == to[to.size() - 1 - end])
            ++end;
        Edited edited(from);
        edited.edit(begin, from.size() - end, to.substr(begin, to.size() - end - begin));
        return edited.difference();
    }

    /// With as few cards and lines as still fail.
    void shrink() {
        for (bool smaller = true; smaller;) {
            smaller = false;
            for (std::size_t i = before.size(); i-- > 0;) {
                Failing fewer = *this;
                fewer.before.erase(fewer.before.begin() + static_cast<std::ptrdiff_t>(i));
                const auto same = std::find(fewer.after.begin(), fewer.after.end(), before[i]);
                if (same != fewer.after.end()) fewer.after.erase(same);
                if (fewer.difference().empty()) continue;
                *this = fewer;
                smaller = true;
            }
        }
    }
    [[nodiscard]] std::string shown() const {
        return "before\n" + joined(before) + "after\n" + joined(after) + difference();
    }
};

Outcome outcome_of(const EditedCase& made) {
    Edited edited(joined(made.cards));
    Outcome outcome;
    for (const CardEdit& each : made.edits) {
        const std::string before = edited.cards_;
        std::size_t begin = 0;
        std::size_t end = 0;
        std::string fresh = each.text;
        if (each.kind == CardEdit::Kind::type) {
            begin = each.at % (before.size() + 1);
            end = std::min(before.size(), begin + each.length);
        } else {
            const std::vector<std::string> cards = cards_in(before);
            const std::size_t which = each.at % (cards.size() + 1);
            for (std::size_t i = 0; i < which; ++i) begin += cards[i].size();
            end = begin;
            if (each.kind != CardEdit::Kind::insert && which < cards.size())
                end += cards[which].size();
            if (each.kind == CardEdit::Kind::erase) fresh.clear();
        }
        const Refreshed refreshed = edited.edit(begin, end, fresh);
        outcome.divided += refreshed.as_a_whole ? 0 : 1;
        const std::size_t all = edited.live_card_count();
        outcome.partial += refreshed.as_a_whole || refreshed.cards * 4 > all * 3 ? 0 : 1;
        outcome.difference = edited.difference();
        outcome.statements = edited.statements;
        outcome.clashes = edited.clashes;
        if (outcome.difference.empty()) continue;
        Failing failing{cards_in(before), cards_in(edited.cards_)};
        if (failing.difference().empty()) {
            outcome.difference += "only after other edits; the text was\n" + before;
        } else {
            failing.shrink();
            outcome.difference = failing.shown();
        }
        return outcome;
    }
    return outcome;
}

/// What the random cases are like.
struct Trial {
    unsigned seed = 0;
    int cases = 0;
    int events = 0;
    int cards = 0;
    int edits = 0;
    bool with_all = false;
};

/// Counts what was tried.
void try_edits(const Trial& trial, Outcome& all) {
    std::mt19937 random(trial.seed);
    testing::RandomCards cards_of(random, trial.with_all, trial.events);
    for (int i = 0; i < trial.cases; ++i) {
        const EditedCase made = cards_of.edited_case(trial.cards, trial.edits);
        const Outcome outcome = outcome_of(made);
        all.divided += outcome.divided;
        all.partial += outcome.partial;
        all.statements += outcome.statements;
        all.clashes += outcome.clashes;
        ASSERT_EQ(outcome.difference, "");
    }
}

const std::string two_quarrels =
    "source book\nevent e2\n  chief: p0\n  source: book\nevent e3\n  chief: p1\n  source: book\n"
    "event e3\n  chief: p2\n  source: book\n";

TEST(LiveAssessments, AnEditIsAnsweredWhereItBears) {
    Edited edited(two_quarrels);
    EXPECT_EQ(edited.standing("e2", "chief", "p0"), Standing::not_contradicted);
    EXPECT_EQ(edited.standing("e3", "chief", "p1"), Standing::only_on_some_versions);
    const std::string second = "event e2\n  chief: p1\n  source: book\n";
    const Refreshed added = edited.edit(edited.cards_.size(), edited.cards_.size(), second);
    EXPECT_FALSE(added.as_a_whole);
    EXPECT_LE(added.cards, 6U);
    EXPECT_EQ(edited.standing("e2", "chief", "p0"), Standing::only_on_some_versions);
    EXPECT_EQ(edited.standing("e3", "chief", "p1"), Standing::only_on_some_versions);
    EXPECT_EQ(edited.difference(), "");
    edited.replace(second, "");
    EXPECT_EQ(edited.standing("e2", "chief", "p0"), Standing::not_contradicted);
    EXPECT_EQ(edited.difference(), "");
}

TEST(LiveAssessments, AReplacedPartIsNotKept) {
    Edited edited(two_quarrels);
    for (int i = 0; i < 10; ++i) {
        edited.replace("event e2\n  chief: p0", "event e2\n  chief: p1");
        edited.replace("event e2\n  chief: p1", "event e2\n  chief: p0");
    }
    EXPECT_LE(edited.live_.parts().size(), 2U);
}

TEST(LiveAssessments, ATimeIsAnsweredAnewAsFarAsTimesTieIt) {
    Edited edited(
        "source book\nevent e2\n  on: 3 July 1936\n  source: book\nevent e3\n  after: e2\n"
        "  source: book\nevent e4\n  after: e3\n  on: 9 July 1936\n  source: book\n"
        "event e5\n  on: 1 July 1936\n  source: book\n");
    EXPECT_EQ(edited.standing("e3", "after", "e2"), Standing::not_contradicted);
    const Refreshed refreshed = edited.replace("9 July", "2 July");
    EXPECT_FALSE(refreshed.as_a_whole);
    EXPECT_LE(refreshed.cards, 5U);
    EXPECT_EQ(edited.standing("e3", "after", "e2"), Standing::only_on_some_versions);
    EXPECT_EQ(edited.difference(), "");
}

TEST(LiveAssessments, ADateOfASourceBearsOnAllThatItTells) {
    Edited edited(
        "source book\n  dated: 1940\nevent e2\n  on: 3 July 1936\n  source: book\nevent e3\n"
        "  by: p0\n  source: book\n");
    const Refreshed refreshed = edited.replace("1940", "1930");
    EXPECT_FALSE(refreshed.as_a_whole);
    EXPECT_EQ(edited.difference(), "");
}

TEST(LiveAssessments, ARuleAnIdentityAndAWordOfTheLanguageAreForTheWholeCase) {
    for (const std::string card :
         {"rule r\n  if: ?x by ?p\n  then: ?x with ?p\n", "same i\n  between: p0 and p1\n",
          "property deputy\n  of: event\n  value: person\n"}) {
        Edited edited(two_quarrels);
        EXPECT_TRUE(edited.edit(0, 0, card).as_a_whole) << card;
        EXPECT_EQ(edited.difference(), "") << card;
        edited.replace("chief: p2", "chief: p1");
        EXPECT_EQ(edited.difference(), "") << card;
        EXPECT_TRUE(edited.replace(card, "").as_a_whole) << card;
        EXPECT_EQ(edited.difference(), "") << card;
    }
}

TEST(LiveAssessments, AReadingThatCannotBeFollowedIsAFailureUntilItCan) {
    Edited edited(
        two_quarrels +
            "reading view\n  prefer: book over me\n  prefer: me over book\n  because: so\n",
        "view");
    ASSERT_TRUE(edited.live_.failure());
    EXPECT_EQ(edited.live_.failure()->kind().name, "preferences-in-a-circle");
    EXPECT_FALSE(edited.verdict("e2", "chief", "p0"));
    edited.replace("  prefer: me over book\n", "  reject: book\n");
    EXPECT_FALSE(edited.live_.failure());
    EXPECT_EQ(edited.standing("e2", "chief", "p0"), Standing::no_word_left);
    // After the case was read again the reading is still found.
    edited.edit(0, 0, "property deputy\n  of: event\n  value: person\n");
    EXPECT_EQ(edited.standing("e2", "chief", "p0"), Standing::no_word_left);
}

TEST(LiveAssessments, WhatStatesNothingHasNoVerdict) {
    Edited edited(two_quarrels);
    EXPECT_FALSE(edited.live_.verdict({1'000'000}));
    const auto& tables = edited.workspace_.the_case().tables();
    const auto e2 = tables.names.find(casefile::NameSpace::id, "e2");
    const auto p0 = tables.names.find(casefile::NameSpace::id, "p0");
    EXPECT_EQ(edited.live_.occurrence(*e2)->standing, Standing::not_contradicted);
    EXPECT_FALSE(edited.live_.occurrence(*p0));
    edited.replace("event e2\n  chief: p0\n  source: book\n", "");
    EXPECT_FALSE(edited.live_.occurrence(*e2));
}

TEST(LiveAssessments, OfFewThingsAreThoseOfAFreshAssessment) {
    Outcome all;
    try_edits({1, text::random_cases(40), 5, 12, 25, false}, all);
    EXPECT_GT(all.divided, text::random_cases(900));
    EXPECT_GT(all.clashes, text::random_cases(4000));
    EXPECT_GT(all.statements, text::random_cases(15'000));
}

TEST(LiveAssessments, OfManyThingsAreThoseOfAFreshAssessment) {
    Outcome all;
    try_edits({3, text::random_cases(40), 60, 40, 25, false}, all);
    EXPECT_GT(all.partial, text::random_cases(800));
    EXPECT_GT(all.clashes, text::random_cases(1000));
}

TEST(LiveAssessments, OfAllKindsOfCardsAreThoseOfAFreshAssessment) {
    Outcome all;
    try_edits({2, text::random_cases(40), 5, 10, 20, true}, all);
    EXPECT_GT(all.divided, text::random_cases(200));
}

}  // namespace
}  // namespace valla::workspace
