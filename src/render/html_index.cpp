#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "render/html_page.hpp"

namespace valla::render {

using casefile::BaseKind;
using drawing::escape;

void HtmlPage::index() {
    const ReportView& report = report_;
    section("index", "Index and bibliography");
    std::map<std::string, std::vector<std::string>> groups;
    for (const ListRow& row : report.things) {
        const auto kind = case_.vocabulary().find_kind(row.kind);
        std::string group = "Other things";
        if (kind) {
            switch (case_.vocabulary().kind(*kind).base) {
                case BaseKind::person: group = "Persons"; break;
                case BaseKind::body: group = "Bodies"; break;
                case BaseKind::place: group = "Places"; break;
                case BaseKind::source: group = "Sources"; break;
                default: break;
            }
        }
        std::string text =
            fmt::format("<span id=\"id-{}\" dir=\"auto\">{}</span>", escape(row.name),
                        link(row.place, row.label.empty() ? row.name : row.label)) +
            (row.label.empty() ? "" : " <span class=\"ground\">" + escape(row.name) + "</span>");
        if (group == "Sources") text += ", " + escape(words_.term(Term::kind, row.kind));
        groups[group].push_back(text);
    }
    for (const auto& [group, items] : groups) {
        out_ += fmt::format("<h3>{}</h3>\n", words_.known(group));
        list(items);
    }
}

void HtmlPage::cards() {
    section("cards", "The cards");
    for (const casefile::CaseFile& file : case_.files()) {
        if (file.shipped) continue;
        out_ += fmt::format("<h3>{}</h3>\n", escape(path_within(folder_, file.source.path())));
        cards_of(file);
    }
}

void HtmlPage::cards_of(const casefile::CaseFile& file) {
    out_ += "<pre>";
    const std::string_view bytes = file.source.bytes();
    const std::string anchor = anchors_of(file);
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = bytes.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out_ += fmt::format("<span id=\"{}{}\">{}</span>", anchor, ++number,
                            line.empty() ? " " : escape(line));
        at = end + 1;
    }
    out_ += "</pre>\n";
}

}  // namespace valla::render
