// Compares with clingo, where it is installed, on problems too large for trying everything. Always
// with --eq=0: with its default clingo 5.4.1 loses answer sets.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "dispute/random_problem.hpp"

namespace valla::dispute {
namespace {

using testing::Case;
using testing::CaseTie;
using testing::Flavour;
using testing::has;
using testing::HiddenClashes;
using testing::only;
using testing::Set;
using testing::units_of;
using testing::within;

/// A problem as a program whose answer sets are its versions: what is placed is derived, so that
/// there must be an order.
std::string program(const Case& shown, const Solver& solver) {
    std::ostringstream out;
    const auto component = [&](UnitId unit) { return solver.component(unit); };
    for (const UnitId unit : units_of(shown.mask)) {
        out << "unit(" << unit.index << ").\n";
        if (has(shown.accepted, unit.index)) out << "accepted(" << unit.index << ").\n";
        for (const UnitId other : units_of(shown.mask)) {
            if (unit == other || component(unit) != component(other)) continue;
            out << "near(" << unit.index << "," << other.index << ").\n";
        }
    }
    for (std::uint32_t k = 0; k < shown.units; ++k) {
        out << "rank(" << k << "," << shown.ranks[k] << ").\n";
    }
    for (const auto& [better, worse] : shown.preferences) {
        out << "better_rank(" << better << "," << worse << ").\n";
    }
    int clashes = 0;
    const auto add_clash = [&](Set members, Set uncharged) {
        if (!within(members, shown.mask)) return;
        const auto of = component(units_of(members)[0]);
        if (of && solver.charges_ignored(*of)) uncharged = 0;
        for (const UnitId unit : units_of(members)) {
            out << "member(" << clashes << "," << unit.index << ").";
            if (!has(uncharged, unit.index))
                out << "charged(" << clashes << "," << unit.index << ").";
        }
        out << '\n';
        ++clashes;
    };
    for (const CaseTie& tie : shown.ties) {
        if (tie.kind == TieKind::clash) add_clash(tie.members, tie.uncharged);
        for (const Set each : tie.hidden) add_clash(each, 0);
        for (std::size_t a = 0; a < tie.classes.size(); ++a) {
            for (std::size_t b = a + 1; b < tie.classes.size(); ++b) {
                for (const UnitId one : units_of(tie.classes[a])) {
                    for (const UnitId two : units_of(tie.classes[b])) {
                        add_clash(only(one.index) | only(two.index), 0);
                    }
                }
            }
        }
    }
    for (std::size_t k = 0; k < shown.statements.size(); ++k) {
        for (const Set support : shown.statements[k]) {
            if (!within(support, shown.mask)) continue;
            out << "holds(" << k << ")";
            const char* separator = " :- ";
            for (const UnitId unit : units_of(support)) {
                out << separator << "in(" << unit.index << ")";
                separator = ", ";
            }
            out << ".\n";
        }
    }
    out << "better_rank(A,C) :- better_rank(A,B), better_rank(B,C).\n"
           "better(U,V) :- near(U,V), rank(U,A), rank(V,B), better_rank(A,B).\n"
           "{in(U)} :- unit(U).\n"
           ":- member(K,_), in(U) : member(K,U).\n"
           ":- accepted(U), not in(U).\n"
           "placed(U) :- accepted(U).\n"
           "placed(U) :- in(U), placed(V) : better(V,U).\n"
           "placed(U) :- charged(K,U), not in(U), in(V) : member(K,V), V != U;\n"
           "             placed(V) : member(K,V), V != U; placed(V) : better(V,U).\n"
           ":- unit(U), not placed(U).\n"
           "#defined accepted/1. #defined better_rank/2. #defined near/2. #defined member/2.\n"
           "#defined charged/2.\n"
           "#show in/1. #show holds/1.\n";
    return out.str();
}

/// The atoms that clingo gives in the last answer; nothing when it found none.
std::optional<std::set<std::string>> consequences(const std::string& file, const char* mode) {
    const std::string command = std::string("clingo --eq=0 -e ") + mode + " " + file + " 2>&1";
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return std::nullopt;
    std::string text;
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) {
        text += static_cast<char>(byte);
    }
    ::pclose(pipe);
    std::istringstream in(text);
    std::optional<std::set<std::string>> atoms;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("Answer:") || !std::getline(in, line)) continue;
        std::istringstream words(line);
        atoms.emplace();
        for (std::string word; words >> word;) atoms->insert(word);
    }
    return atoms;
}

std::string compare(const Case& shown, const Solver& solver, const std::set<std::string>& some,
                    const std::set<std::string>& every) {
    const auto differs = [&](const std::string& atom, Standing standing) {
        const bool in_some = standing <= Standing::only_on_some_versions;
        const bool in_every = standing <= Standing::in_any_case;
        return in_some != (some.count(atom) != 0) || in_every != (every.count(atom) != 0);
    };
    for (std::uint32_t k = 0; k < shown.units; ++k) {
        const std::string atom = "in(" + std::to_string(k) + ")";
        if (differs(atom, solver.of(UnitId{k}).standing)) return atom;
    }
    for (std::uint32_t k = 0; k < shown.statements.size(); ++k) {
        const std::string atom = "holds(" + std::to_string(k) + ")";
        if (differs(atom, solver.of(StatementId{k}).standing)) return atom;
    }
    return {};
}

/// What differs; `compared` counts the problems that had an answer.
std::string check(const Case& shown, const std::string& file, int& compared) {
    const Problem problem = shown.problem();
    HiddenClashes theory(shown);
    Solver solver(problem, shown.unit_mask(), &theory);
    Solver large(problem, shown.unit_mask(), &theory, Effort{0, 0, 200'000, 50'000});
    for (const UnitId unit : units_of(shown.accepted)) {
        solver.accept(unit);
        large.accept(unit);
    }
    if (solver.objection()) return {};
    std::ofstream(file) << program(shown, solver);
    const auto some = consequences(file, "brave");
    const auto every = consequences(file, "cautious");
    if (!some || !every) return "clingo gives no answer";
    ++compared;
    std::string wrong = compare(shown, solver, *some, *every);
    if (wrong.empty()) wrong = compare(shown, large, *some, *every);
    return wrong;
}

TEST(ClingoTest, AgreesOnProblemsTooLargeForTryingEverything) {
    if (std::system("command -v clingo >/dev/null") != 0) {
        GTEST_SKIP() << "clingo is not installed (Debian's package gringo has it)";
    }
    const std::string file = ::testing::TempDir() + "dispute_clingo_test.lp";
    std::mt19937 random(11);
    int compared = 0;
    for (int k = 0; k < 8; ++k) {
        Flavour flavour{31, 40};
        flavour.preferences = k % 3 != 0;
        flavour.accepted = k % 2 == 0;
        Case shown = random_case(random, flavour);
        for (CaseTie& tie : shown.ties) tie.on = true;
        const auto again = [&](const Case& next) { return check(next, file, compared); };
        if (!again(shown).empty()) FAIL() << testing::shrunk(shown, again);
    }
    EXPECT_GT(compared, 4);
    std::remove(file.c_str());
}

}  // namespace
}  // namespace valla::dispute
