#include "render/words.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "casefile/testing.hpp"
#include "render/terms.hpp"
#include "render/vocabulary_terms.hpp"

namespace valla::render {
namespace {

using calendar::Language;

std::vector<std::string_view> forms_of(std::string_view phrase) {
    std::vector<std::string_view> forms;
    while (true) {
        const std::size_t bar = phrase.find('|');
        forms.push_back(phrase.substr(0, bar));
        if (bar == std::string_view::npos) return forms;
        phrase.remove_prefix(bar + 1);
    }
}

/// The places for values in a text, each once.
std::set<std::string_view> places_of(std::string_view text) {
    std::set<std::string_view> places;
    for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos; ++at)
        places.insert(text.substr(at, text.find('}', at) - at + 1));
    return places;
}

TEST(Words, EveryPhraseIsSaidInEveryLanguageWithTheSamePlaces) {
    std::set<std::string_view> seen;
    for (const PhraseRow& row : phrase_rows) {
        EXPECT_TRUE(seen.insert(row.in[0]).second) << "twice: " << row.in[0];
        const auto places = places_of(row.in[0]);
        const bool counted = forms_of(row.in[0]).size() > 1;
        for (std::size_t i = 0; i < row.in.size(); ++i) {
            EXPECT_FALSE(row.in[i].empty()) << row.in[0];
            const auto forms = forms_of(row.in[i]);
            const bool russian = static_cast<Language>(i) == Language::russian;
            EXPECT_EQ(forms.size(), !counted ? 1U : russian ? 3U : 2U) << row.in[i];
            for (const std::string_view form : forms) {
                EXPECT_EQ(places_of(form), places) << form;
                EXPECT_FALSE(form.empty()) << row.in[0];
            }
        }
    }
}

void expect_term(Term use, std::string_view english) {
    const auto has = [&](const auto& rows) {
        return std::any_of(std::begin(rows), std::end(rows), [&](const TermRow& row) {
            return row.use == use && row.in[0] == english;
        });
    };
    EXPECT_TRUE(has(term_rows) || has(vocabulary_term_rows)) << english;
}

TEST(Words, EveryWordOfTheLanguageOfCardsIsSaidInEveryLanguage) {
    for (const TermRow& row : term_rows) {
        for (const std::string_view text : row.in) EXPECT_FALSE(text.empty()) << row.in[0];
    }
    for (const TermRow& row : vocabulary_term_rows) {
        for (const std::string_view text : row.in) EXPECT_FALSE(text.empty()) << row.in[0];
    }
    for (int key = 0; key <= static_cast<int>(casefile::QualifierKey::hedge_by); ++key)
        expect_term(Term::qualifier, name_of(static_cast<casefile::QualifierKey>(key)));
    const casefile::Case with_all = casefile::testing::read_case(
        "case all\n  vocabulary: genealogy and coercion and testimony and violations\n");
    const vocabulary::Vocabulary& vocabulary = with_all.vocabulary();
    EXPECT_GT(vocabulary.kinds().size(), 140U);
    for (const auto& kind : vocabulary.kinds()) expect_term(Term::kind, kind.name);
    for (const auto& hedge : vocabulary.hedges()) {
        if (!hedge.name.empty()) expect_term(Term::hedge, hedge.name);
    }
    for (const auto& field : vocabulary.fields()) {
        expect_term(Term::field, field.name);
        std::string_view choices = field.choices;
        while (!choices.empty()) {
            const std::string_view choice = choices.substr(0, choices.find('|'));
            expect_term(Term::choice, choice);
            choices.remove_prefix(std::min(choices.size(), choice.size() + 1));
        }
    }
    EXPECT_EQ(Words(Language::german).term(Term::field, "present"), "anwesend");
    EXPECT_EQ(Words(Language::german).term(Term::field, "mood"), "mood");
}

TEST(Words, NumbersTakeTheFormOfTheLanguage) {
    const auto cards = [](Language language, std::uint64_t number) {
        return Words(language).count("{0} card|{0} cards", number);
    };
    EXPECT_EQ(cards(Language::english, 0), "0 cards");
    EXPECT_EQ(cards(Language::english, 1), "1 card");
    EXPECT_EQ(cards(Language::french, 0), "0 fiche");
    EXPECT_EQ(cards(Language::french, 2), "2 fiches");
    EXPECT_EQ(cards(Language::german, 21), "21 Karten");
    for (const std::uint64_t one : {1, 21, 101, 1001})
        EXPECT_TRUE(cards(Language::russian, one).ends_with(" карточка")) << one;
    for (const std::uint64_t few : {2, 3, 4, 22, 34, 102})
        EXPECT_TRUE(cards(Language::russian, few).ends_with(" карточки")) << few;
    for (const std::uint64_t many : {0, 5, 10, 11, 12, 13, 14, 20, 25, 111, 112, 214})
        EXPECT_TRUE(cards(Language::russian, many).ends_with(" карточек")) << many;
}

TEST(Words, WhatAnswersSayIsTranslatedWhereItIsKnown) {
    const Words german(Language::german);
    EXPECT_EQ(german.known("not contradicted"), "unwidersprochen");
    EXPECT_EQ(german.known("only alleged, in any case"), "nur behauptet, in jedem Fall");
    EXPECT_EQ(german.known("meeting present stalin"), "meeting present stalin");
    EXPECT_EQ(german.say("and {0} more", 3), "und 3 weitere");
    EXPECT_EQ(Words(Language::english).known("only alleged, open"), "only alleged, open");
}

}  // namespace
}  // namespace valla::render
