#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "evidence/evidence.hpp"

namespace valla::chronology {

/// For each of many things the claims that it rests on, in the order in which they were noted:
/// noted in one column, since a vector of its own for each is one small allocation for each.
class TimeGrounds {
  public:
    void note(std::size_t thing, evidence::ClaimId claim) {
        noted_.push_back({static_cast<std::uint32_t>(thing), claim});
    }
    /// To be called once, when all is noted.
    void deal(std::size_t things) {
        first_.assign(things + 1, 0);
        for (const Noted& each : noted_) ++first_[each.thing + 1];
        for (std::size_t k = 0; k < things; ++k) first_[k + 1] += first_[k];
        std::vector<std::uint32_t> next(first_.begin(), first_.end());
        claims_.resize(noted_.size());
        for (const Noted& each : noted_) claims_[next[each.thing]++] = each.claim;
        noted_ = {};
    }
    [[nodiscard]] std::span<const evidence::ClaimId> of(std::size_t thing) const {
        return std::span(claims_).subspan(first_[thing], first_[thing + 1] - first_[thing]);
    }

  private:
    struct Noted {
        std::uint32_t thing;
        evidence::ClaimId claim;
    };
    std::vector<Noted> noted_;
    std::vector<evidence::ClaimId> claims_;
    std::vector<std::uint32_t> first_;
};

}  // namespace valla::chronology
