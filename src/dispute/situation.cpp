#include "dispute/situation.hpp"

#include <algorithm>

namespace valla::dispute {

Situation::Situation(const Problem& problem, const UnitSet& mask) : problem_(&problem) {
    const std::uint32_t units = problem.units();
    ties_ = problem.ties();
    statements_ = problem.statements();
    in_ties_.build(units, [&](auto mention) {
        for (std::uint32_t row = 0; row < ties_; ++row) {
            for (const Slot slot : problem.slots({row})) mention(slot.unit().index, row);
        }
    });
    in_statements_.build(units, [&](auto mention) {
        for (std::uint32_t row = 0; row < statements_; ++row) {
            for (std::uint32_t support = problem.first_support({row});
                 support < problem.end_support({row}); ++support) {
                for (const UnitId unit : problem.support(support)) mention(unit.index, row);
            }
        }
    });
    ranks_.reserve(units);
    for (std::uint32_t k = 0; k < units; ++k) {
        ranks_.push_back(problem.rank({k}));
        if (mask.contains({k})) mask_.insert({k});
    }
    scratch_.resize(units);
    seen_.resize(ties_);
}

void Situation::extend() {
    for (std::uint32_t k = units(); k < problem_->units(); ++k)
        ranks_.push_back(problem_->rank({k}));
    for (; ties_ < problem_->ties(); ++ties_) {
        for (const Slot slot : problem_->slots({ties_})) in_ties_.add(slot.unit().index, ties_);
    }
    for (; statements_ < problem_->statements(); ++statements_) {
        for (std::uint32_t support = problem_->first_support({statements_});
             support < problem_->end_support({statements_}); ++support) {
            for (const UnitId unit : problem_->support(support)) {
                in_statements_.add(unit.index, statements_);
            }
        }
    }
    scratch_.resize(units());
    seen_.resize(ties_);
    if (!off_.empty()) off_.resize(ties_);
}

void Situation::switch_unit(UnitId unit, bool on) {
    if (on) {
        mask_.insert(unit);
    } else {
        mask_.erase(unit);
    }
}

void Situation::switch_accepted(UnitId unit, bool on) {
    if (on) {
        accepted_.insert(unit);
    } else {
        accepted_.erase(unit);
    }
}

void Situation::switch_tie(TieId tie, bool on) {
    if (off_.empty()) off_.resize(ties_);
    off_[tie.index] = !on;
}

bool Situation::in_force(TieId tie) const {
    if (switched_off(tie)) return false;
    const std::span<const Slot> slots = problem_->slots(tie);
    const auto live = [this](Slot slot) { return contains(slot.unit()); };
    switch (problem_->kind(tie)) {
        case TieKind::clash: return std::all_of(slots.begin(), slots.end(), live);
        case TieKind::neighbourhood: return std::any_of(slots.begin(), slots.end(), live);
        case TieKind::group: break;
    }
    int classes = 0;
    bool counted = false;  // the class of this slot
    for (const Slot slot : slots) {
        if (slot.flag()) counted = false;
        if (counted || !live(slot)) continue;
        counted = true;
        if (++classes == 2) return true;
    }
    return false;
}

bool Situation::live(std::uint32_t support) const {
    const std::span<const UnitId> units = problem_->support(support);
    return std::all_of(units.begin(), units.end(), [this](UnitId unit) { return contains(unit); });
}

void Situation::lay_out(std::span<const Part> parts, Tangle& tangle) {
    tangle.units.clear();
    for (const Part& part : parts) {
        tangle.units.insert(tangle.units.end(), part.units.begin(), part.units.end());
    }
    if (parts.size() > 1) std::sort(tangle.units.begin(), tangle.units.end());
    tangle.accepted.clear();
    tangle.any_accepted = false;
    for (Local k = 0; k < tangle.size(); ++k) {
        scratch_[tangle.units[k].index] = k;
        const bool is_accepted = accepted(tangle.units[k]);
        tangle.accepted.push_back(is_accepted ? 1 : 0);
        tangle.any_accepted = tangle.any_accepted || is_accepted;
    }
    lay_out_ranks(parts, tangle);
    tangle.clashes.clear();
    tangle.groups.clear();
    tangle.neighbourhoods.clear();
    tangle.all_charged = true;
    for (const Part& part : parts) {
        each_tie_of(part.units, [&](TieId tie) { lay_out_tie(tie, part.charge_all, tangle); });
    }
}

void Situation::lay_out_tie(TieId tie, bool charge_all, Tangle& tangle) const {
    const std::span<const Slot> slots = problem_->slots(tie);
    switch (problem_->kind(tie)) {
        case TieKind::clash:
            for (const Slot slot : slots) {
                const bool charged = charge_all || !slot.flag();
                tangle.all_charged = tangle.all_charged && charged;
                tangle.clashes.push({place(slot.unit()), charged, 0});
            }
            tangle.clashes.close_row();
            break;
        case TieKind::group: {
            std::uint32_t of_class = 0;
            for (const Slot slot : slots) {
                if (slot.flag()) ++of_class;
                if (contains(slot.unit())) {
                    tangle.groups.push({place(slot.unit()), true, of_class});
                }
            }
            tangle.groups.close_row();
            break;
        }
        case TieKind::neighbourhood:
            for (const Slot slot : slots) {
                if (contains(slot.unit())) tangle.neighbourhoods.push(place(slot.unit()));
            }
            tangle.neighbourhoods.close_row();
            break;
    }
}

void Situation::lay_out_ranks(std::span<const Part> parts, Tangle& tangle) {
    tangle.has_preferences = false;
    tangle.weak_order = true;
    tangle.rank_count = 1;
    tangle.ranks.assign(tangle.size(), 0);
    if (preferences_.empty()) return;
    // The ranks of each part, in ascending order, one part after the other.
    ranks_of_parts_.clear();
    for (const Part& part : parts) {
        for (const UnitId unit : part.units) ranks_of_parts_.push(rank(unit));
        ranks_of_parts_.sort_open_row();
        const auto first = static_cast<std::uint32_t>(ranks_of_parts_.size_before_open_row());
        ranks_of_parts_.close_row();
        const auto ranks = ranks_of_parts_[ranks_of_parts_.size() - 1];
        for (const UnitId unit : part.units) {
            const auto found = std::lower_bound(ranks.begin(), ranks.end(), rank(unit));
            tangle.ranks[place(unit)] = first + static_cast<std::uint32_t>(found - ranks.begin());
        }
    }
    tangle.rank_count = static_cast<std::uint32_t>(ranks_of_parts_.size_before_open_row());
    tangle.better.reset(tangle.rank_count);
    for (std::uint32_t part = 0; part < ranks_of_parts_.size(); ++part) {
        const auto ranks = ranks_of_parts_[part];
        if (ranks.size() == 1) continue;
        preferences_.compare(ranks, ranks_of_parts_.first(part), tangle.better);
        note_order(ranks_of_parts_.first(part), static_cast<std::uint32_t>(ranks.size()), tangle);
    }
}

/// Whether there are preferences among `count` ranks, and whether they are a weak order: then
/// what is better than one of two ranks that are not compared is better than the other.
void Situation::note_order(std::uint32_t first, std::uint32_t count, Tangle& tangle) {
    const std::uint32_t end = first + count;
    for (std::uint32_t i = first; i < end; ++i) {
        for (std::uint32_t j = first; j < i; ++j) {
            if (tangle.better.at(i, j) || tangle.better.at(j, i)) {
                tangle.has_preferences = true;
            } else if (tangle.weak_order) {
                tangle.weak_order = tangle.better.same_row(i, j);
            }
        }
    }
}

std::size_t Situation::memory_bytes() const {
    return mask_.memory_bytes() + accepted_.memory_bytes() + off_.capacity() / 8 +
           ranks_.capacity() * sizeof(RankId) + in_ties_.memory_bytes() +
           in_statements_.memory_bytes() + scratch_.capacity() * sizeof(std::uint32_t) +
           seen_.capacity() / 8;
}

}  // namespace valla::dispute
