#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "dispute/problem.hpp"

namespace valla::dispute {

/// A square of bits.
class BitMatrix {
  public:
    void reset(std::size_t size) {
        row_words_ = (size + 63) / 64;
        words_.assign(size * row_words_, 0);
    }
    [[nodiscard]] bool at(std::size_t row, std::size_t column) const {
        return ((words_[row * row_words_ + column / 64] >> (column % 64)) & 1) != 0;
    }
    void set(std::size_t row, std::size_t column) {
        words_[row * row_words_ + column / 64] |= std::uint64_t{1} << (column % 64);
    }
    /// Adds to a row all that another row has.
    void merge(std::size_t row, std::size_t other) {
        for (std::size_t k = 0; k < row_words_; ++k) {
            words_[row * row_words_ + k] |= words_[other * row_words_ + k];
        }
    }
    [[nodiscard]] bool same_row(std::size_t row, std::size_t other) const {
        for (std::size_t k = 0; k < row_words_; ++k) {
            if (words_[row * row_words_ + k] != words_[other * row_words_ + k]) return false;
        }
        return true;
    }

  private:
    std::size_t row_words_ = 0;
    std::vector<std::uint64_t> words_;
};

/// Ranks each of which is preferred to the next, and the last to the first.
struct PreferenceCycle {
    std::vector<RankId> ranks;
};

/// The preferences of a problem, closed transitively.
///
/// Up to a thousand ranks the closure is kept as a matrix; beyond that it is searched for the ranks
/// of each question, never past the least of them, which is cheap when the order is sparse and
/// local.
class Preferences {
  public:
    static tl::expected<Preferences, PreferenceCycle> from(const Problem& problem);

    [[nodiscard]] bool empty() const { return worse_.empty(); }
    /// How many the problem had.
    [[nodiscard]] std::size_t pairs() const { return worse_.size(); }
    /// Sets in `better` each entry (first + i, first + j) for which `ranks[j]` is better than
    /// `ranks[i]`. The ranks are in ascending order, each once.
    void compare(std::span<const RankId> ranks, std::size_t first, BitMatrix& better) const;

  private:
    static constexpr std::uint32_t matrix_limit = 1024;

    [[nodiscard]] std::span<const std::uint32_t> worse_than(std::uint32_t rank) const {
        return std::span(worse_).subspan(first_worse_[rank],
                                         first_worse_[rank + 1] - first_worse_[rank]);
    }

    std::vector<std::uint32_t> first_worse_;
    std::vector<std::uint32_t> worse_;
    std::vector<std::uint32_t> depths_;  ///< every rank lies deeper than all that are better
    bool has_matrix_ = false;
    BitMatrix all_worse_;  ///< entry (i, j): j is worse than i
};

}  // namespace valla::dispute
