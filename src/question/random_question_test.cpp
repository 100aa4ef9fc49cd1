// Answers compared with those of a program that tries every version and every substitution
// (random_question.hpp); what differs is made as small as it can be before it is shown.

#include "question/random_question.hpp"

#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "dispute/testing.hpp"
#include "question/question.hpp"
#include "text/random_cases.hpp"

namespace valla::question::testing {
namespace {

using Generator = std::mt19937;

int up_to(Generator& random, int most) { return std::uniform_int_distribution(0, most)(random); }
bool once_in(Generator& random, int times) { return up_to(random, times - 1) == 0; }

/// What can be claimed and inferred of an event and a person.
Fact random_fact(Generator& random) {
    Fact fact;
    fact.said = static_cast<Said>(up_to(random, 2));
    fact.event = up_to(random, events - 1);
    fact.value = up_to(random, persons - 1);
    fact.denied = once_in(random, 3);
    return fact;
}

Line random_line(Generator& random) {
    Line line;
    do {
        line.fact = random_fact(random);
        const int kind = up_to(random, 5);
        if (kind >= 3) {
            line.fact.said = static_cast<Said>(kind);
            line.fact.denied = false;
            if (line.fact.said == Said::list) line.fact.value = 1 + up_to(random, 6);
        }
    } while (line.fact.said == Said::before && line.fact.value <= line.fact.event);
    line.source = up_to(random, 1);
    return line;
}

/// Whether what each account tells, and what both do, can stand: what contradicts itself is taken
/// claim by claim, and that has its own tests.
bool accounts_can_stand(const RandomCase& the_case) {
    int accounts = 0;
    const std::vector<Believed> all = the_case.believed();
    Facts shared;
    for (const Believed& each : all) {
        if (each.shared) shared.insert(each.says.begin(), each.says.end());
    }
    for (const Believed& each : all) {
        Facts told = each.says;
        if (each.account != 0) told.insert(shared.begin(), shared.end());
        if (!at_odds(told).empty()) return false;
        if (each.account != 0 && !each.says.empty()) ++accounts;
    }
    return !the_case.has_accounts() || accounts == 2;
}

RandomCase random_case(Generator& random) {
    RandomCase out;
    const bool accounts = once_in(random, 3);
    const std::size_t lines = static_cast<std::size_t>(2 + up_to(random, 6));
    for (int tries = 0; tries < 100 && out.lines.size() < lines; ++tries) {
        Line line = random_line(random);
        if (accounts && once_in(random, 2)) line.accounts = 1 + up_to(random, 2);
        out.lines.push_back(line);
        // Two accounts come together.
        if (out.believed().size() > 8) out.lines.pop_back();
    }
    if (!accounts_can_stand(out)) {
        for (Line& line : out.lines) line.accounts = 0;
        while (out.believed().size() > 8) out.lines.pop_back();
    }
    const int inferences = once_in(random, 3) ? 1 + up_to(random, 1) : 0;
    for (int i = 0; i < inferences; ++i) {
        Inferred inferred;
        for (int k = up_to(random, 1); k >= 0; --k) {
            // Most often from what somebody says.
            const Line& line = out.lines[static_cast<std::size_t>(
                up_to(random, static_cast<int>(out.lines.size()) - 1))];
            const bool usable = line.fact.said <= Said::present && !once_in(random, 4);
            inferred.from.push_back(usable ? line.fact : random_fact(random));
        }
        inferred.hence = random_fact(random);
        out.inferences.push_back(inferred);
    }
    if (once_in(random, 3)) {
        out.judged = static_cast<Judged>(1 + up_to(random, 2));
        out.accepted =
            static_cast<std::size_t>(up_to(random, static_cast<int>(out.lines.size()) - 1));
        const Line& accepted = out.lines[out.accepted];
        const bool acceptable = accepted.accounts == 0 && accepted.fact.said <= Said::present;
        if (out.judged == Judged::accept && !acceptable) out.judged = Judged::nothing;
        // What an account tells with a word less has its own tests.
        if (out.judged != Judged::prefer && out.has_accounts()) out.judged = Judged::nothing;
    }
    return out;
}

Statement random_statement(Generator& random, bool late) {
    Statement out;
    out.asks = static_cast<Asks>(up_to(random, 9));
    const auto term = [&] { return Term{!once_in(random, 3), up_to(random, 1)}; };
    out.subject = term();
    out.value = term();
    if (out.asks == Asks::before_day || out.asks == Asks::on) out.value = {false, up_to(random, 2)};
    out.denied = out.asks != Asks::kind && once_in(random, 4);
    const bool with_person = out.asks <= Asks::present;
    if (with_person && !out.value.variable && once_in(random, 3))
        out.other_value = (out.value.number + 1) % persons;
    const bool modal = with_person || out.about_time();
    if (late && modal && once_in(random, 2)) {
        if (once_in(random, 2)) out.silence = true;
        else out.possible = true;
    }
    return out;
}

RandomQuestion random_question(Generator& random) {
    RandomQuestion out;
    const bool late = once_in(random, 2);
    const int sides = once_in(random, 3) ? 2 : 1;
    for (int i = 0; i < sides; ++i) {
        out.sides.emplace_back();
        const int statements = 1 + up_to(random, 2);
        for (int k = 0; k < statements; ++k)
            out.sides.back().push_back(random_statement(random, late));
    }
    if (!once_in(random, 4)) return out;
    for (const int variable : out.variables()) {
        if (once_in(random, 2)) out.count.push_back(variable);
        else if (once_in(random, 2)) out.group.push_back(variable);
    }
    if (out.count.empty()) out.group.clear();
    return out;
}

/// What Valla answers, rows as those of expected(); and what is wrong with its reasons.
struct Found {
    std::map<std::string, std::string> rows;
    std::string complaint;
};

/// The statements and closed lists behind a row.
Facts facts_of(const dispute::Assessment& assessment, const RandomCase& the_case,
               const Reason& reason) {
    std::set<std::string> words;
    for (const evidence::StatementId statement : reason.statements) {
        const auto& said = assessment.evidence().propositions()[statement.proposition()];
        if (said.row != casefile::RowId{}) {
            words.insert(evidence::testing::words_of(assessment.evidence(), statement));
            continue;
        }
        // What no card spells out, such as what an inference gives.
        const casefile::Case& read = assessment.the_case();
        const auto name = [&](casefile::NameId id) {
            return std::string(read.tables().names.text(id));
        };
        words.insert((statement.denied() ? "not " : "") + name(said.subject) + ' ' +
                     std::string(read.vocabulary().field(said.field).name) + ' ' +
                     name({said.value.number}));
    }
    for (const std::uint32_t list : reason.closed_lists) {
        const evidence::Closing& closing = assessment.evidence().closings()[list];
        Fact fact{Said::list, 0, 0, false};
        const auto& names = assessment.the_case().tables().names;
        for (int e = 0; e < events; ++e) {
            if (names.text(closing.subject) == event_names[e]) fact.event = e;
        }
        for (const evidence::ValueKey& value : closing.values) {
            for (int p = 0; p < persons; ++p) {
                if (names.text({value.number}) == person_names[p]) fact.value |= 1 << p;
            }
        }
        words.insert(event_names[fact.event] + ' ' + fact.line());
    }
    Facts facts;
    const auto take = [&](const Fact& fact) {
        std::string text = fact.said == Said::list ? event_names[fact.event] + ' ' + fact.line()
                                                   : fact.statement();
        if (fact.said == Said::day) {
            text = event_names[fact.event] + " on <" + std::to_string(days[fact.value]) +
                   " July 1936>";
        }
        if (words.contains(text)) facts.insert(fact);
    };
    for (const Line& line : the_case.lines) {
        for (const Fact& fact : RandomCase::facts_of(line)) take(fact);
    }
    for (const Inferred& each : the_case.inferences) take(each.hence);
    return facts;
}

Found found(const RandomCase& the_case, const RandomQuestion& question, bool by_rule) {
    Found out;
    const bool judged = the_case.judged != Judged::nothing;
    const casefile::Case read = casefile::testing::read_case(
        the_case.text() + (by_rule ? question.rule(judged) : question.card(judged)));
    out.complaint = casefile::testing::rendered(read);
    if (!out.complaint.empty()) return out;
    const Question asked =
        Question::of(read, *read.tables().names.find(casefile::NameSpace::id, "q"));
    dispute::Terms terms;
    terms.reading = asked.under;
    terms.questions.push_back(asked.ask);
    auto assessment = dispute::Assessment::of(read, terms);
    if (!assessment) return {{}, assessment.error().sentence()};
    const auto answered = answer(**assessment, asked, 3);
    if (!answered) return {{}, answered.error().sentence()};
    if (!answered->complete) out.complaint = "not complete";
    const bool late = question.looks_at_silence() || question.looks_at_possibility();
    for (const AnswerRow& row : answered->rows) {
        Substitution chosen{};
        std::map<char, std::string> words;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const std::string value(read.tables().names.text({row.values[i].number}));
            const char variable = answered->columns[i][1];
            words[variable] = value;
            const bool event = variable == 'a' || variable == 'b';
            const auto number = [&](const auto& names) {
                return static_cast<int>(std::find(names.begin(), names.end(), value) -
                                        names.begin());
            };
            chosen[std::string("abpq").find(variable)] =
                event ? number(event_names) : number(person_names);
        }
        std::string text;
        for (const auto& [variable, value] : words) text += (text.empty() ? "" : " | ") + value;
        if (row.count) text += " # " + std::to_string(*row.count);
        std::string standing = dispute::testing::name(row.standing);
        if (row.from_silence) standing += ", from silence";
        if (row.possible) standing += ", as possible";
        out.rows[text] = standing;
        // A row follows from each of its reasons alone.
        for (const auto& reason : row.reasons) {
            if (late || by_rule || !question.count.empty()) continue;
            const Facts facts = facts_of(**assessment, the_case, reason);
            if (!Oracle(facts).holds(question, chosen))
                out.complaint = "the row " + text + " does not follow from its reasons";
        }
    }
    return out;
}

/// What is wrong with the answer; nothing when all is as expected.
std::string difference(const RandomCase& the_case, const RandomQuestion& question, bool by_rule) {
    const Versions versions = versions_of(the_case);
    if (versions.circle) return "";
    const auto wanted = expected(versions, question);
    const Found got = found(the_case, question, by_rule);
    std::string out;
    if (!got.complaint.empty()) out += got.complaint + "\n";
    for (const auto& [row, standing] : wanted) {
        const auto other = got.rows.find(row);
        if (other == got.rows.end()) out += "missing: " + row + ": " + standing + "\n";
        else if (other->second != standing)
            out += row + ": " + other->second + ", expected: " + standing + "\n";
    }
    for (const auto& [row, standing] : got.rows) {
        if (!wanted.contains(row)) out += "not expected: " + row + ": " + standing + "\n";
    }
    return out;
}

/// Takes out one by one what the difference does without.
void shrink(RandomCase& the_case, RandomQuestion& question, bool by_rule) {
    const auto differs = [&](const RandomCase& one, const RandomQuestion& other) {
        if (by_rule && !other.is_rule()) return false;
        const bool judges = one.judged == Judged::accept && one.accepted >= one.lines.size();
        return !judges && accounts_can_stand(one) && !difference(one, other, by_rule).empty();
    };
    for (bool smaller = true; smaller;) {
        smaller = false;
        const auto try_case = [&](const RandomCase& tried) {
            if (smaller || !differs(tried, question)) return;
            the_case = tried;
            smaller = true;
        };
        for (std::size_t i = 0; i < the_case.lines.size() && !smaller; ++i) {
            RandomCase tried = the_case;
            tried.lines.erase(tried.lines.begin() + static_cast<std::ptrdiff_t>(i));
            if (tried.accepted > i) --tried.accepted;
            try_case(tried);
        }
        for (std::size_t i = 0; i < the_case.inferences.size() && !smaller; ++i) {
            RandomCase tried = the_case;
            tried.inferences.erase(tried.inferences.begin() + static_cast<std::ptrdiff_t>(i));
            try_case(tried);
        }
        if (!smaller && the_case.judged != Judged::nothing) {
            RandomCase tried = the_case;
            tried.judged = Judged::nothing;
            try_case(tried);
        }
        for (std::size_t i = 0; i < question.sides.size() && !smaller; ++i) {
            for (std::size_t k = 0; k < question.sides[i].size() && !smaller; ++k) {
                RandomQuestion tried = question;
                auto& side = tried.sides[i];
                side.erase(side.begin() + static_cast<std::ptrdiff_t>(k));
                if (side.empty())
                    tried.sides.erase(tried.sides.begin() + static_cast<std::ptrdiff_t>(i));
                const std::set<int> left = tried.variables();
                const auto gone = [&](int variable) { return !left.contains(variable); };
                std::erase_if(tried.count, gone);
                std::erase_if(tried.group, gone);
                if (tried.count.empty() != question.count.empty()) continue;
                if (tried.sides.empty() || !differs(the_case, tried)) continue;
                question = tried;
                smaller = true;
            }
        }
    }
}

/// How much of what is to be tested was.
struct Tried {
    std::size_t rows = 0;
    std::size_t disputed = 0;
    std::size_t counted = 0;
    std::size_t with_accounts = 0;
    std::size_t with_inferences = 0;
    std::size_t with_readings = 0;

