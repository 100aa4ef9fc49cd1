// What `without`, `compare`, `why` and `diff` give to programs: JSON and CSV.

#include "render/consequence_views.hpp"
#include "render/csv_writer.hpp"
#include "render/json_parts.hpp"
#include "render/text_parts.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

Json change_json(const ChangeView& change) {
    Json json{{"text", change.text}, {"before", change.before}, {"after", change.after}};
    if (change.inferred) json["inferred"] = true;
    json["place"] = place_json(change.place);
    return json;
}
Json leaned_json(const LeanedView& leaned) {
    return {{"text", leaned.text},
            {"standing", leaned.standing},
            {"words", leaned.words},
            {"follows-from", leaned.ways},
            {"place", place_json(leaned.place)}};
}
Json inference_change_json(const InferenceChangeView& change) {
    return {
        {"id", change.name}, {"by", change.by}, {"before", change.before}, {"after", change.after}};
}
Json bound_change_json(const BoundChangeView& change) {
    return {{"text", change.text},
            {"before", change.before},
            {"after", change.after},
            {"widens", change.widens}};
}
Json told_json(const ToldView& told) {
    return {{"text", told.text},
            {"accounts", told.accounts},
            {"words", told.words},
            {"place", place_json(told.place)}};
}
Json step_json(const StepView& step) {
    return {{"by", step.by}, {"premises", step.premises}, {"gives", step.gives}};
}
Json clash_reason_json(const ClashReasonView& clash) {
    return {{"why", clash.why}, {"members", clash.members}};
}
Json premise_json(const PremiseView& premise) {
    return {{"text", premise.text}, {"standing", premise.standing}, {"without", premise.without}};
}
Json loss_json(const LossView& loss) {
    return {{"falls", list_of(loss.falls, change_json)},
            {"rises", list_of(loss.rises, change_json)},
            {"loses-a-leg", list_of(loss.leaned, leaned_json)},
            {"inferences", list_of(loss.inferences, inference_change_json)},
            {"bounds", list_of(loss.bounds, bound_change_json)},
            {"clashes-gone", loss.clashes},
            {"clashes-complete", loss.clashes_complete}};
}
Json unit_json(const UnitView& unit) {
    return {{"text", unit.text}, {"grounds", list_of(unit.grounds, ground_json)}};
}
Json way_json(const WayView& way) {
    return {{"rests-on", list_of(way.units, unit_json)}, {"steps", list_of(way.steps, step_json)}};
}
Json version_list_json(const VersionListView& version) {
    Json json{{"in", version.in}, {"out", version.out}};
    if (version.way > 0) json["way"] = version.way;
    return json;
}
Json why_json(const WhyView& why) {
    Json json{{"text", why.text}, {"standing", why.standing}};
    if (!why.limit.empty()) json["limit"] = why.limit;
    json["ways"] = list_of(why.ways, way_json);
    json["all-ways"] = why.all_ways;
    if (why.ground > 0) json["ground"] = why.ground;
    if (why.with) json["version-with"] = version_list_json(*why.with);
    if (why.without) json["version-without"] = version_list_json(*why.without);
    if (!why.versions.empty()) {
        json["versions"] = list_of(why.versions, version_list_json);
        json["all-versions"] = why.all_versions;
    }
    if (!why.clashes.empty()) json["clashes"] = list_of(why.clashes, clash_reason_json);
    if (!why.left_out.empty()) json["left-out"] = why.left_out;
    return json;
}

}  // namespace

std::string without_as_json(const AnswerHead& head, const WithoutView& view) {
    Json json = envelope(head, "without", view.reading);
    json["left-out"] = view.left_out;
    json["loss"] = loss_json(view.firm);
    json["with-hedged"] = view.with_hedged ? loss_json(*view.with_hedged) : Json(nullptr);
    return dumped(json);
}

