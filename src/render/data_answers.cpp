#include "render/data_answers.hpp"

#include <nlohmann/json.hpp>

#include "render/csv_writer.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const PlaceView& place) { return {{"file", place.file}, {"line", place.line}}; }

// All are declared before the template that calls them, which would not find them later.
Json to_json(const LineView& line);
Json to_json(const QualifierView& qualifier);
Json to_json(const HopView& hop);
Json to_json(const WordView& word);
Json to_json(const CardView& card);
Json to_json(const MentionView& mention);
Json to_json(const SubjectView& subject);
Json to_json(const ListRow& row);
Json to_json(const ChainView& chain);
Json to_json(const AccountView& account);
Json to_json(const AccountsView& accounts);

Json to_json(const ValueView& value) {
    Json json{{"type", value.type}, {"text", value.text}};
    for (const text::Parameter& detail : value.details) {
        std::visit([&](const auto& each) { json[std::string(detail.name)] = each; }, detail.value);
    }
    if (!value.statement.empty()) json["statement"] = to_json(value.statement.front());
    if (value.other) json["or"] = true;
    return json;
}

template <typename View>
Json list_of(const std::vector<View>& views) {
    Json list = Json::array();
    for (const View& view : views) list.push_back(to_json(view));
    return list;
}

Json to_json(const QualifierView& qualifier) {
    return {{"key", qualifier.key}, {"value", to_json(qualifier.value)}};
}

Json to_json(const LineView& line) {
    Json json{{"subject", line.subject}, {"field", line.field}};
    if (!line.subject_part.empty()) json["subject-part"] = line.subject_part;
    const auto add_true = [&](const char* name, bool value) {
        if (value) json[name] = true;
    };
    const auto add_text = [&](const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    };
    add_true("not", line.negated);
    add_true("only", line.only);
    add_text("only-of", line.only_of);
    add_true("jointly", line.jointly);
    add_true("occurred", line.bare);
    add_true("no-word-that", line.silence);
    add_true("can", line.possible);
    add_text("hedge", line.hedge);
    add_text("hedge-by", line.hedge_by);
    json["values"] = list_of(line.values);
    if (!line.qualifiers.empty()) json["qualifiers"] = list_of(line.qualifiers);
    json["text"] = line.text;
    json["place"] = to_json(line.place);
    return json;
}

Json to_json(const HopView& hop) {
    Json json{{"kind", hop.kind}, {"text", hop.text}};
    if (!hop.locus.empty()) json["locus"] = hop.locus;
    if (!hop.hedge.empty()) json["hedge"] = hop.hedge;
    if (!hop.hedge_by.empty()) json["hedge-by"] = hop.hedge_by;
    return json;
}

Json to_json(const WordView& word) {
    Json json{{"text", word.text}, {"hops", list_of(word.hops)}};
    if (!word.passage.empty()) json["passage"] = word.passage;
    return json;
}

Json to_json(const CardView& card) {
    return {{"kind", card.kind},
            {"id", card.name},
            {"place", to_json(card.place)},
            {"words", list_of(card.words)},
            {"researchers-own", card.researchers_own},
            {"accounts", card.accounts},
            {"lines", list_of(card.lines)}};
}

Json to_json(const MentionView& mention) {
    return {{"kind", mention.kind},
            {"id", mention.name},
            {"place", to_json(mention.place)},
            {"line", mention.text}};
}

Json to_json(const SubjectView& subject) {
    return {{"id", subject.name},
            {"kind", subject.kind},
            {"name", subject.label},
            {"cards", list_of(subject.cards)},
            {"said-elsewhere", list_of(subject.said_elsewhere)},
            {"named-by", list_of(subject.named_by)}};
}

Json to_json(const ListRow& row) {
    return {{"id", row.name},
            {"kind", row.kind},
            {"name", row.label},
            {"place", to_json(row.place)},
            {"cards", row.cards}};
}

Json to_json(const ChainView& chain) {
    return {{"word", to_json(chain.word)}, {"lines", list_of(chain.lines)}};
}

Json to_json(const AccountView& account) {
    return {
        {"id", account.name}, {"words", list_of(account.words)}, {"lines", list_of(account.lines)}};
}

