// The rows of a CSV file as cards: what a `table` card says of the file, column by column.

#include <algorithm>
#include <string>

#include "casefile/case.hpp"
#include "syntax/csv.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using text::Message;
using vocabulary::builtin_field;

namespace {

struct Column {
    std::size_t index = 0;
    bool is_id = false;
    FieldId field;
};

}  // namespace

void Case::read_tables(const ReadFile& read_file) {
    const auto own = static_cast<std::uint32_t>(cards_.size());
    for (std::uint32_t number = 0; number < own; ++number) {
        const CardRow& row = cards_[number];
        if (row.known_kind && vocabulary_->kind(row.kind).base == BaseKind::table) {
            read_table({number}, read_file);
            if (reading_messages_.contains(number)) ++broken_tables_;
        }
    }
    for (PlacedProblem& problem : vocabulary_places_) {
        for (const CardId id : files_[problem.file.number].cards) {
            if (cards_[id.number].begin == problem.begin) {
                vocabulary_messages_.push_back({id, std::move(problem.message)});
            }
        }
    }
    vocabulary_places_.clear();
}

std::string Case::shown_path(const std::string& path) const {
    // The file of the case card stands in the folder of the case.
    if (case_cards_.empty()) return path;
    const std::string& case_path = file(card(case_cards_.front()).file).source.path();
    const std::size_t slash = case_path.rfind('/');
    return slash == std::string::npos ? path : case_path.substr(0, slash + 1) + path;
}

