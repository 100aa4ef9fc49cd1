// Long because it is one page: each section of the report is one function, in the order of the
// page.

#include "render/html_report.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "drawing/style.hpp"
#include "drawing/svg.hpp"
#include "lineage/audit.hpp"
#include "render/commitment_views.hpp"
#include "render/comparison_html.hpp"
#include "render/explorer.hpp"
#include "render/report.hpp"
#include "render/statement.hpp"
#include "render/words.hpp"

namespace valla::render {

using casefile::BaseKind;
using dispute::Assessment;
using dispute::Standing;
using drawing::escape;
using evidence::StatementId;

namespace {

constexpr std::size_t most_listed = 400;  ///< of one kind on one page; the commands list all

constexpr std::string_view page_style = R"(
:root{color-scheme:light dark;--ink:#1b1b1a;--paper:#fdfcf9;--soft:#5b5a55;--rule:#d6d3c8;--link:#1f4e8c;--tint:#f1efe6}
@media(prefers-color-scheme:dark){:root{--ink:#e9e7e0;--paper:#1a1a18;--soft:#aeaba1;--rule:#45433d;--link:#9dc1f2;--tint:#262521}}
html{font:17px/1.55 Georgia,"Noto Serif","DejaVu Serif",serif;background:var(--paper);color:var(--ink)}
body{margin:0 auto;padding:1.5rem;max-width:62rem}
h1{font-size:2rem;line-height:1.2;margin:.6em 0 .2em}h2{font-size:1.4rem;margin:2.2em 0 .5em;border-bottom:1px solid var(--rule);padding-bottom:.15em}
h3{font-size:1.08rem;margin:1.4em 0 .3em}p,ul,ol{margin:.5em 0}li{margin:.35em 0}
a{color:var(--link)}a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.ground{color:var(--soft);font-size:.86rem}.state{font-weight:bold}
nav ul{columns:2;padding-left:1.2em}table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:.88rem}
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
a{color:inherit;text-decoration:none}h2,h3{break-after:avoid}table,figure,li{break-inside:avoid}details{display:block}@page{size:A4;margin:18mm}}
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

class Page {
  public:
    explicit Page(const HtmlInput& input)
        : input_(input),
          assessment_(*input.assessment),
          evidence_(assessment_.evidence()),
          case_(assessment_.the_case()),
          words_(input.language),
          explorer_(is_wanted("what-if") ? Explorer(assessment_, words_) : Explorer()),
          report_(report_view(case_)),
          title_(report_.label.empty() ? report_.name : report_.label) {}

    std::string one_page() {
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

    std::vector<ReportFile> several_pages() {
        std::vector<const casefile::CaseFile*> own;
        std::string card_pages;  // "card-people.valla- cards-2.html", for the script
        for (const casefile::CaseFile& file : case_.files()) {
            if (file.shipped) continue;
            own.push_back(&file);
            card_pages += fmt::format("{}{} cards-{}.html", own.size() > 1 ? " " : "",
                                      anchors_of(file), own.size());
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

  private:
    struct Section {
        std::string_view id;
        Phrase title;
        void (Page::*write)();
    };
    static std::span<const Section> sections();

    [[nodiscard]] bool is_wanted(std::string_view section) const {
        // Everything leads to the cards.
        return input_.only.empty() || section == "cards" ||
               std::find(input_.only.begin(), input_.only.end(), section) != input_.only.end();
    }

    /// The beginning of a page, with a link past its navigation.
    void begin(const std::string& title, std::string_view skip_to, const std::string& skip_text,
               bool with_script) {
        head(title, with_script && explorer_.has_statements() && is_wanted("what-if"));
        out_ += "<body>\n";
        if (is_wanted(skip_to) || !with_script)
            out_ += fmt::format("<a class=\"skip\" href=\"#{}\">{}</a>\n", skip_to, skip_text);
        out_ += fmt::format("<header>\n<h1{}>{}</h1>\n", script_of_case(case_), escape(title_));
    }

    /// What the anchors of the lines of a file begin with.
    [[nodiscard]] std::string anchors_of(const casefile::CaseFile& file) const {
        std::string anchor = card_anchor(folder_, {file.source.path(), 1});
        anchor.pop_back();
        return anchor;
    }

    /// The beginning of a page beside the first, up to its own part.
    void open_page(std::string_view id, const std::string& name) {
        begin(title_, id, name, false);
        out_ += "</header>\n";
        contents();
        out_ += "<main>\n";
    }

    /// Lets links lead to the pages that hold what they lead to.
    static void join(std::vector<ReportFile>& files) {
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

    void data_and_script(const std::string& pages) {
        if (!explorer_.has_statements()) return;
        out_ += fmt::format(
            "<script type=\"application/json\" id=\"case-data\"{}>{}</script>\n"
            "<script>{}</script>\n",
            pages.empty() ? "" : " data-pages=\"" + escape(pages) + "\"", explorer_.json(),
            explorer_script());
    }

    void introduction() {
        const ReportView& report = report_;
        const std::string of_cards = words_.count("{0} card|{0} cards", report.cards);
        const std::string stating = words_.count(
            "{0} line that states something|{0} lines that state something", report.claims);
        out_ += "<p class=\"ground\">";
        out_ += report.researcher.empty()
                    ? words_.say("{0} with {1}.", of_cards, stating)
                    : words_.say("{0} with {1}, kept by {2}.", of_cards, stating,
                                 "<bdi>" + escape(report.researcher) + "</bdi>");
        if (!assessment_.reading().name.none()) {
            out_ += ' ' + words_.say("Under the reading {0}.",
                                     escape(shown_name(assessment_.reading().name)));
        }
        if (input_.head.partial) {
            out_ += " <strong>" +
                    words_("The case has errors; what could not be read is missing.") + "</strong>";
        }
        out_ += fmt::format(
            "</p>\n<p>{}</p>\n</header>\n",
            words_(
                "Valla picks no winner. What follows says what the cards say, on whose word, and "
                "what can stand together; everything leads to the card that it comes from."));
    }

    void head(const std::string& title, bool with_script) {
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

    void contents() {
        out_ += fmt::format("<nav aria-label=\"{}\"><ul>\n", words_("Contents"));
        if (explorer_.has_statements() && is_wanted("what-if"))
            out_ += fmt::format("<li data-script hidden><a href=\"#what-if\">{}</a></li>\n",
                                words_("What if"));
        for (const Section& each : sections()) {
            if (is_wanted(each.id))
                out_ +=
                    fmt::format("<li><a href=\"#{}\">{}</a></li>\n", each.id, words_(each.title));
        }
        out_ += "</ul></nav>\n";
    }

    void section(std::string_view id, Phrase title) {
        out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, words_(title));
    }

    std::string shown_name(NameId name) const {
        const std::string label = label_of(case_, name);
        return label.empty() ? name_text(case_, name) : label;
    }

    std::string link(const PlaceView& place, const std::string& text) const {
        if (place.file.empty()) return escape(text);
        return fmt::format("<a href=\"#{}\">{}</a>", card_anchor(folder_, place), escape(text));
    }

    std::string grounds(const std::vector<GroundView>& list) const {
        std::string text;
        for (const GroundView& ground : list) {
            if (!ground.left) continue;
            text += text.empty() ? "" : "; ";
            std::string word = words_.known(ground.word);
            if (!ground.hedge.empty()) word += ", " + ground.hedge;
            if (!ground.account.empty())
                word = words_.say("{0}, as told in {1}", word, ground.account);
            text += link(ground.place, word);
        }
        return text.empty() ? "" : fmt::format(" <span class=\"ground\">({})</span>", text);
    }

    std::string statement(StatementId id) const {
        std::string text = escape(assertion_text(evidence_, id));
        if (const auto row = explorer_.row_of(id))
            text = fmt::format("<span data-s=\"{}\">{}</span>", *row, text);
        return text + grounds(grounds_of(evidence_, id, assessment_.live()));
    }

    [[nodiscard]] bool is_kind(StatementId id) const {
        static const std::uint16_t kind = vocabulary::builtin_field(BaseKind::event, "kind");
        return evidence_.propositions()[id.proposition()].field.row == kind;
    }

    void list(const std::vector<std::string>& items) {
        if (items.empty()) return;
        out_ += "<ul>\n";
        for (std::size_t i = 0; i < items.size() && i < most_listed; ++i)
            out_ += "<li>" + items[i] + "</li>\n";
        out_ += "</ul>\n";
        if (items.size() > most_listed)
            out_ += fmt::format("<p class=\"ground\">{}</p>\n",
                                words_.say("and {0} more", items.size() - most_listed));
    }

    /// What only works where scripts run, and is hidden elsewhere.
    void what_if() {
        if (!explorer_.has_statements()) {
            paragraph(
                "The case is too large to be searched in this page; `valla standing` lists all "
                "statements.");
            return;
        }
        out_ += "<section data-script hidden aria-labelledby=\"what-if\">\n";
        section("what-if", "What if");
        if (!explorer_.has_removals()) {
            paragraph(
                "The case is too large to keep in this page what would fall without each source; "
                "`valla without NAME` says it.");
        }
        out_ += fmt::format(
            "<div id=\"what-if-answers\" hidden>\n<p><label for=\"without\">{}</label> <select "
            "id=\"without\"></select></p>\n<p id=\"without-said\" role=\"status\"></p>\n<div "
            "id=\"without-answer\"></div>\n</div>\n",
            words_("Leave out"));
        heading("Find statements");
        out_ += "<form id=\"search\" class=\"columns\">\n";
        const auto control = [&](std::string_view id, Phrase label, std::string_view element) {
            out_ += fmt::format("<p><label for=\"find-{}\">{}</label> {}</p>\n", id, words_(label),
                                fmt::format(fmt::runtime(element), id));
        };
        constexpr std::string_view choice = "<select id=\"find-{}\"></select>";
        control("words", "Words", "<input type=\"search\" id=\"find-{}\">");
        control("person", "Person or body", choice);
        control("teller", "On the word of", choice);
        control("standing", "Standing", choice);
        constexpr std::string_view day =
            "<input id=\"find-{}\" aria-describedby=\"how-days\" autocomplete=\"off\" size=\"11\">";
        control("from", "Can have been from", day);
        control("until", "until", day);
        out_ += fmt::format(
            "<p><button type=\"reset\">{}</button></p>\n</form>\n<p class=\"ground\" "
            "id=\"how-days\">{}</p>\n<p id=\"found-said\" role=\"status\"></p>\n<ul "
            "id=\"found\"></ul>\n</section>\n",
            words_("Clear"), words_("A year, month or day: 1936, 1936-07, 1936-07-13"));
    }

    void paragraph(Phrase text) { out_ += "<p>" + words_(text) + "</p>\n"; }
    void heading(Phrase text) { out_ += "<h3>" + words_(text) + "</h3>\n"; }
    /// Opens a table that is folded away, with these headings.
    void twin_table(std::initializer_list<Phrase> columns) {
        out_ += fmt::format("<details><summary>{}</summary>\n<table><thead><tr>",
                            words_("The same as a table"));
        for (const Phrase column : columns)
            out_ += fmt::format("<th scope=\"col\">{}</th>", words_(column));
        out_ += "</tr></thead><tbody>\n";
    }

    void findings() {
        section("findings", "Findings");
        std::map<Standing, std::vector<StatementId>> by_standing;
        std::size_t alleged = 0;
        std::size_t silent = 0;
        std::size_t possible = 0;
        for (const StatementId id : assessment_.statements()) {
            if (is_kind(id)) continue;
            const dispute::Verdict verdict = assessment_.verdict(id);
            if (verdict.only_alleged) ++alleged;
            if (verdict.possible) ++possible;
            else if (verdict.from_silence) ++silent;
            else by_standing[verdict.standing].push_back(id);
        }
        const auto count = [&](Standing standing) { return by_standing[standing].size(); };
        out_ += "<p>" +
                words_("Of what the cards state and what follows from it, by how it stands:") +
                "</p>\n<ul>\n";
        const auto counted = [&](Phrase phrase, std::size_t number) {
            if (number == 0) return;
            out_ += fmt::format("<li><span class=\"state\">{}</span>: {}</li>\n", words_(phrase),
                                number);
        };
        counted("not contradicted", count(Standing::not_contradicted));
        counted("in any case", count(Standing::in_any_case));
        counted("only on some versions", count(Standing::only_on_some_versions));
        counted("on no version", count(Standing::on_no_version));
        counted("no word left", count(Standing::no_word_left));
        counted("open", count(Standing::open));
        counted("only alleged", alleged);
        counted("as possible", possible);
        counted("from silence", silent);
        out_ += "</ul>\n";
        const VersionsView versions = versions_view(assessment_, {}, 12);
        if (versions.disputes.empty()) {
            paragraph("Nothing is in dispute.");
        } else {
            heading("Where versions part");
            out_ += fmt::format("<p>{}</p>\n",
                                words_.count("There is {0} dispute.|There are {0} disputes.",
                                             versions.disputes.size()));
            std::vector<std::string> items;
            for (const DisputeView& each : versions.disputes) {
                std::string text;
                for (const auto& version : each.versions) {
                    std::string one;
                    for (const std::string& unit : version.in)
                        one += (one.empty() ? "" : ", ") + escape(unit);
                    text += text.empty() ? words_.say("Either: {0}", one)
                                         : "<br>" + words_.say("or: {0}", one);
                }
                if (!each.complete) text += "<br>" + words_("or another of more versions");
                items.push_back(text);
            }
            list(items);
        }
        if (count(Standing::in_any_case) > 0) {
            heading("What holds in any case, whichever version one follows");
            std::vector<std::string> items;
            for (const StatementId id : by_standing[Standing::in_any_case])
                items.push_back(statement(id));
            list(items);
        }
        std::map<std::string, StatementId> shared_by_text;
        for (const evidence::Claim& claim : evidence_.claims()) {
            if (evidence_[claim.unit].kind != evidence::UnitKind::shared) continue;
            if (claim.statement.none() || is_kind(claim.statement)) continue;
            shared_by_text.try_emplace(assertion_text(evidence_, claim.statement), claim.statement);
        }
        std::vector<std::string> shared;
        for (const auto& [text, id] : shared_by_text) shared.push_back(statement(id));
        if (!shared.empty()) {
            heading("What all accounts of a thing say");
            list(shared);
        }
    }

    [[nodiscard]] drawing::TimelineWords timeline_words() const {
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
        words.versions =
            words_("several bars without a letter: what is disputed decides between them");
        words.without = words_("without");
        words.wide = words_("the bounds may be wider than they could be");
        words.open_cell = words_("without bound");
        words.gregorian = words_("Gregorian");
        words.julian = words_("Julian");
        return words;
    }

    void timeline() {
        section("timeline", "What can have been when");
        drawing::Timeline timeline = timeline_picture(assessment_);
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
        twin_table({"What", "begun no earlier than", "begun by", "over no earlier than", "over by",
                    "after"});
        for (const drawing::TimelineRow& row : picture.rows) {
            out_ += "<tr><th scope=\"row\">";
            out_ += row.link.empty() ? escape(row.label)
                                     : fmt::format("<a href=\"#{}\">{}</a>", escape(row.link),
                                                   escape(row.label));
            if (!row.told.empty())
                out_ += "<br><span class=\"ground\">" + escape(row.told) + "</span>";
            out_ += "</th>";
            for (const std::string& cell : row.cells) out_ += "<td>" + escape(cell) + "</td>";
            out_ += "<td>" + escape(row.after) + "</td></tr>\n";
        }
        out_ += "</tbody></table></details>\n";
    }

    void accounts() {
        const ReportView& report = report_;
        section("accounts", "The accounts");
        if (report.accounts.empty()) {
            paragraph("Nothing is told in several accounts.");
            return;
        }
        out_ += comparisons_as_html(assessment_, words_, timeline_words());
        const auto lines = [&](const std::vector<LineView>& views) {
            std::vector<std::string> items;
            for (const LineView& line : views)
                items.push_back(
                    escape(line.subject + ' ' + line.text) + " <span class=\"ground\">(" +
                    link(line.place, fmt::format("{}:{}", path_within(folder_, line.place.file),
                                                 line.place.line)) +
                    ")</span>");
            list(items);
        };
        for (const AccountsView& each : report.accounts) {
            out_ += fmt::format("<h3>{}</h3>\n<div class=\"columns\">\n",
                                words_.say("Of {0}", escape(each.of)));
            for (const AccountView& account : each.accounts) {
                out_ += fmt::format("<div><h4>{}</h4>", escape(account.name));
                for (const WordView& word : account.words)
                    out_ += fmt::format("<p class=\"ground\">{}</p>", escape(word.text));
                lines(account.lines);
                out_ += "</div>\n";
            }
            out_ += "</div>\n";
            if (!each.shared.empty()) {
                out_ += "<h4>" + words_("In each of them") + "</h4>\n";
                lines(each.shared);
            }
        }
    }

    void graph(std::string_view id, Phrase title, drawing::GraphPicture picture) {
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

    void lineage() { graph("lineage", "Who has it from whom", lineage_picture(assessment_)); }
    void arguments() { graph("arguments", "What is inferred", arguments_picture(assessment_)); }
    void people() { graph("people", "People and bodies", people_picture(assessment_)); }

    std::string outcome(const OutcomeView& view) const {
        if (!view.complete) return words_("open: there are too many versions to look at each");
        std::string text;
        for (const FindingView& finding : view.findings) {
            std::string one =
                "<span class=\"state\">" + escape(words_.known(finding.state)) + "</span>";
            if (!finding.note.empty()) one += "; " + escape(words_.known(finding.note));
            for (const std::string& without : finding.versions_without)
                one = words_.say("{0}, on the version without {1}", one, escape(without));
            std::string because;
            for (const auto& each : finding.because)
                because += (because.empty() ? "" : "; ") + link(each.place, each.text);
            if (!because.empty()) one += " <span class=\"ground\">(" + because + ")</span>";
            text += (text.empty() ? "" : "<br>" + words_("or") + ' ') + one;
        }
        return text;
    }

    void item(const std::string& text) { out_ += "<li>" + text + "</li>\n"; }

    void commitments() {
        section("commitments", "What became of what was owed");
        const CommitmentsView view = commitments_view(assessment_, {});
        if (view.commitments.empty()) {
            paragraph("Nothing was demanded, threatened or promised.");
            return;
        }
        for (const CommitmentView& each : view.commitments) {
            const std::string name = escape(each.name);
            out_ += fmt::format("<h3>{}</h3>\n<p>",
                                each.kind == "demand"   ? words_.say("The demand {0}", name)
                                : each.kind == "threat" ? words_.say("The threat {0}", name)
                                                        : words_.say("The promise {0}", name));
            bool first = true;
            for (const auto& role : each.roles) {
                out_ +=
                    (first ? "" : "; ") + link(role.place, role.text.substr(each.name.size() + 1));
                first = false;
            }
            for (const std::string& tied : each.tied_to)
                out_ += "; " + words_.say("stands behind {0}", escape(tied));
            out_ += "</p>\n<ul>\n";
            for (const auto& answer : each.answers) {
                const std::string how = outcome(answer.outcome);
                item(answer.addressee.empty()
                         ? words_.say("Answer: {0}", how)
                         : words_.say("Answer of {0}: {1}", escape(answer.addressee), how));
            }
            item(words_.say("Condition: {0}", outcome(each.condition)));
            item(words_.say("Forum: {0}", outcome(each.forum)));
            for (const auto& part : each.parts) {
                std::string what = part.words.empty()
                                       ? words_("Outcome")
                                       : words_.say("Part “{0}”", escape(part.words));
                std::string who;
                for (const std::string& each_for : part.beneficiaries)
                    who = who.empty() ? escape(each_for)
                                      : words_.say("{0} and {1}", who, escape(each_for));
                if (!who.empty()) what = words_.say("{0} for {1}", what, who);
                item(what + ": " + outcome(part.performance));
            }
            out_ += "</ul>\n";
        }
    }

    void clashes() {
        section("clashes", "What cannot stand together");
        const ClashesView view = clashes_view(assessment_, {}, most_listed);
        if (view.clashes.empty()) {
            paragraph("Nothing contradicts anything.");
            return;
        }
        std::string about;
        std::vector<std::string> items;
        const auto flush = [&] {
            if (items.empty()) return;
            out_ += fmt::format("<h3>{}</h3>\n", about.empty()
                                                     ? words_("Other")
                                                     : words_.say("About {0}", escape(about)));
            list(items);
            items.clear();
        };
        for (const ClashView& clash : view.clashes) {
            if (clash.about != about) flush();
            about = clash.about;
            std::string text = words_.say("Since {0}:", escape(words_.known(clash.why))) + "<ul>";
            for (const ClashMemberView& member : clash.members)
                text += "<li>" + escape(member.text) + grounds(member.grounds) + "</li>";
            items.push_back(text + "</ul>");
        }
        flush();
        if (!view.complete) paragraph("There are more.");
    }

    void weak_ground() {
        section("weak", "What rests on weak ground");
        const lineage::Roots roots(assessment_.rejections());
        const lineage::Audit audit = lineage::audit(roots);
        bool any = false;
        const auto statements = [&](const std::vector<StatementId>& ids) {
            std::vector<std::string> items;
            for (const StatementId id : ids) items.push_back(statement(id));
            return items;
        };
        const auto block = [&](std::string_view title, const std::vector<StatementId>& ids) {
            if (ids.empty()) return;
            any = true;
            out_ += fmt::format("<details><summary>{}: {}</summary>\n", title, ids.size());
            list(statements(ids));
            out_ += "</details>\n";
        };
        for (const lineage::SingleRoot& root : audit.single_roots) {
            block(root.unnamed ? words_("On one who has no name")
                               : words_.say("On {0} alone", escape(shown_name(root.source))),
                  root.statements);
        }
        block(words_("On hearsay of two hands or more"), audit.hearsay);
        block(words_("Only alleged"), audit.only_alleged);
        block(words_("On nobody's word but the researcher's"), audit.researcher_only);
        if (!any) paragraph("Nothing was found.");
    }

    void readings() {
        section("readings", "Readings");
        if (input_.readings.empty()) {
            paragraph("The case has no readings.");
            return;
        }
        for (const ReadingsView& view : input_.readings) {
            out_ += fmt::format("<h3 dir=\"auto\">{}</h3>\n", escape(view.second));
            std::vector<std::string> items;
            for (const auto& judgement : view.judgements) {
                const std::string text = link(judgement.place, judgement.text);
                items.push_back(judgement.changes_nothing
                                    ? words_.say("{0}, which changes nothing", text)
                                    : text);
            }
            list(items);
            items.clear();
            for (const auto& change : view.changes) {
                items.push_back(words_.say("{0}: {1}, then {2}", escape(change.text),
                                           escape(words_.known(change.before)),
                                           escape(words_.known(change.after))));
            }
            if (items.empty()) {
                paragraph("Nothing stands otherwise.");
            } else {
                paragraph("With it, this stands otherwise:");
                list(items);
            }
        }
    }

    void questions() {
        section("questions", "Questions");
        if (input_.questions.empty()) {
            paragraph("The case has no saved questions.");
            return;
        }
        for (const QuestionView& view : input_.questions) {
            out_ += fmt::format("<h3 dir=\"auto\">{}</h3>\n", escape(view.name));
            if (view.rows.empty()) {
                paragraph("Nothing in the case answers this.");
                continue;
            }
            out_ += "<table><thead><tr>";
            for (const std::string& column : view.columns)
                out_ += "<th scope=\"col\">" + escape(column) + "</th>";
            if (view.counted) out_ += fmt::format("<th scope=\"col\">{}</th>", words_("how many"));
            out_ +=
                fmt::format("<th scope=\"col\">{}</th></tr></thead><tbody>\n", words_("standing"));
            for (const auto& row : view.rows) {
                out_ += "<tr>";
                for (const std::string& value : row.values)
                    out_ += "<td dir=\"auto\">" + escape(value) + "</td>";
                if (view.counted) out_ += fmt::format("<td>{}</td>", row.count.value_or(0));
                std::string standing = escape(words_.known(row.standing));
                if (row.possible) standing = words_.say("{0}, as possible", standing);
                else if (row.from_silence) standing = words_.say("{0}, from silence", standing);
                out_ += "<td>" + standing + "</td></tr>\n";
            }
            out_ += "</tbody></table>\n";
        }
    }

    void index() {
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
                (row.label.empty() ? ""
                                   : " <span class=\"ground\">" + escape(row.name) + "</span>");
            if (group == "Sources") text += ", " + escape(row.kind);
            groups[group].push_back(text);
        }
        for (const auto& [group, items] : groups) {
            out_ += fmt::format("<h3>{}</h3>\n", words_.known(group));
            list(items);
        }
    }

    void cards() {
        section("cards", "The cards");
        for (const casefile::CaseFile& file : case_.files()) {
            if (file.shipped) continue;
            out_ += fmt::format("<h3>{}</h3>\n", escape(path_within(folder_, file.source.path())));
            cards_of(file);
        }
    }

    void cards_of(const casefile::CaseFile& file) {
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

    const HtmlInput& input_;
    Assessment& assessment_;
    const evidence::Evidence& evidence_;
    const Case& case_;
    Words words_;
    Explorer explorer_;
    ReportView report_;
    std::string title_;
    std::string folder_ = folder_of(case_);
    std::string out_;
};

std::span<const Page::Section> Page::sections() {
    static const Section all[] = {
        {"findings", "Findings", &Page::findings},
        {"timeline", "What can have been when", &Page::timeline},
        {"accounts", "The accounts", &Page::accounts},
        {"lineage", "Who has it from whom", &Page::lineage},
        {"arguments", "What is inferred", &Page::arguments},
        {"commitments", "What became of what was owed", &Page::commitments},
        {"clashes", "What cannot stand together", &Page::clashes},
        {"weak", "What rests on weak ground", &Page::weak_ground},
        {"readings", "Readings", &Page::readings},
        {"questions", "Questions", &Page::questions},
        {"people", "People and bodies", &Page::people},
        {"index", "Index and bibliography", &Page::index},
        {"cards", "The cards", &Page::cards}};
    return all;
}

}  // namespace

std::span<const std::string_view> report_sections() {
    static constexpr std::string_view names[] = {
        "what-if", "findings", "timeline", "accounts",  "lineage", "arguments", "commitments",
        "clashes", "weak",     "readings", "questions", "people",  "index",     "cards"};
    return names;
}

std::string report_as_html(const HtmlInput& input) { return Page(input).one_page(); }

std::vector<ReportFile> report_as_pages(const HtmlInput& input) {
    return Page(input).several_pages();
}

}  // namespace valla::render
