#include "vocabulary/vocabulary.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "vocabulary/shipped.hpp"

namespace valla::vocabulary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Built {
    Vocabulary vocabulary;
    std::vector<std::string> problems;  ///< "taken-word by"
};

Built build(const std::string& text) {
    const syntax::Tree tree = syntax::parse(text);
    std::vector<TermCard> cards;
    for (const syntax::CardNode& node : tree.cards) {
        const std::string_view card =
            std::string_view(text).substr(node.begin, node.end - node.begin);
        if (auto term = read_term(card, tree, node)) cards.push_back(std::move(*term));
    }
    std::vector<Vocabulary::Problem> problems;
    Built built{Vocabulary::build(cards, problems), {}};
    for (const Vocabulary::Problem& problem : problems) {
        built.problems.push_back(std::string(problem.message.kind().name) + " " +
                                 cards[problem.card].name);
    }
    return built;
}

const KindRow& kind_of(const Built& built, std::string_view name) {
    const auto kind = built.vocabulary.find_kind(name);
    EXPECT_TRUE(kind) << name;
    return built.vocabulary.kind(kind.value_or(KindId{}));
}

TEST(Vocabulary, KindsOfKindsLeadToAKindOfTheLanguage) {
    // The order of the cards decides nothing.
    const std::string cards[] = {"kind speech\n  of: plea\n", "kind plea\n  of: public saying\n",
                                 "kind public saying\n  of: saying\n  instantaneous: yes\n"};
    for (const auto& order : {std::vector{0, 1, 2}, std::vector{2, 1, 0}, std::vector{1, 0, 2}}) {
        std::string text;
        for (const int card : order) text += cards[card];
        const Built built = build(text);
        EXPECT_THAT(built.problems, IsEmpty());
        EXPECT_EQ(kind_of(built, "speech").base, BaseKind::saying);
        EXPECT_TRUE(kind_of(built, "speech").instantaneous) << "inherited";
        EXPECT_TRUE(kind_of(built, "speech").known_base);
        EXPECT_EQ(kind_of(built, "public-saying").base, BaseKind::saying);
        EXPECT_FALSE(kind_of(built, "saying").instantaneous);
    }
}

TEST(Vocabulary, ACircleIsOneMistake) {
    EXPECT_THAT(build("kind a\n  of: a\n").problems, ElementsAre("circular-kind a"));
    const Built built =
        build("kind c\n  of: b1\nkind a1\n  of: b1\nkind b1\n  of: a1\nkind d\n  of: event\n");
    EXPECT_THAT(built.problems, ElementsAre("circular-kind c"));
    EXPECT_FALSE(kind_of(built, "c").known_base);
    EXPECT_FALSE(kind_of(built, "a1").known_base);
    EXPECT_EQ(kind_of(built, "d").base, BaseKind::event);
    EXPECT_THAT(
        build("kind aa\n  of: bb\nkind bb\n  of: aa\nkind xx\n  of: yy\nkind yy\n  of: xx\n")
            .problems,
        ElementsAre("circular-kind aa", "circular-kind xx"));
}

TEST(Vocabulary, AMisspeltParentIsTakenAsMeant) {
    EXPECT_EQ(kind_of(build("kind arrest\n  of: evnet\n"), "arrest").base, BaseKind::event);
    EXPECT_FALSE(kind_of(build("kind arrest\n  of: xylophone\n"), "arrest").known_base);
    EXPECT_FALSE(kind_of(build("kind arrest\n  name: Arrest\n"), "arrest").known_base);
    EXPECT_THAT(build("kind arrest\n  of: arrets\n").problems, IsEmpty()) << "not a kind of itself";
}

