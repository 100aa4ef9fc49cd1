#pragma once

#include <string>
#include <string_view>

#include "casefile/case.hpp"
#include "render/words.hpp"

namespace valla::render {

using casefile::CardId;
using casefile::Case;
using casefile::NameId;
using casefile::RowId;
using casefile::Value;

// In English all of it is as it would be written in a card. In other languages the words of Valla
// are said in them, and a statement is its subject, a label and a value: "meeting – anwesend:
// stalin"; so are dates, exactly as exact as they were. What a case writes itself stays as it is:
// names, texts, lengths of time, and the names of kinds, properties and hedges that it declares.

/// How a name is shown: the id, or the words of a kind, or the locus.
std::string name_text(const Case& a_case, NameId name, const Words& words = in_english());

/// The name of a field; of a hedge.
std::string_view field_text(const Case& a_case, casefile::FieldId field,
                            const Words& words = in_english());
std::string_view hedge_text(const Case& a_case, vocabulary::HedgeId hedge,
                            const Words& words = in_english());

/// A value as a person would write it in a card. Texts are given as they stand, dates in English in
/// the words of their source.
std::string value_text(const Case& a_case, CardId card, casefile::FieldId field, Value value,
                       const Words& words = in_english());

/// What stands behind a value: "from 1926 until 1938"; empty when nothing does.
std::string qualifiers_text(const Case& a_case, RowId row, const Words& words = in_english());

/// The modifiers of a row: "not", "only of politburo", "presumably by conquest", joined by commas.
/// Without `with_not`, only the others.
std::string modifiers_text(const Case& a_case, RowId row, const Words& words = in_english(),
                           bool with_not = true);

/// A row in statement form: "meeting present only of politburo stalin".
std::string statement_text(const Case& a_case, RowId row, const Words& words = in_english());

/// A chain of sources as it would be written: "a relative of Zinoviev through krivitsky through
/// conquest at note 80".
std::string word_text(const Case& a_case, const casefile::WordRow& word,
                      const Words& words = in_english());

}  // namespace valla::render
