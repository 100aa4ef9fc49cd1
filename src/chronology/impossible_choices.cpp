// Minimal impossible sets in which owners of choices take part; impossible_sets.hpp says how.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "chronology/conflict_region.hpp"
#include "chronology/impossible_sets.hpp"
#include "chronology/sub_network.hpp"

namespace valla::chronology {

namespace {

using Claims = std::vector<ClaimId>;

bool includes(const Claims& larger, const Claims& smaller) {
    return std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end());
}

/// Ways to leave out a claim of each of some sets, found one after another by a search in depth
/// that goes on where it was when sets were added or ways crossed off: both only take ways away.
class WaysOut {
  public:
    /// Of sets of these claims.
    explicit WaysOut(Claims members) : members_(std::move(members)) {
        std::sort(members_.begin(), members_.end());
        way_.resize((members_.size() + 63) / 64);
    }

    void add_set(const Claims& set) { sets_.push_back(bits_of(set)); }
    void cross_off(const Claims& way) { crossed_off_.push_back(bits_of(way)); }

    /// A way from which nothing can be spared and which was not crossed off; nothing when there is
    /// none. `steps` bounds the work, and is 0 when it was not enough.
    std::optional<Claims> next(std::size_t& steps) {
        // The way as it stands is looked at again, then those that come after it.
        while (true) {
            const std::size_t cost = 1 + (sets_.size() + crossed_off_.size()) / 8;
            if (steps <= cost) {
                steps = 0;
                return std::nullopt;
            }
            steps -= cost;
            if (!is_crossed_off()) {
                const auto open = std::find_if(sets_.begin(), sets_.end(),
                                               [&](const Bits& set) { return !meet(way_, set); });
                if (open == sets_.end()) return spared();
                frames_.push_back({bit_list(*open), 0, tried_.size()});
            }
            if (!advance()) return std::nullopt;
        }
    }

  private:
    using Bits = std::vector<std::uint64_t>;
    struct Frame {
        std::vector<std::uint32_t> choices;  ///< the members of an open set, one of which is taken
        std::size_t taken;                   ///< so many of them were
        std::size_t tried_before;
    };

    static bool meet(const Bits& one, const Bits& other) {
        for (std::size_t k = 0; k < one.size(); ++k) {
            if ((one[k] & other[k]) != 0) return true;
        }
        return false;
    }
    static bool has(const Bits& bits, std::uint32_t bit) {
        return (bits[bit / 64] >> bit % 64 & 1) != 0;
    }
    static void flip(Bits& bits, std::uint32_t bit) {
        bits[bit / 64] ^= std::uint64_t{1} << bit % 64;
    }
    static std::vector<std::uint32_t> bit_list(const Bits& bits) {
        std::vector<std::uint32_t> list;
        for (std::size_t k = 0; k < bits.size(); ++k) {
            for (std::uint64_t rest = bits[k]; rest != 0; rest &= rest - 1)
                list.push_back(static_cast<std::uint32_t>(64 * k) +
                               static_cast<std::uint32_t>(std::countr_zero(rest)));
        }
        return list;
    }
    [[nodiscard]] Bits bits_of(const Claims& claims) const {
        Bits bits(way_.size());
        for (const ClaimId claim : claims) {
            const auto at = std::lower_bound(members_.begin(), members_.end(), claim);
            flip(bits, static_cast<std::uint32_t>(at - members_.begin()));
        }
        return bits;
    }