TEST(Vocabulary, PropertiesAreFields) {
    const Built built = build(
        "property foreman of\n  of: person and body\n  value: person or place\n"
        "  single: yes\n  symmetric: yes\n  transitive: yes\n"
        "property mood\n  of: person\n  value: word\n  one of: calm and very angry\n"
        "property felt\n  value: date\n");
    const auto field = [&](BaseKind kind, std::string_view name) -> const FieldRow& {
        const auto id = built.vocabulary.find_field(kind, name);
        EXPECT_TRUE(id) << name;
        return built.vocabulary.field(id.value_or(FieldId{}));
    };
    const FieldRow& foreman = field(BaseKind::body, "foreman-of");
    EXPECT_EQ(foreman.type, ValueType::names);
    EXPECT_EQ(foreman.names, (KindSet{BaseKind::person, BaseKind::place}));
    EXPECT_EQ(foreman.kinds, (KindSet{BaseKind::person, BaseKind::body}));
    using namespace field_flags;
    EXPECT_EQ(foreman.flags, asserts | closes | single | symmetric | transitive);
    EXPECT_EQ(field(BaseKind::person, "mood").type, ValueType::choice);
    EXPECT_EQ(field(BaseKind::person, "mood").choices, "calm|very angry");
    EXPECT_EQ(field(BaseKind::event, "felt").type, ValueType::date);
    EXPECT_FALSE(built.vocabulary.find_field(BaseKind::event, "mood"));
    EXPECT_TRUE(built.vocabulary.knows_field("mood"));
    EXPECT_FALSE(built.vocabulary.knows_field("moody"));
}

TEST(Vocabulary, WordsThatAreTakenStay) {
    EXPECT_THAT(build("kind event\n  of: state\n").problems, ElementsAre("taken-word event"));
    EXPECT_THAT(build("property by\n  of: event\n  value: text\n").problems,
                ElementsAre("taken-word by"));
    EXPECT_THAT(build("hedge perhaps\n  means: certainly\n").problems,
                ElementsAre("taken-word perhaps"));
    const std::string property = "property mood\n  of: person\n  value: text\n";
    EXPECT_THAT(build(property + property).problems, IsEmpty()) << "the same said twice";
    EXPECT_THAT(build(property + "property mood\n  of: person\n  value: date\n").problems,
                ElementsAre("taken-word mood"));
}

TEST(Vocabulary, HedgesMeanOneOfTheLanguage) {
    const Built built = build(
        "hedge by all accounts\n  means: evidently\nhedge so they say\n  means: said to\n"
        "hedge in gossip\n  means: perhaps\n  alleged: yes\n");
    const auto hedge = [&](std::string_view name) -> const HedgeRow& {
        const auto id = built.vocabulary.find_hedge(name);
        EXPECT_TRUE(id) << name;
        return built.vocabulary.hedge(id.value_or(HedgeId{}));
    };
    EXPECT_EQ(built.vocabulary.hedge(hedge("by-all-accounts").means).name, "evidently");
    EXPECT_FALSE(hedge("by all accounts").alleged);
    EXPECT_TRUE(hedge("so they say").alleged) << "as what it means";
    EXPECT_TRUE(hedge("in gossip").alleged);
    EXPECT_TRUE(hedge("allegedly").alleged);
    EXPECT_FALSE(hedge("perhaps").alleged);
}

TEST(Vocabulary, WhatComesWithVallaAgreesWithItself) {
    std::string all;
    for (const ShippedVocabulary& shipped : shipped_vocabularies())
        all += std::string(shipped.bytes) + "\n";
    EXPECT_THAT(build(all).problems, IsEmpty());
    EXPECT_EQ(kind_of(build(all), "plea").base, BaseKind::saying);
}

TEST(Vocabulary, TheRowsOfTheLanguageFitTogether) {
    const auto fields = builtin_fields();
    for (std::size_t a = 0; a < fields.size(); ++a) {
        EXPECT_FALSE(fields[a].kinds.empty()) << fields[a].name;
        EXPECT_FALSE(fields[a].means.empty()) << fields[a].name;
        EXPECT_EQ(fields[a].type == ValueType::choice, !fields[a].choices.empty())
            << fields[a].name;
        for (std::size_t b = a + 1; b < fields.size(); ++b) {
            const bool clash =
                fields[a].name == fields[b].name && !(fields[a].kinds & fields[b].kinds).empty();
            EXPECT_FALSE(clash) << fields[a].name << " stands twice on "
                                << describe(fields[a].kinds);
        }
    }
    EXPECT_EQ(base_kinds().size(), base_kind_count);
    EXPECT_EQ(describe(BaseKind::event), "an event");
    EXPECT_EQ(describe(KindSet{BaseKind::person, BaseKind::body, BaseKind::source}),
              "a person, body or source");
}

}  // namespace
}  // namespace valla::vocabulary
