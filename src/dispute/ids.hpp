#pragma once

#include <compare>
#include <cstdint>

namespace valla::dispute {

/// What is believed or left out as a whole.
struct UnitId {
    std::uint32_t index = 0;
    friend auto operator<=>(UnitId, UnitId) = default;
};

/// A place in the partial order of preference; many units may have the same.
struct RankId {
    std::uint32_t index = 0;
    friend auto operator<=>(RankId, RankId) = default;
};

/// The rank of a unit that nobody gave one. Like any other it is better or worse than another rank
/// only where prefer() says so.
inline constexpr RankId unranked{0};

/// A row that ties units together: a clash, a group or a neighbourhood.
struct TieId {
    std::uint32_t index = 0;
    friend auto operator<=>(TieId, TieId) = default;
};

/// Something that holds in a version when one of its supports is contained in it.
struct StatementId {
    std::uint32_t index = 0;
    friend auto operator<=>(StatementId, StatementId) = default;
};

/// Units that ties connect, as the solver has numbered them; good until the next change.
struct ComponentId {
    std::uint32_t index = 0;
    friend auto operator<=>(ComponentId, ComponentId) = default;
};

}  // namespace valla::dispute
