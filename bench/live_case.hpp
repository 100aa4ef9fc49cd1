#pragma once

#include <cstdint>
#include <string>

namespace valla::bench {

/// The text of a made-up case with about `claims` claims in clusters of events: each cluster has
/// two to six events, tied to one another by `before` and `after` and by nothing to those of other
/// clusters; their lines are on the word of sources that are dated and that are cited all over the
/// case. Every fourth cluster may contradict itself, in a field with
/// one value, by a denial or by a closed list; some two dozen clusters do so in their times,
/// however large the case is. The same number gives the same text.
std::string clustered_case(std::uint32_t claims);

}  // namespace valla::bench
