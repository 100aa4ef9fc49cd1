#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "vocabulary/kinds.hpp"

namespace valla::vocabulary {

/// What the value of a field can be. Each type is read by one function of casefile/value.
enum class ValueType : std::uint8_t {
    text,        ///< verbatim words; nothing in them is markup
    content,     ///< a sentence, if it ends with a full stop, question or exclamation mark; else a
                 ///< statement
    statements,  ///< one or more statements joined by `and`
    names,       ///< ids of things that cards declare, joined by `and`
    anything,    ///< an id, or a whole number
    time,      ///< a date, an event, or `begin of` or `end of` an event; joined by `and` or by `or`
    date,      ///< a date
    duration,  ///< `3 days`, `2 to 3 weeks`
    number,    ///< a whole number
    choice,    ///< one of the words that the row lists
    choices,   ///< several of the user's own words, joined by `and`
    label,     ///< free words, up to a qualifier
    path,      ///< the name of a file, from the folder of the case
    chain,     ///< who says so: ORIGIN through HOP through HOP at LOCUS
    steps,     ///< ids in their order, joined by `then`
    reference,         ///< an id, an id `at` a locus, or a statement
    kind_names,        ///< names of kinds
    field_name,        ///< the name of a field
    hedge_name,        ///< a hedge word
    vocabulary_names,  ///< names of vocabularies
    type_name,  ///< what the value of a property can be: a kind of thing, or a word such as `date`
    message,    ///< the name of a message, and why it is waived
    period_part,  ///< a word, and which part of a period it names: `early as first third`
};

std::string_view name_of(ValueType type);

/// A keyword behind a value with a value of its own: `from 1926` in `member: kirov from 1926 until
/// 1934`.
struct Qualifier {
    std::string_view keyword;
    ValueType type = ValueType::text;
    KindSet names = {};    ///< of names: which kinds
    bool bare = false;     ///< stands alone, as `whole` does
    bool several = false;  ///< may hold a list
};

/// One row of the table that drives the reader, the checks, the help, the completion and the
/// documentation: a field of some kinds of card.
struct FieldRow {
    std::string_view name;
    KindSet kinds;  ///< on which cards it can stand
    ValueType type = ValueType::text;
    KindSet names = {};  ///< of names and steps: which kinds they can be
    std::uint16_t flags = 0;
    std::span<const Qualifier> qualifiers = {};
    std::string_view choices = {};  ///< of a choice: the words, with `|` between them
    std::string_view means = {};    ///< one sentence
};

/// Flags of a row.
namespace field_flags {
/// Says something of the card's subject on somebody's word: takes `not` and hedges, and can be
/// written in statement form (SUBJECT FIELD VALUE).
inline constexpr std::uint16_t asserts = 1;
/// Takes hedges only.
inline constexpr std::uint16_t hedged = 2;
/// Takes `only` and `only of BODY`, which close the list of values.
inline constexpr std::uint16_t closes = 4;
/// One value at one time; two that do not contain one another clash.
inline constexpr std::uint16_t single = 8;
/// A card of this kind is of no use without it.
inline constexpr std::uint16_t required = 16;
/// Holds between its value and its subject as well.
inline constexpr std::uint16_t symmetric = 32;
/// Bounds the time of its subject.
inline constexpr std::uint16_t temporal = 64;
/// May stand behind a locus: `note 78 rests on: ...`.
inline constexpr std::uint16_t at_locus = 128;
/// A is to B and B to C, so A is to C.
inline constexpr std::uint16_t transitive = 256;
/// Given once a card.
inline constexpr std::uint16_t once = 512;
/// Its statements look for something: they take `or` and comparisons.
inline constexpr std::uint16_t asks = 1024;
/// Compares two things that were found. It stands in statements that look for something, and on no
/// card.
inline constexpr std::uint16_t compares = 2048;
}  // namespace field_flags

/// The rows of the language itself. Those that vocabularies add follow them in
/// Vocabulary::fields().
std::span<const FieldRow> builtin_fields();

/// The index of a builtin row; the kind tells apart fields of one name (`of` an event, `of` an
/// account). A name that is not in the table ends the program: it is a mistake of the programmer's.
std::uint16_t builtin_field(BaseKind kind, std::string_view name);

}  // namespace valla::vocabulary
