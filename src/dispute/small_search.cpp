#include "dispute/small_search.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace valla::dispute {

namespace {

using Bits = SmallSearch::Bits;

Bits bit(Local unit) { return Bits{1} << unit; }

Local lowest(Bits bits) { return static_cast<Local>(std::countr_zero(bits)); }

}  // namespace

void SmallSearch::add_pair(Local unit, Local other, bool charged) {
    rivals_[unit] |= bit(other);
    if (charged && !tangle_->comes_after(other, unit)) {
        justifiers_[unit] |= bit(other);
        justified_by_[other] |= bit(unit);
    }
}

void SmallSearch::take(const Tangle& tangle) {
    assert(can_take(tangle));
    tangle_ = &tangle;
    const Local size = tangle.size();
    all_ = size == 64 ? ~Bits{0} : bit(size) - 1;
    accepted_ = alone_ = alone_justified_ = in_clashes_ = 0;
    clashes_.clear();
    for (Local k = 0; k < size; ++k) {
        rivals_[k] = justifiers_[k] = justified_by_[k] = better_[k] = 0;
        if (tangle.accepted[k] != 0) accepted_ |= bit(k);
    }
    if (!tangle.weak_order) {
        for (Local k = 0; k < size; ++k) {
            for (Local other = 0; other < size; ++other) {
                if (tangle.is_better(other, k)) better_[k] |= bit(other);
            }
        }
    }
    for (std::uint32_t row = 0; row < tangle.clashes.size(); ++row) {
        const auto members = tangle.clashes[row];
        if (members.size() == 1) {
            alone_ |= bit(members[0].unit);
            if (members[0].charged) alone_justified_ |= bit(members[0].unit);
        } else if (members.size() == 2) {
            add_pair(members[0].unit, members[1].unit, members[0].charged);
            add_pair(members[1].unit, members[0].unit, members[1].charged);
        } else {
            Clash clash;
            for (const LocalSlot& member : members) clash.members |= bit(member.unit);
            for (const LocalSlot& member : members) {
                bool justifies = member.charged;
                for (const LocalSlot& other : members) {
                    justifies = justifies && !tangle.comes_after(other.unit, member.unit);
                }
                if (justifies) clash.justifies |= bit(member.unit);
            }
            in_clashes_ |= clash.justifies;
            clashes_.push_back(clash);
        }
    }
    for (std::uint32_t row = 0; row < tangle.groups.size(); ++row) {
        const auto members = tangle.groups[row];
        for (const LocalSlot& member : members) {
            for (const LocalSlot& other : members) {
                if (member.of_class != other.of_class) add_pair(member.unit, other.unit, true);
            }
        }
    }
    root_ = {accepted_, alone_};
    root_fails_ = !propagate(root_, nullptr);
}

/// Draws what follows by the two rules; false when nothing can come of the node. `settled` is a
/// node from which that was done and to which the present one has added, or nothing.
bool SmallSearch::propagate(Node& node, const Node* settled) const {
    Bits seen_in = settled != nullptr ? settled->in : 0;
    Bits seen_out = settled != nullptr ? settled->out : 0;
    // Units that may have lost the last thing that justifies leaving them out.
    Bits suspects = settled != nullptr ? 0 : all_;
    while (true) {
        for (Bits fresh = node.in & ~seen_in; fresh != 0; fresh &= fresh - 1) {
            node.out |= rivals_[lowest(fresh)];
        }
        seen_in = node.in;
        Bits justified = alone_justified_;
        for (const Clash& clash : clashes_) {
            const Bits gone = clash.members & node.out;
            if (gone == 0) {
                justified |= clash.justifies;
                const Bits rest = clash.members & ~node.in;
                if (rest == 0) return false;
                if ((rest & (rest - 1)) == 0) node.out |= rest;
            } else if ((gone & (gone - 1)) == 0) {
                justified |= clash.justifies & gone;
            }
        }
        if ((node.in & node.out) != 0) return false;
        const Bits fresh_out = node.out & ~seen_out;
        seen_out = node.out;
        suspects |= fresh_out;
        for (Bits fresh = fresh_out; fresh != 0; fresh &= fresh - 1) {
            suspects |= justified_by_[lowest(fresh)];
        }
        Bits entering = 0;
        for (Bits rest = suspects & ~node.in & ~justified; rest != 0; rest &= rest - 1) {
            const Local unit = lowest(rest);
            if ((justifiers_[unit] & ~node.out) == 0) entering |= bit(unit);
        }
        if ((entering & node.out) != 0) return false;
        node.in |= entering;
        // Clashes that have lost a member in this round justify less in the next one.
        const bool look_again = fresh_out != 0 && !clashes_.empty();
        if (entering == 0 && !look_again) return true;
        suspects = look_again ? in_clashes_ : 0;
    }
}

