// Long because it is one page: each section of the report is one function, in the order of the
// page.

#include "render/html_report.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "drawing/style.hpp"
#include "drawing/svg.hpp"
#include "lineage/audit.hpp"
#include "render/commitment_views.hpp"
#include "render/report.hpp"
#include "render/statement.hpp"

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
@media print{html{font-size:10.5pt;background:#fff;color:#000}body{max-width:none;padding:0}nav,.skip{display:none}
a{color:inherit;text-decoration:none}h2,h3{break-after:avoid}table,figure,li{break-inside:avoid}details{display:block}@page{size:A4;margin:18mm}}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
)";

class Page {
  public:
    explicit Page(const HtmlInput& input)
        : input_(input),
          assessment_(*input.assessment),
          evidence_(assessment_.evidence()),
          case_(assessment_.the_case()) {}

    std::string write() {
        const ReportView report = report_view(case_);
        const std::string title = report.label.empty() ? report.name : report.label;
        head(title);
        out_ += "<body>\n<a class=\"skip\" href=\"#findings\">To the findings</a>\n<header>\n";
        out_ += fmt::format("<h1>{}</h1>\n", escape(title));
        out_ +=
            fmt::format("<p class=\"ground\">{} cards with {} lines that state something{}{}.",
                        report.cards, report.claims, report.researcher.empty() ? "" : ", kept by ",
                        escape(report.researcher));
        if (!assessment_.reading().name.none()) {
            out_ += fmt::format(" Under the reading {}.",
                                escape(shown_name(assessment_.reading().name)));
        }
        if (input_.head.partial)
            out_ += " <strong>The case has errors; what could not be read is missing.</strong>";
        out_ +=
            "</p>\n<p>Valla picks no winner. What follows says what the cards say, on whose "
            "word, and what can stand together; everything leads to the card that it comes "
            "from.</p>\n</header>\n";
        contents();
        out_ += "<main>\n";
        findings();
        timeline();
        accounts(report);
        graph("lineage", "Who has it from whom", lineage_picture(assessment_));
        graph("arguments", "What is inferred", arguments_picture(assessment_));
        commitments();
        clashes();
        weak_ground();
        readings();
        questions();
        graph("people", "People and bodies", people_picture(assessment_));
        index(report);
        cards();
        out_ += "</main>\n</body>\n</html>\n";
        return std::move(out_);
    }

  private:
    void head(const std::string& title) {
        out_ =
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n";
        out_ += fmt::format("<title>{}</title>\n<style>{}{}</style>\n</head>\n", escape(title),
                            page_style, drawing::style_sheet());
    }

