#pragma once

#include "casefile/case.hpp"

namespace valla::casefile {

/// A place where a card names something that a card declares.
struct Mention {
    NameId name;
    vocabulary::KindSet expected;  ///< what kinds of thing it can be there
    Span span;                     ///< in the card
    FieldId field;                 ///< where it is the value or the subject of a field
    bool has_field = false;
};

/// Calls `visit(const Mention&)` for every name in a card: values, subjects of statements,
/// qualifiers, hops and loci. Names of kinds and vocabularies are among them; variables are not.
template <typename Visit>
void for_each_mention(const Case& a_case, CardId card, Visit visit);

/// The span of the id that begins at `offset` of the card.
Span id_at(const Case& a_case, CardId card, std::uint32_t offset);

/// The id of the source that a locus is a place in: of "conquest at note 78", conquest.
NameId source_of_locus(const Tables& tables, NameId locus);

}  // namespace valla::casefile

#include "casefile/mentions_visit.hpp"
