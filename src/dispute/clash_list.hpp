#pragma once

#include <cstdint>
#include <span>

#include "dispute/problem.hpp"
#include "dispute/tangle.hpp"

namespace valla::dispute {

/// Minimal clashes, the smallest first, those of equal size in lexicographic order; each has its
/// members in ascending order, and which of them it is charged to.
class ClashList {
  public:
    [[nodiscard]] std::uint32_t size() const { return clashes_.size(); }
    [[nodiscard]] std::span<const Member> operator[](std::uint32_t clash) const {
        return clashes_[clash];
    }
    /// Whether these are all. When the theory's clashes were too many to be listed, smaller ones
    /// may be missing too.
    [[nodiscard]] bool complete() const { return complete_; }

    void add(std::span<const Member> clash) {
        for (const Member member : clash) clashes_.push(member);
        clashes_.close_row();
    }
    void cut_short() { complete_ = false; }

  private:
    Rows<Member> clashes_;
    bool complete_ = true;
};

}  // namespace valla::dispute