/// Whether some order that respects the preferences yields `in`, when each unit that is out has a
/// clash that justifies it in the eyes of a weak order.
bool SmallSearch::can_be_placed(Bits in) const {
    Bits placed = accepted_;
    while (true) {
        const Bits before = placed;
        const Bits standing = placed & in;
        Bits covered = alone_justified_;
        for (const Clash& clash : clashes_) {
            const Bits missing = clash.members & ~standing;
            if ((missing & (missing - 1)) == 0) covered |= missing & clash.justifies;
        }
        for (Bits rest = all_ & ~placed; rest != 0; rest &= rest - 1) {
            const Local unit = lowest(rest);
            if ((better_[unit] & ~placed) != 0) continue;
            const bool fine =
                ((in | covered) & bit(unit)) != 0 || (justifiers_[unit] & in & placed) != 0;
            if (fine) placed |= bit(unit);
        }
        if (placed == all_) return true;
        if (placed == before) return false;
    }
}

/// Calls `visit` with each version that has all of `wanted.in`, nothing of `wanted.out` and none of
/// `lacking`, until it returns false. Returns false when no steps are left.
template <typename Visit>
bool SmallSearch::walk(Node wanted, std::span<const Bits> lacking, std::size_t& steps,
                       Visit visit) const {
    const auto hopeless = [&](const Node& node) {
        for (const Bits support : lacking) {
            if ((support & ~node.in) == 0) return true;
        }
        return false;
    };
    struct Waiting {
        Node node;
        Node settled;
    };
    std::array<Waiting, most_units + 1> waiting;
    std::size_t depth = 0;
    wanted.in |= root_.in;
    wanted.out |= root_.out;
    if (root_fails_ || (wanted.in & wanted.out) != 0) return true;
    waiting[depth++] = {wanted, root_};
    while (depth > 0) {
        if (steps == 0) return false;
        --steps;
        auto [node, settled] = waiting[--depth];
        if (!propagate(node, &settled) || hopeless(node)) continue;
        const Bits open = all_ & ~node.in & ~node.out;
        if (open == 0) {
            if (!tangle_->weak_order && !can_be_placed(node.in)) continue;
            if (!visit(node.in)) return true;
            continue;
        }
        const Bits next = open & (~open + 1);
        waiting[depth++] = {{node.in, node.out | next}, node};
        waiting[depth++] = {{node.in | next, node.out}, node};
    }
    return true;
}

/// Notes what a version shows.
void SmallSearch::note(Bits version, const LocalStatements& statements, Findings& findings) {
    findings.any_version = true;
    some_ |= version;
    every_ &= version;
    settled_ = ((some_ & ~every_) | root_.in | root_.out) == all_;
    for (std::uint32_t k = 0; k < statements.size(); ++k) {
        bool holds = false;
        for (std::uint32_t row = statements.first_supports[k];
             !holds && row < statements.first_supports[k + 1]; ++row) {
            holds = (supports_[row] & ~version) == 0;
        }
        findings.statements[k] |= holds ? in_some : not_in_every;
        settled_ = settled_ && findings.statements[k] == (in_some | not_in_every);
    }
}

