// `valla when` and `valla order` for programs.

#include "render/csv_writer.hpp"
#include "render/json_parts.hpp"
#include "render/text_parts.hpp"
#include "render/time_answers.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

Json ground_json(const TimeGroundView& ground) {
    Json json{{"words", Json::array()}, {"place", place_json(ground.place)}};
    for (const WordView& word : ground.words) json["words"].push_back(word.text);
    if (ground.researchers_own) json["researchers-own"] = true;
    if (ground.alleged) json["alleged"] = true;
    if (!ground.hedge.empty()) json["hedge"] = ground.hedge;
    return json;
}

Json reason_json(const ReasonView& reason) {
    Json json{{"kind", reason.kind},
              {"text", reason.text},
              {"lines", list_of(reason.grounds, ground_json)}};
    if (reason.about) json["about"] = place_json(*reason.about);
    return json;
}

Json reasons_json(const std::vector<ReasonView>& reasons) { return list_of(reasons, reason_json); }

Json bound_json(const BoundView& bound) {
    return {{"bound", bound.bound},   {"minute", bound.minute},
            {"moment", bound.moment}, {"text", bound.sentence},
            {"stated", bound.stated}, {"chain", bound.chain},
            {"exact", bound.exact},   {"reasons", reasons_json(bound.reasons)}};
}

Json when_json(const WhenView& view) {
    return {{"id", view.name},
            {"kind", view.kind},
            {"name", view.label},
            {"touched-by-clash", view.touched},
            {"bounds", list_of(view.bounds, bound_json)},
            {"beyond-limit", reasons_json(view.beyond_limit)}};
}

Json rank_json(const RankView& rank) {
    return {{"id", rank.name},
            {"possible", rank.possible},
            {"exact", rank.exact},
            {"reasons", reasons_json(rank.reasons)}};
}

/// One row for each line that a reason rests on; one without when there is none.
void add_rows(CsvWriter& csv, const std::vector<std::string>& cells,
              const std::vector<ReasonView>& reasons) {
    const auto add = [&](std::initializer_list<std::string> more) {
        std::vector<std::string> row = cells;
        row.insert(row.end(), more.begin(), more.end());
        csv.row(std::move(row));
    };
    if (reasons.empty()) add({"", "", "", "", "", ""});
    for (const ReasonView& reason : reasons) {
        for (const TimeGroundView& ground : reason.grounds) {
            std::string words;
            for (const WordView& word : ground.words)
                words += (words.empty() ? "" : "; ") + word.text;
            add({reason.kind, reason.text, words, ground.hedge, ground.place.file,
                 std::to_string(ground.place.line)});
        }
    }
}

std::vector<std::string> with_reasons(std::vector<std::string> header) {
    for (const char* name : {"reason", "statement", "words", "hedge", "file", "line"})
        header.emplace_back(name);
    return header;
}

std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

void add_when(CsvWriter& csv, const WhenView& view, const std::vector<std::string>& before) {
    for (const BoundView& bound : view.bounds) {
        std::vector<std::string> cells = before;
        for (const std::string& cell : {view.name, bound.bound, bound.moment,
                                        yes_or_no(bound.stated), yes_or_no(bound.exact)}) {
            cells.push_back(cell);
        }
        add_rows(csv, cells, bound.reasons);
    }
}

/// What is answered, without the envelope.
Json answer_json(const WhenAnswer& answer) {
    Json json;
    json["things"] = list_of(answer.things, when_json);
    json["clashes"] = list_of(answer.clashes, [](const TimeClashView& clash) {
        return Json{{"claims", reasons_json(clash.claims)}, {"set-aside", clash.set_aside}};
    });
    json["decided"] = answer.decided;
    return json;
}

Json answer_json(const GoingOnAnswer& answer) {
    Json json;
    json["from"] = answer.from;
    json["to"] = answer.to;
    json["certainly"] = list_of(answer.certainly, when_json);
    json["possibly"] = list_of(answer.possibly, when_json);
    json["undated"] = answer.undated;
    return json;
}

Json answer_json(const OrderAnswer& answer) {
    Json json;
    json["ids"] = answer.names;
    json["relations"] = list_of(answer.relations, [](const RelationView& view) {
        return Json{{"first", view.first},       {"second", view.second},
                    {"relation", view.relation}, {"verdict", view.verdict},
                    {"exact", view.exact},       {"reasons", reasons_json(view.reasons)}};
    });
    if (!answer.first.empty()) {
        json["begun-first"] = list_of(answer.first, rank_json);
        json["over-last"] = list_of(answer.last, rank_json);
    }
    return json;
}

