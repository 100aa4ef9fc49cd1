#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace valla::lineage {

/// A smallest choice of elements, or, when the search was given up, how small it can be.
struct HittingSet {
    std::vector<std::uint32_t> elements;  ///< a choice that meets every set; sorted
    std::uint32_t least = 0;              ///< no choice is smaller than this
    [[nodiscard]] bool exact() const { return least == elements.size(); }
};

/// Gives a set that no element of `chosen` (sorted) is in; an empty one when there is none left.
using FindUnhit =
    std::function<std::vector<std::uint32_t>(const std::vector<std::uint32_t>& chosen)>;

/// The least number of elements with one in every set, where the sets are not listed but found when
/// they are needed, as there may be very many (Moreno-Centeno and Karp 2013). Among choices of
/// equal size the one found first is given, always the same for the same sets.
///
/// The problem is NP-hard; the sets of a historical case are few, short and alike. `steps` bounds
/// the search, and with it the time: about a microsecond each. When they are used up, `elements` is
/// still a choice that meets every set.
///
///     smallest_hitting_set([&](const auto& chosen) { return a_chain_without(chosen); });
HittingSet smallest_hitting_set(const FindUnhit& find_unhit, std::uint32_t steps = 200'000);

}  // namespace valla::lineage