    /// Takes the next choice of the last frame that has one left; whether there was one.
    bool advance() {
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            if (frame.taken > 0) {
                const std::uint32_t last = frame.choices[frame.taken - 1];
                if (has(way_, last)) {
                    flip(way_, last);
                    tried_.push_back(last);
                }
            }
            while (frame.taken < frame.choices.size()) {
                const std::uint32_t bit = frame.choices[frame.taken++];
                // What was tried before, with less, is not taken again.
                if (std::find(tried_.begin(), tried_.end(), bit) != tried_.end()) continue;
                flip(way_, bit);
                return true;
            }
            tried_.resize(frame.tried_before);
            frames_.pop_back();
        }
        return false;
    }
    [[nodiscard]] bool is_crossed_off() const {
        return std::any_of(crossed_off_.begin(), crossed_off_.end(), [&](const Bits& each) {
            for (std::size_t k = 0; k < each.size(); ++k) {
                if ((each[k] & ~way_[k]) != 0) return false;
            }
            return true;
        });
    }
    [[nodiscard]] Claims spared() const {
        Bits way = way_;
        std::vector<std::uint32_t> taken = bit_list(way);
        for (std::size_t k = taken.size(); k-- > 0;) {
            flip(way, taken[k]);
            if (!std::all_of(sets_.begin(), sets_.end(),
                             [&](const Bits& set) { return meet(way, set); }))
                flip(way, taken[k]);
        }
        Claims claims;
        for (const std::uint32_t bit : bit_list(way)) claims.push_back(members_[bit]);
        return claims;
    }

    Claims members_;
    std::vector<Bits> sets_;
    std::vector<Bits> crossed_off_;
    Bits way_;
    std::vector<Frame> frames_;
    std::vector<std::uint32_t> tried_;  ///< on the frames above
};

/// Claims and choices that no simple cycle can lead out of.
struct Part {
    Claims members;
    std::vector<Choice> choices;
};

class Parts {
  public:
    Parts(const Network& network, const Claims& members, const std::vector<Choice>& choices) {
        for (const ClaimId claim : members) join_points(network, claim, none);
        for (const Choice& choice : choices) {
            std::uint32_t first = none;
            for (const ClaimId each : choice.alternatives)
                first = join_points(network, each, first);
            join_points(network, choice.owner, first);
        }
        const auto part_of = [&](ClaimId claim, const Choice* choice) -> Part* {
            std::uint32_t point = any_point(network, claim);
            for (std::size_t k = 0; choice != nullptr && point == none; ++k) {
                if (k == choice->alternatives.size()) break;
                point = any_point(network, choice->alternatives[k]);
            }
            if (point == none) return nullptr;
            const auto [place, fresh] = places_.emplace(root(point), parts.size());
            if (fresh) parts.emplace_back();
            return &parts[place->second];
        };
        std::unordered_map<std::uint32_t, bool> is_owner;
        for (const Choice& choice : choices) {
            is_owner[choice.owner.index] = true;
            Part* const part = part_of(choice.owner, &choice);
            if (part == nullptr) continue;
            part->choices.push_back(choice);
            part->members.push_back(choice.owner);
        }
        for (const ClaimId claim : members) {
            if (is_owner.count(claim.index) != 0) continue;
            if (Part* const part = part_of(claim, nullptr)) part->members.push_back(claim);
        }
    }

    std::vector<Part> parts;

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    std::uint32_t root(std::uint32_t point) {
        auto at = parents_.emplace(point, point).first;
        while (at->second != at->first) at = parents_.find(at->second);
        parents_[point] = at->first;
        return at->first;
    }
    static std::uint32_t any_point(const Network& network, ClaimId claim) {
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            const Constraint& row = network.row({id});
            return row.x == Network::origin ? row.y.index : row.x.index;
        }
        return none;
    }
    /// Joins the points of a claim with each other and with `to`; gives one of them.
    std::uint32_t join_points(const Network& network, ClaimId claim, std::uint32_t to) {
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            for (const PointId point : {network.row({id}).x, network.row({id}).y}) {
                if (point == Network::origin) continue;
                if (to == none) to = point.index;
                parents_[root(point.index)] = root(to);
            }
        }
        return to;
    }

    std::unordered_map<std::uint32_t, std::uint32_t> parents_;
    std::unordered_map<std::uint32_t, std::size_t> places_;
};

/// The turns of the search on one part.
class Search {
  public:
    Search(const Network& network, const Part& part)
        : part_(part),
          small_(network, part.members, part.choices),
          timeline_(small_.network(), small_.mask()),
          ways_(part.members) {}

