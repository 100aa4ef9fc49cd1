#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chronology/network.hpp"

namespace valla::chronology {

/// A set of claims, one bit each: the mask under which a question is answered. A claim past the end
/// is not in the set.
///
///     ClaimSet mask = ClaimSet::all(network.claims());
///     mask.erase(hearsay);
class ClaimSet {
  public:
    ClaimSet() = default;

    static ClaimSet all(std::uint32_t claims) {
        ClaimSet set;
        set.words_.assign((claims + 63) / 64, ~std::uint64_t{0});
        if (claims % 64 != 0) set.words_.back() = (std::uint64_t{1} << (claims % 64)) - 1;
        return set;
    }

    [[nodiscard]] bool contains(ClaimId claim) const {
        const std::size_t word = claim.index / 64;
        return word < words_.size() && ((words_[word] >> (claim.index % 64)) & 1) != 0;
    }
    void insert(ClaimId claim) {
        if (claim.index / 64 >= words_.size()) words_.resize(claim.index / 64 + 1);
        words_[claim.index / 64] |= std::uint64_t{1} << (claim.index % 64);
    }
    void erase(ClaimId claim) {
        if (claim.index / 64 < words_.size()) {
            words_[claim.index / 64] &= ~(std::uint64_t{1} << (claim.index % 64));
        }
    }
    /// The first claim from `from` on that is not in the set.
    [[nodiscard]] ClaimId first_missing(ClaimId from) const {
        std::size_t word = from.index / 64;
        if (word >= words_.size()) return from;
        std::uint64_t missing = ~words_[word] >> (from.index % 64) << (from.index % 64);
        while (missing == 0 && ++word < words_.size()) missing = ~words_[word];
        const std::size_t bit =
            missing == 0 ? 0 : static_cast<std::size_t>(std::countr_zero(missing));
        return {static_cast<std::uint32_t>(word * 64 + bit)};
    }
    [[nodiscard]] std::size_t size() const {
        std::size_t bits = 0;
        for (const std::uint64_t word : words_)
            bits += static_cast<std::size_t>(std::popcount(word));
        return bits;
    }
    [[nodiscard]] std::size_t memory_bytes() const {
        return words_.capacity() * sizeof(std::uint64_t);
    }

  private:
    std::vector<std::uint64_t> words_;
};

}  // namespace valla::chronology
