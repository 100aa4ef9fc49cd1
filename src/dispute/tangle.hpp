#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "dispute/answer.hpp"
#include "dispute/preferences.hpp"
#include "dispute/problem.hpp"

namespace valla::dispute {

/// Rows of different length in one column.
template <typename Value>
class Rows {
  public:
    void clear() {
        firsts_.resize(1);
        values_.clear();
    }
    void push(Value value) { values_.push_back(value); }
    void close_row() { firsts_.push_back(static_cast<std::uint32_t>(values_.size())); }
    /// Puts what was pushed since the last row was closed in order, each value once.
    void sort_open_row() {
        const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(firsts_.back());
        std::sort(begin, values_.end());
        values_.erase(std::unique(begin, values_.end()), values_.end());
    }
    [[nodiscard]] std::size_t size_before_open_row() const { return firsts_.back(); }
    [[nodiscard]] std::size_t open_row_size() const { return values_.size() - firsts_.back(); }

    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(firsts_.size() - 1);
    }
    [[nodiscard]] std::uint32_t first(std::uint32_t row) const { return firsts_[row]; }
    [[nodiscard]] std::span<const Value> operator[](std::uint32_t row) const {
        return std::span(values_).subspan(firsts_[row], firsts_[row + 1] - firsts_[row]);
    }

  private:
    std::vector<std::uint32_t> firsts_{0};
    std::vector<Value> values_;
};

/// A unit by its place in a tangle.
using Local = std::uint32_t;

/// A member of a clash, or of a group, by its place in the tangle.
struct LocalSlot {
    Local unit = 0;
    bool charged = true;         ///< in a clash
    std::uint32_t of_class = 0;  ///< in a group: equal for members of one class
};

/// One component, or several that a question spans, laid out for a search: the units of the mask
/// from 0 on in ascending order, and of the ties what is in force.
struct Tangle {
    std::vector<UnitId> units;
    std::vector<std::uint8_t> accepted;
    /// A unit's rank, numbered apart in each component, so that preferences compare only units
    /// that ties connect.
    std::vector<std::uint32_t> ranks;
    std::uint32_t rank_count = 0;
    BitMatrix better;  ///< entry (i, j): rank j is better than rank i
    bool has_preferences = false;
    /// Preferences are a weak order in each component: ranks that no preference compares are
    /// preferred to the same ranks.
    bool weak_order = true;
    bool all_charged = true;
    bool any_accepted = false;

    Rows<LocalSlot> clashes;
    Rows<LocalSlot> groups;
    Rows<Local> neighbourhoods;

    [[nodiscard]] Local size() const { return static_cast<Local>(units.size()); }
    [[nodiscard]] bool is_better(Local unit, Local than) const {
        return has_preferences && better.at(ranks[than], ranks[unit]);
    }
    /// Whether `other` comes after `unit` in every order that respects the preferences.
    [[nodiscard]] bool comes_after(Local other, Local unit) const {
        return accepted[other] == 0 && is_better(unit, other);
    }
};

/// The statements that a search is asked about, with supports that lie in the tangle.
struct LocalStatements {
    Rows<Local> supports;
    /// The first support of each statement, and the end.
    std::vector<std::uint32_t> first_supports{0};

    void clear() {
        supports.clear();
        first_supports.resize(1);
    }
    void close_statement() { first_supports.push_back(supports.size()); }
    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(first_supports.size() - 1);
    }
};

/// What a search found out about all versions.
struct Findings {
    std::vector<Knowledge> units;
    std::vector<Knowledge> statements;
    bool any_version = false;
    Limit limit = Limit::none;
};

}  // namespace valla::dispute
