#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "dispute/ids.hpp"

namespace valla::dispute {

/// A set of units, one bit each: the mask under which a question is answered. A unit past the end
/// is not in the set.
///
///     UnitSet mask = UnitSet::all(problem.units());
///     mask.erase(rejected);
class UnitSet {
  public:
    UnitSet() = default;

    static UnitSet all(std::uint32_t units) {
        UnitSet set;
        set.words_.assign((units + 63) / 64, ~std::uint64_t{0});
        if (units % 64 != 0) set.words_.back() = (std::uint64_t{1} << (units % 64)) - 1;
        return set;
    }

    [[nodiscard]] bool contains(UnitId unit) const {
        const std::size_t word = unit.index / 64;
        return word < words_.size() && ((words_[word] >> (unit.index % 64)) & 1) != 0;
    }
    void insert(UnitId unit) {
        if (unit.index / 64 >= words_.size()) words_.resize(unit.index / 64 + 1);
        words_[unit.index / 64] |= std::uint64_t{1} << (unit.index % 64);
    }
    void erase(UnitId unit) {
        if (unit.index / 64 < words_.size()) {
            words_[unit.index / 64] &= ~(std::uint64_t{1} << (unit.index % 64));
        }
    }
    [[nodiscard]] std::size_t size() const {
        std::size_t bits = 0;
        for (const std::uint64_t word : words_)
            bits += static_cast<std::size_t>(std::popcount(word));
        return bits;
    }
    /// 64 units at a time, from unit 64 * `word` on.
    [[nodiscard]] std::uint64_t word(std::size_t word) const {
        return word < words_.size() ? words_[word] : 0;
    }
    [[nodiscard]] std::size_t words() const { return words_.size(); }
    [[nodiscard]] std::size_t memory_bytes() const {
        return words_.capacity() * sizeof(std::uint64_t);
    }

  private:
    std::vector<std::uint64_t> words_;
};

}  // namespace valla::dispute
