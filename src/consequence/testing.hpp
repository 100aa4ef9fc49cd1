#pragma once

// For the tests of this stage: random small cases whose words can be struck out of their text, and
// answers in words.

#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "consequence/standing_order.hpp"
#include "dispute/testing.hpp"

namespace valla::consequence::testing {

using dispute::testing::Assessed;

/// Declared at the start of most of these cases.
inline const std::string people =
    "case k\n  researcher: me\nperson me\nperson anna\nperson boris\nperson carla\n"
    "source diary\nsource letter\nsource book\nsource a\nsource b\nsource c\n";

/// A card with its chains apart, so that some can be struck out.
struct RandomCard {
    std::string head;                             ///< the first line
    std::string lines;                            ///< the others
    std::vector<std::vector<std::string>> words;  ///< chains, hops with their places
    std::string account;                          ///< in which the lines stand
};

struct RandomCase {
    std::string declared;  ///< what makes the others readable; nobody's word
    std::vector<RandomCard> accounts;
    std::vector<RandomCard> cards;

    static bool is_through(const std::string& hop, const std::string& out) {
        return hop == out || hop.starts_with(out + " at ");
    }
    static std::vector<std::vector<std::string>> left(const RandomCard& card,
                                                      const std::string& out) {
        std::vector<std::vector<std::string>> words;
        for (const auto& chain : card.words) {
            bool gone = false;
            for (const std::string& hop : chain) gone = gone || is_through(hop, out);
            if (!gone) words.push_back(chain);
        }
        return words;
    }
    static std::string sources(const std::vector<std::vector<std::string>>& words) {
        std::string text;
        for (const auto& chain : words) {
            text += "  source: ";
            for (std::size_t i = 0; i < chain.size(); ++i)
                text += (i == 0 ? "" : " through ") + chain[i];
            text += '\n';
        }
        return text;
    }