void SmallSearch::survey(const LocalStatements& statements, const Effort& effort,
                         Findings& findings) {
    supports_.clear();
    for (std::uint32_t row = 0; row < statements.supports.size(); ++row) {
        Bits support = 0;
        for (const Local unit : statements.supports[row]) support |= bit(unit);
        supports_.push_back(support);
    }
    findings.units.assign(tangle_->size(), 0);
    findings.statements.assign(statements.size(), 0);
    findings.any_version = false;
    findings.limit = Limit::none;
    some_ = 0;
    every_ = all_;
    // Most tangles have few versions.
    std::size_t steps = effort.listing_steps;
    const bool all = walk({}, {}, steps, [&](Bits version) {
        note(version, statements, findings);
        return !settled_;
    });
    Bits never = all ? ~some_ : 0;
    Bits always = all ? every_ : 0;
    if (all) {
        for (Knowledge& known : findings.statements) {
            if ((known & in_some) == 0) known |= in_none;
            if ((known & not_in_every) == 0) known |= in_every;
        }
    } else {
        ask_each(statements, effort.asking_steps, findings, never, always);
    }
    for (Local k = 0; k < tangle_->size(); ++k) {
        Knowledge& known = findings.units[k];
        if ((some_ & bit(k)) != 0) known |= in_some;
        if ((every_ & bit(k)) == 0) known |= not_in_every;
        if ((never & bit(k)) != 0) known |= in_none;
        if ((always & bit(k)) != 0) known |= in_every;
    }
}

/// Asks whatever the versions so far do not show, one question at a time; each version that is
/// found may answer others.
void SmallSearch::ask_each(const LocalStatements& statements, std::size_t steps, Findings& findings,
                           Bits& never, Bits& always) {
    // Whether there is certainly no such version.
    const auto none = [&](Node wanted, std::span<const Bits> lacking) {
        bool found = false;
        const bool done = walk(wanted, lacking, steps, [&](Bits version) {
            found = true;
            note(version, statements, findings);
            return false;
        });
        if (!done) findings.limit = Limit::steps;
        return done && !found;
    };
    if (!findings.any_version && none({}, {})) return;
    if (!findings.any_version) return;
    for (Local k = 0; k < tangle_->size() && steps > 0; ++k) {
        if ((some_ & bit(k)) == 0 && none({bit(k), 0}, {})) never |= bit(k);
        if ((every_ & bit(k)) != 0 && none({0, bit(k)}, {})) always |= bit(k);
    }
    for (std::uint32_t k = 0; k < statements.size() && steps > 0; ++k) {
        Knowledge& known = findings.statements[k];
        const std::uint32_t begin = statements.first_supports[k];
        const std::uint32_t end = statements.first_supports[k + 1];
        bool on_none = true;
        for (std::uint32_t row = begin; row < end && (known & in_some) == 0; ++row) {
            on_none = none({supports_[row], 0}, {}) && on_none;
        }
        if ((known & in_some) == 0 && on_none) known |= in_none;
        if ((known & not_in_every) == 0 &&
            none({}, std::span(supports_).subspan(begin, end - begin))) {
            known |= in_every;
        }
    }
    if (steps == 0) findings.limit = Limit::steps;
}

SmallSearch::List SmallSearch::list(std::size_t limit, std::size_t step_limit) const {
    List result;
    const bool all = walk({}, {}, step_limit, [&](Bits version) {
        result.more = result.versions.size() == limit;
        if (!result.more) result.versions.push_back(version);
        return !result.more;
    });
    result.complete = all && !result.more;
    return result;
}

SmallSearch::Found SmallSearch::find(Bits in, std::span<const Bits> lacking,
                                     std::size_t step_limit) const {
    Found result;
    result.complete = walk({in, 0}, lacking, step_limit, [&](Bits version) {
        result.version = version;
        return false;
    });
    return result;
}

}  // namespace valla::dispute
