#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace valla::dispute {

/// Which rows each unit is in: a column for what was there when it was built, and a list for what
/// came later.
class Incidence {
  public:
    /// `visit` calls its argument with (unit, row) for every mention, the same ones each time it is
    /// called.
    template <typename Visit>
    void build(std::uint32_t units, Visit visit) {
        firsts_.assign(units + 1, 0);
        later_.clear();
        visit([this](std::uint32_t unit, std::uint32_t) { ++firsts_[unit + 1]; });
        for (std::uint32_t k = 0; k < units; ++k) firsts_[k + 1] += firsts_[k];
        rows_.resize(firsts_.back());
        // Filled from the front of each unit's part; what is filled counts in the entry before.
        for (std::uint32_t k = units; k > 0; --k) firsts_[k] = firsts_[k - 1];
        visit([this](std::uint32_t unit, std::uint32_t row) { rows_[firsts_[unit + 1]++] = row; });
        firsts_[0] = 0;
    }
    void add(std::uint32_t unit, std::uint32_t row) { later_[unit].push_back(row); }

    template <typename Use>
    void each(std::uint32_t unit, Use use) const {
        if (unit + 1 < firsts_.size()) {
            for (std::uint32_t k = firsts_[unit]; k < firsts_[unit + 1]; ++k) use(rows_[k]);
        }
        if (later_.empty()) return;
        const auto found = later_.find(unit);
        if (found == later_.end()) return;
        for (const std::uint32_t row : found->second) use(row);
    }

    [[nodiscard]] std::size_t memory_bytes() const {
        return (firsts_.capacity() + rows_.capacity()) * sizeof(std::uint32_t);
    }

  private:
    std::vector<std::uint32_t> firsts_{0};
    std::vector<std::uint32_t> rows_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> later_;
};

}  // namespace valla::dispute
