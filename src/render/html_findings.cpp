#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "drawing/svg.hpp"
#include "lineage/audit.hpp"
#include "render/html_page.hpp"
#include "render/picture_parts.hpp"
#include "render/statement.hpp"

namespace valla::render {

using dispute::Standing;
using drawing::escape;
using evidence::StatementId;

namespace {
/// Of a dispute among more units nobody would read the versions on a page.
constexpr std::size_t most_in_dispute = 100;

/// What all of several versions have, in the order of the alphabet; nothing of a single one.
std::vector<std::string> in_all(const std::vector<DisputeView::VersionView>& versions) {
    std::vector<std::string> common;
    if (versions.size() < 2) return common;
    common = versions.front().in;
    std::sort(common.begin(), common.end());
    for (const auto& version : versions) {
        std::vector<std::string> own = version.in;
        std::sort(own.begin(), own.end());
        std::vector<std::string> both;
        std::set_intersection(common.begin(), common.end(), own.begin(), own.end(),
                              std::back_inserter(both));
        common = std::move(both);
    }
    return common;
}

std::string joined_units(const std::vector<std::string>& units) {
    std::string text;
    for (const std::string& unit : units) text += (text.empty() ? "" : "; ") + escape(unit);
    return text;
}
}  // namespace

void HtmlPage::what_if() {
    if (!explorer_.has_statements()) {
        paragraph(
            "The case is too large to be searched in this page; `valla standing` lists all "
            "statements.");
        return;
    }
    out_ += "<section data-script hidden aria-labelledby=\"what-if\">\n";
    section("what-if", "What if");
    if (explorer_.answered() < explorer_.tellers()) {
        out_ += "<p>" +
                words_.say(
                    "The case is large: this page holds what becomes of it without {0} of "
                    "{1} sources, persons, bodies and places; `valla without NAME` says it "
                    "of the others.",
                    explorer_.answered(), explorer_.tellers()) +
                "</p>\n";
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

void HtmlPage::findings() {
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
    out_ += "<p>" + words_("Of what the cards state and what follows from it, by how it stands:") +
            "</p>\n<ul>\n";
    const auto counted = [&](Phrase phrase, std::size_t number) {
        if (number == 0) return;
        out_ +=
            "<li>" +
            words_.say("{0}: {1}", "<span class=\"state\">" + words_(phrase) + "</span>", number) +
            "</li>\n";
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
    const VersionsView versions = versions_view(assessment_, {}, 12, most_in_dispute, words_);
    if (versions.disputes.empty()) {
        paragraph("Nothing is in dispute.");
    } else {
        heading("Where versions part");
        out_ +=
            fmt::format("<p>{}</p>\n", words_.count("There is {0} dispute.|There are {0} disputes.",
                                                    versions.disputes.size()));
        std::vector<std::string> items;
        for (const DisputeView& each : versions.disputes) {
            std::string text;
            if (each.units.size() > most_in_dispute) {
                items.push_back(
                    words_.say("A dispute among {0} claims, whose versions are too long for this "
                               "page; `valla versions` lists them.",
                               each.units.size()));
                continue;
            }
            const std::vector<std::string> common = in_all(each.versions);
            if (!common.empty())
                text = "<p>" + words_.say("In each version: {0}", joined_units(common)) + "</p>";
            bool first = true;
            for (const auto& version : each.versions) {
                std::vector<std::string> own;
                for (const std::string& unit : version.in) {
                    if (!std::binary_search(common.begin(), common.end(), unit))
                        own.push_back(unit);
                }
                const std::string one = joined_units(own);
                text +=
                    first ? words_.say("Either: {0}", one) : "<br>" + words_.say("or: {0}", one);
                first = false;
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

void HtmlPage::weak_ground() {
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
        block(root.unnamed
                  ? words_("On one who has no name")
                  : words_.say("On {0} alone", escape(shown_name(case_, root.source, words_))),
              root.statements);
    }
    block(words_("On hearsay of two hands or more"), audit.hearsay);
    block(words_("Only alleged"), audit.only_alleged);
    block(words_("On nobody's word but the researcher's"), audit.researcher_only);
    if (!any) paragraph("Nothing was found.");
}

}  // namespace valla::render
