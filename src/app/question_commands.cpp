// ask: questions in statement form, from the command line or from `question` cards.

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "casefile/statement_text.hpp"
#include "render/question_views.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameSpace;
using question::Question;

namespace {

/// How many ways to a row are shown as its reasons.
constexpr std::size_t shown_reasons = 3;

/// A question by its name, or the statements that it is made of.
tl::expected<Question, NoAnswer> find_question(Case& the_case, const std::string& asked) {
    const auto name = the_case.tables().names.find(NameSpace::id, asked);
    if (name && the_case.is_declared(*name)) {
        if (the_case.base_of(*name) == casefile::BaseKind::question)
            return Question::of(the_case, *name);
    }
    auto rows = casefile::read_statements(the_case, asked);
    if (!rows) return tl::unexpected(NoAnswer(std::move(rows.error())));
    return Question::of(std::move(*rows));
}

}  // namespace

int run_ask(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto asked = find_question(the_case, request.arguments.front());
            if (!asked) return tl::unexpected(std::move(asked.error()));
            dispute::Terms terms;
            terms.reading = asked->under;
            terms.without = asked->without;
            terms.questions.push_back(asked->ask);
            if (auto problem = read_terms(request, the_case, terms))
                return tl::unexpected(NoAnswer(std::move(*problem)));
            auto assessment = dispute::Assessment::of(the_case, terms);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            const auto found =
                question::answer(**assessment, *asked, request.why ? shown_reasons : 0);
            if (!found) return tl::unexpected(NoAnswer(found.error()));
            const auto view = render::question_view(**assessment, *asked, *found);
            return shown(request, head, view, render::question_as_text, render::question_as_json,
                         render::question_as_csv);
        });
}

}  // namespace valla::app