std::string without_as_csv(const AnswerHead& head, const WithoutView& view) {
    CsvWriter csv(head, {"derivations", "what", "statement", "before", "after", "on", "place"});
    const auto add = [&](const std::string& derivations, const LossView& loss) {
        for (const ChangeView& each : loss.falls)
            csv.row({derivations, "falls", each.text, each.before, each.after, "",
                     place_text(each.place)});
        for (const ChangeView& each : loss.rises)
            csv.row({derivations, "rises", each.text, each.before, each.after, "",
                     place_text(each.place)});
        for (const LeanedView& each : loss.leaned) {
            std::vector<std::string> on = each.words;
            on.insert(on.end(), each.ways.begin(), each.ways.end());
            csv.row({derivations, "loses a leg", each.text, each.standing, each.standing,
                     joined(on), place_text(each.place)});
        }
        for (const InferenceChangeView& each : loss.inferences)
            csv.row({derivations, "inference", each.name, each.before, each.after, each.by, ""});
        for (const BoundChangeView& each : loss.bounds)
            csv.row({derivations, each.widens ? "widens" : "narrows", each.text, each.before,
                     each.after, "", ""});
        for (const auto& members : loss.clashes)
            csv.row({derivations, "clash gone", joined(members), "", "", "", ""});
    };
    add("firm", view.firm);
    if (view.with_hedged) add("with hedged", *view.with_hedged);
    return csv.text();
}

std::string ranks_as_json(const AnswerHead& head, const RanksView& view) {
    Json json = envelope(head, "without", view.reading);
    json["each"] = Json::array();
    for (const WithoutRankView& row : view.rows) {
        json["each"].push_back({{"id", row.name},
                                {"kind", row.kind},
                                {"name", row.label},
                                {"falls", row.falls},
                                {"falls-with-hedged", row.falls_with_hedged},
                                {"loses-a-leg", row.leaned},
                                {"inferences", row.inferences},
                                {"rises", row.rises}});
    }
    return dumped(json);
}

std::string ranks_as_csv(const AnswerHead& head, const RanksView& view) {
    CsvWriter csv(head, {"id", "kind", "name", "falls", "falls-with-hedged", "loses-a-leg",
                         "inferences", "rises"});
    for (const WithoutRankView& row : view.rows) {
        csv.row({row.name, row.kind, row.label, std::to_string(row.falls),
                 std::to_string(row.falls_with_hedged), std::to_string(row.leaned),
                 std::to_string(row.inferences), std::to_string(row.rises)});
    }
    return csv.text();
}

std::string synopsis_as_json(const AnswerHead& head, const SynopsisView& view) {
    Json json = envelope(head, "compare", view.reading);
    json["of"] = view.of;
    json["both-possible"] = view.both_possible;
    json["accounts"] = Json::array();
    for (const SynopsisAccountView& each : view.accounts) {
        json["accounts"].push_back(
            {{"id", each.name}, {"words", each.words}, {"place", place_json(each.place)}});
    }
    json["shared"] = list_of(view.shared, told_json);
    json["parted"] = Json::array();
    for (const PartingView& each : view.parted) {
        json["parted"].push_back({{"about", each.about},
                                  {"excludes", each.excludes},
                                  {"told", list_of(each.told, told_json)}});
    }
    json["only-some"] = list_of(view.some, told_json);
    json["holds"] = Json::array();
    for (const HoldingView& each : view.holds) {
        json["holds"].push_back(
            {{"text", each.text}, {"standing", each.standing}, {"place", place_json(each.place)}});
    }
    return dumped(json);
}

std::string synopsis_as_csv(const AnswerHead& head, const SynopsisView& view) {
    CsvWriter csv(head, {"what", "about", "statement", "accounts", "words", "place"});
    const auto add = [&](const char* what, const std::string& about, const ToldView& told) {
        csv.row({what, about, told.text, joined(told.accounts), joined(told.words),
                 place_text(told.place)});
    };
    for (const ToldView& each : view.shared) add("shared", "", each);
    for (const PartingView& each : view.parted) {
        for (const ToldView& told : each.told) add("parted", each.about, told);
    }
    for (const ToldView& each : view.some) add("only some", "", each);
    for (const HoldingView& each : view.holds)
        csv.row({"holds", "", each.text, "", each.standing, place_text(each.place)});
    return csv.text();
}

