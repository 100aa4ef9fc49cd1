#include "render/comparison_html.hpp"

#include "consequence/synopsis.hpp"
#include "drawing/svg.hpp"
#include "render/pictures.hpp"

namespace valla::render {

using drawing::escape;

namespace {

std::string cells(std::string_view element, const std::vector<std::string>& texts) {
    std::string row;
    for (const std::string& text : texts)
        row += fmt::format("<{0} dir=\"auto\">{1}</{0}>", element, escape(text));
    return row;
}

std::string figure(const drawing::TimelinePanel& panel, const std::string& caption) {
    return fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", panel.svg,
                       escape(caption));
}

std::string table(const drawing::Comparison& picture, const drawing::ComparisonDrawing& drawn,
                  const Words& words) {
    std::vector<std::string> names;
    for (const drawing::ComparisonAccount& account : picture.accounts)
        names.push_back(account.letter + ' ' + account.name);
    std::string text = fmt::format(
        "<details><summary>{}</summary>\n<table><thead><tr><th scope=\"col\">{}</th>{}</tr></thead>"
        "<tbody>\n",
        words("The same as a table"), words("What"), cells("th", names));
    std::string section;
    for (const drawing::ComparisonTableRow& row : drawn.rows) {
        if (row.section != section) {
            section = row.section;
            text += fmt::format("<tr><th colspan=\"{}\">{}</th></tr>\n", names.size() + 1,
                                escape(section));
        }
        std::string label = escape(row.label);
        if (row.excludes)
            label += "<br><span class=\"ground\">" + words("cannot both be so") + "</span>";
        text +=
            fmt::format("<tr><th scope=\"row\">{}</th>{}</tr>\n", label, cells("td", row.cells));
    }
    for (const drawing::TimelineRow& row : drawn.times.rows) {
        text += fmt::format("<tr><th scope=\"row\">{} <span class=\"ground\">{}</span></th>",
                            escape(row.label), escape(row.told));
        text += fmt::format("<td colspan=\"{}\">", names.size());
        const std::string names_of_bounds[] = {words("begun no earlier than"), words("begun by"),
                                               words("over no earlier than"), words("over by")};
        std::string bounds;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].empty()) continue;
            bounds += (bounds.empty() ? "" : "; ") + names_of_bounds[i] + ' ' + row.cells[i];
        }
        text += escape(bounds) + "</td></tr>\n";
    }
    return text + "</tbody></table></details>\n";
}

}  // namespace

std::string comparisons_as_html(dispute::Assessment& assessment,
                                const std::vector<consequence::ToldTimes>& times,
                                const AccountLetters& letters, const Words& words) {
    std::string text;
    std::size_t number = 0;
    for (const consequence::Synopsis& synopsis : consequence::synopses(assessment)) {
        const drawing::Comparison picture =
            comparison_picture(assessment, synopsis, times, letters, words);
        drawing::TimelineOptions options =
            comparison_options(assessment.the_case(), std::span(&picture, 1), words);
        options.id += '-' + std::to_string(++number);
        const drawing::ComparisonDrawing drawn =
            drawing::draw_comparison(picture, options, comparison_words(words));
        std::string caption = picture.title;
        if (!picture.note.empty()) caption += ". " + picture.note;
        text += figure(drawn.columns, caption);
        for (const drawing::TimelinePanel& panel : drawn.times.panels)
            text += figure(
                panel, words.say("{0}: {1}", words("When it was, by each of them"), panel.title));
        if (!drawn.times.rows.empty())
            text += fmt::format("<figure>{}</figure>\n", drawn.times.legend.svg);
        text += table(picture, drawn, words);
    }
    return text;
}

}  // namespace valla::render
