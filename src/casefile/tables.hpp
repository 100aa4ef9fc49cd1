#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.hpp"
#include "calendar/duration.hpp"
#include "casefile/names.hpp"
#include "text/source.hpp"
#include "vocabulary/vocabulary.hpp"

namespace valla::casefile {

using text::Span;
using vocabulary::FieldId;
using vocabulary::HedgeId;
using vocabulary::KindId;

struct CardId {
    std::uint32_t number = 0xFFFFFFFF;
    friend bool operator==(CardId, CardId) = default;
    friend auto operator<=>(CardId, CardId) = default;
};

struct RowId {
    std::uint32_t number = 0xFFFFFFFF;
    friend bool operator==(RowId, RowId) = default;
    friend auto operator<=>(RowId, RowId) = default;
};

/// What kind of value a row holds; the comment says what its number means.
enum class ValueTag : std::uint8_t {
    none,       ///< nothing
    name,       ///< NameId
    variable,   ///< NameId in the space of variables
    text,       ///< index of Tables::texts
    date,       ///< index of Tables::dates
    begin_of,   ///< NameId or variable: the begin of this happening
    end_of,     ///< the end of it
    duration,   ///< index of Tables::durations
    number,     ///< the number itself
    choice,     ///< which of the choices of the field
    statement,  ///< RowId of the statement
    field,      ///< FieldId
    hedge,      ///< HedgeId
};

struct Value {
    ValueTag tag = ValueTag::none;
    std::uint32_t number = 0;
    friend bool operator==(Value, Value) = default;
};

/// How a row is meant.
enum class RowRole : std::uint8_t {
    claimed,    ///< a line of the card says so, on the card's word
    said,       ///< a `says:` line of a passage says so, on the passage's word
    mentioned,  ///< only named: by an argument, a rule, a saying, a condition; nobody claims it by
                ///< that
};

/// Flags of a row.
namespace row_flags {
inline constexpr std::uint16_t negated = 1;            ///< `not`
inline constexpr std::uint16_t only = 2;               ///< one of a list that `only` closes
inline constexpr std::uint16_t jointly = 4;            ///< done by all of the list together
inline constexpr std::uint16_t bare = 8;               ///< an id alone: it occurred, or holds
inline constexpr std::uint16_t silence = 16;           ///< `no word that`
inline constexpr std::uint16_t possible = 32;          ///< `can`
inline constexpr std::uint16_t begin_of_subject = 64;  ///< about the begin of the subject
inline constexpr std::uint16_t end_of_subject = 128;   ///< about its end
inline constexpr std::uint16_t implied = 256;          ///< follows from the card's head
inline constexpr std::uint16_t first_of_line = 512;    ///< the first statement of a line that asks
inline constexpr std::uint16_t other_way = 1024;       ///< `or` stands before the statement
inline constexpr std::uint16_t other_value = 2048;     ///< `or` stands before the value
}  // namespace row_flags

/// What stands behind a value with a keyword.
enum class QualifierKey : std::uint8_t {
    from,
    until,
    whole,
    quorum,
    for_,
    over,
    because,
    as,
    before,
    after,
    of,
    then,
    or_,
    only_of,
    hedge_by,
};
std::string_view name_of(QualifierKey key);

struct QualifierRow {
    RowId row;
    QualifierKey key;
    Value value;
    std::uint32_t offset;  ///< in the card
};

/// One member of a chain of sources.
struct Hop {
    enum class Kind : std::uint8_t {
        named,      ///< an id
        unnamed,    ///< `unnamed`
        described,  ///< `a barman`: declares itself, here only
    };
    Kind kind = Kind::named;
    HedgeId hedge;    ///< on the link that this hop reports
    NameId name;      ///< of a named hop
    NameId locus;     ///< the place in it, as a name of its own
    NameId hedge_by;  ///< whose hedge it is, when not the hop's own
    Span span;        ///< in the card: the id, or the words of a described hop
};

/// Who says something: the origin first, the document in hand last.
struct WordRow {
    CardId card;
    std::uint32_t first_hop = 0;
    std::uint32_t hop_count = 0;
    Span span;  ///< of the whole chain, in the card
};

/// A stretch of the card, or, when `owned`, a string of Tables::owned_texts (a cell of a table
/// whose quotes were resolved).
struct TextRow {
    Span span;
    bool owned = false;
};

/// Everything that the cards of a case say, in columns. A row is one claim or one mentioned
/// statement: (subject, field, value). Rows are appended and never moved; those of a card that is
/// taken back stay as they are and are reached through no card.
struct Tables {
    NameTable names;

    // The rows, one entry a column.
    std::vector<NameId> subject;
    std::vector<FieldId> field;
    std::vector<ValueTag> tag;
    std::vector<std::uint32_t> value;
    std::vector<std::uint16_t> flags;
    std::vector<HedgeId> hedge;
    std::vector<RowRole> role;
    std::vector<CardId> card;
    std::vector<std::uint32_t> begin;   ///< where the line or statement begins, in the card
    std::vector<std::uint32_t> offset;  ///< where the value begins, in the card

    std::vector<QualifierRow> qualifiers;  ///< in the order of their rows
    std::vector<WordRow> words;
    std::vector<Hop> hops;
    std::vector<TextRow> texts;
    std::vector<std::string> owned_texts;
    std::vector<calendar::Date> dates;
    std::vector<Span> date_spans;  ///< where each was written, in its card
    std::vector<calendar::Duration> durations;
    std::vector<Span> duration_spans;

    [[nodiscard]] std::uint32_t row_count() const {
        return static_cast<std::uint32_t>(subject.size());
    }
    [[nodiscard]] Value value_of(RowId row) const { return {tag[row.number], value[row.number]}; }
    [[nodiscard]] bool has(RowId row, std::uint16_t flag) const {
        return (flags[row.number] & flag) != 0;
    }
    /// Makes room for rows, so that reading a large case copies none.
    void reserve(std::size_t rows);
    /// Takes back the last rows, down to `rows` rows, and the last qualifiers, down to
    /// `qualifiers_kept`.
    void truncate(std::uint32_t rows, std::size_t qualifiers_kept);
    /// The qualifiers of a row, as indexes [first, last) of `qualifiers`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> qualifiers_of(RowId row) const;
};

}  // namespace valla::casefile
