#pragma once

#include <string>

#include "casefile/case.hpp"

namespace valla::render {

using casefile::CardId;
using casefile::Case;
using casefile::NameId;
using casefile::RowId;
using casefile::Value;

/// How a name is shown: the id, or the words of a kind, or the locus.
std::string name_text(const Case& a_case, NameId name);

/// A value as a person would write it in a card. Texts are given as they stand, dates in the words
/// of their source.
std::string value_text(const Case& a_case, CardId card, casefile::FieldId field, Value value);

/// What stands behind a value: "from 1926 until 1938"; empty when nothing does.
std::string qualifiers_text(const Case& a_case, RowId row);

/// The modifiers of a row: "not", "only of politburo", "presumably by conquest", joined by commas.
std::string modifiers_text(const Case& a_case, RowId row);

/// A row in statement form: "meeting present only of politburo stalin".
std::string statement_text(const Case& a_case, RowId row);

/// A chain of sources as it would be written: "a relative of Zinoviev through krivitsky through
/// conquest at note 80".
std::string word_text(const Case& a_case, const casefile::WordRow& word);

}  // namespace valla::render
