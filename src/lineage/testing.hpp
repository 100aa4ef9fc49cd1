#pragma once

// For the tests of this stage: a case with its evidence and what this stage makes of it.

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "evidence/testing.hpp"
#include "lineage/rejection.hpp"

namespace valla::lineage::testing {

/// Declared at the start of most of these cases.
inline constexpr const char* people =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\n"
    "source diary\nsource letter\nsource book\n";

/// A case that stays where it is while it is looked at.
struct Read {
    explicit Read(const std::string& cards)
        : Read(casefile::testing::Files{{"case.valla", cards}}) {}
    explicit Read(const casefile::testing::Files& files)
        : the_case(std::make_unique<Case>(casefile::testing::read_case(files))),
          evidence(std::make_unique<Evidence>(Evidence::of(*the_case))),
          derivations(std::make_unique<Derivations>(Derivations::of(*evidence))),
          rejections(*evidence, *derivations),
          mistakes(casefile::testing::rendered(*the_case)) {}

    /// An id, or a place such as "diary at page 3".
    [[nodiscard]] NameId name(const std::string& text) const {
        for (const auto space : {casefile::NameSpace::id, casefile::NameSpace::locus}) {
            if (const auto found = the_case->tables().names.find(space, text)) return *found;
        }
        return {};
    }
    [[nodiscard]] StatementId statement(const std::string& text) const {
        for (std::uint32_t i = 0; i < evidence->propositions().size() * 2; ++i) {
            if (evidence->claims_of(StatementId{i}).empty()) continue;
            if (evidence::testing::words_of(*evidence, StatementId{i}) == text) return {i};
        }
        return {};
    }
    /// What falls, in words, without labels.
    [[nodiscard]] std::vector<std::string> fallen(const std::vector<std::string>& names,
                                                  Links links = Links::firm) const {
        std::vector<Target> targets;
        for (const std::string& each : names) targets.push_back(Target::of(name(each)));
        return words(rejections.fall(targets, links).statements);
    }
    [[nodiscard]] std::vector<std::string> words(const std::vector<StatementId>& statements) const {
        std::vector<std::string> all;
        for (const StatementId statement : statements) {
            const auto& proposition = evidence->propositions()[statement.proposition()];
            if (!evidence::is_label(the_case->vocabulary(), proposition.field))
                all.push_back(evidence::testing::words_of(*evidence, statement));
        }
        return all;
    }

    std::unique_ptr<Case> the_case;
    std::unique_ptr<Evidence> evidence;
    std::unique_ptr<Derivations> derivations;
    Rejections rejections;
    std::string mistakes;  ///< what the check says; empty of a sound case
};

/// A small random case about sources book-0.., persons man-0.. and events deed-0..: chains with
/// places, hedges, hands without a name, authors, derivations of every kind, accounts and passages.
/// One card to an element, so that a failing case can be made smaller.
inline std::vector<std::string> random_cards(std::mt19937& random) {
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    const auto pick = [&](const std::string& letter, std::uint32_t count) {
        return letter + std::to_string(below(count));
    };
    const std::uint32_t sources = 2 + below(4);
    const std::uint32_t persons = 1 + below(2);
    const std::uint32_t events = 1 + below(3);
    std::vector<std::string> cards;
    for (std::uint32_t i = 0; i < sources; ++i) {
        std::string card = "source book-" + std::to_string(i) + "\n  kind: novel\n";
        if (below(3) == 0) card += "  author: " + pick("man-", persons) + "\n";
        while (below(2) == 0) {
            card += below(4) == 0 ? "  page " + std::to_string(below(2)) + " rests on"
                                  : "  derives from";
            const bool locus = card.ends_with("rests on");
            if (below(3) == 0) card += ", evidently";
            card += ": " + (below(5) == 0 ? pick("man-", persons) : pick("book-", sources));
            if (!locus && below(4) == 0) card += " for " + pick("deed-", events);
            card += "\n";
        }
        cards.push_back(card);
    }
    const auto chain = [&] {
        std::string text;
        const std::uint32_t hops = 1 + below(3);
        for (std::uint32_t i = 0; i < hops; ++i) {
            if (i > 0) text += " through ";
            if (i == 0 && below(5) == 0) text += below(2) == 0 ? "unnamed" : "a maid";
            else if (below(5) == 0) text += pick("man-", persons);
            else {
                text += pick("book-", sources);
                if (below(3) == 0) text += " at page " + std::to_string(below(2));
            }
        }
        return text;
    };
    for (std::uint32_t i = 0; i < 2; ++i) {
        cards.push_back("passage page-" + std::to_string(i) + "\n  source: " + chain() +
                        "\n  says: " + pick("deed-", events) + " by " + pick("man-", persons) +
                        "\n");
        cards.push_back("account tale-" + std::to_string(i) +
                        "\n  of: deed-0\n  source: " + chain() + "\n");
    }
    for (std::uint32_t i = 0; i < 2 + below(5); ++i) {
        std::string card = "event " + pick("deed-", events) + "\n  by" +
                           (below(6) == 0 ? ", allegedly: " : ": ") + pick("man-", persons) + "\n";
        while (below(2) == 0) card += "  source: " + chain() + "\n";
        if (below(4) == 0) card += "  in: " + pick("page-", 2) + "\n";
        if (below(4) == 0) card += "  account: " + pick("tale-", 2) + "\n";
        if (below(8) == 0) card += "  account: tale-0 and tale-1\n";
        cards.push_back(card);
    }
    std::string declared = "case k\n  researcher: me\nperson me\n";
    for (std::uint32_t i = 0; i < persons; ++i)
        declared += "person man-" + std::to_string(i) + "\n";
    for (std::uint32_t i = 0; i < events; ++i) declared += "event deed-" + std::to_string(i) + "\n";
    cards.insert(cards.begin(), declared + "kind novel\n  of: source\n  means: A novel.\n");
    return cards;
}

inline std::string joined(const std::vector<std::string>& cards) {
    std::string text;
    for (const std::string& card : cards) text += card;
    return text;
}

/// Leaves out cards, the first excepted, for as long as the case fails.
template <typename Fails>
std::string shrunk(std::vector<std::string> cards, Fails fails) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = cards.size(); i-- > 1;) {
            std::vector<std::string> fewer = cards;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fails(fewer)) continue;
            cards = std::move(fewer);
            smaller = true;
        }
    }
    return joined(cards);
}

}  // namespace valla::lineage::testing
