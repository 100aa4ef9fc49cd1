#include "render/html_report.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "drawing/style.hpp"
#include "drawing/svg.hpp"
#include "render/html_page.hpp"
#include "render/picture_parts.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using drawing::escape;

namespace {

constexpr std::string_view page_style = R"(
:root{color-scheme:light dark;--ink:#1b1b1a;--paper:#fdfcf9;--soft:#5b5a55;--rule:#d6d3c8;--link:#1f4e8c;--tint:#f1efe6}
@media(prefers-color-scheme:dark){:root{--ink:#e9e7e0;--paper:#1a1a18;--soft:#aeaba1;--rule:#45433d;--link:#9dc1f2;--tint:#262521}}
html{font:17px/1.55 Georgia,"Noto Serif","DejaVu Serif",serif;background:var(--paper);color:var(--ink)}
body{margin:0 auto;padding:1.5rem;max-width:62rem}
h1{font-size:2rem;line-height:1.2;margin:.6em 0 .2em}h2{font-size:1.4rem;margin:2.2em 0 .5em;border-bottom:1px solid var(--rule);padding-bottom:.15em}
h3{font-size:1.08rem;margin:1.4em 0 .3em}p,ul,ol{margin:.5em 0}li{margin:.35em 0}
a{color:var(--link)}a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.ground{color:var(--soft);font-size:.86rem}.state{font-weight:bold}
nav ul{columns:2 14rem;padding-left:1.2em}li a{unicode-bidi:isolate}table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:.88rem}
th,td{text-align:start;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid var(--rule)}
figure{margin:1em 0;overflow-x:auto}figcaption{color:var(--soft);font-size:.88rem}
details{margin:.6em 0}summary{cursor:pointer}pre{white-space:pre-wrap;background:var(--tint);padding:.6em;font-size:.8rem;line-height:1.45}
pre span{display:block}pre span:target{outline:2px solid var(--link)}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1.2em}
[hidden]{display:none}[data-mark]{background:var(--tint);outline:1px solid var(--rule)}[data-mark]::after{content:" [" attr(data-mark) "]";font-weight:bold}
.falls{text-decoration:line-through}select,input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);padding:.2em .4em;max-width:100%;box-sizing:border-box}
select:focus-visible,input:focus-visible,button:focus-visible{outline:2px solid var(--link);outline-offset:2px}form label{display:block}form p{margin:0}
@media print{section[data-script]{display:none}html{font-size:10.5pt;background:#fff;color:#000}body{max-width:none;padding:0}nav,.skip{display:none}
a{color:inherit;text-decoration:none}h2,h3{break-after:avoid}table,figure,li{break-inside:avoid}details{display:block}summary{list-style:none;font-weight:bold;break-after:avoid}thead{display:table-header-group}
details::details-content{content-visibility:visible;display:block}figure{overflow:visible}@page{size:A4;margin:18mm}}
@media screen and (max-width:44rem){figure .valla-drawing{max-width:none}}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
)";

/// The attributes of the title: the case's own language, where it is written from right to left.
std::string script_of_case(const Case& a_case) {
    static constexpr std::array<std::array<std::string_view, 3>, 5> languages{
        {{"ar", "Arabic", "العربية"},
         {"he", "Hebrew", "עברית"},
         {"fa", "Persian", "فارسی"},
         {"ur", "Urdu", "اردو"},
         {"yi", "Yiddish", "ייִדיש"}}};
    for (const CardId card : a_case.cards_in_order()) {
        const casefile::CardRow& row = a_case.card(card);
        if (!row.known_kind || a_case.file(row.file).shipped) continue;
        if (a_case.vocabulary().kind(row.kind).base != BaseKind::case_) continue;
        for (const LineView& line : card_view(a_case, card).lines) {
            if (line.field != "language" || line.values.empty()) continue;
            for (const auto& names : languages) {
                if (std::find(names.begin(), names.end(), line.values.front().text) != names.end())
                    return fmt::format(" lang=\"{}\" dir=\"rtl\"", names[0]);
            }
        }
    }
    return " dir=\"auto\"";
}

