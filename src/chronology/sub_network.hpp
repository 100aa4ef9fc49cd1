#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "chronology/choice.hpp"

namespace valla::chronology {

/// Some claims of a network and some choices copied with new ids, so that work on them does not
/// depend on the size of the whole.
class SubNetwork {
  public:
    /// `members` once each; of `choices` those whose owner is among them, with their alternatives.
    SubNetwork(const Network& network, std::span<const ClaimId> members,
               std::span<const Choice> choices);

    [[nodiscard]] const Network& network() const { return network_; }
    /// The members, without the alternatives.
    [[nodiscard]] const ClaimSet& mask() const { return mask_; }
    [[nodiscard]] std::span<const Choice> choices() const { return choices_; }
    /// The claim of the whole network that became this one.
    [[nodiscard]] ClaimId original(ClaimId claim) const { return originals_[claim.index]; }

  private:
    ClaimId copy(const Network& from, ClaimId claim);
    PointId point_of(PointId point);

    Network network_;
    ClaimSet mask_;
    std::vector<Choice> choices_;
    std::vector<ClaimId> originals_;
    std::unordered_map<std::uint32_t, PointId> points_;
};

}  // namespace valla::chronology
