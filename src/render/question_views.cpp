#include "render/question_views.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "render/consequence_words.hpp"
#include "render/csv_writer.hpp"
#include "render/dispute_views.hpp"
#include "render/json_parts.hpp"
#include "render/statement.hpp"
#include "text/render.hpp"
#include "text/unicode.hpp"

namespace valla::render {

using dispute::Assessment;

namespace {

std::string value_words(const Assessment& assessment, const evidence::ValueKey& value,
                        const Words& words) {
    const Case& the_case = assessment.the_case();
    if (value.tag == casefile::ValueTag::statement)
        return assertion_text(assessment.evidence(), evidence::StatementId{value.number}, words);
    const auto sample = assessment.evidence().propositions().sample(value);
    static const casefile::FieldId occurred{
        vocabulary::builtin_field(casefile::BaseKind::event, "occurred")};
    return value_text(the_case, sample.card, occurred, sample.value, words);
}

std::string standing_words(const QuestionView::RowView& row) {
    if (row.possible) return row.standing + ", as possible";
    return row.from_silence ? row.standing + ", from silence" : row.standing;
}

}  // namespace

QuestionView question_view(const Assessment& assessment, const question::Question& question,
                           const question::Answer& answer, const Words& words) {
    QuestionView view;
    if (!question.name.none()) view.name = name_text(assessment.the_case(), question.name);
    if (!assessment.reading().name.none())
        view.reading = name_text(assessment.the_case(), assessment.reading().name);
    view.columns = answer.columns;
    view.counted = answer.counted;
    view.complete = answer.complete;
    view.possible_rows = answer.possible_rows;
    view.alleged_rows = answer.alleged_rows;
    for (const question::AnswerRow& each : answer.rows) {
        QuestionView::RowView row;
        for (const evidence::ValueKey& value : each.values)
            row.values.push_back(value_words(assessment, value, words));
        row.count = each.count;
        row.standing = standing_name(each.standing);
        row.from_silence = each.from_silence;
        row.possible = each.possible;
        for (const auto& reason : each.reasons) {
            std::vector<QuestionView::ReasonView> lines;
            for (const evidence::StatementId statement : reason.statements) {
                lines.push_back(
                    {assertion_text(assessment.evidence(), statement, words),
                     {},
                     grounds_of(assessment.evidence(), statement, assessment.live(), words)});
                const auto fact = assessment.inference().fact(statement);
                if (assessment.verdict(statement).inferred && fact)
                    lines.back().by = sources_of_inference(assessment, *fact);
            }
            for (const std::uint32_t list : reason.closed_lists) {
                const evidence::ClaimId claim = assessment.evidence().closings()[list].claim;
                lines.push_back(
                    {closing_text(assessment.evidence(), list, words),
                     {},
                     grounds_of(assessment.evidence(), claim, assessment.live(), words)});
            }
            row.reasons.push_back(std::move(lines));
        }
        view.rows.push_back(std::move(row));
    }
    return view;
}

namespace {

std::string rows_are(std::size_t rows, std::string_view what) {
    return rows == 1 ? fmt::format("one {} is", what) : fmt::format("{} {}s are", rows, what);
}

std::string alleged_words(const QuestionView& view) {
    if (view.alleged_rows == 0) return "";
    return fmt::format(
        "What is only alleged answers nothing. With a reading that credits it, {} "
        "found.\n",
        rows_are(view.alleged_rows, view.rows.empty() ? "row" : "further row"));
}

std::string no_rows(const QuestionView& view) {
    std::string text = "Nothing in the case answers this.\n";
    if (view.possible_rows > 0) {
        text += fmt::format("What it asks of times must be so. With `can` before that, {} found.\n",
                            rows_are(view.possible_rows, "row"));
    }
    return text + alleged_words(view);
}

}  // namespace

std::string question_as_text(const QuestionView& view) {
    std::string text;
    if (!view.reading.empty()) text += fmt::format("Under the reading {}.\n\n", view.reading);
    if (view.rows.empty()) return text + no_rows(view);
    std::vector<std::vector<std::string>> table{view.columns};
    if (view.counted) table[0].push_back("how many");
    table[0].push_back("standing");
    for (const auto& row : view.rows) {
        table.push_back(row.values);
        if (view.counted) table.back().push_back(std::to_string(row.count.value_or(0)));
        table.back().push_back(standing_words(row));
    }
    std::vector<std::size_t> widths(table[0].size(), 0);
    for (const auto& cells : table) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max<std::size_t>(widths[i], text::cell_width(cells[i]));
    }
    for (std::size_t i = 0; i < table.size(); ++i) {
        std::string line;
        for (std::size_t k = 0; k < table[i].size(); ++k) {
            if (k > 0) line += "  ";
            line += table[i][k];
            if (k + 1 < table[i].size())
                line += std::string(widths[k] - text::cell_width(table[i][k]), ' ');
        }
        text += line + '\n';
        if (i == 0) continue;
        for (const auto& reason : view.rows[i - 1].reasons) {
            bool first = true;
            for (const auto& each : reason) {
                text += fmt::format("    {} {}\n", first ? "since" : "  and", each.text);
                first = false;
                for (const std::string& by : each.by)
                    text += fmt::format("            inferred by {}\n", by);
                for (const GroundView& ground : each.grounds) {
                    text += fmt::format("            {}{}  [{}:{}]\n", ground.word,
                                        ground.left ? "" : ", left out", ground.place.file,
                                        ground.place.line);
                }
            }
        }
    }
    if (view.alleged_rows > 0) text += '\n' + alleged_words(view);
    if (!view.complete)
        text += "\nThere are too many versions to ask in each; rows may be missing.\n";
    return text;
}

