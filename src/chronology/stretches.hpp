#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chronology/graph.hpp"

namespace valla::chronology {

/// Rows come in no order of time, so that writing each straight to its place would miss the cache
/// each time. This deals them into stretches of time first, each a chain of blocks, so that nothing
/// is counted beforehand; a stretch is small enough to be laid out within the cache. It gives
/// places; the caller keeps columns of `places()` entries. Rows of a stretch stay in the order in
/// which they were added.
class Stretches {
  public:
    /// For at most `rows` rows on `positions` positions.
    Stretches(std::size_t positions, std::size_t rows)
        : positions_(positions),
          shift_(static_cast<int>(std::bit_width(positions / most_stretches))),
          cursors_((positions >> shift_) + 1),
          block_(std::clamp<std::size_t>(rows / (16 * cursors_.size()), 16, 512)),
          places_(rows + cursors_.size() * block_) {}

    [[nodiscard]] std::size_t places() const { return places_; }

    /// The place of the next row at a position.
    std::size_t add(Position at) {
        Cursor& cursor = cursors_[at >> shift_];
        if (cursor.left == 0) begin_block(cursor);
        --cursor.left;
        return cursor.place++;
    }

    /// How many rows were added to the stretches from `first` to the one before `last`.
    [[nodiscard]] std::size_t rows(std::size_t first, std::size_t last) const {
        std::size_t rows = 0;
        for (; first < last; ++first)
            rows += cursors_[first].blocks * block_ - cursors_[first].left;
        return rows;
    }
    [[nodiscard]] std::size_t count() const { return cursors_.size(); }
    [[nodiscard]] Position first(std::size_t stretch) const {
        return static_cast<Position>(stretch << shift_);
    }
    [[nodiscard]] Position end(std::size_t stretch) const {
        return static_cast<Position>(std::min((stretch + 1) << shift_, positions_));
    }
    /// How far a position lies behind the first of its stretch.
    [[nodiscard]] std::uint16_t offset(Position at) const {
        return static_cast<std::uint16_t>(at - (at >> shift_ << shift_));
    }

    /// Visits the places of a stretch.
    template <typename Visit>
    void each(std::size_t stretch, Visit visit) const {
        const Cursor& cursor = cursors_[stretch];
        for (std::uint32_t block = cursor.first_block; block != none; block = next_[block]) {
            const std::size_t begin = block * block_;
            const std::size_t end = next_[block] == none ? cursor.place : begin + block_;
            for (std::size_t place = begin; place != end; ++place) visit(place);
        }
    }

  private:
    static constexpr std::size_t most_stretches = 512;
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static_assert(2 * Network::point_limit / most_stretches <= 65536);

    struct Cursor {
        std::size_t place = 0;
        std::size_t left = 0;
        std::size_t blocks = 0;
        std::uint32_t first_block = none;
        std::uint32_t last_block = none;
    };

    void begin_block(Cursor& cursor) {
        const auto block = static_cast<std::uint32_t>(next_.size());
        next_.push_back(none);
        ++cursor.blocks;
        (cursor.first_block == none ? cursor.first_block : next_[cursor.last_block]) = block;
        cursor.last_block = block;
        cursor.place = block * block_;
        cursor.left = block_;
    }

    std::size_t positions_;
    int shift_;
    std::vector<Cursor> cursors_;
    std::size_t block_;
    std::size_t places_;
    std::vector<std::uint32_t> next_;  ///< by block: the next one of its stretch
};

}  // namespace valla::chronology