std::string why_as_json(const AnswerHead& head, const WhyAnswerView& view) {
    Json json = envelope(head, "why", view.reading);
    if (view.inference) {
        const WhyInferenceView& each = *view.inference;
        json["inference"] = {{"id", each.name},
                             {"by", each.by},
                             {"concludes", each.concludes},
                             {"hedge", each.hedge},
                             {"unless", each.unless},
                             {"place", place_json(each.place)},
                             {"premises", list_of(each.premises, premise_json)},
                             {"why", why_json(each.why)}};
    }
    json["statements"] = list_of(view.statements, why_json);
    json["unsaid"] = view.unsaid;
    return dumped(json);
}

std::string why_as_csv(const AnswerHead& head, const WhyAnswerView& view) {
    CsvWriter csv(head, {"statement", "standing", "way", "rests-on", "words", "place"});
    const auto add = [&](const WhyView& why) {
        for (std::size_t i = 0; i < why.ways.size(); ++i) {
            for (const UnitView& unit : why.ways[i].units) {
                std::vector<std::string> words;
                for (const GroundView& ground : unit.grounds) words.push_back(ground.word);
                csv.row({why.text, why.standing, std::to_string(i + 1), unit.text, joined(words),
                         unit.grounds.empty() ? "" : place_text(unit.grounds.front().place)});
            }
        }
        if (why.ways.empty()) csv.row({why.text, why.standing, "", "", joined(why.left_out), ""});
    };
    if (view.inference) {
        add(view.inference->why);
        for (const PremiseView& each : view.inference->premises)
            csv.row({each.text, each.standing, "premise", "", each.without, ""});
    }
    for (const WhyView& each : view.statements) add(each);
    for (const std::string& each : view.unsaid) csv.row({each, "nobody says it", "", "", "", ""});
    return csv.text();
}

namespace {

std::string kind_of(const consequence::CardChange& card) {
    switch (card.kind) {
        case consequence::CardChange::Kind::added: return "added";
        case consequence::CardChange::Kind::removed: return "removed";
        case consequence::CardChange::Kind::changed: return "changed";
        case consequence::CardChange::Kind::table: return "table";
    }
    return "";
}

}  // namespace

std::string difference_as_json(const AnswerHead& head, const DifferenceView& view) {
    Json json = envelope(head, "diff", view.reading);
    json["from"] = view.before;
    json["to"] = view.after;
    json["cards"] = Json::array();
    for (std::size_t i = 0; i < view.difference.cards.size(); ++i) {
        const auto& card = view.difference.cards[i];
        json["cards"].push_back({{"change", kind_of(card)},
                                 {"head", card.head},
                                 {"before", card.before},
                                 {"after", card.after},
                                 {"place", {{"file", card.path}, {"line", view.lines[i]}}}});
    }
    json["each-undone"] = view.difference.each_undone;
    json["answers"] = Json::array();
    for (const auto& each : view.difference.answers) {
        json["answers"].push_back(
            {{"text", each.text},
             {"what", each.time ? "bound" : "statement"},
             {"before", each.before.empty() ? Json(nullptr) : Json(each.before)},
             {"after", each.after.empty() ? Json(nullptr) : Json(each.after)},
             {"cards", each.cards},
             {"together", each.together}});
    }
    return dumped(json);
}

std::string difference_as_csv(const AnswerHead& head, const DifferenceView& view) {
    CsvWriter csv(head, {"answer", "before", "after", "cards", "together"});
    for (const auto& each : view.difference.answers) {
        std::vector<std::string> cards;
        for (const std::size_t card : each.cards) {
            const auto& change = view.difference.cards[card];
            cards.push_back(kind_of(change) + ' ' + change.head + ' ' + change.path + ':' +
                            std::to_string(view.lines[card]));
        }
        csv.row({each.text, each.before, each.after, joined(cards), each.together ? "yes" : ""});
    }
    return csv.text();
}

}  // namespace valla::render