Json to_json(const AccountsView& accounts) {
    return {{"of", accounts.of},
            {"accounts", list_of(accounts.accounts)},
            {"shared", list_of(accounts.shared)}};
}

Json envelope(const AnswerHead& head, const char* command) {
    return {{"valla", text::json_version},
            {"command", command},
            {"case", head.case_name},
            {"partial", head.partial}};
}

std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string modifiers_of(const LineView& line) {
    std::string text;
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
    if (line.negated) add("not");
    if (line.only) add(line.only_of.empty() ? "only" : "only of " + line.only_of);
    if (line.jointly) add("jointly");
    if (!line.hedge.empty())
        add(line.hedge_by.empty() ? line.hedge : line.hedge + " by " + line.hedge_by);
    return text;
}

std::string qualifiers_of(const LineView& line) {
    std::string text;
    for (const QualifierView& qualifier : line.qualifiers) {
        if (!text.empty()) text += ' ';
        text += qualifier.key;
        if (!qualifier.value.text.empty()) text += ' ' + qualifier.value.text;
    }
    return text;
}

void add_line(CsvWriter& csv, const LineView& line, const std::string& words,
              const std::string& accounts) {
    for (const ValueView& value : line.values) {
        csv.row({line.subject, line.field, modifiers_of(line), value.text, value.type,
                 qualifiers_of(line), words, accounts, line.place.file,
                 std::to_string(line.place.line)});
    }
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : "; ") + word;
    return text;
}

std::string words_of_card(const CardView& card) {
    std::vector<std::string> words;
    for (const WordView& word : card.words) words.push_back(word.text);
    return joined(words);
}

const std::vector<std::string> line_header{"subject",    "field", "modifiers", "value", "type",
                                           "qualifiers", "words", "accounts",  "file",  "line"};

}  // namespace

std::string show_as_json(const AnswerHead& head, const std::vector<SubjectView>& subjects) {
    Json json = envelope(head, "show");
    json["subjects"] = list_of(subjects);
    return dump(json);
}

std::string list_as_json(const AnswerHead& head, const std::vector<ListRow>& rows) {
    Json json = envelope(head, "list");
    json["ids"] = list_of(rows);
    return dump(json);
}

std::string report_as_json(const AnswerHead& head, const ReportView& report) {
    Json json = envelope(head, "report");
    json["name"] = report.label;
    json["researcher"] = report.researcher;
    json["cards"] = report.cards;
    json["claims"] = report.claims;
    json["things"] = list_of(report.things);
    json["chains"] = list_of(report.chains);
    json["researchers-own"] = list_of(report.researchers_own);
    json["accounts"] = list_of(report.accounts);
    json["arguments"] = list_of(report.arguments);
    json["commitments"] = list_of(report.commitments);
    json["not-yet-reasoned-over"] = report.not_reasoned;
    return dump(json);
}

std::string show_as_csv(const AnswerHead& head, const std::vector<SubjectView>& subjects) {
    CsvWriter csv(head, line_header);
    for (const SubjectView& subject : subjects) {
        for (const auto* cards : {&subject.cards, &subject.said_elsewhere}) {
            for (const CardView& card : *cards) {
                for (const LineView& line : card.lines) {
                    add_line(csv, line, words_of_card(card), joined(card.accounts));
                }
            }
        }
    }
    return csv.text();
}

std::string list_as_csv(const AnswerHead& head, const std::vector<ListRow>& rows) {
    CsvWriter csv(head, {"id", "kind", "name", "cards", "file", "line"});
    for (const ListRow& row : rows) {
        csv.row({row.name, row.kind, row.label, std::to_string(row.cards), row.place.file,
                 std::to_string(row.place.line)});
    }
    return csv.text();
}

std::string report_as_csv(const AnswerHead& head, const ReportView& report) {
    CsvWriter csv(head, line_header);
    for (const ChainView& chain : report.chains) {
        for (const LineView& line : chain.lines) add_line(csv, line, chain.word.text, "");
    }
    for (const LineView& line : report.researchers_own) add_line(csv, line, "", "");
    return csv.text();
}

}  // namespace valla::render
