#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "render/html_page.hpp"

namespace valla::render {

using drawing::escape;

drawing::TimelineWords HtmlPage::timeline_words() const {
    drawing::TimelineWords words;
    if (words_.language() == calendar::Language::english) return words;
    words.overview = words_("Overview");
    words.continued = words_("continued");
    words.order_only = words_("Without a date: known only by what they come after");
    words.no_date = words_("without a date");
    words.after = words_("after");
    words.certainly = words_("certainly going on");
    words.possibly = words_("possibly going on");
    words.stated = words_("bound that is stated");
    words.follows = words_("bound that follows");
    words.begin_above = words_("bounds of the begin above the bar, of the end below");
    words.open = words_("open: said to have no bound");
    words.unknown = words_("bound not known");
    words.clash = words_("bounds that cannot all be true");
    words.gap = words_("time left out");
    words.versions = words_("several bars without a letter: what is disputed decides between them");
    words.without = words_("without");
    words.wide = words_("the bounds may be wider than they could be");
    words.open_cell = words_("without bound");
    words.gregorian = words_("Gregorian");
    words.julian = words_("Julian");
    return words;
}

const std::vector<consequence::ToldTimes>& HtmlPage::told_times() {
    if (!told_times_) told_times_ = consequence::told_times(assessment_);
    return *told_times_;
}

void HtmlPage::timeline() {
    section("timeline", "What can have been when");
    drawing::Timeline timeline = timeline_picture(assessment_, told_times());
    drawing::TimelineOptions options = timeline_options(case_, timeline);
    options.id = "time";
    options.language = words_.language();
    options.words = timeline_words();
    timeline.title = words_.known(timeline.title);
    for (std::string& lane : timeline.lanes) lane = words_.known(lane);
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

void HtmlPage::graph(std::string_view id, Phrase title, drawing::GraphPicture picture) {
    section(id, title);
    if (picture.nodes.empty()) {
        paragraph("There is nothing to draw.");
        return;
    }
    picture.title = words_.known(picture.title);
    picture.description = words_.known(picture.description);
    for (drawing::GraphEdge& edge : picture.edges) {
        if (edge.label == "in" || edge.label == "unless" || edge.label == "compare")
            edge.label = words_.known(edge.label);
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

void HtmlPage::lineage() { graph("lineage", "Who has it from whom", lineage_picture(assessment_)); }

void HtmlPage::arguments() {
    graph("arguments", "What is inferred", arguments_picture(assessment_));
}

void HtmlPage::people() { graph("people", "People and bodies", people_picture(assessment_)); }

}  // namespace valla::render
