#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "dispute/tangle.hpp"

namespace valla::dispute {

/// Goes through the versions of a tangle of at most 64 units that no theory watches, a word of
/// bits at a time.
///
/// A unit that is in drives out what it clashes with; a unit that nothing open or in can justify
/// leaving out is in. What these two rules leave open is tried, the lowest unit first, in before
/// out; so versions come in lexicographic order. The first round of the rules alone is the grounded
/// reading, which settles most disputes with preferences.
class SmallSearch {
  public:
    using Bits = std::uint64_t;
    static constexpr Local most_units = 64;

    /// Whether a tangle is of this kind.
    static bool can_take(const Tangle& tangle) {
        return tangle.size() <= most_units && tangle.neighbourhoods.size() == 0;
    }

    void take(const Tangle& tangle);

    /// What is known of all units and of `statements` after at most `node_limit` steps.
    void survey(const LocalStatements& statements, std::size_t node_limit, Findings& findings);

    /// Versions, in lexicographic order, until `limit` or `node_limit` is passed.
    struct List {
        std::vector<Bits> versions;
        bool complete = true;
    };
    [[nodiscard]] List list(std::size_t limit, std::size_t node_limit) const;

    struct Found {
        std::optional<Bits> version;
        bool complete = true;
    };
    /// The first version that has all of `in` and contains none of `lacking`.
    [[nodiscard]] Found find(Bits in, const std::vector<Bits>& lacking,
                             std::size_t node_limit) const;

  private:
    struct Clash {
        Bits members = 0;
        Bits justifies = 0;  ///< leaving out these, when all others are in
    };
    struct Node {
        Bits in = 0;
        Bits out = 0;
    };

    void add_pair(Local unit, Local other, bool charged);
    bool propagate(Node& node) const;
    [[nodiscard]] bool can_be_placed(Bits in) const;
    template <typename Visit>
    bool walk(Bits in, std::size_t node_limit, Visit visit) const;

    const Tangle* tangle_ = nullptr;
    Bits all_ = 0;
    Bits accepted_ = 0;
    Bits alone_ = 0;                             ///< clash with themselves
    Bits alone_justified_ = 0;                   ///< and are charged
    std::array<Bits, most_units> rivals_{};      ///< that a unit makes a clash of two with
    std::array<Bits, most_units> justifiers_{};  ///< each of which justifies leaving the unit out
    std::array<Bits, most_units> better_{};
    std::vector<Clash> clashes_;  ///< of three members or more
};

}  // namespace valla::dispute
