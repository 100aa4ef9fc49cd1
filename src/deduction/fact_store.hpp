#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "deduction/ids.hpp"
#include "deduction/index.hpp"

namespace valla::deduction {

/// The facts of one predicate: a column of terms per argument, no row twice. Rows are only ever
/// appended.
class Relation {
  public:
    explicit Relation(std::uint32_t arity) : columns_(arity) {}

    [[nodiscard]] std::uint32_t arity() const {
        return static_cast<std::uint32_t>(columns_.size());
    }
    [[nodiscard]] Row size() const { return static_cast<Row>(facts_.size()); }
    [[nodiscard]] std::span<const TermId> column(std::uint32_t number) const {
        return columns_[number];
    }
    [[nodiscard]] FactId fact(Row row) const { return facts_[row]; }

    /// The row of these terms; no_row when there is none.
    [[nodiscard]] Row find(std::span<const TermId> terms) const;

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    friend class FactStore;
    /// Where a row is found. Part of the hash beside it saves looking at rows that are another.
    struct Slot {
        Row row = no_row;
        std::uint32_t hash = 0;
    };
    [[nodiscard]] std::size_t slot_of(std::span<const TermId> terms, std::uint64_t hash) const;
    void append(std::span<const TermId> terms, FactId fact, Slot& slot);
    void grow();

    std::vector<std::vector<TermId>> columns_;
    std::vector<FactId> facts_;
    std::vector<Slot> slots_;  ///< open addressing, three in four full at most
};

/// Facts in columns, each once, with indexes that are made when they are first wanted and follow
/// when facts are appended. Facts never go: a FactSet says which of them count.
///
///     FactStore facts;
///     PredicateId present = facts.add_predicate(2);
///     FactId fact = facts.add(present, {{session, weber}}).fact;
///     facts.grouped(present, 0b01).count({&session, 1});  // how many were at the session
///
/// Not for several threads at once, reading included, since reading makes indexes.
class FactStore {
  public:
    struct Inserted {
        FactId fact;
        bool is_new = false;
    };

    PredicateId add_predicate(std::uint32_t arity);

    /// Takes in a given fact, one that stands without a rule; or finds it, and then marks it as
    /// given.
    Inserted add(PredicateId predicate, std::span<const TermId> terms);
    Inserted add(PredicateId predicate, std::initializer_list<TermId> terms) {
        return add(predicate, std::span<const TermId>(terms.begin(), terms.size()));
    }
    /// The same for a fact that a rule gives: it is not marked.
    Inserted derive(PredicateId predicate, std::span<const TermId> terms);

    [[nodiscard]] std::optional<FactId> find(PredicateId predicate,
                                             std::span<const TermId> terms) const;
    [[nodiscard]] std::optional<FactId> find(PredicateId predicate,
                                             std::initializer_list<TermId> terms) const {
        return find(predicate, std::span<const TermId>(terms.begin(), terms.size()));
    }

    [[nodiscard]] std::uint32_t predicates() const {
        return static_cast<std::uint32_t>(relations_.size());
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
    [[nodiscard]] bool is_given(FactId fact) const { return given_.contains(fact); }
    [[nodiscard]] const FactSet& given() const { return given_; }
    [[nodiscard]] const Relation& relation(PredicateId predicate) const {
        return relations_[predicate.index];
    }
    [[nodiscard]] PredicateId predicate(FactId fact) const { return predicates_[fact.index]; }
    [[nodiscard]] Row row(FactId fact) const { return rows_[fact.index]; }
    [[nodiscard]] std::vector<TermId> terms(FactId fact) const;

    /// The rows of a relation by the terms in some of its columns; up to date with the relation.
    /// `columns` has at least one of them.
    [[nodiscard]] const GroupedIndex& grouped(PredicateId predicate, ColumnSet columns) const;
    /// The rows of a relation in the order of some of its columns; up to date with the relation.
    [[nodiscard]] const SortedIndex& sorted(PredicateId predicate,
                                            std::span<const std::uint32_t> columns) const;
    /// About how many different terms a column has; 1 for an empty one.
    [[nodiscard]] double distinct(PredicateId predicate, std::uint32_t column) const;

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    struct Distinct {
        Row rows = 0;
        double terms = 1;
    };
    struct Indexes {
        std::map<ColumnSet, GroupedIndex> grouped;
        std::map<std::vector<std::uint32_t>, SortedIndex> sorted;
        std::vector<Distinct> distinct;
    };

    std::vector<Relation> relations_;
    std::vector<PredicateId> predicates_;
    std::vector<Row> rows_;
    FactSet given_;
    mutable std::vector<Indexes> indexes_;
};

}  // namespace valla::deduction
