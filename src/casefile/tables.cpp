#include "casefile/tables.hpp"

#include <algorithm>
#include <array>

namespace valla::casefile {

std::string_view name_of(QualifierKey key) {
    constexpr std::array<std::string_view, 15> names = {
        "from",   "until", "whole", "quorum", "for", "over",    "because", "as",
        "before", "after", "of",    "then",   "or",  "only of", "by"};
    return names[static_cast<std::size_t>(key)];
}

void Tables::reserve(std::size_t rows) {
    subject.reserve(rows);
    field.reserve(rows);
    tag.reserve(rows);
    value.reserve(rows);
    flags.reserve(rows);
    hedge.reserve(rows);
    role.reserve(rows);
    card.reserve(rows);
    begin.reserve(rows);
    offset.reserve(rows);
}

void Tables::truncate(std::uint32_t rows, std::size_t qualifiers_kept) {
    subject.resize(rows);
    field.resize(rows);
    tag.resize(rows);
    value.resize(rows);
    flags.resize(rows);
    hedge.resize(rows);
    role.resize(rows);
    card.resize(rows);
    begin.resize(rows);
    offset.resize(rows);
    qualifiers.resize(qualifiers_kept);
}

std::pair<std::size_t, std::size_t> Tables::qualifiers_of(RowId row) const {
    const auto range = std::equal_range(
        qualifiers.begin(), qualifiers.end(), QualifierRow{row, QualifierKey::from, {}, 0},
        [](const QualifierRow& a, const QualifierRow& b) { return a.row < b.row; });
    return {range.first - qualifiers.begin(), range.second - qualifiers.begin()};
}

}  // namespace valla::casefile
