// Larger random networks than the oracles can take, put to z3 as SMT-LIB text where it is
// installed. One process answers all questions; each line of its output is compared.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "chronology/choice.hpp"
#include "chronology/random_case.hpp"

namespace valla::chronology {
namespace {

using testing::Case;
using testing::Contested;

std::string number(Minutes value) {
    return value < 0 ? "(- " + std::to_string(-value) + ")" : std::to_string(value);
}

std::string point(PointId id) { return "p" + std::to_string(id.index); }

/// All that a claim says, as one term.
std::string term(const Network& network, ClaimId claim) {
    std::string text = "(and true";
    for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
        const Constraint& row = network.row({id});
        text += " (<= (- " + point(row.x) + " " + point(row.y) + ") " + number(row.distance) + ")";
    }
    return text + ")";
}

/// Questions to the other solver, and what it must answer.
class Questions {
  public:
    void begin(const Network& network) {
        text_ += "(reset)\n(set-logic QF_IDL)\n";
        for (std::uint32_t id = 0; id < network.points(); ++id) {
            text_ += "(declare-const " + point({id}) + " Int)\n";
        }
        text_ += "(assert (= p0 0))\n";
    }
    void say(const std::string& term) { text_ += "(assert " + term + ")\n"; }
    void expect(bool possible, const std::string& what) {
        text_ += "(check-sat)\n";
        expected_.emplace_back(possible ? "sat" : "unsat", what);
    }
    void expect_with(const std::string& term, bool possible, const std::string& what) {
        text_ += "(push)\n";
        say(term);
        expect(possible, what);
        text_ += "(pop)\n";
    }

    /// The first answer that is not the expected one; empty when there is none.
    [[nodiscard]] std::string ask() const {
        const std::filesystem::path file =
            std::filesystem::temp_directory_path() /
            ("valla_chronology_" + std::to_string(std::random_device{}()) + ".smt2");
        std::ofstream(file) << text_;
        FILE* const answers = popen(("z3 -smt2 " + file.string()).c_str(), "r");
        std::string wrong;
        char line[256];
        for (const auto& [answer, what] : expected_) {
            std::string said = std::fgets(line, sizeof line, answers) != nullptr ? line : "nothing";
            said.erase(said.find_last_not_of('\n') + 1);
            if (wrong.empty() && said != answer) wrong = what + ": z3 says " + said;
        }
        pclose(answers);
        std::filesystem::remove(file);
        return wrong;
    }
    [[nodiscard]] std::size_t count() const { return expected_.size(); }