    void contents() {
        static constexpr std::pair<std::string_view, std::string_view> sections[] = {
            {"findings", "Findings"},
            {"timeline", "What can have been when"},
            {"accounts", "The accounts"},
            {"lineage", "Who has it from whom"},
            {"arguments", "What is inferred"},
            {"commitments", "What became of what was owed"},
            {"clashes", "What cannot stand together"},
            {"weak", "What rests on weak ground"},
            {"readings", "Readings"},
            {"questions", "Questions"},
            {"people", "People and bodies"},
            {"index", "Index and bibliography"},
            {"cards", "The cards"}};
        out_ += "<nav aria-label=\"Contents\"><ul>\n";
        for (const auto& [id, title] : sections)
            out_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, title);
        out_ += "</ul></nav>\n";
    }

    void section(std::string_view id, std::string_view title) {
        out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, title);
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
            std::string words = ground.word;
            if (!ground.hedge.empty()) words += ", " + ground.hedge;
            if (!ground.account.empty()) words += ", as told in " + ground.account;
            text += link(ground.place, words);
        }
        return text.empty() ? "" : fmt::format(" <span class=\"ground\">({})</span>", text);
    }

    std::string statement(StatementId id) const {
        return escape(assertion_text(evidence_, id)) +
               grounds(grounds_of(evidence_, id, assessment_.live()));
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
            out_ +=
                fmt::format("<p class=\"ground\">and {} more</p>\n", items.size() - most_listed);
    }

    void findings() {
        section("findings", "Findings");
        std::map<Standing, std::vector<StatementId>> by_standing;
        std::size_t alleged = 0;
        std::size_t silent = 0;
        for (const StatementId id : assessment_.statements()) {
            if (is_kind(id)) continue;
            const dispute::Verdict verdict = assessment_.verdict(id);
            if (verdict.only_alleged) ++alleged;
            if (verdict.from_silence) ++silent;
            else by_standing[verdict.standing].push_back(id);
        }
        const auto count = [&](Standing standing) { return by_standing[standing].size(); };
        out_ += fmt::format(
            "<p>Of what the cards state and what follows from it, {} statements are <span "
            "class=\"state\">not contradicted</span>, {} hold <span class=\"state\">in any "
            "case</span>, {} <span class=\"state\">only on some versions</span>, and {} on "
            "none{}{}.</p>\n",
            count(Standing::not_contradicted), count(Standing::in_any_case),
            count(Standing::only_on_some_versions),
            count(Standing::on_no_version) + count(Standing::no_word_left),
            alleged == 0 ? "" : fmt::format("; {} are only alleged", alleged),
            silent == 0 ? "" : fmt::format("; {} follow only from silence", silent));
        const VersionsView versions = versions_view(assessment_, {}, 12);
        if (versions.disputes.empty()) {
            out_ += "<p>Nothing is in dispute.</p>\n";
        } else {
            out_ +=
                fmt::format("<h3>Where versions part</h3>\n<p>There {} {} {}.</p>\n",
                            versions.disputes.size() == 1 ? "is" : "are", versions.disputes.size(),
                            versions.disputes.size() == 1 ? "dispute" : "disputes");
            std::vector<std::string> items;
            for (const DisputeView& each : versions.disputes) {
                std::string text;
                for (const auto& version : each.versions) {
                    std::string one;
                    for (const std::string& unit : version.in)
                        one += (one.empty() ? "" : ", ") + escape(unit);
                    text += (text.empty() ? "Either: " : "<br>or: ") + one;
                }
                if (!each.complete) text += "<br>or another of more versions";
                items.push_back(text);
            }
            list(items);
        }
        if (count(Standing::in_any_case) > 0) {
            out_ += "<h3>What holds in any case, whichever version one follows</h3>\n";
            std::vector<std::string> items;
            for (const StatementId id : by_standing[Standing::in_any_case])
                items.push_back(statement(id));
            list(items);
        }
        std::vector<std::string> shared;
        for (const evidence::Claim& claim : evidence_.claims()) {
            if (evidence_[claim.unit].kind != evidence::UnitKind::shared) continue;
            if (claim.statement.none() || is_kind(claim.statement)) continue;
            shared.push_back(statement(claim.statement));
        }
        std::sort(shared.begin(), shared.end());
        shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
        if (!shared.empty()) {
            out_ += "<h3>What all accounts of a thing say</h3>\n";
            list(shared);
        }
    }

    void timeline() {
        section("timeline", "What can have been when");
        drawing::TimelineOptions options;
        options.id = "time";
        const auto picture = drawing::draw_timeline(timeline_picture(assessment_), options);
        if (picture.rows.empty()) {
            out_ += "<p>Nothing in the case has a time.</p>\n";
            return;
        }
        for (const auto& panel : picture.panels) {
            out_ += fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", panel.svg,
                                escape(panel.title));
        }
        out_ += fmt::format("<figure>{}</figure>\n", picture.legend.svg);
        out_ +=
            "<details><summary>The same as a table</summary>\n<table><thead><tr><th "
            "scope=\"col\">What</th><th scope=\"col\">begun no earlier than</th><th "
            "scope=\"col\">begun by</th><th scope=\"col\">over no earlier than</th><th "
            "scope=\"col\">over by</th><th scope=\"col\">after</th></tr></thead><tbody>\n";
        for (const drawing::TimelineRow& row : picture.rows) {
            out_ += "<tr><th scope=\"row\">";
            out_ += row.link.empty() ? escape(row.label)
                                     : fmt::format("<a href=\"#{}\">{}</a>", escape(row.link),
                                                   escape(row.label));
            out_ += "</th>";
            for (const std::string& cell : row.cells) out_ += "<td>" + escape(cell) + "</td>";
            out_ += "<td>" + escape(row.after) + "</td></tr>\n";
        }
        out_ += "</tbody></table></details>\n";
    }

    void accounts(const ReportView& report) {
        section("accounts", "The accounts");
        if (report.accounts.empty()) {
            out_ += "<p>Nothing is told in several accounts.</p>\n";
            return;
        }
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
            out_ += fmt::format("<h3>Of {}</h3>\n<div class=\"columns\">\n", escape(each.of));
            for (const AccountView& account : each.accounts) {
                out_ += fmt::format("<div><h4>{}</h4>", escape(account.name));
                for (const WordView& word : account.words)
                    out_ += fmt::format("<p class=\"ground\">{}</p>", escape(word.text));
                lines(account.lines);
                out_ += "</div>\n";
            }
            out_ += "</div>\n";
            if (!each.shared.empty()) {
                out_ += "<h4>In each of them</h4>\n";
                lines(each.shared);
            }
        }
    }

    void graph(std::string_view id, std::string_view title, const drawing::GraphPicture& picture) {
        section(id, title);
        if (picture.nodes.empty()) {
            out_ += "<p>There is nothing to draw.</p>\n";
            return;
        }
        const drawing::GraphDrawing drawn = drawing::draw_graph(picture);
        out_ += fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", drawn.svg,
                            escape(picture.description));
        out_ +=
            "<details><summary>The same as a table</summary>\n<table><thead><tr><th "
            "scope=\"col\">From</th><th scope=\"col\">How</th><th "
            "scope=\"col\">To</th></tr></thead><tbody>\n";
        for (const drawing::GraphRow& row : drawn.rows) {
            out_ += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape(row.from),
                                escape(row.edge), escape(row.to));
        }
        out_ += "</tbody></table></details>\n";
    }

    std::string outcome(const OutcomeView& view) const {
        if (!view.complete) return "open: there are too many versions to look at each";
        std::string text;
        for (const FindingView& finding : view.findings) {
            std::string one = "<span class=\"state\">" + escape(finding.state) + "</span>";
            if (!finding.note.empty()) one += "; " + escape(finding.note);
            for (const std::string& without : finding.versions_without)
                one += ", on the version without " + escape(without);
            std::string because;
            for (const auto& each : finding.because)
                because += (because.empty() ? "" : "; ") + link(each.place, each.text);
            if (!because.empty()) one += " <span class=\"ground\">(" + because + ")</span>";
            text += (text.empty() ? "" : "<br>or ") + one;
        }
        return text;
    }

    void commitments() {
        section("commitments", "What became of what was owed");
        const CommitmentsView view = commitments_view(assessment_, {});
        if (view.commitments.empty()) {
            out_ += "<p>Nothing was demanded, threatened or promised.</p>\n";
            return;
        }
        for (const CommitmentView& each : view.commitments) {
            out_ += fmt::format("<h3>The {} {}</h3>\n<p>", each.kind, escape(each.name));
            bool first = true;
            for (const auto& role : each.roles) {
                out_ +=
                    (first ? "" : "; ") + link(role.place, role.text.substr(each.name.size() + 1));
                first = false;
            }
            for (const std::string& tied : each.tied_to) out_ += "; stands behind " + escape(tied);
            out_ += "</p>\n<ul>\n";
            for (const auto& answer : each.answers) {
                out_ +=
                    fmt::format("<li>Answer{}: {}</li>\n",
                                answer.addressee.empty() ? "" : " of " + escape(answer.addressee),
                                outcome(answer.outcome));
            }
            out_ += fmt::format("<li>Condition: {}</li>\n", outcome(each.condition));
            out_ += fmt::format("<li>Forum: {}</li>\n", outcome(each.forum));
            for (const auto& part : each.parts) {
                std::string what =
                    part.words.empty() ? "Outcome" : "Part “" + escape(part.words) + "”";
                for (std::size_t i = 0; i < part.beneficiaries.size(); ++i)
                    what += (i == 0 ? " for " : " and ") + escape(part.beneficiaries[i]);
                out_ += fmt::format("<li>{}: {}</li>\n", what, outcome(part.performance));
            }
            out_ += "</ul>\n";
        }
    }

    void clashes() {
        section("clashes", "What cannot stand together");
        const ClashesView view = clashes_view(assessment_, {}, most_listed);
        if (view.clashes.empty()) {
            out_ += "<p>Nothing contradicts anything.</p>\n";
            return;
        }
        std::string about;
        std::vector<std::string> items;
        const auto flush = [&] {
            if (items.empty()) return;
            out_ +=
                fmt::format("<h3>{}</h3>\n", about.empty() ? "Other" : "About " + escape(about));
            list(items);
            items.clear();
        };
        for (const ClashView& clash : view.clashes) {
            if (clash.about != about) flush();
            about = clash.about;
            std::string text = "Since " + escape(clash.why) + ":<ul>";
            for (const ClashMemberView& member : clash.members)
                text += "<li>" + escape(member.text) + grounds(member.grounds) + "</li>";
            items.push_back(text + "</ul>");
        }
        flush();
        if (!view.complete) out_ += "<p class=\"ground\">There are more.</p>\n";
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
            block(root.unnamed ? "On one who has no name"
                               : "On " + escape(shown_name(root.source)) + " alone",
                  root.statements);
        }
        block("On hearsay of two hands or more", audit.hearsay);
        block("Only alleged", audit.only_alleged);
        block("On nobody's word but the researcher's", audit.researcher_only);
        if (!any) out_ += "<p>Nothing was found.</p>\n";
    }

    void readings() {
        section("readings", "Readings");
        if (input_.readings.empty()) {
            out_ += "<p>The case has no readings.</p>\n";
            return;
        }
        for (const ReadingsView& view : input_.readings) {
            out_ += fmt::format("<h3>{}</h3>\n", escape(view.second));
            std::vector<std::string> items;
            for (const auto& judgement : view.judgements) {
                items.push_back(link(judgement.place, judgement.text) +
                                (judgement.changes_nothing ? ", which changes nothing" : ""));
            }
            list(items);
            items.clear();
            for (const auto& change : view.changes) {
                items.push_back(escape(change.text) + ": " + escape(change.before) + ", then " +
                                escape(change.after));
            }
            if (items.empty()) {
                out_ += "<p>Nothing stands otherwise.</p>\n";
            } else {
                out_ += "<p>With it, this stands otherwise:</p>\n";
                list(items);
            }
        }
    }

    void questions() {
        section("questions", "Questions");
        if (input_.questions.empty()) {
            out_ += "<p>The case has no saved questions.</p>\n";
            return;
        }
        for (const QuestionView& view : input_.questions) {
            out_ += fmt::format("<h3>{}</h3>\n", escape(view.name));
            if (view.rows.empty()) {
                out_ += "<p>Nothing in the case answers this.</p>\n";
                continue;
            }
            out_ += "<table><thead><tr>";
            for (const std::string& column : view.columns)
                out_ += "<th scope=\"col\">" + escape(column) + "</th>";
            if (view.counted) out_ += "<th scope=\"col\">how many</th>";
            out_ += "<th scope=\"col\">standing</th></tr></thead><tbody>\n";
            for (const auto& row : view.rows) {
                out_ += "<tr>";
                for (const std::string& value : row.values)
                    out_ += "<td>" + escape(value) + "</td>";
                if (view.counted) out_ += fmt::format("<td>{}</td>", row.count.value_or(0));
                out_ += "<td>" + escape(row.standing) +
                        (row.possible       ? ", as possible"
                         : row.from_silence ? ", from silence"
                                            : "") +
                        "</td></tr>\n";
            }
            out_ += "</tbody></table>\n";
        }
    }

    void index(const ReportView& report) {
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
                link(row.place, row.label.empty() ? row.name : row.label) +
                (row.label.empty() ? ""
                                   : " <span class=\"ground\">" + escape(row.name) + "</span>");
            if (group == "Sources") text += ", " + escape(row.kind);
            groups[group].push_back(text);
        }
        for (const auto& [group, items] : groups) {
            out_ += fmt::format("<h3>{}</h3>\n", group);
            list(items);
        }
    }

    void cards() {
        section("cards", "The cards");
        for (const casefile::CaseFile& file : case_.files()) {
            if (file.shipped) continue;
            out_ +=
                fmt::format("<h3>{}</h3>\n<pre>", escape(path_within(folder_, file.source.path())));
            const std::string_view bytes = file.source.bytes();
            std::uint32_t number = 0;
            for (std::size_t at = 0; at < bytes.size();) {
                const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
                std::string_view line = bytes.substr(at, end - at);
                if (line.ends_with('\r')) line.remove_suffix(1);
                out_ += fmt::format("<span id=\"{}\">{}</span>",
                                    card_anchor(folder_, {file.source.path(), ++number}),
                                    line.empty() ? " " : escape(line));
                at = end + 1;
            }
            out_ += "</pre>\n";
        }
    }

    const HtmlInput& input_;
    Assessment& assessment_;
    const evidence::Evidence& evidence_;
    const Case& case_;
    std::string folder_ = folder_of(case_);
    std::string out_;
};

}  // namespace

std::string report_as_html(const HtmlInput& input) { return Page(input).write(); }

}  // namespace valla::render
