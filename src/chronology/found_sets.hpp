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
            by_claim_[members.back()].push_back(
                {static_cast<std::uint32_t>(sets_.size()), members.back()});
        }
        sets_.push_back(set);
        members_.push_back(std::move(members));
    }
    [[nodiscard]] const std::vector<std::vector<ClaimId>>& sets() const { return sets_; }

    void join(Number claim) { is_on_way_[claim] = 1; }
    void leave(Number claim) { is_on_way_[claim] = 0; }
    /// Whether the claims on the way contain a set with this one.
    [[nodiscard]] bool any_on_way(Number with) {
        for (Mention& each : by_claim_[with]) {
            if (is_on_way_[each.missing] == 0) continue;
            const auto& members = members_[each.set];
            const auto missing = std::find_if(members.begin(), members.end(),
                                              [this](Number one) { return is_on_way_[one] == 0; });
            if (missing == members.end()) return true;
            each.missing = *missing;
        }
        return false;
    }

  private:
    /// A set, and the member of it that was not on the way when it was last looked for: most often
    /// it still is not.
    struct Mention {
        std::uint32_t set;
        Number missing;
    };

    std::unordered_map<std::uint32_t, Number> numbers_;
    std::vector<std::vector<ClaimId>> sets_;
    std::vector<std::vector<Number>> members_;
    std::vector<std::vector<Mention>> by_claim_;
    std::vector<std::uint8_t> is_on_way_;
};

}  // namespace valla::chronology
