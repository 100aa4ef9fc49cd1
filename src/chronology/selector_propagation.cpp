// What follows from the alternatives that were taken: bounds exclude others, the last one left of a
// choice is taken, and of a nogood that holds but for one literal this one fails. An alternative
// that bounds exclude gets no literal for it until the choice comes down to its last one: the most
// are never asked about.

#include <algorithm>

#include "chronology/selector.hpp"

namespace valla::chronology {

std::span<const Constraint> Selector::rows(ClaimId alternative) const {
    const Network& network = timeline_.network();
    const std::uint32_t first = network.first_row(alternative);
    return network.constraints().subspan(first, network.end_row(alternative) - first);
}

/// Whether the bounds of its two points already contradict a row.
bool Selector::contradicted(const Constraint& row) const {
    const Bounds& latest = timeline_.bounds(Side::latest);
    const Bounds& earliest = timeline_.bounds(Side::earliest);
    const Position x = place(row.x);
    const Position y = place(row.y);
    if (!earliest.bounded(x) || !latest.bounded(y)) return false;
    return earliest.value(x) + latest.value(y) + row.distance < 0;
}

/// Whether the bounds of its two points already make a row true.
bool Selector::entailed(const Constraint& row) const {
    const Bounds& latest = timeline_.bounds(Side::latest);
    const Bounds& earliest = timeline_.bounds(Side::earliest);
    const Position x = place(row.x);
    const Position y = place(row.y);
    return latest.bounded(x) && earliest.bounded(y) &&
           latest.value(x) + earliest.value(y) <= row.distance;
}

bool Selector::entailed(ClaimId alternative) const {
    const auto all = rows(alternative);
    return std::all_of(all.begin(), all.end(),
                       [this](const Constraint& row) { return entailed(row); });
}

/// Whether the choice needs no further look: an alternative is taken, or true anyway.
bool Selector::settled(std::uint32_t choice) const {
    if (taken_[choice] != none) return true;
    const std::vector<ClaimId>& all = choices_[choice].alternatives;
    return std::any_of(all.begin(), all.end(), [this](ClaimId each) { return entailed(each); });
}

bool Selector::is_excluded(std::uint32_t alternative) const {
    if (is_true(2 * alternative + 1)) return true;
    const auto all = rows(alternatives_[alternative].claim);
    return std::any_of(all.begin(), all.end(),
                       [this](const Constraint& row) { return contradicted(row); });
}

/// By how much the middle between the bounds misses an alternative.
Minutes Selector::violation(ClaimId alternative) const {
    Minutes most = 0;
    for (const Constraint& row : rows(alternative)) {
        most = std::max(most, middle(row.x) - middle(row.y) - row.distance);
    }
    return most;
}

Minutes Selector::middle(PointId point) const {
    if (point == Network::origin) return 0;
    const std::optional<Minutes> latest = timeline_.latest(point);
    const std::optional<Minutes> earliest = timeline_.earliest(point);
    if (latest && earliest) return (*latest + *earliest) / 2;
    return latest ? *latest : earliest.value_or(0);
}

void Selector::add_steps(Ground& ground, const std::vector<ConstraintId>& steps) const {
    for (const ClaimId claim : owners(timeline_.network(), steps)) {
        const auto found = alternative_of_.find(claim.index);
        if (found == alternative_of_.end()) {
            ground.claims.push_back(claim);
        } else {
            ground.literals.push_back(2 * found->second);
        }
    }
}

void Selector::add_why_excluded(Ground& ground, std::uint32_t alternative) const {
    if (is_true(2 * alternative + 1)) {
        ground.literals.push_back(2 * alternative + 1);
        return;
    }
    for (const Constraint& row : rows(alternatives_[alternative].claim)) {
        if (!contradicted(row)) continue;
        add_steps(ground, chain_of(timeline_.bounds(Side::earliest), place(row.x)));
        add_steps(ground, chain_of(timeline_.bounds(Side::latest), place(row.y)));
        return;
    }
}

/// Each once; and what holds without decisions gives way to the claims that it rests on.
void Selector::tidy(Ground& ground) const {
    std::size_t kept = 0;
    for (const Literal literal : ground.literals) {
        const Assignment& assignment = trail_[place_[literal / 2]];
        if (assignment.level == 0) {
            const std::vector<ClaimId>& claims = assignment.ground.claims;
            ground.claims.insert(ground.claims.end(), claims.begin(), claims.end());
        } else {
            ground.literals[kept++] = literal;
        }
    }
    ground.literals.resize(kept);
    const auto sort = [](auto& values) {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
    };
    sort(ground.literals);
    sort(ground.claims);
}

/// Makes a literal true that is open. False, with the conflict, when the alternative is impossible
/// together with those taken before.
bool Selector::assign(Literal literal, Ground ground) {
    const std::uint32_t alternative = literal / 2;
    tidy(ground);
    values_[alternative] = static_cast<std::uint8_t>(1 + literal % 2);
    place_[alternative] = static_cast<std::uint32_t>(trail_.size());
    trail_.push_back({literal, level(), std::move(ground)});
    if (literal % 2 == 0) return take(literal);
    waiting_.push_back(alternatives_[alternative].choice);
    return true;
}

bool Selector::take(Literal literal) {
    const Alternative& alternative = alternatives_[literal / 2];
    const std::size_t before = timeline_.changes().size();
    if (const std::optional<Cycle> cycle = timeline_.try_add(alternative.claim)) {
        conflict_ = {};
        add_steps(conflict_, *cycle);
        tidy(conflict_);
        return false;
    }
    if (taken_[alternative.choice] == none) taken_[alternative.choice] = literal / 2;
    for (const Change& change : timeline_.changes().subspan(before)) {
        overloads_.touch(change.position);
        const auto found = choices_at_.find(change.position);
        if (found == choices_at_.end()) continue;
        waiting_.insert(waiting_.end(), found->second.begin(), found->second.end());
    }
    return true;
}

bool Selector::propagate() {
    while (true) {
        if (!propagate_nogoods()) return false;
        if (!waiting_.empty()) {
            const std::uint32_t choice = waiting_.back();
            waiting_.pop_back();
            if (!look_at(choice)) return false;
        } else {
            return look_at_groups();
        }
    }
}

bool Selector::propagate_nogoods() {
    while (propagated_ < trail_.size()) {
        const Literal literal = trail_[propagated_++].literal;
        std::vector<std::uint32_t>& watchers = watchers_[literal];
        std::size_t kept = 0;
        bool holds = true;
        for (std::size_t k = 0; k < watchers.size(); ++k) {
            const std::uint32_t index = watchers[k];
            if (!holds) {
                watchers[kept++] = index;
                continue;
            }
            std::vector<Literal>& literals = nogoods_[index].literals;
            if (literals[0] == literal) std::swap(literals[0], literals[1]);
            const auto other = std::find_if(literals.begin() + 2, literals.end(),
                                            [this](Literal each) { return !is_true(each); });
            if (!is_false(literals[0]) && other != literals.end()) {
                std::swap(literals[1], *other);
                watchers_[literals[1]].push_back(index);
                continue;
            }
            watchers[kept++] = index;
            if (is_false(literals[0])) continue;
            Ground ground{literals, nogoods_[index].claims};
            if (is_true(literals[0])) {
                conflict_ = std::move(ground);
                tidy(conflict_);
                holds = false;
                continue;
            }
            ground.literals.erase(ground.literals.begin());
            holds = assign(negation(literals[0]), std::move(ground));
        }
        watchers.resize(kept);
        if (!holds) return false;
    }
    return true;
}

/// Takes what is left of a choice that has one alternative left.
bool Selector::look_at(std::uint32_t choice) {
    if (settled(choice)) return true;
    std::uint32_t last = none;
    for (std::uint32_t each = first_[choice]; each < first_[choice + 1]; ++each) {
        if (is_excluded(each)) continue;
        if (last != none) return true;
        last = each;
    }
    Ground ground;
    ground.claims.push_back(choices_[choice].owner);
    for (std::uint32_t each = first_[choice]; each < first_[choice + 1]; ++each) {
        if (each != last) add_why_excluded(ground, each);
    }
    if (last != none) return assign(2 * last, std::move(ground));
    conflict_ = std::move(ground);
    tidy(conflict_);
    return false;
}

bool Selector::look_at_groups() {
    const std::optional<Overloads::Overload> overload = overloads_.find(timeline_);
    if (!overload) return true;
    conflict_ = {{}, overload->owners};
    for (const Overloads::Member& member : overload->members) {
        conflict_.claims.insert(conflict_.claims.end(), member.lasts.begin(), member.lasts.end());
        add_steps(conflict_, chain_of(timeline_.bounds(Side::earliest), place(member.begin)));
        add_steps(conflict_, chain_of(timeline_.bounds(Side::latest), place(member.end)));
    }
    tidy(conflict_);
    return false;
}

}  // namespace valla::chronology
