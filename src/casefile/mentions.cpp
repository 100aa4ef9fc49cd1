#include "casefile/mentions.hpp"

#include "text/unicode.hpp"

namespace valla::casefile {

using vocabulary::FieldRow;
using vocabulary::KindSet;
using vocabulary::ValueType;
namespace kinds = vocabulary::kinds;

Span id_at(const Case& a_case, CardId card, std::uint32_t offset) {
    const std::string_view text = a_case.text_of(card);
    std::uint32_t end = offset;
    while (end < text.size()) {
        const text::Decoded decoded = text::decode(text, end);
        if (!text::is_id_part(decoded.code_point)) break;
        end += decoded.size;
    }
    return {offset, end};
}

NameId source_of_locus(const Tables& tables, NameId locus) {
    const std::string_view text = tables.names.text(locus);
    const auto source = tables.names.find(NameSpace::id, text.substr(0, text.find(' ')));
    return source.value_or(NameId{});
}

namespace detail {

KindSet expected_of(const FieldRow& field) {
    switch (field.type) {
        case ValueType::time: return kinds::happenings;
        case ValueType::kind_names: return vocabulary::BaseKind::kind;
        case ValueType::vocabulary_names: return vocabulary::BaseKind::vocabulary;
        case ValueType::reference: return kinds::stated;
        default: return field.names.empty() ? kinds::stated : field.names;
    }
}

KindSet expected_of(const FieldRow& field, QualifierKey key) {
    switch (key) {
        case QualifierKey::hedge_by: return kinds::tellers;
        case QualifierKey::only_of: return vocabulary::BaseKind::body;
        case QualifierKey::or_:
        case QualifierKey::before:
        case QualifierKey::after:
        case QualifierKey::of: return kinds::happenings;
        default: break;
    }
    for (const vocabulary::Qualifier& qualifier : field.qualifiers) {
        if (qualifier.keyword == name_of(key) && !qualifier.names.empty()) return qualifier.names;
    }
    return kinds::stated;
}

}  // namespace detail

}  // namespace valla::casefile
