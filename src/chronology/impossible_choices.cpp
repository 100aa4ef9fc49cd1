// Minimal impossible sets in which owners of choices take part; impossible_sets.hpp says how.

#include <algorithm>
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

bool meet(const Claims& one, const Claims& other) {
    return std::any_of(one.begin(), one.end(), [&](ClaimId each) {
        return std::binary_search(other.begin(), other.end(), each);
    });
}

/// Ways to leave out a claim of each of some sets.
class WaysOut {
  public:
    void add_set(Claims set) { sets_.push_back(std::move(set)); }
    void cross_off(Claims way) { crossed_off_.push_back(std::move(way)); }
    [[nodiscard]] const std::vector<Claims>& sets() const { return sets_; }

    /// A way from which nothing can be spared and which was not crossed off; nothing when there is
    /// none. `steps` bounds the work, and is 0 when it was not enough.
    std::optional<Claims> next(std::size_t& steps) const {
        struct Frame {
            std::size_t set;
            std::size_t claim;
        };
        std::vector<Frame> frames;
        Claims way;
        Claims tried;  // on the frames above: those that are not to be taken again
        std::vector<std::size_t> tried_before;
        const auto first_open = [&] {
            return static_cast<std::size_t>(
                std::find_if(sets_.begin(), sets_.end(),
                             [&](const Claims& set) {
                                 return std::none_of(way.begin(), way.end(), [&](ClaimId each) {
                                     return std::binary_search(set.begin(), set.end(), each);
                                 });
                             }) -
                sets_.begin());
        };
        const auto enter = [&](std::size_t set) {
            frames.push_back({set, 0});
            tried_before.push_back(tried.size());
        };
        if (sets_.empty())
            return is_crossed_off({}) ? std::nullopt : std::optional<Claims>(Claims{});
        enter(first_open());
        while (!frames.empty()) {
            if (steps == 0) return std::nullopt;
            --steps;
            Frame& top = frames.back();
            const Claims& set = sets_[top.set];
            if (way.size() == frames.size()) {
                tried.push_back(way.back());
                way.pop_back();
            }
            if (top.claim == set.size()) {
                tried.resize(tried_before.back());
                tried_before.pop_back();
                frames.pop_back();
                continue;
            }
            const ClaimId claim = set[top.claim++];
            if (std::find(tried.begin(), tried.end(), claim) != tried.end()) continue;
            way.push_back(claim);
            if (is_crossed_off(way)) continue;
            const std::size_t open = first_open();
            if (open < sets_.size()) {
                enter(open);
                continue;
            }
            return spared(way);
        }
        return std::nullopt;
    }

  private:
    [[nodiscard]] bool is_crossed_off(Claims way) const {
        std::sort(way.begin(), way.end());
        return std::any_of(crossed_off_.begin(), crossed_off_.end(),
                           [&](const Claims& each) { return includes(way, each); });
    }
    [[nodiscard]] Claims spared(Claims way) const {
        std::sort(way.begin(), way.end());
        for (std::size_t k = way.size(); k-- > 0;) {
            Claims rest = way;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
            if (std::all_of(sets_.begin(), sets_.end(),
                            [&](const Claims& set) { return meet(rest, set); })) {
                way = std::move(rest);
            }
        }
        return way;
    }

    std::vector<Claims> sets_;  ///< sorted by number
    std::vector<Claims> crossed_off_;
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
          timeline_(small_.network(), small_.mask()) {}

    /// Sets that are known, as far as they lie in the part.
    void add_known(const std::vector<Claims>& sets) {
        Claims members = part_.members;
        std::sort(members.begin(), members.end());
        for (Claims set : sets) {
            std::sort(set.begin(), set.end());
            if (includes(members, set)) ways_.add_set(std::move(set));
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
            found.push_back(*set);
            std::sort(set->begin(), set->end());
            ways_.add_set(std::move(*set));
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
