#include "render/commitment_views.hpp"

#include <fmt/format.h>

#include "render/csv_writer.hpp"
#include "render/json_parts.hpp"
#include "render/statement.hpp"
#include "render/text_parts.hpp"
#include "text/render.hpp"

namespace valla::render {

using consequence::Commitment;
using consequence::Finding;
using consequence::Outcome;
using dispute::Assessment;
using evidence::StatementId;

namespace {

FindingView::BecauseView because_view(const Assessment& assessment, StatementId statement,
                                      const Words& words) {
    FindingView::BecauseView view;
    view.text = assertion_text(assessment.evidence(), statement, words);
    view.predicate = predicate_text(assessment.evidence(), statement, words);
    for (const GroundView& ground :
         grounds_of(assessment.evidence(), statement, assessment.live(), words)) {
        if (!ground.left) continue;
        if (view.place.file.empty()) view.place = ground.place;
        view.word += view.word.empty() ? ground.word : "; " + ground.word;
    }
    if (!view.word.empty()) return view;
    std::string from;
    if (const auto fact = assessment.inference().fact(statement)) {
        const auto supports = assessment.inference().supports(*fact, 1).list;
        for (std::size_t i = 0; !supports.empty() && i < supports.front().beliefs.size(); ++i) {
            const dispute::UnitId unit{supports.front().beliefs[i].index};
            const std::string one = unit_text(assessment, unit, words);
            from = from.empty() ? one : words.say("{0} and {1}", from, one);
        }
    }
    view.word = from.empty() ? words("follows") : words.say("follows from {0}", from);
    return view;
}

OutcomeView outcome_view(const Assessment& assessment, const Outcome& outcome, const Words& words) {
    OutcomeView view;
    view.complete = outcome.complete;
    for (const Outcome::OnVersions& each : outcome.alternatives) {
        FindingView finding;
        finding.state = consequence::name_of(each.finding.state);
        finding.note = each.finding.note;
        for (const StatementId statement : each.finding.because)
            finding.because.push_back(because_view(assessment, statement, words));
        if (outcome.alternatives.size() > 1) {
            for (const auto& left_out : each.left_out) {
                std::string text;
                for (const dispute::UnitId unit : left_out) {
                    const std::string one = unit_text(assessment, unit, words);
                    text = text.empty() ? one : words.say("{0} and {1}", text, one);
                }
                finding.versions_without.push_back(std::move(text));
            }
        }
        view.findings.push_back(std::move(finding));
    }
    return view;
}

std::string_view kind_name(Commitment::Kind kind) {
    switch (kind) {
        case Commitment::Kind::demand: return "demand";
        case Commitment::Kind::threat: return "threat";
        case Commitment::Kind::promise: return "promise";
    }
    return "";
}

std::string because_lines(const FindingView& finding, std::string_view margin) {
    std::string text;
    for (const auto& each : finding.because)
        text += fmt::format("{}{}: {}{}\n", margin, each.text, each.word, bracketed(each.place));
    return text;
}

std::string outcome_block(std::string_view what, const OutcomeView& outcome) {
    if (!outcome.complete)
        return fmt::format("  {}: open, there are too many versions to look at each\n", what);
    std::string text;
    if (outcome.findings.size() == 1) {
        const FindingView& only = outcome.findings.front();
        const std::string note = only.note.empty() ? "" : "; " + only.note;
        return fmt::format("  {}: {}{}\n", what, only.state, note) + because_lines(only, "      ");
    }
    text = fmt::format("  {}: not the same on all versions\n", what);
    for (const FindingView& finding : outcome.findings) {
        const std::string note = finding.note.empty() ? "" : "; " + finding.note;
        text += fmt::format("    {}{}\n", finding.state, note);
        for (const std::string& without : finding.versions_without)
            text += fmt::format("      on the version without {}\n", without);
        text += because_lines(finding, "      ");
    }
    return text;
}

Json because_json(const FindingView::BecauseView& because) {
    Json json{{"text", because.text}, {"word", because.word}};
    if (!because.place.file.empty()) json["place"] = place_json(because.place);
    return json;
}

Json outcome_json(const OutcomeView& outcome) {
    Json json{{"complete", outcome.complete}, {"findings", Json::array()}};
    for (const FindingView& finding : outcome.findings) {
        Json one{{"state", finding.state}, {"because", list_of(finding.because, because_json)}};
        if (!finding.note.empty()) one["note"] = finding.note;
        if (!finding.versions_without.empty())
            one["on-versions-without"] = finding.versions_without;
        json["findings"].push_back(std::move(one));
    }
    return json;
}

std::string states_of(const OutcomeView& outcome) {
    if (!outcome.complete) return "open";
    std::string text;
    for (const FindingView& finding : outcome.findings)
        text += (text.empty() ? "" : " or ") + finding.state;
    return text;
}

}  // namespace

CommitmentsView commitments_view(Assessment& assessment, const std::vector<NameId>& ids,
                                 const Words& words) {
    CommitmentsView view;
    const Case& the_case = assessment.the_case();
    if (!assessment.reading().name.none())
        view.reading = name_text(the_case, assessment.reading().name);
    consequence::Commitments commitments(assessment);
    std::vector<Commitment> all;
    if (ids.empty()) all = commitments.all();
    for (const NameId id : ids) all.push_back(commitments.of(id));
    for (const Commitment& each : all) {
        CommitmentView one;
        one.name = name_text(the_case, each.name);
        one.kind = kind_name(each.kind);
        for (const StatementId role : each.roles)
            one.roles.push_back(because_view(assessment, role, words));
        for (const StatementId tie : each.ties)
            one.ties.push_back(because_view(assessment, tie, words));
        for (const NameId name : each.tied_to) one.tied_to.push_back(name_text(the_case, name));
        one.made = outcome_view(assessment, each.made, words);
        for (const Commitment::Answer& answer : each.answers) {
            one.answers.push_back(
                {answer.addressee.none() ? "" : name_text(the_case, answer.addressee),
                 outcome_view(assessment, answer.outcome, words)});
        }
        one.condition = outcome_view(assessment, each.condition, words);
        one.forum = outcome_view(assessment, each.forum, words);
        for (const Commitment::Part& part : each.parts) {
            CommitmentView::PartView part_view;
            part_view.words = part.words;
            for (const NameId name : part.beneficiaries)
                part_view.beneficiaries.push_back(name_text(the_case, name));
            if (!part.statement.none())
                part_view.place = because_view(assessment, part.statement, words).place;
            part_view.performance = outcome_view(assessment, part.performance, words);
            one.parts.push_back(std::move(part_view));
        }
        view.commitments.push_back(std::move(one));
    }
    return view;
}

std::string commitments_as_text(const CommitmentsView& view) {
    std::string text;
    if (!view.reading.empty()) text += fmt::format("Under the reading {}.\n\n", view.reading);
    if (view.commitments.empty()) return text + "Nothing was demanded, threatened or promised.\n";
    bool first = true;
    for (const CommitmentView& each : view.commitments) {
        text += fmt::format("{}{} {}\n", first ? "" : "\n", each.kind, each.name);
        first = false;
        for (const auto& role : each.roles) {
            text += fmt::format("  {}: {}{}\n", role.predicate, role.word, bracketed(role.place));
        }
        for (const auto& tie : each.ties) {
            text += fmt::format("  {}: {}{}\n", tie.predicate, tie.word, bracketed(tie.place));
        }
        for (const std::string& name : each.tied_to)
            text += fmt::format("  stands behind: {}\n", name);
        const bool plain = each.made.complete && each.made.findings.size() == 1 &&
                           each.made.findings.front().state == "met";
        if (!plain) text += outcome_block("made", each.made);
        for (const auto& answer : each.answers) {
            text +=
                outcome_block(answer.addressee.empty() ? "answer" : "answer of " + answer.addressee,
                              answer.outcome);
        }
        text += outcome_block("condition", each.condition);
        if (each.kind == "promise" || each.forum.findings.size() != 1 ||
            each.forum.findings.front().state != "none was required")
            text += outcome_block("forum", each.forum);
        for (const auto& part : each.parts) {
            std::string what = part.words.empty() ? "outcome" : "part \"" + part.words + "\"";
            for (std::size_t i = 0; i < part.beneficiaries.size(); ++i)
                what += (i == 0 ? " for " : " and ") + part.beneficiaries[i];
            text += outcome_block(what, part.performance);
        }
    }
    return text;
}

std::string commitments_as_json(const AnswerHead& head, const CommitmentsView& view) {
    Json json = envelope(head, "commitments", view.reading);
    json["commitments"] = Json::array();
    for (const CommitmentView& each : view.commitments) {
        Json one{{"id", each.name},
                 {"kind", each.kind},
                 {"roles", list_of(each.roles, because_json)},
                 {"ties", list_of(each.ties, because_json)},
                 {"stands-behind", each.tied_to},
                 {"made", outcome_json(each.made)},
                 {"answers", Json::array()},
                 {"condition", outcome_json(each.condition)},
                 {"forum", outcome_json(each.forum)},
                 {"parts", Json::array()}};
        for (const auto& answer : each.answers) {
            one["answers"].push_back(
                {{"addressee", answer.addressee.empty() ? Json(nullptr) : Json(answer.addressee)},
                 {"outcome", outcome_json(answer.outcome)}});
        }
        for (const auto& part : each.parts) {
            one["parts"].push_back({{"words", part.words},
                                    {"for", part.beneficiaries},
                                    {"outcome", outcome_json(part.performance)}});
        }
        json["commitments"].push_back(std::move(one));
    }
    return json.dump(2) + '\n';
}

std::string commitments_as_csv(const AnswerHead& head, const CommitmentsView& view) {
    CsvWriter csv(head, {"commitment", "kind", "facet", "of", "state"});
    for (const CommitmentView& each : view.commitments) {
        csv.row({each.name, each.kind, "made", "", states_of(each.made)});
        for (const auto& answer : each.answers)
            csv.row({each.name, each.kind, "answer", answer.addressee, states_of(answer.outcome)});
        csv.row({each.name, each.kind, "condition", "", states_of(each.condition)});
        csv.row({each.name, each.kind, "forum", "", states_of(each.forum)});
        for (const auto& part : each.parts)
            csv.row({each.name, each.kind, "outcome", part.words, states_of(part.performance)});
    }
    return csv.text();
}

}  // namespace valla::render
