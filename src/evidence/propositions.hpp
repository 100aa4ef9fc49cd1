#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casefile/case.hpp"

namespace valla::evidence {

using casefile::CardId;
using casefile::Case;
using casefile::FieldId;
using casefile::NameId;
using casefile::RowId;
using casefile::Value;

/// What can be so or not, apart from who says it: a subject, a field, a value.
struct PropositionId {
    std::uint32_t number = 0xFFFFFFFF;
    [[nodiscard]] bool none() const { return number == 0xFFFFFFFF; }
    friend bool operator==(PropositionId, PropositionId) = default;
    friend auto operator<=>(PropositionId, PropositionId) = default;
};

/// A proposition or its denial.
struct StatementId {
    std::uint32_t number =
        0xFFFFFFFF;  ///< twice that of the proposition, and one more for a denial

    static constexpr StatementId of(PropositionId proposition, bool denied) {
        return {proposition.number * 2 + (denied ? 1 : 0)};
    }
    [[nodiscard]] PropositionId proposition() const { return {number / 2}; }
    [[nodiscard]] bool denied() const { return (number & 1) != 0; }
    [[nodiscard]] StatementId negation() const { return {number ^ 1}; }
    [[nodiscard]] bool none() const { return number == 0xFFFFFFFF; }
    friend bool operator==(StatementId, StatementId) = default;
    friend auto operator<=>(StatementId, StatementId) = default;
};

/// A value by what it means, so that equal values have equal keys: dates by their days, texts by
/// their words, what stands behind a value (`from 1926 until 1938`) by all of it.
struct ValueKey {
    casefile::ValueTag tag = casefile::ValueTag::none;
    std::uint32_t number = 0;  ///< a NameId, or a number that stands for the content
    std::uint32_t behind = 0;  ///< what stands behind it; 0 for nothing
    friend bool operator==(const ValueKey&, const ValueKey&) = default;
};

/// All propositions that the rows of a case state or mention, each once. Two rows that say the same
/// of the same subject have one proposition, whatever their cards, words, hedges and places.
///
///     Propositions propositions(the_case);
///     StatementId a = propositions.state({row});         // "meeting on 5 July 1936"
///     propositions.state({other_row}) == a               // "meeting on 1936-07-05"
///
/// `occurred: no` is the denial of `occurred: yes`, and a bare id states that it occurred.
class Propositions {
  public:
    explicit Propositions(const Case& the_case) : case_(&the_case) {}

    /// The statement of a row, which is added when it is new.
    StatementId state(RowId row);
    /// The same, if some row stated or mentioned it before.
    [[nodiscard]] std::optional<StatementId> find(RowId row);
    /// The proposition of these parts, which is added when it is new.
    PropositionId state(NameId subject, FieldId field, std::uint16_t part, ValueKey value);
    /// The same, if there is one.
    [[nodiscard]] std::optional<PropositionId> find(NameId subject, FieldId field,
                                                    std::uint16_t part, ValueKey value) const;
    /// That a happening occurred, or that a claim, a sequence, an account holds.
    PropositionId occurrence(NameId name);
    [[nodiscard]] std::optional<PropositionId> find_occurrence(NameId name) const;

    struct Proposition {
        NameId subject;
        FieldId field;
        std::uint16_t part = 0;  ///< row_flags::begin_of_subject, end_of_subject or none
        ValueKey value;
        RowId row;  ///< the first row that says it; none of an occurrence that no row spells out
    };
    [[nodiscard]] const Proposition& operator[](PropositionId id) const {
        return propositions_[id.number];
    }
    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(propositions_.size());
    }
    /// Whether it is the occurrence of its subject.
    [[nodiscard]] bool is_occurrence(PropositionId id) const;
    /// The number of what stands behind the value of a row; 0 for nothing.
    std::uint32_t behind(RowId row);
    /// A row that has this behind its value, for showing it.
    [[nodiscard]] RowId row_with(std::uint32_t behind) const { return behind_rows_.at(behind); }
    /// The key of a value as it stands in a row or behind one.
    ValueKey key_of(CardId card, Value value);
    /// A value with this key, and for what is kept in a card (texts, dates, lengths of time) a card
    /// in which it was written; for showing it. The value of a statement is its StatementId.
    struct Sample {
        CardId card;
        Value value;
    };
    [[nodiscard]] Sample sample(const ValueKey& key) const;
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    struct Key {
        std::uint64_t low;
        std::uint64_t middle;
        std::uint64_t high;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };

    struct Prepared {
        Proposition proposition;
        bool denied = false;
    };
    Prepared prepare(RowId row);
    static Key key(const Proposition& proposition);
    std::uint32_t content(std::string text, Sample sample);
    PropositionId add(const Proposition& proposition);

    const Case* case_;
    std::vector<Proposition> propositions_;
    std::unordered_map<Key, std::uint32_t, KeyHash> by_key_;
    std::unordered_map<std::string, std::uint32_t> contents_;
    std::unordered_map<std::uint32_t, RowId> behind_rows_;
    std::vector<Sample> samples_{{}};  ///< by the numbers of contents_, which begin with 1
};

}  // namespace valla::evidence