  private:
    std::string text_;
    std::vector<std::pair<std::string, std::string>> expected_;
};

bool is_there() { return std::system("command -v z3 >/dev/null 2>&1") == 0; }

#define SKIP_WITHOUT_Z3() \
    if (!is_there()) GTEST_SKIP() << "z3 is not installed, so nothing is compared with it"

/// The latest bound of each point is possible, and a minute more is not; likewise the earliest.
void ask_for_bounds(const Timeline& timeline, Questions& questions, const std::string& name) {
    for (std::uint32_t id = 1; id < timeline.network().points(); ++id) {
        const std::string of = name + " " + point({id});
        const auto latest = timeline.latest({id});
        const Minutes far = latest.value_or(100'000'000);
        questions.expect_with("(>= " + point({id}) + " " + number(far) + ")", true, of + " latest");
        if (latest) {
            questions.expect_with("(> " + point({id}) + " " + number(far) + ")", false,
                                  of + " later");
        }
        const auto earliest = timeline.earliest({id});
        const Minutes near = earliest.value_or(-100'000'000);
        questions.expect_with("(<= " + point({id}) + " " + number(near) + ")", true,
                              of + " earliest");
        if (earliest) {
            questions.expect_with("(< " + point({id}) + " " + number(near) + ")", false,
                                  of + " earlier");
        }
    }
}

TEST(OtherSolverTest, AgreesOnConsistencyAndBounds) {
    SKIP_WITHOUT_Z3();
    std::mt19937 random(61);
    Questions questions;
    std::size_t consistent = 0;
    for (int k = 0; k < 24; ++k) {
        const Case shown = testing::random_case(random, 30, 60, k % 2 == 0 ? 0 : 1);
        const Network network = shown.network();
        const Timeline timeline(network, shown.mask());
        const std::string name = "network " + std::to_string(k);
        questions.begin(network);
        for (std::uint32_t claim = 0; claim < network.claims(); ++claim) {
            if (timeline.standing({claim}) != Standing::out) questions.say(term(network, {claim}));
        }
        questions.expect(timeline.consistent(), name);
        if (timeline.consistent()) {
            ++consistent;
            ask_for_bounds(timeline, questions, name);
        }
    }
    EXPECT_GT(consistent, 6U);
    EXPECT_EQ(questions.ask(), "");
}

TEST(OtherSolverTest, AgreesOnChoices) {
    SKIP_WITHOUT_Z3();
    std::mt19937 random(62);
    Questions questions;
    std::size_t impossible = 0;
    std::size_t asked = 0;
    for (int k = 0; k < 250; ++k) {
        const Contested contested(testing::random_case(random, 25, 90, k % 4));
        const Network& network = contested.network;
        Timeline timeline(network, contested.mask);
        if (!timeline.consistent()) continue;
        ++asked;
        const Selection selection = select(timeline, contested.choices);
        const bool possible = selection.outcome == Choosing::possible;
        const std::string name = "network " + std::to_string(k);
        const auto say = [&](const std::vector<ClaimId>& claims) {
            questions.begin(network);
            for (const ClaimId claim : claims) questions.say(term(network, claim));
            for (const Choice& choice : contested.choices) {
                if (std::find(claims.begin(), claims.end(), choice.owner) == claims.end()) continue;
                std::string any = "(or false";
                for (const ClaimId each : choice.alternatives) any += " " + term(network, each);
                questions.say(any + ")");
            }
        };
        std::vector<ClaimId> all;
        for (std::uint32_t claim = 0; claim < network.claims(); ++claim) {
            if (contested.mask.contains({claim})) all.push_back({claim});
        }
        say(all);
        questions.expect(possible, name);
        if (possible) continue;
        ++impossible;
        say(selection.clash);
        questions.expect(false, name + ", its clash");
    }
    EXPECT_GT(impossible, 4U);
    EXPECT_GT(asked - impossible, 20U);
    EXPECT_EQ(questions.ask(), "");
}

/// Events of one to three days in a window that just about holds them; pairs exclude each other.
TEST(OtherSolverTest, AgreesOnEventsThatExcludeEachOther) {
    SKIP_WITHOUT_Z3();
    std::mt19937 random(63);
    Questions questions;
    std::size_t impossible = 0;
    std::size_t conflicts = 0;
    for (int k = 0; k < 60; ++k) {
        Network network;
        ClaimSet mask;
        std::vector<Choice> choices;
        questions.begin([&] {
            Network points;
            for (int each = 0; each < 16; ++each) points.add_point();
            return points;
        }());
        const auto add_claim = [&] { return network.add_claim(network.claims()); };
        std::vector<std::pair<PointId, PointId>> events;
        for (int each = 0; each < 8; ++each) {
            const PointId begin = network.add_point();
            const PointId end = network.add_point();
            events.emplace_back(begin, end);
            const ClaimId claim = add_claim();
            mask.insert(claim);
            network.at_most(begin, end, -1 - static_cast<Minutes>(random() % 3));
            network.not_before(begin, static_cast<Minutes>(random() % 6));
            network.not_after(end, 9 + static_cast<Minutes>(random() % 5));
            questions.say(term(network, claim));
        }
        for (std::size_t a = 0; a < events.size(); ++a) {
            for (std::size_t b = a + 1; b < events.size(); ++b) {
                if (random() % 4 == 0) continue;
                Choice choice{add_claim(), {}};
                mask.insert(choice.owner);
                choice.alternatives.push_back(add_claim());
                network.at_most(events[a].second, events[b].first, 0);
                choice.alternatives.push_back(add_claim());
                network.at_most(events[b].second, events[a].first, 0);
                questions.say("(or " + term(network, choice.alternatives[0]) + " " +
                              term(network, choice.alternatives[1]) + ")");
                choices.push_back(choice);
            }
        }
        Timeline timeline(network, mask);
        const Selection selection = select(timeline, choices);
        ASSERT_NE(selection.outcome, Choosing::limit_reached);
        const bool possible = selection.outcome == Choosing::possible;
        impossible += possible ? 0 : 1;
        conflicts += selection.conflicts;
        questions.expect(possible, "network " + std::to_string(k));
    }
    EXPECT_GT(impossible, 5U);
    EXPECT_LT(impossible, 55U);
    EXPECT_GT(conflicts, 20U);
    EXPECT_EQ(questions.ask(), "");
}

}  // namespace
}  // namespace valla::chronology