    /// Sets that are known, as far as they lie in the part.
    void add_known(const std::vector<Claims>& sets) {
        Claims members = part_.members;
        std::sort(members.begin(), members.end());
        for (Claims set : sets) {
            std::sort(set.begin(), set.end());
            if (includes(members, set)) ways_.add_set(set);
        }
    }

    /// Appends further sets to `found`, up to `most`; whether these were all.
    bool run(std::vector<Claims>& found, std::size_t most, std::size_t& checks,
             std::size_t& steps) {
        while (const auto way = ways_.next(steps)) {
            if (checks == 0) return false;
            --checks;
            std::optional<Claims> set = set_without(*way);
            if (!exact_) return false;
            if (!set) {
                ways_.cross_off(*way);
                continue;
            }
            if (found.size() == most) return false;
            ways_.add_set(*set);
            found.push_back(std::move(*set));
        }
        return steps > 0;
    }

  private:
    /// A minimal impossible set without the claims of `way`.
    std::optional<Claims> set_without(const Claims& way) {
        const auto is_left = [&](ClaimId small) {
            return !std::binary_search(way.begin(), way.end(), small_.original(small));
        };
        ClaimSet mask;
        for (std::uint32_t k = 0; k < small_.network().claims(); ++k) {
            if (small_.mask().contains({k}) && is_left({k})) mask.insert({k});
        }
        timeline_.set_mask(mask);
        Claims set;
        if (!timeline_.consistent()) {
            set = timeline_.impossible_set(timeline_.set_aside().front()).claims;
        } else {
            std::vector<Choice> choices;
            for (const Choice& choice : small_.choices()) {
                if (is_left(choice.owner)) choices.push_back(choice);
            }
            Selection selection = select(timeline_, choices);
            if (selection.outcome == Choosing::limit_reached) exact_ = false;
            if (selection.outcome != Choosing::impossible) return std::nullopt;
            set = minimal_clash(small_.network(), small_.choices(), std::move(selection.clash));
        }
        for (ClaimId& claim : set) claim = small_.original(claim);
        return set;
    }

    const Part& part_;
    SubNetwork small_;
    Timeline timeline_;
    WaysOut ways_;
    bool exact_ = true;
};

}  // namespace

ClaimSets impossible_sets(Timeline& timeline, std::span<const Choice> choices,
                          SearchLimits limits) {
    const Network& network = timeline.network();
    const ImpossibleSets plain = impossible_sets(timeline, limits);
    ClaimSets result{{}, plain.complete};
    for (const ImpossibleSet& set : plain.sets) result.sets.push_back(set.claims);

    std::vector<Choice> asked;
    for (const Choice& choice : choices) {
        if (timeline.standing(choice.owner) == Standing::out) continue;
        if (choice.alternatives.empty()) {
            result.sets.push_back({choice.owner});
        } else {
            asked.push_back(choice);
        }
    }
    sort_sets(network, result.sets);
    if (timeline.consistent() && select(timeline, asked).outcome == Choosing::possible) {
        return result;
    }

    Claims members = timeline.set_aside();
    std::vector<Constraint> seeds;
    const auto add_seeds = [&](ClaimId claim) {
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            seeds.push_back(network.row({id}));
        }
    };
    for (const ClaimId claim : members) add_seeds(claim);
    for (const Choice& choice : asked) {
        members.push_back(choice.owner);
        for (const ClaimId each : choice.alternatives) add_seeds(each);
    }
    const ConflictRegion region = conflict_region(timeline, seeds, limits.points);
    result.complete &= region.whole;
    for (const ConstraintId id : region.kept_rows) members.push_back(network.claim_of(id));
    const auto before = [&](ClaimId a, ClaimId b) { return network.comes_before(a, b); };
    std::sort(members.begin(), members.end(), before);
    members.erase(std::unique(members.begin(), members.end()), members.end());

    const Parts dealt(network, members, asked);
    for (const Part& part : dealt.parts) {
        if (part.choices.empty()) continue;
        Search search(network, part);
        search.add_known(result.sets);
        result.complete &= search.run(result.sets, limits.sets, limits.checks, limits.steps);
    }
    sort_sets(network, result.sets);
    return result;
}

}  // namespace valla::chronology