    /// The case as it would read if nobody had `out` (a source or a place in one; empty: nothing)
    /// among his words.
    [[nodiscard]] std::string text(const std::string& out = "") const {
        std::string all = declared;
        std::set<std::string> silent;
        for (const RandomCard& account : accounts) {
            const auto words = left(account, out);
            if (words.empty() && !account.words.empty()) {
                silent.insert(account.account);
                continue;
            }
            all += account.head + account.lines + sources(words);
        }
        for (const RandomCard& card : cards) {
            const auto words = left(card, out);
            const bool own = !card.words.empty();
            if (own && words.empty()) continue;
            if (!own && silent.contains(card.account)) continue;
            all += card.head + card.lines;
            if (!card.account.empty()) all += "  account: " + card.account + '\n';
            all += sources(words);
        }
        return all;
    }
};

inline RandomCase random_case(std::mt19937& random) {
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    const auto pick = [&](const char* letter, std::uint32_t count) {
        return letter + std::to_string(below(count));
    };
    RandomCase made;
    made.declared = "case k\n  researcher: me\nperson me\n";
    for (int i = 0; i < 3; ++i) made.declared += "person man-" + std::to_string(i) + "\n";
    for (int i = 0; i < 3; ++i) made.declared += "source book-" + std::to_string(i) + "\n";
    for (int i = 0; i < 3; ++i) made.declared += "event deed-" + std::to_string(i) + "\n";
    if (below(3) == 0)
        made.declared +=
            "rule r\n  if: ?x by ?p and ?p friend of ?q\n  then: ?x with ?q\n"
            "never n\n  if: ?x with ?q and ?x against ?q\n  because: so\n";
    const auto chain = [&] {
        std::vector<std::string> hops;
        const std::uint32_t count = 1 + below(2);
        for (std::uint32_t i = 0; i < count; ++i) {
            std::string hop = pick("book-", 3);
            if (below(3) == 0) hop += " at page " + std::to_string(below(2));
            hops.push_back(hop);
        }
        return hops;
    };
    const auto add_words = [&](RandomCard& card, std::uint32_t least) {
        for (std::uint32_t i = 0, count = least + below(2); i < count; ++i)
            card.words.push_back(chain());
    };
    // How often deed-0 is told in accounts.
    constexpr std::array<std::uint32_t, 4> tellings{0, 0, 2, 3};
    const std::uint32_t tales = tellings[below(4)];
    for (std::uint32_t i = 0; i < tales; ++i) {
        RandomCard account;
        account.account = "tale-" + std::to_string(i);
        account.head = "account " + account.account + "\n";
        account.lines = "  of: deed-0\n";
        add_words(account, 1);
        made.accounts.push_back(account);
    }
    for (std::uint32_t i = 0, count = 2 + below(5); i < count; ++i) {
        RandomCard card;
        card.head = "event " + pick("deed-", 3) + "\n";
        switch (below(12)) {
            case 0: card.lines = "  by, not: " + pick("man-", 3) + "\n"; break;
            case 1: card.lines = "  on: " + std::to_string(1 + below(4)) + " July 1936\n"; break;
            case 2: card.lines = "  before: " + pick("deed-", 3) + "\n"; break;
            case 3: card.lines = "  occurred: no\n"; break;
            case 4: card.lines = "  present, only: " + pick("man-", 3) + "\n"; break;
            case 5: card.lines = "  present: " + pick("man-", 3) + "\n"; break;
            case 6: card.lines = "  by, allegedly: " + pick("man-", 3) + "\n"; break;
            case 7: card.lines = "  against: " + pick("man-", 3) + "\n"; break;
            case 8:
                card.head = "person " + pick("man-", 3) + "\n";
                card.lines = "  friend of: " + pick("man-", 3) + "\n";
                break;
            default: card.lines = "  by: " + pick("man-", 3) + "\n";
        }
        add_words(card, 1);
        const bool event = card.head.starts_with("event");
        if (tales > 0 && card.head == "event deed-0\n" && below(2) == 0) {
            card.account = pick("tale-", tales);
            if (below(2) == 0) card.words.clear();
        }
        if (event || card.account.empty()) made.cards.push_back(card);
    }
    if (below(2) == 0) {
        RandomCard argument;
        argument.head = "argument x\n";
        argument.lines = "  by: me\n  from: " + pick("deed-", 3) + " by " + pick("man-", 3) +
                         "\n  hence: " + pick("deed-", 3) + (below(2) == 0 ? " by not " : " by ") +
                         pick("man-", 3) + "\n";
        add_words(argument, 1);
        made.cards.push_back(argument);
    }
    return made;
}

/// Leaves out cards for as long as the case fails.
template <typename Fails>
RandomCase shrunk(RandomCase made, Fails fails) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = made.cards.size(); i-- > 0;) {
            RandomCase fewer = made;
            fewer.cards.erase(fewer.cards.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fails(fewer)) continue;
            made = std::move(fewer);
            smaller = true;
        }
        for (std::size_t i = 0; i < made.cards.size(); ++i) {
            for (std::size_t k = made.cards[i].words.size(); k-- > 1;) {
                RandomCase fewer = made;
                auto& words = fewer.cards[i].words;
                words.erase(words.begin() + static_cast<std::ptrdiff_t>(k));
                if (!fails(fewer)) continue;
                made = std::move(fewer);
                smaller = true;
            }
        }
    }
    return made;
}

/// Whether a text reads without an error.
inline bool is_sound(const std::string& text) {
    for (const std::string& name :
         casefile::testing::message_names(casefile::testing::read_case(text))) {
        if (name.starts_with("error")) return false;
    }
    return true;
}

inline std::string standing_text(const Verdict& verdict) {
    if (verdict.from_silence) return verdict.possible ? "as possible" : "from silence";
    if (verdict.standing == dispute::Standing::no_word_left) return "no word left";
    return (verdict.only_alleged ? "only alleged, " : "") +
           dispute::testing::name(verdict.standing);
}

}  // namespace valla::consequence::testing
