// What `standing`, `clashes`, `versions` and `readings` give to programs: JSON and CSV.

#include "render/csv_writer.hpp"
#include "render/dispute_views.hpp"
#include "render/json_parts.hpp"
#include "render/text_parts.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

std::string words_of(const std::vector<GroundView>& grounds) {
    std::vector<std::string> words;
    for (const GroundView& ground : grounds) words.push_back(ground.word);
    return joined(words);
}

std::string place_of(const std::vector<GroundView>& grounds) {
    if (grounds.empty()) return "";
    return grounds.front().place.file + ':' + std::to_string(grounds.front().place.line);
}

}  // namespace

std::string standings_as_json(const AnswerHead& head, const StandingsView& view) {
    Json json = envelope(head, "standing", view.reading);
    json["statements"] = Json::array();
    for (const StandingView& each : view.statements) {
        Json one{{"subject", each.subject}, {"text", each.text}, {"standing", each.standing}};
        if (each.only_alleged) one["only-alleged"] = true;
        if (each.inferred) one["inferred-by"] = each.by;
        if (each.possible) one["possible"] = true;
        else if (each.from_silence) one["from-silence"] = true;
        if (each.only_its_account) one["only-its-account"] = true;
        if (!each.limit.empty()) one["limit"] = each.limit;
        one["grounds"] = list_of(each.grounds, ground_json);
        if (!each.against.empty()) one["against"] = each.against;
        if (!each.versions.empty()) one["on-versions-by"] = each.versions;
        json["statements"].push_back(std::move(one));
    }
    return dumped(json);
}

std::string standings_as_csv(const AnswerHead& head, const StandingsView& view) {
    CsvWriter csv(head, {"subject", "statement", "standing", "only-alleged", "inferred-by",
                         "from-silence", "possible", "words", "against", "place"});
    for (const StandingView& each : view.statements) {
        csv.row({each.subject, each.text, each.standing, each.only_alleged ? "yes" : "",
                 joined(each.by), each.from_silence && !each.possible ? "yes" : "",
                 each.possible ? "yes" : "", words_of(each.grounds), joined(each.against),
                 place_of(each.grounds)});
    }
    return csv.text();
}

std::string clashes_as_json(const AnswerHead& head, const ClashesView& view) {
    Json json = envelope(head, "clashes", view.reading);
    json["complete"] = view.complete;
    json["clashes"] = Json::array();
    for (const ClashView& clash : view.clashes) {
        Json one{
            {"about", clash.about}, {"why", why_and_because(clash)}, {"members", Json::array()}};
        for (const ClashMemberView& member : clash.members) {
            one["members"].push_back({{"text", member.text},
                                      {"charged", member.charged},
                                      {"grounds", list_of(member.grounds, ground_json)}});
        }
        json["clashes"].push_back(std::move(one));
    }
    return dumped(json);
}

std::string clashes_as_csv(const AnswerHead& head, const ClashesView& view) {
    CsvWriter csv(head, {"clash", "about", "why", "member", "charged", "words", "place"});
    for (std::size_t i = 0; i < view.clashes.size(); ++i) {
        for (const ClashMemberView& member : view.clashes[i].members) {
            csv.row({std::to_string(i + 1), view.clashes[i].about, why_and_because(view.clashes[i]),
                     member.text, member.charged ? "yes" : "no", words_of(member.grounds),
                     place_of(member.grounds)});
        }
    }
    return csv.text();
}

std::string versions_as_json(const AnswerHead& head, const VersionsView& view) {
    Json json = envelope(head, "versions", view.reading);
    json["disputes"] = Json::array();
    for (const DisputeView& each : view.disputes) {
        Json one{{"units", each.units}, {"complete", each.complete}, {"versions", Json::array()}};
        if (each.charges_ignored) one["premises-charged"] = true;
        for (const auto& version : each.versions)
            one["versions"].push_back({{"in", version.in}, {"out", version.out}});
        json["disputes"].push_back(std::move(one));
    }
    return dumped(json);
}

std::string versions_as_csv(const AnswerHead& head, const VersionsView& view) {
    CsvWriter csv(head, {"dispute", "version", "unit", "in"});
    for (std::size_t i = 0; i < view.disputes.size(); ++i) {
        const auto& versions = view.disputes[i].versions;
        for (std::size_t k = 0; k < versions.size(); ++k) {
            for (const std::string& unit : versions[k].in)
                csv.row({std::to_string(i + 1), std::to_string(k + 1), unit, "yes"});
            for (const std::string& unit : versions[k].out)
                csv.row({std::to_string(i + 1), std::to_string(k + 1), unit, "no"});
        }
    }
    return csv.text();
}

std::string readings_as_json(const AnswerHead& head, const ReadingsView& view) {
    Json json = envelope(head, "readings", view.second);
    json["compared-with"] = view.first.empty() ? Json(nullptr) : Json(view.first);
    json["changes"] = Json::array();
    for (const auto& change : view.changes) {
        json["changes"].push_back(
            {{"text", change.text}, {"before", change.before}, {"after", change.after}});
    }
    json["judgements"] = Json::array();
    for (const auto& judgement : view.judgements) {
        json["judgements"].push_back(
            {{"text", judgement.text},
             {"place", {{"file", judgement.place.file}, {"line", judgement.place.line}}},
             {"changes-nothing", judgement.changes_nothing}});
    }
    return dumped(json);
}

std::string readings_as_csv(const AnswerHead& head, const ReadingsView& view) {
    CsvWriter csv(head, {"statement", "before", "after"});
    for (const auto& change : view.changes) csv.row({change.text, change.before, change.after});
    return csv.text();
}

}  // namespace valla::render
