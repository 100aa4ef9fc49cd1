#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "deduction/ids.hpp"

namespace valla::deduction {

class Relation;

/// Some of the columns of a relation, one bit each.
using ColumnSet = std::uint64_t;
inline constexpr std::uint32_t column_limit = 64;

/// The rows of one key: those at the places from `begin` to `end` of the index, in ascending order,
/// and then those appended since the rows were last laid out, from `appended` down a chain, latest
/// first.
struct Matches {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Row appended = no_row;
};

/// The rows of a relation laid out by the terms in some of its columns: a lookup, and its rows lie
/// side by side. Rows appended later hang on chains, until they are as many as those laid out; then
/// all are laid out anew, so that a row costs constant time on average.
class GroupedIndex {
  public:
    explicit GroupedIndex(ColumnSet columns);

    /// Takes in the rows that were appended to the relation since.
    void update(const Relation& relation);

    /// The rows with these terms in the index's columns, in the order of the columns.
    [[nodiscard]] Matches matches(std::span<const TermId> key) const;
    /// The row that was appended before `row` with the same key; no_row after the last.
    [[nodiscard]] Row next_appended(Row row) const { return chain_[row - laid_out_]; }

    /// The rows that are laid out, group after group.
    [[nodiscard]] std::span<const Row> rows() const { return rows_; }
    /// The terms of a column that is not in the key, in the order of rows().
    [[nodiscard]] std::span<const TermId> terms(std::uint32_t column) const {
        return laid_out_terms_[column];
    }

    /// The number of different keys.
    [[nodiscard]] std::uint32_t groups() const { return filled_; }
    /// The number of rows with a key.
    [[nodiscard]] std::size_t count(std::span<const TermId> key) const;
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    struct Group {
        Row begin = 0;
        Row end = 0;
        Row appended = no_row;
        Row sample = no_row;  ///< any row of the group: it holds the key
    };
    static constexpr std::uint32_t no_group = 0xFFFFFFFF;

    [[nodiscard]] std::uint32_t find(std::span<const TermId> key) const;
    std::uint32_t find_or_add(Row row);
    void lay_out(const Relation& relation);
    void rehash(std::size_t slots);
    [[nodiscard]] std::uint64_t hash_row(Row row) const;
    [[nodiscard]] bool same_key(Row a, Row b) const;

    std::vector<std::uint32_t> columns_;
    std::vector<std::span<const TermId>> terms_;
    Row size_ = 0;
    Row laid_out_ = 0;
    std::uint32_t filled_ = 0;
    /// A group per term where the key is one column of terms that are numbered densely; else a
    /// group per slot of the hash table.
    bool dense_ = false;
    std::vector<Group> groups_;
    std::vector<std::uint32_t> slots_;
    std::vector<Row> rows_;
    std::vector<std::vector<TermId>> laid_out_terms_;
    std::vector<Row> chain_;
};

/// The rows of a relation sorted by some of its columns, one after the other, and the terms in that
/// order. Laid out anew when the relation has grown.
class SortedIndex {
  public:
    explicit SortedIndex(std::vector<std::uint32_t> columns)
        : columns_(std::move(columns)), terms_(columns_.size()) {}

    void update(const Relation& relation);

    [[nodiscard]] Row size() const { return static_cast<Row>(rows_.size()); }
    [[nodiscard]] std::span<const Row> rows() const { return rows_; }
    /// The terms of the column of this number among the index's, in the order of rows().
    [[nodiscard]] std::span<const TermId> terms(std::size_t number) const { return terms_[number]; }
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    std::vector<std::uint32_t> columns_;
    std::vector<Row> rows_;
    std::vector<std::vector<TermId>> terms_;
};

/// The first place in [begin, end) of sorted `terms` that is not below `term`, looked for near
/// `begin` first.
std::size_t seek(std::span<const TermId> terms, std::size_t begin, std::size_t end, TermId term);

/// Sorts `order`, which holds places in the columns, by the columns' terms, the first column
/// foremost; equal ones keep their order. Radix sort, linear.
void sort_by_terms(std::vector<std::uint32_t>& order,
                   std::span<const std::span<const TermId>> columns);

}  // namespace valla::deduction
