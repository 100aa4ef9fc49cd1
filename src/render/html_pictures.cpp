#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "render/html_page.hpp"

namespace valla::render {

using drawing::escape;

const std::vector<consequence::ToldTimes>& HtmlPage::told_times() {
    if (!told_times_) told_times_ = consequence::told_times(assessment_);
    return *told_times_;
}

void HtmlPage::timeline() {
    section("timeline", "What can have been when");
    const drawing::Timeline timeline =
        timeline_picture(assessment_, told_times(), letters_, words_);
    drawing::TimelineOptions options = timeline_options(case_, timeline, words_);
    options.id = "time";
    const auto picture = drawing::draw_timeline(timeline, options);
    if (picture.rows.empty()) {
        paragraph("Nothing in the case has a time.");
        return;
    }
    // Of many panels the overview stays open, and leads into the others.
    const bool folded = picture.panels.size() > 5;
    for (const auto& panel : picture.panels) {
        const bool open = !folded || &panel == &picture.panels.front();
        out_ += open ? "" : "<details><summary>" + escape(panel.title) + "</summary>\n";
        out_ += fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", panel.svg,
                            escape(panel.title));
        out_ += open ? "" : "</details>\n";
    }
    out_ += fmt::format("<figure>{}</figure>\n", picture.legend.svg);
    twin_table(
        {"What", "begun no earlier than", "begun by", "over no earlier than", "over by", "after"});
    for (const drawing::TimelineRow& row : picture.rows) {
        out_ += "<tr><th scope=\"row\">";
        out_ += row.link.empty()
                    ? escape(row.label)
                    : fmt::format("<a href=\"#{}\">{}</a>", escape(row.link), escape(row.label));
        if (!row.told.empty()) out_ += "<br><span class=\"ground\">" + escape(row.told) + "</span>";
        out_ += "</th>";
        for (const std::string& cell : row.cells) out_ += "<td>" + escape(cell) + "</td>";
        out_ += "<td>" + escape(row.after) + "</td></tr>\n";
    }
    out_ += "</tbody></table></details>\n";
}

void HtmlPage::graph(std::string_view id, Phrase title, const drawing::GraphPicture& picture) {
    section(id, title);
    if (picture.nodes.empty()) {
        paragraph("There is nothing to draw.");
        return;
    }
    const drawing::GraphDrawing drawn = drawing::draw_graph(picture);
    out_ += fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", drawn.svg,
                        escape(picture.description));
    twin_table({"From", "How", "To"});
    for (const drawing::GraphRow& row : drawn.rows) {
        out_ += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape(row.from),
                            escape(row.edge), escape(row.to));
    }
    out_ += "</tbody></table></details>\n";
}

void HtmlPage::lineage() {
    graph("lineage", "Who has it from whom", lineage_picture(assessment_, words_));
}

void HtmlPage::arguments() {
    graph("arguments", "What is inferred", arguments_picture(assessment_, words_));
}

void HtmlPage::people() {
    graph("people", "People and bodies", people_picture(assessment_, words_));
}

}  // namespace valla::render
