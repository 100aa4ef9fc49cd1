#pragma once

// The body of for_each_mention(), apart from its interface only because it is a template.

#include "casefile/mentions.hpp"

namespace valla::casefile {

namespace detail {

/// What kinds the value of a field can be, whatever its type.
vocabulary::KindSet expected_of(const vocabulary::FieldRow& field);
/// What kinds the operand of a qualifier can be.
vocabulary::KindSet expected_of(const vocabulary::FieldRow& field, QualifierKey key);

}  // namespace detail

template <typename Visit>
void for_each_mention(const Case& a_case, CardId card, Visit visit) {
    const Tables& tables = a_case.tables();
    const vocabulary::Vocabulary& vocabulary = a_case.vocabulary();
    const CardRow& row = a_case.card(card);

    const auto visit_name = [&](NameId name, vocabulary::KindSet expected, std::uint32_t offset,
                                FieldId field, bool has_field) {
        if (tables.names.space(name) == NameSpace::variable) return;
        if (tables.names.space(name) == NameSpace::locus) {
            name = source_of_locus(tables, name);
            if (name.none()) return;
            expected = vocabulary::BaseKind::source;
        }
        visit(Mention{name, expected, id_at(a_case, card, offset), field, has_field});
    };
    const auto names_something = [](ValueTag tag) {
        return tag == ValueTag::name || tag == ValueTag::begin_of || tag == ValueTag::end_of;
    };

    std::size_t qualifier = row.row_count == 0 ? 0 : tables.qualifiers_of({row.first_row}).first;
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        const vocabulary::FieldRow& field = vocabulary.field(tables.field[at]);
        const bool implied = (tables.flags[at] & row_flags::implied) != 0;
        if (tables.role[at] != RowRole::claimed) {
            const bool bare = (tables.flags[at] & row_flags::bare) != 0;
            const auto expected = bare ? vocabulary::kinds::stated : field.kinds;
            // The rows of one statement share its subject, which is mentioned once.
            const bool first = at == row.first_row || tables.begin[at - 1] != tables.begin[at];
            if (first)
                visit_name(tables.subject[at], expected, tables.begin[at], tables.field[at], !bare);
        }
        if (names_something(tables.tag[at]) && !implied) {
            visit_name({tables.value[at]}, detail::expected_of(field), tables.offset[at],
                       tables.field[at], true);
        }
        for (;
             qualifier < tables.qualifiers.size() && tables.qualifiers[qualifier].row.number <= at;
             ++qualifier) {
            const QualifierRow& each = tables.qualifiers[qualifier];
            // The operand of `then` is the value of the row that follows.
            if (each.row.number < at || each.key == QualifierKey::then) continue;
            if (!names_something(each.value.tag)) continue;
            const bool placed =
                each.key != QualifierKey::hedge_by && each.key != QualifierKey::only_of;
            visit_name({each.value.number}, detail::expected_of(field, each.key),
                       placed ? each.offset : tables.begin[at], tables.field[at], false);
        }
    }
    for (std::uint32_t w = row.first_word; w < row.first_word + row.word_count; ++w) {
        const WordRow& word = tables.words[w];
        for (std::uint32_t h = word.first_hop; h < word.first_hop + word.hop_count; ++h) {
            const Hop& hop = tables.hops[h];
            if (hop.kind == Hop::Kind::named) {
                visit(Mention{hop.name, vocabulary::kinds::tellers, hop.span, {}, false});
            }
            if (!hop.hedge_by.none()) {
                visit(Mention{hop.hedge_by, vocabulary::kinds::tellers, hop.span, {}, false});
            }
        }
    }
}

}  // namespace valla::casefile
