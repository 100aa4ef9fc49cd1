// Answers compared with those of a program that tries every version and every substitution
// (random_question.hpp); what differs is made as small as it can be before it is shown.

#include "question/random_question.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "casefile/statement_text.hpp"
#include "dispute/testing.hpp"
#include "question/question.hpp"
#include "text/random_cases.hpp"

namespace valla::question::testing {
namespace {

using Generator = std::mt19937;

int up_to(Generator& random, int most) { return std::uniform_int_distribution(0, most)(random); }
bool once_in(Generator& random, int times) { return up_to(random, times - 1) == 0; }

RandomCase random_case(Generator& random) {
    RandomCase out;
    const int lines = 2 + up_to(random, 6);
    while (static_cast<int>(out.lines.size()) < lines) {
        Unit line;
        line.said = static_cast<Said>(up_to(random, 5));
        line.event = up_to(random, events - 1);
        line.value = up_to(random, 2);
        if (line.said == Said::list) line.value = 1 + up_to(random, 6);
        if (line.said == Said::before && line.value <= line.event) continue;
        const bool deniable = line.said <= Said::present;
        line.denied = deniable && once_in(random, 3);
        out.lines.push_back(line);
        out.sources.push_back(up_to(random, 1));
        if (out.units().size() > 10) out.lines.pop_back(), out.sources.pop_back();
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
    return out;
}

/// What Valla answers, rows as those of expected(); and what is wrong with its reasons.
struct Found {
    std::map<std::string, std::string> rows;
    std::string complaint;
};

/// The statements behind a row, as units; closed lists are not named as reasons.
std::set<Unit> units_of(const dispute::Assessment& assessment, const RandomCase& the_case,
                        const std::vector<evidence::StatementId>& reason) {
    std::set<std::string> words;
    for (const evidence::StatementId statement : reason) {
        // That something is an event or a person nobody says.
        const auto& all = assessment.evidence().propositions();
        if (all[statement.proposition()].row == casefile::RowId{}) continue;
        words.insert(evidence::testing::words_of(assessment.evidence(), statement));
    }
    std::set<Unit> units;
    for (const Unit& unit : the_case.units()) {
        std::string text = unit.denied ? "not " : "";
        text += event_names[unit.event];
        switch (unit.said) {
            case Said::by: text += " by " + person_names[unit.value]; break;
            case Said::to: text += " to " + person_names[unit.value]; break;
            case Said::present: text += " present " + person_names[unit.value]; break;
            case Said::day:
                text += " on <" + std::to_string(days[unit.value]) + " July 1936>";
                break;
            case Said::before: text += " before " + event_names[unit.value]; break;
            case Said::list: units.insert(unit); continue;
        }
        if (words.contains(text)) units.insert(unit);
    }
    return units;
}

Found found(const RandomCase& the_case, const RandomQuestion& question) {
    Found out;
    casefile::Case read = casefile::testing::read_case(the_case.text());
    auto rows = casefile::read_statements(read, question.text());
    if (!rows) return {{}, text::render_for_people(rows.error()[0])};
    const Question asked = Question::of(std::move(*rows));
    dispute::Terms terms;
    terms.questions.push_back(asked.ask);
    auto assessment = dispute::Assessment::of(read, terms);
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
        std::string standing = dispute::testing::name(row.standing);
        if (row.from_silence) standing += ", from silence";
        if (row.possible) standing += ", as possible";
        out.rows[text] = standing;
        // A row follows from each of its reasons alone.
        for (const auto& reason : row.reasons) {
            const std::set<Unit> units = units_of(**assessment, the_case, reason.statements);
            if (!late && !Oracle(units).holds(question, chosen))
                out.complaint = "the row " + text + " does not follow from its reasons";
        }
    }
    return out;
}

/// What is wrong with the answer; nothing when all is as expected.
std::string difference(const RandomCase& the_case, const RandomQuestion& question) {
    const auto wanted = expected(the_case, question);
    const Found got = found(the_case, question);
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

/// Takes out line by line and statement by statement what the difference does without.
void shrink(RandomCase& the_case, RandomQuestion& question) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = 0; i < the_case.lines.size(); ++i) {
            RandomCase tried = the_case;
            tried.lines.erase(tried.lines.begin() + static_cast<std::ptrdiff_t>(i));
            tried.sources.erase(tried.sources.begin() + static_cast<std::ptrdiff_t>(i));
            if (difference(tried, question).empty()) continue;
            the_case = tried;
            smaller = true;
            break;
        }
        for (std::size_t i = 0; i < question.sides.size() && !smaller; ++i) {
            for (std::size_t k = 0; k < question.sides[i].size() && !smaller; ++k) {
                RandomQuestion tried = question;
                auto& side = tried.sides[i];
                side.erase(side.begin() + static_cast<std::ptrdiff_t>(k));
                if (side.empty())
                    tried.sides.erase(tried.sides.begin() + static_cast<std::ptrdiff_t>(i));
                if (tried.sides.empty() || difference(the_case, tried).empty()) continue;
                question = tried;
                smaller = true;
            }
        }
    }
}

TEST(RandomQuestionTest, AnswersAreThoseOfTryingEverything) {
    std::size_t rows = 0;
    std::size_t disputed = 0;
    for (std::uint32_t seed = 0; seed < text::random_cases(2000U); ++seed) {
        Generator random(seed);
        RandomCase the_case = random_case(random);
        RandomQuestion question = random_question(random);
        if (difference(the_case, question).empty()) {
            for (const auto& [row, standing] : expected(the_case, question)) {
                ++rows;
                disputed += standing.starts_with("not contradicted") ? 0 : 1;
            }
            continue;
        }
        shrink(the_case, question);
        FAIL() << "seed " << seed << "\n"
               << the_case.text() << "\nasked: " << question.text() << "\n"
               << difference(the_case, question);
    }
    EXPECT_GT(rows, text::random_cases(1500U));
    EXPECT_GT(disputed, text::random_cases(300U));
}

}  // namespace
}  // namespace valla::question::testing
