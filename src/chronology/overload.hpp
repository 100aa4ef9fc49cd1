#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "chronology/choice.hpp"

namespace valla::chronology {

/// Events of which no two may be going on at once, because choices say "the first is over before
/// the second begins, or the other way round", and which do not fit into the time that bounds leave
/// them all together.
///
/// Learning from orders that fail cannot see that in reasonable time (each proof from orders alone
/// goes through very many of them), counting can: events that begin no earlier than a minute, end
/// no later than another, and last longer than what lies between. This is the overload check of
/// scheduling with one machine (Baptiste, Le Pape, Nuijten, "Constraint-based scheduling", 2001).
class Overloads {
  public:
    /// Finds the groups of events, three or more, in which each two are a choice's, and how long
    /// each lasts at least. One search through the surroundings per event of a group.
    Overloads(const Timeline& timeline, std::span<const Choice> choices);

    /// An event that takes part in an overload.
    struct Member {
        PointId begin;
        PointId end;
        std::vector<ClaimId> lasts;  ///< the claims of how long it lasts at least
    };
    struct Overload {
        std::vector<Member> members;
        std::vector<ClaimId> owners;  ///< of the choices between them
    };

    /// Says that a bound of the point at `at` has changed.
    void touch(Position at);
    /// The first overload among the groups that were touched; those without one are at rest.
    std::optional<Overload> find(const Timeline& timeline);

  private:
    struct Event {
        PointId begin;
        PointId end;
        Minutes lasts = 0;
        std::vector<ClaimId> claims;
    };
    struct Pair {
        std::uint32_t one = 0;
        std::uint32_t other = 0;
        ClaimId owner;
    };
    using Group = std::vector<std::uint32_t>;

    [[nodiscard]] std::uint32_t event_of(PointId begin, PointId end);
    void add_pair(const Network& network, const Choice& choice);
    void make_groups();
    void measure(const Timeline& timeline);
    [[nodiscard]] std::vector<std::uint32_t> overloaded(const Timeline& timeline,
                                                        const Group& group) const;

    static std::uint64_t key(std::uint32_t one, std::uint32_t other) {
        return (std::uint64_t{one} << 32) | other;
    }

    std::vector<Event> events_;
    std::vector<Pair> pairs_;
    std::unordered_map<std::uint64_t, std::uint32_t> event_at_;  ///< by begin and end
    std::unordered_map<std::uint64_t, ClaimId> owner_;           ///< by two events, both ways
    std::vector<Group> groups_;
    std::unordered_map<Position, std::vector<std::uint32_t>> groups_at_;
    std::vector<bool> is_touched_;
    std::vector<std::uint32_t> touched_;
};

}  // namespace valla::chronology
