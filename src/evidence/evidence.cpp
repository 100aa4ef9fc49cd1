#include "evidence/evidence.hpp"

#include <algorithm>
#include <array>

namespace valla::evidence {

using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

constexpr std::uint32_t in_no_list = 0xFFFFFFFF;

}  // namespace

bool is_label(const vocabulary::Vocabulary& vocabulary, FieldId field) {
    static const std::array<std::uint16_t, 7> labels = {
        builtin_field(BaseKind::person, "name"),
        builtin_field(BaseKind::person, "description"),
        builtin_field(BaseKind::source, "title"),
        builtin_field(BaseKind::source, "publisher"),
        builtin_field(BaseKind::source, "archive"),
        builtin_field(BaseKind::source, "shelfmark"),
        builtin_field(BaseKind::source, "written in")};
    static_cast<void>(vocabulary);
    return std::find(labels.begin(), labels.end(), field.row) != labels.end();
}

template <typename KeyOf>
Evidence::Lists Evidence::lists(std::size_t count, KeyOf key_of) const {
    Lists lists;
    lists.begins.assign(count + 1, 0);
    for (const Claim& claim : claims_) {
        const std::uint32_t key = key_of(claim);
        if (key != in_no_list) ++lists.begins[key + 1];
    }
    for (std::size_t i = 1; i <= count; ++i) lists.begins[i] += lists.begins[i - 1];
    lists.entries.resize(lists.begins[count]);
    std::vector<std::uint32_t> next(lists.begins.begin(), lists.begins.end());
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
        const std::uint32_t key = key_of(claims_[i]);
        if (key != in_no_list) lists.entries[next[key]++] = {i};
    }
    return lists;
}

void Evidence::index() {
    by_unit_ = lists(units_.size(), [](const Claim& claim) { return claim.unit.number; });
    by_statement_ = lists(std::size_t{propositions_.size()} * 2, [](const Claim& claim) {
        return claim.statement.none() ? in_no_list : claim.statement.number;
    });
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
        const auto claims = by_unit_.of(unit);
        if (!claims.empty()) units_[unit].first = claims.front();
    }
}

std::vector<WordRef> Evidence::words_of(const Argument& argument) const {
    std::vector<WordRef> words;
    for (const CardId card : argument.cards) {
        const std::vector<WordRef> own = evidence::words_of(*case_, card);
        words.insert(words.end(), own.begin(), own.end());
    }
    return words;
}

}  // namespace valla::evidence
