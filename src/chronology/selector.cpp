#include "chronology/selector.hpp"

#include <algorithm>

namespace valla::chronology {

namespace {

/// 1, 1, 2, 1, 1, 2, 4, ...: how long to search before the next restart (Luby, Sinclair, Zuckerman
/// 1993).
std::size_t luby(std::size_t index) {
    std::size_t size = 1;
    while (size < index + 1) size = 2 * size + 1;
    while (size - 1 != index) {
        size = (size - 1) / 2;
        index %= size;
    }
    return (size + 1) / 2;
}

}  // namespace

Selector::Selector(Timeline& timeline, std::span<const Choice> choices)
    : timeline_(timeline),
      choices_(choices),
      overloads_(timeline, choices),
      taken_(choices.size(), none),
      saved_(choices.size(), none),
      activity_(choices.size()) {
    for (std::uint32_t choice = 0; choice < choices.size(); ++choice) {
        first_.push_back(static_cast<std::uint32_t>(alternatives_.size()));
        for (const ClaimId claim : choices[choice].alternatives) {
            alternative_of_.emplace(claim.index, static_cast<std::uint32_t>(alternatives_.size()));
            alternatives_.push_back({claim, choice});
            for (const Constraint& row : rows(claim)) {
                for (const PointId point : {row.x, row.y}) {
                    if (point == Network::origin) continue;
                    std::vector<std::uint32_t>& list = choices_at_[place(point)];
                    if (list.empty() || list.back() != choice) list.push_back(choice);
                }
            }
        }
    }
    first_.push_back(static_cast<std::uint32_t>(alternatives_.size()));
    values_.resize(alternatives_.size());
    place_.resize(alternatives_.size());
    seen_.resize(alternatives_.size());
    watchers_.resize(2 * alternatives_.size());
    std::vector<Urgency> all;
    for (std::uint32_t choice = 0; choice < choices.size(); ++choice) {
        all.emplace_back(0, none - choice);
    }
    order_ = std::priority_queue<Urgency>({}, std::move(all));
    is_ordered_.assign(choices.size(), true);
}

Selection Selector::run(std::size_t decision_limit) {
    constexpr std::size_t conflicts_per_restart = 256;
    constexpr std::size_t conflicts_per_tidying = 4000;
    Selection result;
    timeline_.push();
    for (std::uint32_t choice = 0; choice < choices_.size(); ++choice) waiting_.push_back(choice);
    std::size_t restarts = 0;
    std::size_t tidyings = 0;
    std::size_t next_tidying = conflicts_per_tidying;
    std::size_t next_restart = conflicts_per_restart;
    bool holds = true;
    while (true) {
        holds = holds && propagate();
        if (!holds) {
            ++result.conflicts;
            if (conflict_.literals.empty()) {
                result.outcome = Choosing::impossible;
                break;
            }
            learn();
            const Nogood& nogood = nogoods_.back();
            Ground ground{nogood.literals, nogood.claims};
            ground.literals.erase(ground.literals.begin());
            holds = assign(negation(nogood.literals.front()), std::move(ground));
            if (result.conflicts >= next_tidying) {
                next_tidying += conflicts_per_tidying * ++tidyings;
                forget_nogoods();
            }
            continue;
        }
        if (result.conflicts >= next_restart) {
            next_restart += conflicts_per_restart * luby(++restarts);
            restart();
            continue;
        }
        const std::uint32_t open = next_open();
        if (open == none) break;
        if (result.decisions++ == decision_limit) {
            result.outcome = Choosing::limit_reached;
            break;
        }
        holds = decide(open);
    }
    if (result.outcome == Choosing::possible) result.alternatives = chosen();
    restart();
    timeline_.pop();
    if (result.outcome == Choosing::impossible) {
        result.clash = conflict_.claims;
        std::sort(result.clash.begin(), result.clash.end(),
                  [this](ClaimId a, ClaimId b) { return timeline_.network().comes_before(a, b); });
    }
    return result;
}

/// The most urgent choice that is not settled. Those that are passed over stay settled on deeper
/// levels.
std::uint32_t Selector::next_open() {
    while (!order_.empty()) {
        const auto [activity, turned] = order_.top();
        const std::uint32_t choice = none - turned;
        const bool is_current = activity == activity_[choice];
        if (is_current && !settled(choice)) return choice;
        order_.pop();
        if (!is_current) continue;
        is_ordered_[choice] = false;
        popped_.push_back(choice);
    }
    return none;
}

bool Selector::decide(std::uint32_t choice) {
    std::uint32_t best = saved_[choice];
    if (best == none || is_excluded(best)) {
        Minutes least = infinite;
        for (std::uint32_t each = first_[choice]; each < first_[choice + 1]; ++each) {
            if (is_excluded(each)) continue;
            const Minutes misses = violation(alternatives_[each].claim);
            if (misses >= least) continue;
            least = misses;
            best = each;
        }
    }
    timeline_.push();
    levels_.push_back({trail_.size(), popped_.size()});
    return assign(2 * best, {});
}

void Selector::leave_level() {
    const Level level = levels_.back();
    levels_.pop_back();
    timeline_.pop();
    while (trail_.size() > level.trail) {
        const std::uint32_t alternative = trail_.back().literal / 2;
        const std::uint32_t choice = alternatives_[alternative].choice;
        if (taken_[choice] == alternative) {
            taken_[choice] = none;
            saved_[choice] = alternative;
        }
        values_[alternative] = 0;
        trail_.pop_back();
    }
    for (; popped_.size() > level.popped; popped_.pop_back()) {
        const std::uint32_t choice = popped_.back();
        if (is_ordered_[choice]) continue;
        order_.emplace(activity_[choice], none - choice);
        is_ordered_[choice] = true;
    }
    propagated_ = std::min(propagated_, trail_.size());
    waiting_.clear();
}

void Selector::restart() {
    while (!levels_.empty()) leave_level();
}

/// Resolves the conflict with what its latest literals rest on, until one literal of the conflict's
/// level is left (the first unique implication point), goes back to where the nogood so found
/// leaves only that literal open, and keeps it.
void Selector::learn() {
    std::uint32_t last_level = 0;
    for (const Literal literal : conflict_.literals) {
        last_level = std::max(last_level, trail_[place_[literal / 2]].level);
    }
    while (level() > last_level) leave_level();

    Nogood nogood;
    nogood.literals.push_back(0);
    std::vector<Literal> seen;
    std::size_t open = 0;
    const auto take_in = [&](const Ground& ground) {
        nogood.claims.insert(nogood.claims.end(), ground.claims.begin(), ground.claims.end());
        for (const Literal literal : ground.literals) {
            if (seen_[literal / 2]) continue;
            seen_[literal / 2] = true;
            seen.push_back(literal);
            bump(alternatives_[literal / 2].choice);
            if (trail_[place_[literal / 2]].level == last_level) {
                ++open;
            } else {
                nogood.literals.push_back(literal);
            }
        }
    };
    take_in(conflict_);
    for (std::size_t at = trail_.size(); at-- > 0;) {
        const Assignment& assignment = trail_[at];
        if (!seen_[assignment.literal / 2]) continue;
        if (open == 1) {
            nogood.literals.front() = assignment.literal;
            break;
        }
        --open;
        take_in(assignment.ground);
    }
    step_ *= 1.05;

    // A literal that follows from others of the nogood is not needed.
    const auto follows = [&](Literal literal) {
        const Ground& ground = trail_[place_[literal / 2]].ground;
        if (ground.literals.empty()) return false;
        if (!std::all_of(ground.literals.begin(), ground.literals.end(),
                         [this](Literal each) { return seen_[each / 2]; })) {
            return false;
        }
        nogood.claims.insert(nogood.claims.end(), ground.claims.begin(), ground.claims.end());
        return true;
    };
    nogood.literals.erase(
        std::remove_if(nogood.literals.begin() + 1, nogood.literals.end(), follows),
        nogood.literals.end());
    for (const Literal literal : seen) seen_[literal / 2] = false;
    std::sort(nogood.claims.begin(), nogood.claims.end());
    nogood.claims.erase(std::unique(nogood.claims.begin(), nogood.claims.end()),
                        nogood.claims.end());
    keep(std::move(nogood));
}

void Selector::keep(Nogood nogood) {
    const auto level_of = [this](Literal literal) { return trail_[place_[literal / 2]].level; };
    std::sort(nogood.literals.begin() + 1, nogood.literals.end(), [&](Literal a, Literal b) {
        return level_of(a) != level_of(b) ? level_of(a) > level_of(b) : a < b;
    });
    std::uint32_t back_to = 0;
    if (nogood.literals.size() > 1) back_to = level_of(nogood.literals[1]);
    nogood.levels = 1;
    for (std::size_t k = 1; k < nogood.literals.size(); ++k) {
        if (level_of(nogood.literals[k]) != level_of(nogood.literals[k - 1])) ++nogood.levels;
    }
    while (level() > back_to) leave_level();
    nogoods_.push_back(std::move(nogood));
    watch(static_cast<std::uint32_t>(nogoods_.size()) - 1);
}

void Selector::watch(std::uint32_t index) {
    const std::vector<Literal>& literals = nogoods_[index].literals;
    if (literals.size() < 2) return;
    watchers_[literals[0]].push_back(index);
    watchers_[literals[1]].push_back(index);
}

/// Drops the worse half of what was learned: those in which many levels had a part.
void Selector::forget_nogoods() {
    std::vector<std::uint32_t> levels;
    for (const Nogood& nogood : nogoods_) levels.push_back(nogood.levels);
    const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
    std::nth_element(levels.begin(), middle, levels.end());
    const std::uint32_t most = std::max<std::uint32_t>(2, *middle);
    nogoods_.erase(std::remove_if(nogoods_.begin(), nogoods_.end(),
                                  [&](const Nogood& each) { return each.levels > most; }),
                   nogoods_.end());
    for (std::vector<std::uint32_t>& watchers : watchers_) watchers.clear();
    for (std::uint32_t index = 0; index < nogoods_.size(); ++index) watch(index);
}

void Selector::bump(std::uint32_t choice) {
    constexpr double most = 1e100;
    activity_[choice] += step_;
    if (activity_[choice] <= most) {
        order_.emplace(activity_[choice], none - choice);
        is_ordered_[choice] = true;
        return;
    }
    for (double& activity : activity_) activity /= most;
    step_ /= most;
    std::vector<Urgency> all;
    for (std::uint32_t each = 0; each < choices_.size(); ++each) {
        all.emplace_back(activity_[each], none - each);
    }
    order_ = std::priority_queue<Urgency>({}, std::move(all));
    is_ordered_.assign(choices_.size(), true);
}

/// For each choice what was taken, or is true anyway.
std::vector<ClaimId> Selector::chosen() const {
    std::vector<ClaimId> claims;
    for (std::uint32_t choice = 0; choice < choices_.size(); ++choice) {
        if (taken_[choice] != none) {
            claims.push_back(alternatives_[taken_[choice]].claim);
            continue;
        }
        const std::vector<ClaimId>& all = choices_[choice].alternatives;
        claims.push_back(
            *std::find_if(all.begin(), all.end(), [this](ClaimId each) { return entailed(each); }));
    }
    return claims;
}

}  // namespace valla::chronology
