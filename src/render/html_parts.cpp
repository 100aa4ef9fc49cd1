#include <algorithm>

#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "render/html_page.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using drawing::escape;
using evidence::StatementId;

void HtmlPage::section(std::string_view id, Phrase title) {
    out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, words_(title));
}

void HtmlPage::paragraph(Phrase text) { out_ += "<p>" + words_(text) + "</p>\n"; }

void HtmlPage::heading(Phrase text) { out_ += "<h3>" + words_(text) + "</h3>\n"; }

void HtmlPage::twin_table(std::initializer_list<Phrase> columns) {
    out_ += fmt::format("<details><summary>{}</summary>\n<table><thead><tr>",
                        words_("The same as a table"));
    for (const Phrase column : columns)
        out_ += fmt::format("<th scope=\"col\">{}</th>", words_(column));
    out_ += "</tr></thead><tbody>\n";
}

void HtmlPage::item(const std::string& text) { out_ += "<li>" + text + "</li>\n"; }

void HtmlPage::list(const std::vector<std::string>& items) {
    if (items.empty()) return;
    out_ += "<ul>\n";
    for (std::size_t i = 0; i < items.size() && i < most_listed; ++i)
        out_ += "<li>" + items[i] + "</li>\n";
    out_ += "</ul>\n";
    if (items.size() > most_listed)
        out_ += fmt::format("<p class=\"ground\">{}</p>\n",
                            words_.say("and {0} more", items.size() - most_listed));
}

std::string HtmlPage::anchors_of(const casefile::CaseFile& file) const {
    std::string anchor = card_anchor(folder_, {file.source.path(), 1});
    anchor.pop_back();
    return anchor;
}

std::string HtmlPage::link(const PlaceView& place, const std::string& text) const {
    if (place.file.empty()) return escape(text);
    return fmt::format("<a href=\"#{}\">{}</a>", card_anchor(folder_, place), escape(text));
}

std::string HtmlPage::grounds(const std::vector<GroundView>& list) const {
    std::string text;
    for (const GroundView& ground : list) {
        if (!ground.left) continue;
        text += text.empty() ? "" : "; ";
        std::string word = ground.word;
        if (!ground.hedge.empty()) word += ", " + ground.hedge;
        if (!ground.account.empty()) word = words_.say("{0}, as told in {1}", word, ground.account);
        text += link(ground.place, word);
    }
    return text.empty() ? "" : fmt::format(" <span class=\"ground\">({})</span>", text);
}

std::string HtmlPage::statement(StatementId id) const {
    std::string text = escape(assertion_text(evidence_, id, words_));
    if (const auto row = explorer_.row_of(id))
        text = fmt::format("<span data-s=\"{}\">{}</span>", *row, text);
    return text + grounds(grounds_of(evidence_, id, assessment_.live(), words_));
}

bool HtmlPage::is_kind(StatementId id) const {
    static const std::uint16_t kind = vocabulary::builtin_field(BaseKind::event, "kind");
    return evidence_.propositions()[id.proposition()].field.row == kind;
}

}  // namespace valla::render
