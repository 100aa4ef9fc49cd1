#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "render/comparison_html.hpp"
#include "render/html_page.hpp"

namespace valla::render {

using drawing::escape;

void HtmlPage::accounts() {
    const ReportView& report = report_;
    section("accounts", "The accounts");
    if (report.accounts.empty()) {
        paragraph("Nothing is told in several accounts.");
        return;
    }
    out_ += comparisons_as_html(assessment_, told_times(), letters_, words_);
    const auto lines = [&](const std::vector<LineView>& views) {
        std::vector<std::string> items;
        for (const LineView& line : views)
            items.push_back(
                escape(words_.say("{0} {1}", line.subject, line.text)) +
                " <span class=\"ground\">(" +
                link(line.place,
                     fmt::format("{}:{}", path_within(folder_, line.place.file), line.place.line)) +
                ")</span>");
        list(items);
    };
    for (const AccountsView& each : report.accounts) {
        out_ += fmt::format("<h3>{}</h3>\n<div class=\"columns\">\n",
                            words_.say("Of {0}", escape(each.of)));
        for (const AccountView& account : each.accounts) {
            const std::string letter =
                each.accounts.size() > 1 ? letters_.letter(account.id) + ' ' : "";
            out_ += fmt::format("<div><h4>{}{}</h4>", letter, escape(account.name));
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

std::string HtmlPage::outcome(const OutcomeView& view) const {
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

void HtmlPage::commitments() {
    section("commitments", "What became of what was owed");
    const CommitmentsView view = commitments_view(assessment_, {}, words_);
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
            out_ += (first ? "" : "; ") + link(role.place, role.predicate);
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
            std::string what = part.words.empty() ? words_("Outcome")
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

void HtmlPage::clashes() {
    section("clashes", "What cannot stand together");
    const ClashesView view = clashes_view(assessment_, {}, most_listed, words_);
    if (view.clashes.empty()) {
        paragraph("Nothing contradicts anything.");
        return;
    }
    std::string about;
    std::vector<std::string> items;
    const auto flush = [&] {
        if (items.empty()) return;
        out_ +=
            fmt::format("<h3>{}</h3>\n",
                        about.empty() ? words_("Other") : words_.say("About {0}", escape(about)));
        list(items);
        items.clear();
    };
    for (const ClashView& clash : view.clashes) {
        if (clash.about != about) flush();
        about = clash.about;
        std::string text = words_.say("Since {0}:", escape(clash.why));
        if (!clash.because.empty()) text += " <q dir=\"auto\">" + escape(clash.because) + "</q>";
        text += "<ul>";
        for (const ClashMemberView& member : clash.members)
            text += "<li>" + escape(member.text) + grounds(member.grounds) + "</li>";
        items.push_back(text + "</ul>");
    }
    flush();
    if (!view.complete) paragraph("There are more.");
}

void HtmlPage::readings() {
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
            items.push_back(
                judgement.changes_nothing ? words_.say("{0}, which changes nothing", text) : text);
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

void HtmlPage::questions() {
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
        out_ += fmt::format("<th scope=\"col\">{}</th></tr></thead><tbody>\n", words_("standing"));
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

}  // namespace valla::render
