#include "deduction/fact_store.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <unordered_set>

#include "deduction/hash.hpp"

namespace valla::deduction {

namespace {

std::uint64_t hash_of(std::span<const TermId> terms) {
    std::uint64_t hash = hash_seed;
    for (const TermId term : terms) hash = hash_step(hash, term.index);
    return hash;
}

}  // namespace

/// The slot that holds the row of these terms, or else the free one where it belongs.
std::size_t Relation::slot_of(std::span<const TermId> terms, std::uint64_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot].row != no_row; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot].hash != static_cast<std::uint32_t>(hash >> 32)) continue;
        const Row row = slots_[slot].row;
        bool same = true;
        for (std::size_t column = 0; column < columns_.size() && same; ++column) {
            same = columns_[column][row] == terms[column];
        }
        if (same) break;
    }
    return slot;
}

Row Relation::find(std::span<const TermId> terms) const {
    assert(terms.size() == columns_.size());
    if (slots_.empty()) return no_row;
    return slots_[slot_of(terms, hash_of(terms))].row;
}

void Relation::grow() {
    const std::size_t slots = std::max<std::size_t>(16, 2 * slots_.size());
    slots_.assign(slots, {});
    for (Row row = 0; row < facts_.size(); ++row) {
        std::uint64_t hash = hash_seed;
        for (const std::vector<TermId>& column : columns_) {
            hash = hash_step(hash, column[row].index);
        }
        std::size_t slot = hash & (slots - 1);
        while (slots_[slot].row != no_row) slot = (slot + 1) & (slots - 1);
        slots_[slot] = {row, static_cast<std::uint32_t>(hash >> 32)};
    }
}

void Relation::append(std::span<const TermId> terms, FactId fact, Slot& slot) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        columns_[column].push_back(terms[column]);
    }
    slot = {size(), static_cast<std::uint32_t>(hash_of(terms) >> 32)};
    facts_.push_back(fact);
}

std::size_t Relation::memory_bytes() const {
    std::size_t bytes = facts_.capacity() * sizeof(FactId) + slots_.capacity() * sizeof(Slot);
    for (const std::vector<TermId>& column : columns_) bytes += column.capacity() * sizeof(TermId);
    return bytes;
}

PredicateId FactStore::add_predicate(std::uint32_t arity) {
    assert(arity <= column_limit);
    relations_.emplace_back(arity);
    indexes_.emplace_back();
    return {static_cast<std::uint32_t>(relations_.size() - 1)};
}

FactStore::Inserted FactStore::derive(PredicateId predicate, std::span<const TermId> terms) {
    Relation& relation = relations_[predicate.index];
    assert(terms.size() == relation.arity());
    if (4 * (relation.facts_.size() + 1) > 3 * relation.slots_.size()) relation.grow();
    Relation::Slot& slot = relation.slots_[relation.slot_of(terms, hash_of(terms))];
    if (slot.row != no_row) return {relation.fact(slot.row), false};
    const FactId fact{size()};
    assert(fact.index < id_limit);
    predicates_.push_back(predicate);
    rows_.push_back(relation.size());
    relation.append(terms, fact, slot);
    return {fact, true};
}

FactStore::Inserted FactStore::add(PredicateId predicate, std::span<const TermId> terms) {
    const Inserted inserted = derive(predicate, terms);
    given_.insert(inserted.fact);
    return inserted;
}

std::optional<FactId> FactStore::find(PredicateId predicate, std::span<const TermId> terms) const {
    const Row row = relation(predicate).find(terms);
    if (row == no_row) return std::nullopt;
    return relation(predicate).fact(row);
}

std::vector<TermId> FactStore::terms(FactId fact) const {
    const Relation& of = relation(predicate(fact));
    std::vector<TermId> terms(of.arity());
    for (std::uint32_t column = 0; column < of.arity(); ++column) {
        terms[column] = of.column(column)[row(fact)];
    }
    return terms;
}

const GroupedIndex& FactStore::grouped(PredicateId predicate, ColumnSet columns) const {
    GroupedIndex& index =
        indexes_[predicate.index].grouped.try_emplace(columns, columns).first->second;
    index.update(relation(predicate));
    return index;
}

const SortedIndex& FactStore::sorted(PredicateId predicate,
                                     std::span<const std::uint32_t> columns) const {
    const std::vector<std::uint32_t> key(columns.begin(), columns.end());
    SortedIndex& index = indexes_[predicate.index].sorted.try_emplace(key, key).first->second;
    index.update(relation(predicate));
    return index;
}

double FactStore::distinct(PredicateId predicate, std::uint32_t column) const {
    std::vector<Distinct>& known = indexes_[predicate.index].distinct;
    const Relation& of = relation(predicate);
    known.resize(of.arity());
    Distinct& result = known[column];
    if (of.size() <= 2 * result.rows) return result.terms;
    constexpr std::size_t most_looked_at = 20'000;
    const std::span<const TermId> terms = of.column(column);
    const std::size_t step = std::max<std::size_t>(1, terms.size() / most_looked_at);
    std::unordered_set<std::uint32_t> once;
    std::unordered_set<std::uint32_t> twice;
    double looked_at = 0;
    for (std::size_t row = 0; row < terms.size(); row += step) {
        if (!once.insert(terms[row].index).second) twice.insert(terms[row].index);
        ++looked_at;
    }
    // Of the terms seen once, as many more may lie between the rows looked at as there are rows
    // between them (the first-order jackknife).
    const double single = static_cast<double>(once.size() - twice.size());
    const double rows = static_cast<double>(of.size());
    const double rate = looked_at / rows;
    result.terms = static_cast<double>(once.size()) / (1 - (1 - rate) * single / looked_at);
    result.terms = std::clamp(result.terms, 1.0, rows);
    result.rows = of.size();
    return result.terms;
}

std::size_t FactStore::memory_bytes() const {
    std::size_t bytes =
        predicates_.capacity() * sizeof(PredicateId) + rows_.capacity() * sizeof(Row);
    for (const Relation& relation : relations_) bytes += relation.memory_bytes();
    for (const Indexes& indexes : indexes_) {
        for (const auto& [columns, index] : indexes.grouped) bytes += index.memory_bytes();
        for (const auto& [columns, index] : indexes.sorted) bytes += index.memory_bytes();
    }
    return bytes;
}

}  // namespace valla::deduction