    void note(const RandomCase& the_case, const RandomQuestion& question) {
        for (const auto& [row, standing] : expected(versions_of(the_case), question)) {
            ++rows;
            if (standing.starts_with("not contradicted")) continue;
            ++disputed;
            if (!question.count.empty()) ++counted;
            if (the_case.has_accounts()) ++with_accounts;
            if (!the_case.inferences.empty()) ++with_inferences;
            if (the_case.judged != Judged::nothing) ++with_readings;
        }
    }
};

/// Asks random questions as they are, or those that a rule can give by way of the rule.
Tried ask(std::uint32_t cases, bool by_rule) {
    Tried tried;
    for (std::uint32_t seed = 0, asked = 0; asked < cases; ++seed) {
        Generator random(seed);
        RandomCase the_case = random_case(random);
        RandomQuestion question = random_question(random);
        if (by_rule && !question.is_rule()) continue;
        ++asked;
        if (difference(the_case, question, by_rule).empty()) {
            tried.note(the_case, question);
            continue;
        }
        shrink(the_case, question, by_rule);
        const bool judged = the_case.judged != Judged::nothing;
        ADD_FAILURE() << "seed " << seed << "\n"
                      << the_case.text()
                      << (by_rule ? question.rule(judged) : question.card(judged)) << "\n"
                      << difference(the_case, question, by_rule);
        break;
    }
    return tried;
}

TEST(RandomQuestionTest, AnswersAreThoseOfTryingEverything) {
    const Tried tried = ask(text::random_cases(2000U), false);
    EXPECT_GT(tried.rows, text::random_cases(1500U));
    EXPECT_GT(tried.disputed, text::random_cases(600U));
    EXPECT_GT(tried.counted, text::random_cases(100U));
    EXPECT_GT(tried.with_accounts, text::random_cases(100U));
    EXPECT_GT(tried.with_inferences, text::random_cases(100U));
    EXPECT_GT(tried.with_readings, text::random_cases(100U));
}

TEST(RandomQuestionTest, ARuleGivesWhatTheQuestionWould) {
    const Tried tried = ask(text::random_cases(1000U), true);
    EXPECT_GT(tried.rows, text::random_cases(1000U));
    EXPECT_GT(tried.disputed, text::random_cases(300U));
}

}  // namespace
}  // namespace valla::question::testing