/// Lets links lead to the pages that hold what they lead to.
void join(std::vector<ReportFile>& files) {
    static constexpr std::string_view id_mark = " id=\"";
    static constexpr std::string_view link_mark = " href=\"#";
    std::unordered_map<std::string, const ReportFile*> holder;
    const auto value_at = [](const std::string& text, std::size_t at) {
        return text.substr(at, text.find('"', at) - at);
    };
    for (const ReportFile& file : files) {
        for (std::size_t at = 0; (at = file.html.find(id_mark, at)) != std::string::npos;) {
            at += id_mark.size();
            holder.try_emplace(value_at(file.html, at), &file);
        }
    }
    for (ReportFile& file : files) {
        std::string joined;
        std::size_t done = 0;
        for (std::size_t at = 0; (at = file.html.find(link_mark, at)) != std::string::npos;) {
            at += link_mark.size();
            const auto found = holder.find(value_at(file.html, at));
            if (found == holder.end() || found->second == &file) continue;
            joined.append(file.html, done, at - 1 - done);
            joined += found->second->name;
            done = at - 1;
        }
        joined.append(file.html, done);
        file.html = std::move(joined);
    }
}

}  // namespace

HtmlPage::HtmlPage(const HtmlInput& input)
    : input_(input),
      assessment_(*input.assessment),
      evidence_(assessment_.evidence()),
      case_(assessment_.the_case()),
      words_(input.language),
      explorer_(is_wanted("what-if") ? Explorer(assessment_, words_) : Explorer()),
      report_(report_view(case_, words_)),
      title_(report_.label.empty() ? report_.name : report_.label),
      letters_(assessment_, words_) {}

std::string HtmlPage::one_page() {
    begin(title_, "findings", words_("To the findings"), true);
    introduction();
    contents();
    out_ += "<main>\n";
    if (is_wanted("what-if")) what_if();
    for (const Section& each : sections()) {
        if (is_wanted(each.id)) (this->*each.write)();
    }
    out_ += "</main>\n";
    if (is_wanted("what-if")) data_and_script("");
    out_ += "</body>\n</html>\n";
    return std::move(out_);
}

std::vector<ReportFile> HtmlPage::several_pages() {
    std::vector<const casefile::CaseFile*> own;
    std::string card_pages;  // "card-people.valla- cards-2.html", for the script
    for (const casefile::CaseFile& file : case_.files()) {
        if (file.shipped) continue;
        own.push_back(&file);
        card_pages += fmt::format("{}{} cards-{}.html", own.size() > 1 ? " " : "", anchors_of(file),
                                  own.size());
    }
    std::vector<ReportFile> files;
    const auto keep = [&](std::string name) {
        out_ += "</main>\n";
        if (files.empty() && is_wanted("what-if")) data_and_script(card_pages);
        out_ += "</body>\n</html>\n";
        files.push_back({std::move(name), std::move(out_)});
    };
    begin(title_, "findings", words_("To the findings"), true);
    introduction();
    contents();
    out_ += "<main>\n";
    if (is_wanted("what-if")) what_if();
    if (is_wanted("findings")) findings();
    keep("index.html");
    for (const Section& each : sections()) {
        if (each.id == "findings" || each.id == "cards" || !is_wanted(each.id)) continue;
        open_page(each.id, words_(each.title));
        (this->*each.write)();
        // The first page is index.html, whatever a section is called.
        keep(each.id == "index" ? "names.html" : std::string(each.id) + ".html");
    }
    open_page("cards", words_("The cards"));
    section("cards", "The cards");
    out_ += "<ul>\n";
    for (std::size_t i = 0; i < own.size(); ++i)
        item(fmt::format("<a href=\"#file-{}\">{}</a>", i + 1,
                         escape(path_within(folder_, own[i]->source.path()))));
    out_ += "</ul>\n";
    keep("cards.html");
    for (std::size_t i = 0; i < own.size(); ++i) {
        const std::string id = fmt::format("file-{}", i + 1);
        const std::string path = escape(path_within(folder_, own[i]->source.path()));
        open_page(id, path);
        out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, path);
        cards_of(*own[i]);
        keep(fmt::format("cards-{}.html", i + 1));
    }
    join(files);
    return files;
}

void HtmlPage::begin(const std::string& title, std::string_view skip_to,
                     const std::string& skip_text, bool with_script) {
    head(title, with_script && explorer_.has_statements() && is_wanted("what-if"));
    out_ += "<body>\n";
    if (is_wanted(skip_to) || !with_script)
        out_ += fmt::format("<a class=\"skip\" href=\"#{}\">{}</a>\n", skip_to, skip_text);
    out_ += fmt::format("<header>\n<h1{}>{}</h1>\n", script_of_case(case_), escape(title_));
}

