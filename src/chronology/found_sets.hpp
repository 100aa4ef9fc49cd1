#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "chronology/network.hpp"

namespace valla::chronology {

/// Stands for the claim whose rows are asked about and are no rows of the network.
inline constexpr ClaimId asked_claim{0xFFFFFFFF};

/// Sets of claims that were found, and the claims on the way that a search follows, which is never
/// to contain one of them.
class FoundSets {
  public:
    /// A claim as it is numbered here, by first mention.
    using Number = std::uint32_t;
    Number number(ClaimId claim) {
        const auto fresh_number = static_cast<Number>(by_claim_.size());
        const auto [at, fresh] = numbers_.emplace(claim.index, fresh_number);
        if (fresh) {
            by_claim_.emplace_back();
            is_on_way_.push_back(0);
        }
        return at->second;
    }

    void add(const std::vector<ClaimId>& set) {
        std::vector<Number> members;
        for (const ClaimId claim : set) {
            members.push_back(number(claim));
            by_claim_[members.back()].push_back(static_cast<std::uint32_t>(sets_.size()));
        }
        sets_.push_back(set);
        members_.push_back(std::move(members));
    }
    [[nodiscard]] const std::vector<std::vector<ClaimId>>& sets() const { return sets_; }

    void join(Number claim) { is_on_way_[claim] = 1; }
    void leave(Number claim) { is_on_way_[claim] = 0; }
    /// Whether the claims on the way contain a set with this one.
    [[nodiscard]] bool any_on_way(Number with) const {
        return std::any_of(
            by_claim_[with].begin(), by_claim_[with].end(), [this](std::uint32_t set) {
                return std::all_of(members_[set].begin(), members_[set].end(),
                                   [this](Number each) { return is_on_way_[each] != 0; });
            });
    }

  private:
    std::unordered_map<std::uint32_t, Number> numbers_;
    std::vector<std::vector<ClaimId>> sets_;
    std::vector<std::vector<Number>> members_;
    std::vector<std::vector<std::uint32_t>> by_claim_;
    std::vector<std::uint8_t> is_on_way_;
};

}  // namespace valla::chronology
