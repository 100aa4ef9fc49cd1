#include "casefile/ways.hpp"

#include <algorithm>

namespace valla::casefile {

namespace {

using Ways = std::vector<std::vector<RowId>>;

/// Each of the first with each of the second.
void multiply(Ways& ways, const Ways& choices) {
    Ways longer;
    for (const auto& way : ways) {
        for (const auto& choice : choices) {
            if (longer.size() > most_ways) break;
            longer.push_back(way);
            longer.back().insert(longer.back().end(), choice.begin(), choice.end());
        }
    }
    ways = std::move(longer);
}

/// The rows of one statement, taken apart at the `or` between its values.
Ways choices_of(const Tables& tables, std::span<const RowId> statement) {
    Ways choices(1);
    for (const RowId row : statement) {
        if (tables.has(row, row_flags::other_value)) choices.emplace_back();
        choices.back().push_back(row);
    }
    return choices;
}

}  // namespace

std::vector<RowId> statements_of(const Case& the_case, CardId card, std::string_view field) {
    const Tables& tables = the_case.tables();
    std::vector<RowId> rows;
    const CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        const bool owner = tables.role[at] == RowRole::claimed &&
                           tables.tag[at] == ValueTag::statement &&
                           the_case.vocabulary().field(tables.field[at]).name == field;
        if (owner) rows.push_back({tables.value[at]});
    }
    return rows;
}

Ways ways_of(const Tables& tables, std::span<const RowId> rows) {
    Ways all(1);
    Ways line;
    Ways part(1);
    const auto end_part = [&] {
        line.insert(line.end(), part.begin(), part.end());
        part.assign(1, {});
    };
    const auto end_line = [&] {
        end_part();
        multiply(all, line);
        line.clear();
    };
    for (std::size_t i = 0; i < rows.size();) {
        const RowId row = rows[i];
        if (i > 0 && tables.has(row, row_flags::first_of_line)) end_line();
        else if (tables.has(row, row_flags::other_way)) end_part();
        std::size_t end = i + 1;
        while (end < rows.size() && tables.begin[rows[end].number] == tables.begin[row.number] &&
               tables.field[rows[end].number] == tables.field[row.number])
            ++end;
        multiply(part, choices_of(tables, rows.subspan(i, end - i)));
        i = end;
    }
    end_line();
    return all;
}

}  // namespace valla::casefile
