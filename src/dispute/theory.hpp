#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dispute/ids.hpp"

namespace valla::dispute {

/// Knows clashes that nobody has listed, such as times that are impossible together, and is asked
/// for them one set of units at a time. Its clashes are charged to all their members.
///
/// What it answers must depend on the set alone, and be monotone: what contains a clash clashes.
class Theory {
  public:
    Theory() = default;
    Theory(const Theory&) = delete;
    Theory& operator=(const Theory&) = delete;
    virtual ~Theory() = default;

    /// A minimal clash among `units`, which are in ascending order and all in neighbourhoods;
    /// nothing when they can stand together. All units of a clash lie in one neighbourhood.
    virtual std::optional<std::vector<UnitId>> find_clash(std::span<const UnitId> units) = 0;

    /// Whether the last question was given up: it found nothing, and there may be a clash all the
    /// same.
    [[nodiscard]] virtual bool gave_up() const { return false; }
};

}  // namespace valla::dispute