void Case::read_table(CardId card, const ReadFile& read_file) {
    const CardRow table = cards_[card.number];
    std::vector<Message>& messages = reading_messages_[card.number];
    const auto file_field = builtin_field(BaseKind::table, "file");
    const auto kind_field = builtin_field(BaseKind::table, "kind");
    const auto prefix_field = builtin_field(BaseKind::table, "prefix");
    const auto separator_field = builtin_field(BaseKind::table, "separator");
    const auto column_field = builtin_field(BaseKind::table, "column");

    std::string path;
    std::uint32_t path_offset = 0;
    std::optional<KindId> kind;
    std::string prefix;
    Span prefix_span;
    char separator = ',';
    for (std::uint32_t row = table.first_row; row < table.first_row + table.row_count; ++row) {
        const std::uint16_t field = tables_->field[row].row;
        const std::uint32_t value = tables_->value[row];
        if (field == file_field) {
            path = text_value(card, value);
            path_offset = tables_->offset[row];
        } else if (field == kind_field && tables_->tag[row] == ValueTag::name) {
            kind = vocabulary_->find_kind(tables_->names.text({value}));
        } else if (field == prefix_field) {
            prefix = text_value(card, value);
            prefix_span = {tables_->offset[row],
                           tables_->offset[row] + static_cast<std::uint32_t>(prefix.size())};
        } else if (field == separator_field) {
            separator = ",;\t"[value];
        }
    }
    const auto has_error = [&] {
        return std::any_of(messages.begin(), messages.end(), [](const Message& message) {
            return message.kind().level == text::Level::error;
        });
    };
    if (path.empty() || !kind || has_error()) return;
    if (!prefix.empty() && !text::is_id(prefix)) {
        messages.push_back(Message("not-an-id", prefix_span).with("text", prefix));
        return;
    }
    const BaseKind base = vocabulary_->kind(*kind).base;
    const bool known_base = vocabulary_->kind(*kind).known_base;
    const Span path_span{path_offset, path_offset + static_cast<std::uint32_t>(path.size())};
    auto bytes = read_file(path);
    if (!bytes) {
        Message message = std::move(bytes.error());
        message.span = path_span;
        messages.push_back(std::move(message));
        return;
    }
    const FileId file{static_cast<std::uint32_t>(files_.size())};
    files_.push_back({text::Source(shown_path(path), std::move(*bytes)), {}, false, true});
    const std::string_view text = files_.back().source.bytes();
    const syntax::CsvFile csv = syntax::parse_csv(text, separator);
    if (csv.records.empty()) {
        messages.push_back(Message("table-without-header", path_span).with("path", path));
        return;
    }

    const syntax::CsvRecord& header = csv.records.front();
    std::vector<std::string_view> names;
    for (const syntax::CsvCell& cell : header.cells) names.push_back(cell.text(text));
    std::vector<Column> columns;
    for (std::uint32_t row = table.first_row; row < table.first_row + table.row_count; ++row) {
        if (tables_->field[row].row != column_field) continue;
        const std::string name = text_value(card, tables_->value[row]);
        const std::uint32_t offset = tables_->offset[row];
        const Span at{offset, offset + static_cast<std::uint32_t>(
                                           raw_text(card, tables_->value[row]).size())};
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            Message message("no-such-column", at);
            message.with("column", name).with("path", path);
            const std::string_view meant = text::nearest_word(name, names);
            if (!meant.empty()) message.with("suggestion", meant);
            messages.push_back(std::move(message));
            continue;
        }
        Column column;
        column.index = static_cast<std::size_t>(found - names.begin());
        const auto [first, last] = tables_->qualifiers_of({row});
        if (first == last) {
            messages.push_back(Message("column-without-field", at).with("column", name));
            continue;
        }
        const QualifierRow& as = tables_->qualifiers[first];
        const std::string field_name =
            as.value.tag == ValueTag::text
                ? text_value(card, as.value.number)
                : std::string(vocabulary_->fields()[as.value.number].name);
        column.is_id = field_name == "id";
        if (!column.is_id && !known_base) continue;
        if (!column.is_id) {
            const auto field = vocabulary_->find_field(base, field_name);
            if (!field) {
                Message message(
                    "unknown-field",
                    {as.offset, as.offset + static_cast<std::uint32_t>(field_name.size())});
                message.with("field", field_name)
                    .with("kind", name_of(base))
                    .with("a-kind", describe(base));
                const std::string_view meant = text::nearest_word(syntax::phrase_key(field_name),
                                                                  vocabulary_->field_names(base));
                if (!meant.empty()) message.with("suggestion", meant);
                messages.push_back(std::move(message));
                continue;
            }
            column.field = *field;
        }
        columns.push_back(column);
    }
    const bool described = !has_error();
    if (messages.empty()) reading_messages_.erase(card.number);

    for (std::size_t number = 1; described && number < csv.records.size(); ++number) {
        const syntax::CsvRecord& record = csv.records[number];
        const CardId id = begin_card(file, record.span.begin, record.span.end);
        cards_[id.number].table = card;
        std::vector<Message> row_messages;
        CardHead head;
        head.kind = *kind;
        head.known_kind = known_base;
        std::string name = prefix + std::to_string(number);
        Span name_span{0, record.span.size()};
        std::vector<CardReader::Cell> cells;
        if (record.cells.size() != names.size()) {
            row_messages.push_back(
                Message("row-of-other-length", name_span)
                    .with("cells", static_cast<std::int64_t>(record.cells.size()))
                    .with("columns", static_cast<std::int64_t>(names.size())));
        }
        for (const Column& column : columns) {
            if (column.index >= record.cells.size()) continue;
            const syntax::CsvCell& cell = record.cells[column.index];
            Span span = cell.span;
            while (span.begin < span.end && text[span.begin] == ' ') ++span.begin;
            while (span.end > span.begin && text[span.end - 1] == ' ') --span.end;
            if (span.empty()) continue;
            const Span in_row{span.begin - record.span.begin, span.end - record.span.begin};
            if (column.is_id) {
                name = prefix + std::string(span.in(text));
                name_span = in_row;
            } else {
                cells.push_back({column.field, in_row, cell.unquoted});
            }
        }
        if (csv.open_quote && csv.open_quote->begin >= record.span.begin &&
            csv.open_quote->begin < record.span.end) {
            const std::uint32_t mark = csv.open_quote->begin - record.span.begin;
            row_messages.push_back(Message("open-quote", {mark, mark + 1}));
        }
        head.name_span = name_span;
        if (!text::is_id(name)) {
            row_messages.push_back(Message("not-an-id", name_span).with("text", name));
        } else {
            head.name = tables_->names.intern(space_of(base), name);
        }
        if (row_messages.empty()) {
            reader_->read_row(record.span.in(text), head, cells, id, date_options_, row_messages);
        }
        end_card(id, head, std::move(row_messages));
        files_[file.number].cards.push_back(id);
    }
}

}  // namespace valla::casefile
