#include "render/data_answers.hpp"

#include "render/csv_writer.hpp"
#include "render/json_parts.hpp"
#include "render/text_parts.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

Json line_json(const LineView& line);

Json value_json(const ValueView& value) {
    Json json{{"type", value.type}, {"text", value.text}};
    for (const text::Parameter& detail : value.details) {
        std::visit([&](const auto& each) { json[std::string(detail.name)] = each; }, detail.value);
    }
    if (!value.statement.empty()) json["statement"] = line_json(value.statement.front());
    if (value.other) json["or"] = true;
    return json;
}

Json qualifier_json(const QualifierView& qualifier) {
    return {{"key", qualifier.key}, {"value", value_json(qualifier.value)}};
}

Json line_json(const LineView& line) {
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
    json["values"] = list_of(line.values, value_json);
    if (!line.qualifiers.empty()) json["qualifiers"] = list_of(line.qualifiers, qualifier_json);
    json["text"] = line.text;
    json["place"] = place_json(line.place);
    return json;
}

Json hop_json(const HopView& hop) {
    Json json{{"kind", hop.kind}, {"text", hop.text}};
    if (!hop.locus.empty()) json["locus"] = hop.locus;
    if (!hop.hedge.empty()) json["hedge"] = hop.hedge;
    if (!hop.hedge_by.empty()) json["hedge-by"] = hop.hedge_by;
    return json;
}

Json word_json(const WordView& word) {
    Json json{{"text", word.text}, {"hops", list_of(word.hops, hop_json)}};
    if (!word.passage.empty()) json["passage"] = word.passage;
    return json;
}

Json card_json(const CardView& card) {
    return {{"kind", card.kind},
            {"id", card.name},
            {"place", place_json(card.place)},
            {"words", list_of(card.words, word_json)},
            {"researchers-own", card.researchers_own},
            {"accounts", card.accounts},
            {"lines", list_of(card.lines, line_json)}};
}

Json mention_json(const MentionView& mention) {
    return {{"kind", mention.kind},
            {"id", mention.name},
            {"place", place_json(mention.place)},
            {"line", mention.text}};
}

Json subject_json(const SubjectView& subject) {
    return {{"id", subject.name},
            {"kind", subject.kind},
            {"name", subject.label},
            {"cards", list_of(subject.cards, card_json)},
            {"said-elsewhere", list_of(subject.said_elsewhere, card_json)},
            {"named-by", list_of(subject.named_by, mention_json)}};
}

Json list_row_json(const ListRow& row) {
    return {{"id", row.name},
            {"kind", row.kind},
            {"name", row.label},
            {"place", place_json(row.place)},
            {"cards", row.cards}};
}

Json chain_json(const ChainView& chain) {
    return {{"word", word_json(chain.word)}, {"lines", list_of(chain.lines, line_json)}};
}

Json account_json(const AccountView& account) {
    return {{"id", account.name},
            {"words", list_of(account.words, word_json)},
            {"lines", list_of(account.lines, line_json)}};
}

Json accounts_json(const AccountsView& accounts) {
    return {{"of", accounts.of},
            {"accounts", list_of(accounts.accounts, account_json)},
            {"shared", list_of(accounts.shared, line_json)}};
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
    json["subjects"] = list_of(subjects, subject_json);
    return dumped(json);
}

std::string list_as_json(const AnswerHead& head, const std::vector<ListRow>& rows) {
    Json json = envelope(head, "list");
    json["ids"] = list_of(rows, list_row_json);
    return dumped(json);
}

std::string report_as_json(const AnswerHead& head, const ReportView& report) {
    Json json = envelope(head, "report");
    json["name"] = report.label;
    json["researcher"] = report.researcher;
    json["cards"] = report.cards;
    json["claims"] = report.claims;
    json["things"] = list_of(report.things, list_row_json);
    json["chains"] = list_of(report.chains, chain_json);
    json["researchers-own"] = list_of(report.researchers_own, line_json);
    json["accounts"] = list_of(report.accounts, accounts_json);
    json["arguments"] = list_of(report.arguments, subject_json);
    json["commitments"] = list_of(report.commitments, subject_json);
    json["not-yet-reasoned-over"] = report.not_reasoned;
    return dumped(json);
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
