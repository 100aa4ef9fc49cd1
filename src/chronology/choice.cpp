#include "chronology/choice.hpp"

#include <algorithm>
#include <unordered_map>

namespace valla::chronology {

namespace {

/// What something rests on: decisions, by level, and given claims. Both sorted.
struct Ground {
    std::vector<std::uint32_t> levels;
    std::vector<ClaimId> claims;

    void add(const Ground& more) {
        levels.insert(levels.end(), more.levels.begin(), more.levels.end());
        claims.insert(claims.end(), more.claims.begin(), more.claims.end());
        tidy();
    }
    void tidy() {
        std::sort(levels.begin(), levels.end());
        levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
        std::sort(claims.begin(), claims.end());
        claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
    }
};

class Selector {
  public:
    Selector(Timeline& timeline, std::span<const Choice> choices)
        : timeline_(timeline), choices_(choices), taken_(choices.size(), none) {
        for (std::uint32_t k = 0; k < choices.size(); ++k) {
            for (const ClaimId alternative : choices[k].alternatives) {
                watch_points(alternative, k);
            }
        }
    }

    Selection run(std::size_t limit) {
        Selection result;
        timeline_.push();
        for (std::uint32_t k = 0; k < choices_.size(); ++k) waiting_.push_back(k);
        while (true) {
            if (propagate()) {
                const std::uint32_t open = next_open();
                if (open == none) break;
                if (result.decisions++ == limit) {
                    result.outcome = Choosing::limit_reached;
                    break;
                }
                decide(open);
                continue;
            }
            ++result.conflicts;
            if (conflict_.levels.empty()) {
                result.outcome = Choosing::impossible;
                break;
            }
            back_jump();
        }
        if (result.outcome == Choosing::possible) result.alternatives = chosen();
        while (!levels_.empty()) leave_level();
        timeline_.pop();
        if (result.outcome == Choosing::impossible) {
            result.clash = conflict_.claims;
            std::sort(result.clash.begin(), result.clash.end(), [this](ClaimId a, ClaimId b) {
                return timeline_.network().comes_before(a, b);
            });
        }
        return result;
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// An alternative that was taken, or found to be excluded by more than the bounds show.
    struct Entry {
        ClaimId alternative;
        std::uint32_t choice = 0;
        Ground ground;
    };
    struct Level {
        std::uint32_t choice = 0;
        ClaimId alternative;
        std::size_t taken = 0;
        std::size_t excluded = 0;
        std::uint32_t cursor = 0;
    };

    void watch_points(ClaimId alternative, std::uint32_t choice) {
        const Network& network = timeline_.network();
        for (std::uint32_t id = network.first_row(alternative); id < network.end_row(alternative);
             ++id) {
            for (const PointId point : {network.row({id}).x, network.row({id}).y}) {
                if (point == Network::origin) continue;
                std::vector<std::uint32_t>& list = watchers_[timeline_.graph().position(point)];
                if (list.empty() || list.back() != choice) list.push_back(choice);
            }
        }
    }

    [[nodiscard]] std::span<const Constraint> rows(ClaimId alternative) const {
        const Network& network = timeline_.network();
        const std::uint32_t first = network.first_row(alternative);
        return network.constraints().subspan(first, network.end_row(alternative) - first);
    }
    [[nodiscard]] Position place(PointId point) const { return timeline_.graph().position(point); }

    /// Whether the bounds of its two points already contradict a row.
    [[nodiscard]] bool contradicted(const Constraint& row) const {
        const Bounds& latest = timeline_.bounds(Side::latest);
        const Bounds& earliest = timeline_.bounds(Side::earliest);
        const Position x = place(row.x);
        const Position y = place(row.y);
        if (!earliest.bounded(x) || !latest.bounded(y)) return false;
        return earliest.value(x) + latest.value(y) + row.distance < 0;
    }
    /// Whether the bounds of its two points already make a row true.
    [[nodiscard]] bool entailed(const Constraint& row) const {
        const Bounds& latest = timeline_.bounds(Side::latest);
        const Bounds& earliest = timeline_.bounds(Side::earliest);
        const Position x = place(row.x);
        const Position y = place(row.y);
        return latest.bounded(x) && earliest.bounded(y) &&
               latest.value(x) + earliest.value(y) <= row.distance;
    }
    [[nodiscard]] bool entailed(ClaimId alternative) const {
        const auto all = rows(alternative);
        return std::all_of(all.begin(), all.end(),
                           [this](const Constraint& row) { return entailed(row); });
    }
    /// Whether the choice needs no further look: an alternative is taken, or true anyway.
    [[nodiscard]] bool settled(std::uint32_t choice) const {
        if (taken_[choice] != none) return true;
        const std::vector<ClaimId>& all = choices_[choice].alternatives;
        return std::any_of(all.begin(), all.end(), [this](ClaimId each) { return entailed(each); });
    }

    [[nodiscard]] Ground ground_of(const std::vector<ConstraintId>& steps) const {
        Ground ground;
        for (const ClaimId claim : owners(timeline_.network(), steps)) {
            const auto found = trail_place_.find(claim.index);
            if (found == trail_place_.end()) {
                ground.claims.push_back(claim);
            } else {
                ground.add(trail_[found->second].ground);
            }
        }
        ground.tidy();
        return ground;
    }

    /// What excludes an alternative: bounds, or what was found earlier.
    std::optional<Ground> why_excluded(ClaimId alternative) const {
        for (const Entry& entry : excluded_) {
            if (entry.alternative == alternative) return entry.ground;
        }
        for (const Constraint& row : rows(alternative)) {
            if (!contradicted(row)) continue;
            std::vector<ConstraintId> steps =
                chain_of(timeline_.bounds(Side::earliest), place(row.x));
            const std::vector<ConstraintId> more =
                chain_of(timeline_.bounds(Side::latest), place(row.y));
            steps.insert(steps.end(), more.begin(), more.end());
            return ground_of(steps);
        }
        return std::nullopt;
    }
    [[nodiscard]] bool is_excluded(ClaimId alternative) const {
        const auto all = rows(alternative);
        return std::any_of(all.begin(), all.end(),
                           [this](const Constraint& row) { return contradicted(row); }) ||
               std::any_of(excluded_.begin(), excluded_.end(),
                           [&](const Entry& entry) { return entry.alternative == alternative; });
    }

    /// Takes what is left of choices that have one alternative left. False on a conflict.
    bool propagate() {
        while (!waiting_.empty()) {
            const std::uint32_t choice = waiting_.back();
            waiting_.pop_back();
            if (settled(choice)) continue;
            ClaimId last;
            std::size_t left = 0;
            for (const ClaimId alternative : choices_[choice].alternatives) {
                if (is_excluded(alternative)) continue;
                last = alternative;
                ++left;
            }
            if (left > 1) continue;
            Ground ground;
            ground.claims.push_back(choices_[choice].owner);
            for (const ClaimId alternative : choices_[choice].alternatives) {
                if (left == 1 && alternative == last) continue;
                ground.add(*why_excluded(alternative));
            }
            if (left == 0 || !take(choice, last, ground)) {
                if (left == 0) conflict_ = std::move(ground);
                waiting_.clear();
                return false;
            }
        }
        return true;
    }

    /// False, with the conflict, when the alternative is impossible together with what was taken
    /// before.
    bool take(std::uint32_t choice, ClaimId alternative, const Ground& ground) {
        const std::size_t before = timeline_.changes().size();
        if (const std::optional<Cycle> cycle = timeline_.try_add(alternative)) {
            std::vector<ConstraintId> others;
            for (const ConstraintId id : *cycle) {
                if (timeline_.network().claim_of(id) != alternative) others.push_back(id);
            }
            conflict_ = ground_of(others);
            conflict_.add(ground);
            return false;
        }
        taken_[choice] = alternative.index;
        trail_place_[alternative.index] = trail_.size();
        trail_.push_back({alternative, choice, ground});
        for (const Change& change : timeline_.changes().subspan(before)) {
            const auto found = watchers_.find(change.position);
            if (found == watchers_.end()) continue;
            waiting_.insert(waiting_.end(), found->second.begin(), found->second.end());
        }
        return true;
    }

    /// The first choice that is not settled; those before it stay settled on deeper levels.
    std::uint32_t next_open() {
        std::uint32_t choice = levels_.empty() ? 0 : levels_.back().cursor;
        while (choice < choices_.size() && settled(choice)) ++choice;
        return choice < choices_.size() ? choice : none;
    }

    /// By how much the middle between the bounds misses an alternative.
    [[nodiscard]] Minutes violation(ClaimId alternative) const {
        Minutes most = 0;
        for (const Constraint& row : rows(alternative)) {
            most = std::max(most, middle(row.x) - middle(row.y) - row.distance);
        }
        return most;
    }
    [[nodiscard]] Minutes middle(PointId point) const {
        if (point == Network::origin) return 0;
        const std::optional<Minutes> latest = timeline_.latest(point);
        const std::optional<Minutes> earliest = timeline_.earliest(point);
        if (latest && earliest) return (*latest + *earliest) / 2;
        return latest ? *latest : earliest.value_or(0);
    }

    void decide(std::uint32_t choice) {
        ClaimId best;
        Minutes least = infinite;
        for (const ClaimId alternative : choices_[choice].alternatives) {
            if (is_excluded(alternative)) continue;
            const Minutes misses = violation(alternative);
            if (misses < least) {
                least = misses;
                best = alternative;
            }
        }
        timeline_.push();
        levels_.push_back({choice, best, trail_.size(), excluded_.size(), choice});
        Ground ground;
        ground.levels.push_back(static_cast<std::uint32_t>(levels_.size()));
        if (!take(choice, best, ground)) back_jump();
    }

    void leave_level() {
        const Level level = levels_.back();
        levels_.pop_back();
        timeline_.pop();
        while (trail_.size() > level.taken) {
            taken_[trail_.back().choice] = none;
            trail_place_.erase(trail_.back().alternative.index);
            trail_.pop_back();
        }
        excluded_.resize(level.excluded);
    }

    /// Goes back before the last decision in the conflict, which the conflict's other grounds
    /// exclude.
    void back_jump() {
        const std::uint32_t last = conflict_.levels.back();
        const Level level = levels_[last - 1];
        while (levels_.size() >= last) leave_level();
        conflict_.levels.pop_back();
        excluded_.push_back({level.alternative, level.choice, std::move(conflict_)});
        conflict_ = {};
        waiting_.assign(1, level.choice);
    }

    [[nodiscard]] std::vector<ClaimId> chosen() const {
        std::vector<ClaimId> alternatives;
        for (std::uint32_t k = 0; k < choices_.size(); ++k) {
            if (taken_[k] != none) {
                alternatives.push_back({taken_[k]});
                continue;
            }
            for (const ClaimId alternative : choices_[k].alternatives) {
                if (!entailed(alternative)) continue;
                alternatives.push_back(alternative);
                break;
            }
        }
        return alternatives;
    }

    Timeline& timeline_;
    std::span<const Choice> choices_;
    std::vector<std::uint32_t> taken_;  ///< by choice: the alternative
    std::unordered_map<Position, std::vector<std::uint32_t>> watchers_;
    std::vector<std::uint32_t> waiting_;  ///< choices to look at again
    std::vector<Entry> trail_;
    std::unordered_map<std::uint32_t, std::size_t> trail_place_;  ///< by alternative
    std::vector<Entry> excluded_;
    std::vector<Level> levels_;
    Ground conflict_;
};

/// The named claims and choices alone, with new ids.
bool is_possible(const Network& network, std::span<const Choice> choices,
                 std::span<const ClaimId> members, std::size_t limit) {
    Network small;
    std::unordered_map<std::uint32_t, PointId> points;
    const auto point_of = [&](PointId point) {
        if (point == Network::origin) return point;
        const auto [place, fresh] = points.try_emplace(point.index);
        if (fresh) place->second = small.add_point();
        return place->second;
    };
    const auto copy = [&](ClaimId claim) {
        const ClaimId result = small.add_claim(network.rank(claim));
        for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
            const Constraint& row = network.row({id});
            if (row.y == Network::origin) {
                small.not_after(point_of(row.x), row.distance);
            } else if (row.x == Network::origin) {
                small.not_before(point_of(row.y), -row.distance);
            } else {
                small.at_most(point_of(row.x), point_of(row.y), row.distance);
            }
        }
        return result;
    };
    ClaimSet mask;
    std::unordered_map<std::uint32_t, ClaimId> copies;
    for (const ClaimId claim : members) {
        copies[claim.index] = copy(claim);
        mask.insert(copies[claim.index]);
    }
    std::vector<Choice> small_choices;
    for (const Choice& choice : choices) {
        const auto owner = copies.find(choice.owner.index);
        if (owner == copies.end()) continue;
        Choice small_choice{owner->second, {}};
        for (const ClaimId each : choice.alternatives)
            small_choice.alternatives.push_back(copy(each));
        small_choices.push_back(std::move(small_choice));
    }
    Timeline timeline(small, mask);
    if (!timeline.consistent()) return false;
    return select(timeline, small_choices, limit).outcome != Choosing::impossible;
}

}  // namespace

Selection select(Timeline& timeline, std::span<const Choice> choices, std::size_t decision_limit) {
    return Selector(timeline, choices).run(decision_limit);
}

std::vector<ClaimId> minimal_clash(const Network& network, std::span<const Choice> choices,
                                   std::vector<ClaimId> clash, std::size_t decision_limit) {
    for (std::size_t k = clash.size(); k-- > 0;) {
        const ClaimId left_out = clash[k];
        clash.erase(clash.begin() + static_cast<std::ptrdiff_t>(k));
        if (is_possible(network, choices, clash, decision_limit)) {
            clash.insert(clash.begin() + static_cast<std::ptrdiff_t>(k), left_out);
        }
    }
    return clash;
}

}  // namespace valla::chronology