const char* command_of(const WhenAnswer&) { return "when"; }
const char* command_of(const GoingOnAnswer&) { return "when"; }
const char* command_of(const OrderAnswer&) { return "order"; }

template <typename Answer>
std::string as_json(const AnswerHead& head, const Answer& answer) {
    Json json = envelope(head, command_of(answer));
    json.update(answer_json(answer));
    return dumped(json);
}

std::vector<std::string> header_of(const WhenAnswer&) {
    return {"id", "bound", "moment", "stated", "exact"};
}
std::vector<std::string> header_of(const GoingOnAnswer&) {
    return {"going-on", "id", "bound", "moment", "stated", "exact"};
}
std::vector<std::string> header_of(const OrderAnswer&) {
    return {"first", "relation", "second", "verdict", "exact"};
}

std::vector<std::string> behind(std::vector<std::string> before,
                                const std::vector<std::string>& cells) {
    before.insert(before.end(), cells.begin(), cells.end());
    return before;
}

/// The rows of an answer, each with `before` in its first columns.
void add_answer(CsvWriter& csv, const WhenAnswer& answer, const std::vector<std::string>& before) {
    for (const WhenView& view : answer.things) add_when(csv, view, before);
}

void add_answer(CsvWriter& csv, const GoingOnAnswer& answer,
                const std::vector<std::string>& before) {
    for (const WhenView& view : answer.certainly)
        add_when(csv, view, behind(before, {"certainly"}));
    for (const WhenView& view : answer.possibly) add_when(csv, view, behind(before, {"possibly"}));
}

void add_answer(CsvWriter& csv, const OrderAnswer& answer, const std::vector<std::string>& before) {
    for (const RelationView& view : answer.relations) {
        add_rows(csv,
                 behind(before, {view.first, view.relation, view.second, view.verdict,
                                 yes_or_no(view.exact)}),
                 view.reasons);
    }
    const auto add_ranks = [&](const std::vector<RankView>& ranks, const char* relation) {
        for (const RankView& rank : ranks) {
            add_rows(csv,
                     behind(before, {rank.name, relation, "", rank.possible ? "can" : "cannot",
                                     yes_or_no(rank.exact)}),
                     rank.reasons);
        }
    };
    add_ranks(answer.first, "begun first");
    add_ranks(answer.last, "over last");
}

template <typename Answer>
std::string as_csv(const AnswerHead& head, const Answer& answer) {
    CsvWriter csv(head, with_reasons(header_of(answer)));
    add_answer(csv, answer, {});
    return csv.text();
}

}  // namespace

std::string when_as_json(const AnswerHead& head, const WhenAnswer& answer) {
    return as_json(head, answer);
}
std::string going_on_as_json(const AnswerHead& head, const GoingOnAnswer& answer) {
    return as_json(head, answer);
}
std::string order_as_json(const AnswerHead& head, const OrderAnswer& answer) {
    return as_json(head, answer);
}

std::string when_as_csv(const AnswerHead& head, const WhenAnswer& answer) {
    return as_csv(head, answer);
}
std::string going_on_as_csv(const AnswerHead& head, const GoingOnAnswer& answer) {
    return as_csv(head, answer);
}
std::string order_as_csv(const AnswerHead& head, const OrderAnswer& answer) {
    return as_csv(head, answer);
}

template <typename Answer>
std::string by_version_as_json(const AnswerHead& head, const ByVersion<Answer>& answer) {
    Json json = envelope(head, command_of(Answer{}));
    json["complete"] = answer.complete;
    json["on-versions"] = list_of(answer.groups, [](const auto& group) {
        Json one{{"without", group.left_out}};
        one.update(answer_json(group.answer));
        return one;
    });
    return dumped(json);
}
template std::string by_version_as_json(const AnswerHead&, const ByVersion<WhenAnswer>&);
template std::string by_version_as_json(const AnswerHead&, const ByVersion<GoingOnAnswer>&);
template std::string by_version_as_json(const AnswerHead&, const ByVersion<OrderAnswer>&);

template <typename Answer>
std::string by_version_as_csv(const AnswerHead& head, const ByVersion<Answer>& answer) {
    CsvWriter csv(head, with_reasons(behind({"version-without"}, header_of(Answer{}))));
    for (const auto& group : answer.groups) {
        for (const std::vector<std::string>& left_out : group.left_out)
            add_answer(csv, group.answer, {joined(left_out)});
    }
    return csv.text();
}
template std::string by_version_as_csv(const AnswerHead&, const ByVersion<WhenAnswer>&);
template std::string by_version_as_csv(const AnswerHead&, const ByVersion<GoingOnAnswer>&);
template std::string by_version_as_csv(const AnswerHead&, const ByVersion<OrderAnswer>&);

}  // namespace valla::render
