// report: the whole case on one page, for reading, printing and checking.

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "casefile/case_language.hpp"
#include "render/html_report.hpp"
#include "render/text_answers.hpp"

namespace valla::app {

using casefile::Case;
using text::Message;

namespace {

/// Readings and questions as they are kept in the case, each on its own terms.
tl::expected<std::string, NoAnswer> html(const Request& request, const Case& the_case,
                                         const render::AnswerHead& head) {
    auto assessment = assess(request, the_case);
    if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
    render::HtmlInput input;
    input.head = head;
    input.assessment = assessment->get();
    input.language =
        calendar::language_with_code(request.language).value_or(casefile::case_language(the_case));
    std::vector<casefile::NameId> seen;
    std::unique_ptr<dispute::Assessment> nobodys;
    for (const casefile::CardId card : the_case.cards_in_order()) {
        const auto& row = the_case.card(card);
        if (!row.known_kind || row.name.none()) continue;
        if (the_case.vocabulary().kind(row.kind).base != casefile::BaseKind::reading) continue;
        if (std::find(seen.begin(), seen.end(), row.name) != seen.end()) continue;
        seen.push_back(row.name);
        if (!nobodys) {
            auto made = dispute::Assessment::of(the_case, {});
            if (!made) return tl::unexpected(NoAnswer(std::move(made.error())));
            nobodys = std::move(*made);
        }
        dispute::Terms terms;
        terms.reading = row.name;
        const auto made = dispute::Assessment::of(the_case, terms);
        if (made) input.readings.push_back(render::readings_view(*nobodys, **made));
    }
    for (const casefile::NameId name : question::questions_of(the_case)) {
        const auto asked = question::Question::of(the_case, name);
        dispute::Terms terms;
        terms.reading = asked.under;
        terms.without = asked.without;
        terms.questions.push_back(asked.ask);
        const auto made = dispute::Assessment::of(the_case, terms);
        if (!made) continue;
        const auto found = question::answer(**made, asked, 0);
        if (found) input.questions.push_back(render::question_view(**made, asked, *found));
    }
    return render::report_as_html(input);
}

}  // namespace

int run_report(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    return answer(
        request, world, argument,
        [&](Case& the_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            if (request.format == "html" || request.output.ends_with(".html"))
                return html(request, the_case, head);
            const render::ReportView view = render::report_view(the_case);
            if (request.format == "json") return render::report_as_json(head, view);
            if (request.format == "csv") return render::report_as_csv(head, view);
            return render::report_as_text(view);
        });
}

int run_draw(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const render::AnswerHead&) -> tl::expected<std::string, NoAnswer> {
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            const std::string& what = request.arguments.front();
            if (what == "timeline")
                return drawing::draw_timeline_file(render::timeline_picture(**assessment));
            drawing::GraphPicture picture;
            if (what == "lineage") picture = render::lineage_picture(**assessment);
            else if (what == "arguments") picture = render::arguments_picture(**assessment);
            else if (what == "people") picture = render::people_picture(**assessment);
            else
                return tl::unexpected(
                    NoAnswer(Message("no-such-picture", {}).with("picture", what)));
            picture.file = true;
            return drawing::draw_graph(picture).svg;
        });
}

}  // namespace valla::app
