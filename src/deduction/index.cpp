#include "deduction/index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

#include "deduction/fact_store.hpp"
#include "deduction/hash.hpp"

namespace valla::deduction {

namespace {

/// A term's group is found by its number alone when there are not many more numbers than rows.
constexpr std::size_t dense_factor = 4;
constexpr std::size_t dense_floor = 1024;
constexpr Row chain_floor = 64;

}  // namespace

GroupedIndex::GroupedIndex(ColumnSet columns) {
    assert(columns != 0);
    for (std::uint32_t column = 0; column < column_limit; ++column) {
        if ((columns >> column & 1) != 0) columns_.push_back(column);
    }
}

std::uint64_t GroupedIndex::hash_row(Row row) const {
    std::uint64_t hash = hash_seed;
    for (const std::span<const TermId> column : terms_) hash = hash_step(hash, column[row].index);
    return hash;
}

bool GroupedIndex::same_key(Row a, Row b) const {
    for (const std::span<const TermId> column : terms_) {
        if (column[a] != column[b]) return false;
    }
    return true;
}

std::uint32_t GroupedIndex::find(std::span<const TermId> key) const {
    if (dense_) return key[0].index < groups_.size() ? key[0].index : no_group;
    if (slots_.empty()) return no_group;
    std::uint64_t hash = hash_seed;
    for (const TermId term : key) hash = hash_step(hash, term.index);
    for (std::size_t slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
        const std::uint32_t group = slots_[slot];
        if (group == no_group) return no_group;
        const Row sample = groups_[group].sample;
        bool same = true;
        for (std::size_t part = 0; part < key.size() && same; ++part) {
            same = terms_[part][sample] == key[part];
        }
        if (same) return group;
    }
}

void GroupedIndex::rehash(std::size_t slots) {
    slots_.assign(slots, no_group);
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
        std::size_t slot = hash_row(groups_[group].sample) & (slots - 1);
        while (slots_[slot] != no_group) slot = (slot + 1) & (slots - 1);
        slots_[slot] = group;
    }
}

