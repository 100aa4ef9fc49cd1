// Whole random cases against the words of docs/semantics.md, tried on every set of units.

#include <gtest/gtest.h>

#include "dispute/testing.hpp"
#include "dispute/whole_case_oracle.hpp"
#include "text/random_cases.hpp"

namespace valla::dispute {
namespace {

using testing::Assessed;
using testing::random_whole_case;
using testing::WholeCase;
using testing::WholeCaseOracle;

using Standings = std::map<std::string, std::string>;

Standings found_in(const WholeCase& made) {
    Assessed read(made.text(), made.is_read() ? "view" : "");
    if (!read.objection().empty()) return {{read.objection(), ""}};
    Standings all;
    for (const auto& [words, standing] : read.standings()) {
        // What only arguments conclude that have no word left is shown as such.
        if (standing == "no word left, inferred") continue;
        if (words.starts_with("e") || words.starts_with("not e")) all[words] = standing;
    }
    return all;
}

std::string shown(const Standings& standings) {
    std::string text;
    for (const auto& [words, standing] : standings)
        text.append("  ").append(words).append(": ").append(standing).append("\n");
    return text;
}

bool is_sound(const WholeCase& made) {
    return casefile::testing::rendered(casefile::testing::read_case(made.text())).empty();
}

bool agrees(const WholeCase& made, const WholeCaseOracle& oracle) {
    Standings found = found_in(made);
    const Standings expected = oracle.standings();
    for (const std::string& words : oracle.only_by_identity()) {
        if (expected.contains(words)) found.emplace(words, expected.at(words));
    }
    return found == expected;
}

bool differs(const WholeCase& made) {
    return is_sound(made) && !agrees(made, WholeCaseOracle(made));
}

WholeCase shrunk(WholeCase made) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (const WholeCase& fewer : with_one_thing_less(made)) {
            if (!differs(fewer)) continue;
            made = fewer;
            smaller = true;
            break;
        }
    }
    return made;
}

TEST(WholeCases, EverythingStandsAsTheDefinitionsSay) {
    std::mt19937 random(36);
    std::map<std::string, int> seen;
    int tried = 0;
    for (int i = 0; i < text::random_cases(6000); ++i) {
        const WholeCase made = random_whole_case(random);
        if (!is_sound(made)) continue;
        const WholeCaseOracle oracle(made);
        if (oracle.units() > 9) continue;
        ++tried;
        const Standings expected = oracle.standings();
        for (const auto& [words, standing] : expected) ++seen[standing];
        if (agrees(made, oracle)) continue;
        const WholeCase small = shrunk(made);
        FAIL() << small.text() << "\nfound\n"
               << shown(found_in(small)) << "by the definitions\n"
               << shown(WholeCaseOracle(small).standings());
    }
    EXPECT_GT(tried, text::random_cases(3000));
    for (const char* standing :
         {"not contradicted", "only on some versions", "on no version", "no word left",
          "not contradicted, inferred", "only on some versions, inferred",
          "only alleged, not contradicted", "only alleged, only on some versions"})
        EXPECT_GT(seen[standing], 0) << standing;
}

}  // namespace
}  // namespace valla::dispute
