#include "lineage/reliance.hpp"

#include <algorithm>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lineage/testing.hpp"
#include "text/random_cases.hpp"

namespace valla::lineage {
namespace {

using testing::people;
using testing::Read;

Reliance row_of(const Read& made, const std::string& id) {
    for (const Reliance& each : reliances(made.rejections)) {
        if (each.name == made.name(id)) return each;
    }
    return {};
}

TEST(RelianceTest, CountsWhatFallsAndWhatStandsFirmlyAndWithHedges) {
    const Read made(std::string(people) +
                    "source diary\n  derives from, evidently: letter\n"
                    "event visit\n  by: anna\n  source: diary through book\n"
                    "event visit\n  by: anna\n  source: carla through book\n"
                    "argument why\n  by: boris\n  from: visit\n  hence: They were friends.\n"
                    "  source: book\n");
    const std::vector<Reliance> rows = reliances(made.rejections);
    const auto row = [&](const std::string& id) {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const Reliance& each) {
            return each.name == made.name(id);
        });
        return found == rows.end() ? Reliance{} : *found;
    };
    EXPECT_EQ(rows.front().name, made.name("book"));
    EXPECT_EQ(row("book").alone, 2U);
    EXPECT_EQ(row("book").arguments, 1U);
    EXPECT_EQ(row("diary").alone, 0U);
    EXPECT_EQ(row("diary").in_part, 2U);
    EXPECT_EQ(row("letter").in_part, 0U);
    EXPECT_EQ(row("letter").in_part_with_hedged, 2U);
}

TEST(RelianceTest, WhatNobodyIsSaidToInferIsTheResearchers) {
    const Read made(std::string(people) +
                    "event visit\n  by: anna\n  source: diary\n"
                    "argument why\n  from: visit\n  hence: They were friends.\n");
    EXPECT_EQ(row_of(made, "me").arguments, 1U);
    EXPECT_EQ(row_of(made, "diary").arguments, 0U);
}

TEST(RelianceTest, AnInferenceGoesWithTheLastOfThoseWhoMakeIt) {
    const Read made(std::string(people) +
                    "source book\n  author: carla\n"
                    "event visit\n  by: anna\n  source: diary\n"
                    "argument why\n  by: boris and carla\n  from: visit\n  hence: They met.\n"
                    "  source: book\n"
                    "argument how\n  by: carla\n  from: visit\n  hence: They met.\n"
                    "  source: book\n  source: letter\n");
    EXPECT_EQ(row_of(made, "boris").arguments, 0U);
    EXPECT_EQ(row_of(made, "carla").arguments, 2U);
    EXPECT_EQ(row_of(made, "book").arguments, 1U);
    EXPECT_EQ(row_of(made, "letter").arguments, 0U);
}

// ---------------------------------------------------------------------------------------------
// The slow and obvious way: one teller after the other is rejected, and what falls is counted.

Reliance obvious(const Read& made, NameId name) {
    const auto listed = [&](const std::vector<StatementId>& statements) {
        return static_cast<std::uint32_t>(
            std::count_if(statements.begin(), statements.end(),
                          [&](StatementId each) { return is_listed(*made.evidence, each); }));
    };
    Reliance row;
    row.name = name;
    const Fall firm = made.rejections.fall(Target::of(name), Links::firm);
    row.alone = listed(firm.statements) + listed(firm.only_alleged);
    row.in_part = listed(firm.weakened_statements);
    const Fall hedged = made.rejections.fall(Target::of(name), Links::with_hedged);
    row.alone_with_hedged = listed(hedged.statements) + listed(hedged.only_alleged);
    row.in_part_with_hedged = listed(hedged.weakened_statements);
    for (const UnitId unit : firm.units) {
        if ((*made.evidence)[unit].kind == evidence::UnitKind::argument) ++row.arguments;
    }
    return row;
}

std::string in_words(const Read& made, const Reliance& row) {
    std::string text(made.the_case->tables().names.text(row.name));
    for (const std::uint32_t figure :
         {row.alone, row.in_part, row.alone_with_hedged, row.in_part_with_hedged, row.arguments}) {
        text += ' ' + std::to_string(figure);
    }
    return text + '\n';
}

struct Compared {
    std::uint32_t rows = 0;
    std::uint32_t hedged = 0;     ///< with another figure with hedged derivations
    std::uint32_t arguments = 0;  ///< of those that go
};

/// What is wrong with the figures of a case; empty when nothing is.
std::string differs(const std::vector<std::string>& cards, Compared& compared) {
    const Read made(testing::joined(cards));
    std::vector<Reliance> expected;
    for (const NameId name : made.rejections.tellers()) expected.push_back(obvious(made, name));
    const auto& names = made.the_case->tables().names;
    std::sort(expected.begin(), expected.end(), [&](const Reliance& a, const Reliance& b) {
        return std::tuple(b.alone, b.in_part, names.text(a.name)) <
               std::tuple(a.alone, a.in_part, names.text(b.name));
    });
    std::string wanted;
    std::string found;
    for (const Reliance& row : expected) {
        wanted += in_words(made, row);
        compared.hedged +=
            row.alone != row.alone_with_hedged || row.in_part != row.in_part_with_hedged ? 1 : 0;
        compared.arguments += row.arguments;
        ++compared.rows;
    }
    for (const Reliance& row : reliances(made.rejections)) found += in_words(made, row);
    return wanted == found ? "" : "wanted\n" + wanted + "found\n" + found;
}

TEST(RelianceTest, TheFiguresAreThoseOfRejectingOneAfterTheOther) {
    std::mt19937 random(31);
    Compared compared;
    for (int i = 0; i < text::random_cases(1200); ++i) {
        std::vector<std::string> cards = testing::random_cards(random);
        for (auto k = random() % 3; k > 0; --k) {
            std::string argument =
                "argument hence-" + std::to_string(k) + "\n  from: deed-0\n  hence: So it was.\n";
            if (random() % 2 == 0) argument += "  by: man-0\n";
            if (random() % 3 == 0) argument += "  by: me and book-0\n";
            for (auto chains = random() % 3; chains > 0; --chains)
                argument += "  source: book-" + std::to_string(random() % 2) + " through book-1\n";
            cards.push_back(argument);
        }
        if (differs(cards, compared).empty()) continue;
        const std::string small = testing::shrunk(
            cards, [&](const auto& fewer) { return !differs(fewer, compared).empty(); });
        FAIL() << small << differs({small}, compared);
    }
    EXPECT_GT(compared.rows, static_cast<std::uint32_t>(text::random_cases(4000)));
    EXPECT_GT(compared.hedged, static_cast<std::uint32_t>(text::random_cases(150)));
    EXPECT_GT(compared.arguments, static_cast<std::uint32_t>(text::random_cases(400)));
}

}  // namespace
}  // namespace valla::lineage
