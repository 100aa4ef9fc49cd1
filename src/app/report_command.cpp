// report: the whole case on one page or several, for reading, printing and checking; draw.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "casefile/case_language.hpp"
#include "consequence/synopsis.hpp"
#include "consequence/told_times.hpp"
#include "render/html_report.hpp"
#include "render/markdown.hpp"
#include "render/text_answers.hpp"

namespace valla::app {

using casefile::Case;
using text::Message;

namespace {

/// "findings and clashes".
tl::expected<std::vector<std::string>, Message> sections_of(const std::string& text) {
    std::vector<std::string> sections;
    std::istringstream words(text);
    const auto known = render::report_sections();
    bool joins = false;
    for (std::string word; words >> word; joins = !joins) {
        if (joins ? word == "and" : std::find(known.begin(), known.end(), word) != known.end()) {
            if (!joins) sections.push_back(word);
            continue;
        }
        std::string all;
        for (const std::string_view each : known)
            all += (all.empty() ? "" : ", ") + std::string(each);
        return tl::unexpected(usage_message(
            joins ? "sections are joined with `and`" : "a report has no section \"" + word + "\"",
            "its sections are: " + all));
    }
    return sections;
}

/// In the language that is asked for, or that of the case.
render::Words words_for(const Request& request, const Case& the_case) {
    return render::Words(
        calendar::language_with_code(request.language).value_or(casefile::case_language(the_case)));
}

/// What a report on pages is made of. Readings and questions are as they are kept in the case, each
/// on its own terms.
struct PageInput {
    std::unique_ptr<dispute::Assessment> assessment;
    render::HtmlInput html;
};

tl::expected<PageInput, NoAnswer> page_input(const Request& request, const Case& the_case,
                                             const render::AnswerHead& head) {
    PageInput made_of;
    render::HtmlInput& input = made_of.html;
    auto only = sections_of(request.only);
    if (!only) return tl::unexpected(NoAnswer(std::move(only.error())));
    input.only = std::move(*only);
    auto assessment = assess(request, the_case);
    if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
    input.head = head;
    made_of.assessment = std::move(*assessment);
    input.assessment = made_of.assessment.get();
    const render::Words words = words_for(request, the_case);
    input.language = words.language();
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
        if (made) input.readings.push_back(render::readings_view(*nobodys, **made, words));
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
        if (found) input.questions.push_back(render::question_view(**made, asked, *found, words));
    }
    return made_of;
}

tl::expected<std::string, NoAnswer> write_pages(const Request& request, World& world,
                                                const render::HtmlInput& input) {
    if (!world.disk.is_folder(request.output)) {
        if (auto made = world.disk.make_folder(request.output); !made)
            return tl::unexpected(NoAnswer(std::move(made.error())));
    }
    for (const render::ReportFile& file : render::report_as_pages(input)) {
        const auto path = (std::filesystem::path(request.output) / file.name).string();
        if (auto written = world.disk.write(path, file.html); !written)
            return tl::unexpected(NoAnswer(std::move(written.error())));
    }
    return std::string();
}

}  // namespace

int run_report(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    const bool pages = request.pages || (!request.output.empty() && request.format != "json" &&
                                         world.disk.is_folder(request.output));
    const bool html = pages || request.format == "html" || request.output.ends_with(".html");
    if (request.pages && request.output.empty())
        return fail(request, world,
                    usage_message("`--pages` needs a folder", "write: --pages -o FOLDER"));
    if (!html && !(request.only.empty() && request.language.empty())) {
        return fail(request, world,
                    usage_message("`--only` and `--language` are for a report that is a page",
                                  "add `--format html`, or `-o` and a file that ends in .html"));
    }
    // Pages are written one by one; what is left to be written is nothing.
    Request rest = request;
    if (pages) rest.output.clear();
    return answer(
        rest, world, argument,
        [&](Case& the_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            if (html) {
                const auto input = page_input(request, the_case, head);
                if (!input) return tl::unexpected(input.error());
                if (pages) return write_pages(request, world, input->html);
                return render::report_as_html(input->html);
            }
            const render::ReportView view = render::report_view(the_case);
            if (request.format == "json") return render::report_as_json(head, view);
            if (request.format == "csv") return render::report_as_csv(head, view);
            if (request.format == "markdown") return render::report_as_markdown(view);
            return render::report_as_text(view);
        });
}

namespace {

/// The accounts of things side by side: of those that are named, or of all that have any.
tl::expected<std::string, NoAnswer> compared(const Case& the_case, dispute::Assessment& assessment,
                                             const std::vector<std::string>& named,
                                             const render::Words& words) {
    const auto nothing = [](const std::string& what) {
        return tl::unexpected(NoAnswer(Message("nothing-to-compare", {}).with("what", what)));
    };
    std::vector<consequence::Synopsis> things;
    if (named.empty()) {
        things = consequence::synopses(assessment);
    } else {
        auto ids = find_ids(the_case, named);
        if (!ids) return tl::unexpected(NoAnswer(std::move(ids.error())));
        for (std::size_t i = 0; i < ids->size(); ++i) {
            auto one = consequence::synopsis(assessment, (*ids)[i]);
            if (!one) return nothing(named[i]);
            const bool there = std::any_of(things.begin(), things.end(),
                                           [&](const auto& other) { return other.of == one->of; });
            if (!there) things.push_back(std::move(*one));
        }
    }
    const auto times = consequence::told_times(assessment);
    const render::AccountLetters letters(assessment, words);
    std::vector<drawing::Comparison> pictures;
    for (const consequence::Synopsis& synopsis : things) {
        pictures.push_back(render::comparison_picture(assessment, synopsis, times, letters, words));
    }
    if (pictures.empty()) return nothing("anything in the case");
    return drawing::draw_comparison_file(pictures,
                                         render::comparison_options(the_case, pictures, words),
                                         render::comparison_words(words));
}

}  // namespace

int run_draw(const Request& request, World& world) {
    const std::string& what = request.arguments.front();
    const std::vector<std::string> named(request.arguments.begin() + 1, request.arguments.end());
    if (what != "compare" && !named.empty()) {
        return fail(request, world,
                    usage_message("`valla draw " + what + "` does not take \"" + named[0] + "\"",
                                  "write: valla draw " + what));
    }
    return answer(
        request, world, "",
        [&](Case& the_case, const render::AnswerHead&) -> tl::expected<std::string, NoAnswer> {
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            const render::Words words = words_for(request, the_case);
            if (what == "compare") return compared(the_case, **assessment, named, words);
            if (what == "timeline") {
                const drawing::Timeline timeline =
                    render::timeline_picture(**assessment, consequence::told_times(**assessment),
                                             render::AccountLetters(**assessment, words), words);
                return drawing::draw_timeline_file(
                    timeline, render::timeline_options(the_case, timeline, words));
            }
            drawing::GraphPicture picture;
            if (what == "lineage") picture = render::lineage_picture(**assessment, words);
            else if (what == "arguments") picture = render::arguments_picture(**assessment, words);
            else if (what == "people") picture = render::people_picture(**assessment, words);
            else
                return tl::unexpected(
                    NoAnswer(Message("no-such-picture", {}).with("picture", what)));
            picture.file = true;
            return drawing::draw_graph(picture).svg;
        });
}

}  // namespace valla::app