std::uint32_t GroupedIndex::find_or_add(Row row) {
    if (dense_) {
        const std::uint32_t term = terms_[0][row].index;
        if (groups_[term].sample == no_row) {
            groups_[term].sample = row;
            ++filled_;
        }
        return term;
    }
    if (slots_.size() < 2 * (groups_.size() + 1)) {
        rehash(std::max<std::size_t>(16, 4 * std::bit_ceil(groups_.size() + 1)));
    }
    std::size_t slot = hash_row(row) & (slots_.size() - 1);
    while (slots_[slot] != no_group) {
        if (same_key(groups_[slots_[slot]].sample, row)) return slots_[slot];
        slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({0, 0, no_row, row});
    ++filled_;
    return slots_[slot];
}

void GroupedIndex::lay_out(const Relation& relation) {
    const Row size = relation.size();
    filled_ = 0;
    groups_.clear();
    slots_.clear();
    chain_.clear();
    dense_ = false;
    if (columns_.size() == 1) {
        std::uint32_t most = 0;
        for (const TermId term : terms_[0]) most = std::max(most, term.index);
        dense_ = most < dense_factor * size + dense_floor;
        if (dense_) groups_.resize(most + 1);
    }
    std::vector<std::uint32_t> group_of(size);
    for (Row row = 0; row < size; ++row) {
        group_of[row] = find_or_add(row);
        ++groups_[group_of[row]].end;
    }
    Row begin = 0;
    for (Group& group : groups_) {
        const Row count = group.end;
        group.begin = group.end = begin;
        begin += count;
    }
    rows_.resize(size);
    for (Row row = 0; row < size; ++row) rows_[groups_[group_of[row]].end++] = row;
    laid_out_terms_.resize(relation.arity());
    for (std::uint32_t column = 0; column < relation.arity(); ++column) {
        if (std::find(columns_.begin(), columns_.end(), column) != columns_.end()) continue;
        const std::span<const TermId> terms = relation.column(column);
        laid_out_terms_[column].resize(size);
        for (Row place = 0; place < size; ++place) {
            laid_out_terms_[column][place] = terms[rows_[place]];
        }
    }
    laid_out_ = size_ = size;
}

void GroupedIndex::update(const Relation& relation) {
    const Row size = relation.size();
    terms_.clear();
    for (const std::uint32_t column : columns_) terms_.push_back(relation.column(column));
    if (size == size_) return;
    bool anew = size - laid_out_ > std::max(laid_out_, chain_floor);
    for (Row row = size_; row < size && dense_ && !anew; ++row) {
        const std::uint32_t term = terms_[0][row].index;
        anew = term >= dense_factor * size + dense_floor;
        if (!anew && term >= groups_.size()) groups_.resize(term + 1);
    }
    if (anew || laid_out_ == 0) {
        lay_out(relation);
        return;
    }
    chain_.resize(size - laid_out_, no_row);
    for (Row row = size_; row < size; ++row) {
        Group& group = groups_[find_or_add(row)];
        chain_[row - laid_out_] = group.appended;
        group.appended = row;
    }
    size_ = size;
}

Matches GroupedIndex::matches(std::span<const TermId> key) const {
    const std::uint32_t found = find(key);
    if (found == no_group) return {};
    const Group& group = groups_[found];
    return {group.begin, group.end, group.appended};
}

std::size_t GroupedIndex::count(std::span<const TermId> key) const {
    const Matches found = matches(key);
    std::size_t rows = found.end - found.begin;
    for (Row row = found.appended; row != no_row; row = next_appended(row)) ++rows;
    return rows;
}

std::size_t GroupedIndex::memory_bytes() const {
    std::size_t bytes = groups_.capacity() * sizeof(Group) +
                        (slots_.capacity() + rows_.capacity() + chain_.capacity()) * sizeof(Row);
    for (const std::vector<TermId>& column : laid_out_terms_) {
        bytes += column.capacity() * sizeof(TermId);
    }
    return bytes;
}

void SortedIndex::update(const Relation& relation) {
    if (relation.size() == rows_.size()) return;
    std::vector<std::span<const TermId>> columns;
    for (const std::uint32_t column : columns_) columns.push_back(relation.column(column));
    rows_.resize(relation.size());
    for (Row row = 0; row < relation.size(); ++row) rows_[row] = row;
    sort_by_terms(rows_, columns);
    for (std::size_t number = 0; number < columns.size(); ++number) {
        terms_[number].resize(rows_.size());
        for (std::size_t place = 0; place < rows_.size(); ++place) {
            terms_[number][place] = columns[number][rows_[place]];
        }
    }
}

std::size_t SortedIndex::memory_bytes() const {
    std::size_t bytes = rows_.capacity() * sizeof(Row);
    for (const std::vector<TermId>& column : terms_) bytes += column.capacity() * sizeof(TermId);
    return bytes;
}

std::size_t seek(std::span<const TermId> terms, std::size_t begin, std::size_t end, TermId term) {
    if (begin == end || terms[begin] >= term) return begin;
    std::size_t step = 1;
    while (step < end - begin && terms[begin + step] < term) {
        begin += step;
        step *= 2;
    }
    // terms[begin] is below, and terms[begin + step] is not or lies behind the end.
    std::size_t count = std::min(step, end - begin) - 1;
    ++begin;
    while (count > 0) {
        const std::size_t half = count / 2;
        if (terms[begin + half] < term) {
            begin += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return begin;
}

void sort_by_terms(std::vector<std::uint32_t>& order,
                   std::span<const std::span<const TermId>> columns) {
    constexpr unsigned bits = 11;
    constexpr std::uint32_t buckets = 1U << bits;
    std::vector<std::uint32_t> next(order.size());
    for (std::size_t number = columns.size(); number-- > 0;) {
        const std::span<const TermId> column = columns[number];
        std::uint32_t most = 0;
        for (const std::uint32_t place : order) most = std::max(most, column[place].index);
        for (unsigned shift = 0; shift < 32 && most >> shift != 0; shift += bits) {
            std::array<std::uint32_t, buckets> ends{};
            for (const std::uint32_t place : order) {
                ++ends[column[place].index >> shift & (buckets - 1)];
            }
            std::uint32_t begin = 0;
            for (std::uint32_t& end : ends) {
                const std::uint32_t count = end;
                end = begin;
                begin += count;
            }
            for (const std::uint32_t place : order) {
                next[ends[column[place].index >> shift & (buckets - 1)]++] = place;
            }
            order.swap(next);
        }
    }
}

}  // namespace valla::deduction