std::string question_as_json(const AnswerHead& head, const QuestionView& view) {
    Json json = envelope(head, "ask", view.reading);
    json["question"] = view.name.empty() ? Json(nullptr) : Json(view.name);
    json["columns"] = view.columns;
    json["complete"] = view.complete;
    if (view.alleged_rows > 0) json["alleged-rows"] = view.alleged_rows;
    if (view.possible_rows > 0) json["possible-rows"] = view.possible_rows;
    json["rows"] = Json::array();
    for (const auto& row : view.rows) {
        Json one{{"values", row.values}, {"standing", row.standing}};
        if (row.count) one["count"] = *row.count;
        if (row.from_silence) one["from-silence"] = true;
        if (row.possible) one["possible"] = true;
        if (!row.reasons.empty()) {
            one["reasons"] = Json::array();
            for (const auto& reason : row.reasons) {
                Json lines = Json::array();
                for (const auto& each : reason) {
                    Json grounds = Json::array();
                    for (const GroundView& ground : each.grounds) {
                        grounds.push_back(
                            {{"word", ground.word}, {"place", place_json(ground.place)}});
                    }
                    lines.push_back({{"text", each.text}, {"grounds", std::move(grounds)}});
                    if (!each.by.empty()) lines.back()["inferred-by"] = each.by;
                }
                one["reasons"].push_back(std::move(lines));
            }
        }
        json["rows"].push_back(std::move(one));
    }
    return dumped(json);
}

std::string question_as_csv(const AnswerHead& head, const QuestionView& view) {
    std::vector<std::string> header = view.columns;
    if (view.counted) header.emplace_back("count");
    header.insert(header.end(), {"standing", "from-silence", "possible"});
    CsvWriter csv(head, header);
    for (const auto& row : view.rows) {
        std::vector<std::string> cells = row.values;
        if (view.counted) cells.push_back(std::to_string(row.count.value_or(0)));
        cells.push_back(row.standing);
        cells.emplace_back(row.from_silence ? "yes" : "");
        cells.emplace_back(row.possible ? "yes" : "");
        csv.row(std::move(cells));
    }
    return csv.text();
}

}  // namespace valla::render