void HtmlPage::head(const std::string& title, bool with_script) {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string(language_code(words_.language())) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'" +
           (with_script ? "; script-src '" + explorer_policy() + "'" : "") +
           "\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n";
    out_ += fmt::format("<title>{}</title>\n<style>{}{}</style>\n</head>\n", escape(title),
                        page_style, drawing::style_sheet());
}

void HtmlPage::contents() {
    out_ += fmt::format("<nav aria-label=\"{}\"><ul>\n", words_("Contents"));
    if (explorer_.has_statements() && is_wanted("what-if"))
        out_ += fmt::format("<li data-script hidden><a href=\"#what-if\">{}</a></li>\n",
                            words_("What if"));
    for (const Section& each : sections()) {
        if (is_wanted(each.id))
            out_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", each.id, words_(each.title));
    }
    out_ += "</ul></nav>\n";
}

void HtmlPage::introduction() {
    const ReportView& report = report_;
    const std::string of_cards = words_.count("{0} card|{0} cards", report.cards);
    const std::string stating = words_.count(
        "{0} line that states something|{0} lines that state something", report.claims);
    out_ += "<p class=\"ground\">";
    out_ += report.researcher.empty() ? words_.say("{0} with {1}.", of_cards, stating)
                                      : words_.say("{0} with {1}, kept by {2}.", of_cards, stating,
                                                   "<bdi>" + escape(report.researcher) + "</bdi>");
    if (!assessment_.reading().name.none()) {
        out_ += ' ' + words_.say("Under the reading {0}.",
                                 escape(shown_name(case_, assessment_.reading().name)));
    }
    if (input_.head.partial) {
        out_ += " <strong>" + words_("The case has errors; what could not be read is missing.") +
                "</strong>";
    }
    out_ += fmt::format(
        "</p>\n<p>{}</p>\n</header>\n",
        words_("Valla picks no winner. What follows says what the cards say, on whose word, and "
               "what can stand together; everything leads to the card that it comes from."));
}

void HtmlPage::open_page(std::string_view id, const std::string& name) {
    begin(title_, id, name, false);
    out_ += "</header>\n";
    contents();
    out_ += "<main>\n";
}

void HtmlPage::data_and_script(const std::string& pages) {
    if (!explorer_.has_statements()) return;
    out_ += fmt::format(
        "<script type=\"application/json\" id=\"case-data\"{}>{}</script>\n"
        "<script>{}</script>\n",
        pages.empty() ? "" : " data-pages=\"" + escape(pages) + "\"", explorer_.json(),
        explorer_script());
}

bool HtmlPage::is_wanted(std::string_view section) const {
    // Everything leads to the cards.
    return input_.only.empty() || section == "cards" ||
           std::find(input_.only.begin(), input_.only.end(), section) != input_.only.end();
}

std::span<const HtmlPage::Section> HtmlPage::sections() {
    static const Section all[] = {
        {"findings", "Findings", &HtmlPage::findings},
        {"timeline", "What can have been when", &HtmlPage::timeline},
        {"accounts", "The accounts", &HtmlPage::accounts},
        {"lineage", "Who has it from whom", &HtmlPage::lineage},
        {"arguments", "What is inferred", &HtmlPage::arguments},
        {"commitments", "What became of what was owed", &HtmlPage::commitments},
        {"clashes", "What cannot stand together", &HtmlPage::clashes},
        {"weak", "What rests on weak ground", &HtmlPage::weak_ground},
        {"readings", "Readings", &HtmlPage::readings},
        {"questions", "Questions", &HtmlPage::questions},
        {"people", "People and bodies", &HtmlPage::people},
        {"index", "Index and bibliography", &HtmlPage::index},
        {"cards", "The cards", &HtmlPage::cards}};
    return all;
}

std::span<const std::string_view> report_sections() {
    static constexpr std::string_view names[] = {
        "what-if", "findings", "timeline", "accounts",  "lineage", "arguments", "commitments",
        "clashes", "weak",     "readings", "questions", "people",  "index",     "cards"};
    return names;
}

std::string report_as_html(const HtmlInput& input) { return HtmlPage(input).one_page(); }

std::vector<ReportFile> report_as_pages(const HtmlInput& input) {
    return HtmlPage(input).several_pages();
}

}  // namespace valla::render
