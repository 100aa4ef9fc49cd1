#include "casefile/check_asked.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "casefile/ways.hpp"

namespace valla::casefile {

using text::Message;

namespace {

class AskedCheck {
  public:
    AskedCheck(const Case& the_case, CardId card)
        : case_(the_case), tables_(the_case.tables()), card_(card) {}

    std::vector<Message> run() {
        const CardRow& row = case_.card(card_);
        const BaseKind base = case_.vocabulary().kind(row.kind).base;
        check_unless();
        const bool asks = base == BaseKind::question;
        if (!asks && base != BaseKind::rule && base != BaseKind::never) return std::move(messages_);
        const std::vector<RowId> rows = statements_of(case_, card_, asks ? "ask" : "if");
        note_variables(rows);
        ways_ = ways_of(tables_, rows);
        if (ways_.size() > most_ways) {
            report(Message("too-many-ways", span_of_statement(rows.front()))
                       .with("limit", static_cast<std::int64_t>(most_ways)));
        } else if (asks) {
            check_question();
        } else if (base == BaseKind::rule) {
            for (const RowId each : statements_of(case_, card_, "then")) {
                check_variable(tables_.subject[each.number]);
                if (const auto value = value_variable(each)) check_variable(*value);
            }
        }
        return std::move(messages_);
    }

  private:
    /// The rows of a field that lists variables.
    std::vector<RowId> lines(std::string_view field) const {
        std::vector<RowId> rows;
        const CardRow& row = case_.card(card_);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables_.role[at] == RowRole::claimed &&
                case_.vocabulary().field(tables_.field[at]).name == field)
                rows.push_back({at});
        }
        return rows;
    }

    std::optional<NameId> value_variable(RowId row) const {
        const ValueTag tag = tables_.tag[row.number];
        if (tag != ValueTag::variable && tag != ValueTag::begin_of && tag != ValueTag::end_of)
            return std::nullopt;
        return NameId{tables_.value[row.number]};
    }

    std::string shown(NameId variable) const {
        const std::string_view text = tables_.names.text(variable);
        return std::string(text.substr(0, text.find(' ')));
    }

    Span span_of(NameId variable, std::uint32_t offset) const {
        return {offset, offset + static_cast<std::uint32_t>(shown(variable).size())};
    }

    Span span_of_statement(RowId row) const {
        return {tables_.begin[row.number], tables_.offset[row.number]};
    }

    void note_variables(const std::vector<RowId>& rows) {
        const auto note = [&](NameId name, std::uint32_t offset) {
            if (tables_.names.space(name) != NameSpace::variable) return;
            if (first_use_.try_emplace(name.number, span_of(name, offset)).second)
                order_.push_back(name);
        };
        for (const RowId row : rows) {
            note(tables_.subject[row.number], tables_.begin[row.number]);
            if (const auto value = value_variable(row)) note(*value, tables_.offset[row.number]);
        }
    }

    bool stands_in(NameId variable, const std::vector<RowId>& way) const {
        return std::any_of(way.begin(), way.end(), [&](RowId row) {
            return tables_.subject[row.number] == variable || value_variable(row) == variable;
        });
    }

    /// What is possible in time is worked out; all else that is only possible is silence.
    void check_unless() {
        for (const RowId row : statements_of(case_, card_, "unless")) {
            const auto& field = case_.vocabulary().field(tables_.field[row.number]);
            const bool possible =
                tables_.has(row, row_flags::possible) && field.type != vocabulary::ValueType::time;
            if (!possible && !tables_.has(row, row_flags::silence)) continue;
            report(Message("silence-in-unless", span_of_statement(row))
                       .with("word", possible ? "can" : "no word that"));
            return;
        }
    }

    /// That a variable, which something needs, stands in every way if it stands in any.
    void check_variable(NameId variable) {
        const auto use = first_use_.find(variable.number);
        if (use == first_use_.end() || !checked_.insert(variable.number).second) return;
        const bool everywhere = std::all_of(
            ways_.begin(), ways_.end(), [&](const auto& way) { return stands_in(variable, way); });
        if (!everywhere)
            report(Message("variable-on-one-side", use->second).with("variable", shown(variable)));
    }

    void check_question() {
        for (const std::string_view field : {"show", "group by", "count"}) check_list(field);
        const bool groups = !lines("group by").empty();
        const bool counts = groups || !lines("count").empty();
        const std::string_view columns = counts ? "group by" : "show";
        check_order(columns, groups || (!counts && !lines("show").empty()));
        if (!counts && lines("show").empty()) {
            for (const NameId variable : order_) check_variable(variable);
        }
    }

    void check_list(std::string_view field) {
        for (const RowId row : lines(field)) {
            if (const auto variable = asked_variable(row, field)) check_variable(*variable);
        }
    }

    void check_order(std::string_view columns, bool limited) {
        const std::vector<RowId> shown_rows = lines(columns);
        for (const RowId row : lines("order by")) {
            const auto variable = asked_variable(row, "order by");
            if (!variable || !limited) continue;
            const bool is_column =
                std::any_of(shown_rows.begin(), shown_rows.end(), [&](RowId column) {
                    return tables_.tag[column.number] == ValueTag::variable &&
                           NameId{tables_.value[column.number]} == *variable;
                });
            if (!is_column) report_unasked(row, "order by", shown(*variable), columns);
        }
    }

    /// The variable of a line that is to name one of `ask`; else reports it.
    std::optional<NameId> asked_variable(RowId row, std::string_view field) {
        if (tables_.tag[row.number] == ValueTag::variable) {
            const NameId variable{tables_.value[row.number]};
            if (first_use_.contains(variable.number)) return variable;
            report_unasked(row, field, shown(variable), "ask");
        } else {
            report_unasked(row, field, case_.text_value(card_, tables_.value[row.number]), "ask");
        }
        return std::nullopt;
    }

    void report_unasked(RowId row, std::string_view field, const std::string& word,
                        std::string_view where) {
        const std::uint32_t offset = tables_.offset[row.number];
        Message message("variable-not-asked",
                        {offset, offset + static_cast<std::uint32_t>(word.size())});
        message.with("word", word).with("field", field).with("where", where);
        if (!word.starts_with('?')) {
            const bool meant = std::any_of(order_.begin(), order_.end(), [&](NameId variable) {
                return shown(variable) == "?" + word;
            });
            if (meant) message.with("suggestion", "?" + word);
        }
        report(std::move(message));
    }

    /// The first mistake of a card; what else is wrong most often follows from it.
    void report(Message message) {
        if (messages_.empty()) messages_.push_back(std::move(message));
    }

    const Case& case_;
    const Tables& tables_;
    CardId card_;
    std::map<std::uint32_t, Span> first_use_;  ///< of the variables of `ask` or `if`
    std::vector<NameId> order_;                ///< the same, as they first stand there
    std::vector<std::vector<RowId>> ways_;
    std::set<std::uint32_t> checked_;
    std::vector<Message> messages_;
};

}  // namespace

std::vector<Message> asked_messages(const Case& the_case, CardId card) {
    return AskedCheck(the_case, card).run();
}

}  // namespace valla::casefile
