#include "dispute/small_search.hpp"

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
    if (charged && !tangle_->comes_after(other, unit)) justifiers_[unit] |= bit(other);
}

void SmallSearch::take(const Tangle& tangle) {
    assert(can_take(tangle));
    tangle_ = &tangle;
    const Local size = tangle.size();
    all_ = size == 64 ? ~Bits{0} : bit(size) - 1;
    accepted_ = alone_ = alone_justified_ = 0;
    clashes_.clear();
    for (Local k = 0; k < size; ++k) {
        rivals_[k] = justifiers_[k] = better_[k] = 0;
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
}

/// Draws what follows by the two rules; false when nothing can come of the node.
bool SmallSearch::propagate(Node& node) const {
    Bits spread = 0;  // of those that are in, whose rivals are out already
    while (true) {
        const Node before = node;
        for (Bits fresh = node.in & ~spread; fresh != 0; fresh &= fresh - 1) {
            node.out |= rivals_[lowest(fresh)];
        }
        spread = node.in;
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
        Bits entering = 0;
        for (Bits rest = all_ & ~node.in & ~justified; rest != 0; rest &= rest - 1) {
            const Local unit = lowest(rest);
            if ((justifiers_[unit] & ~node.out) == 0) entering |= bit(unit);
        }
        if ((entering & node.out) != 0) return false;
        node.in |= entering;
        if (node.in == before.in && node.out == before.out) return true;
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

/// Calls `visit` with each version that has all of `in`, until it returns false. Returns false when
/// the limit was reached.
template <typename Visit>
bool SmallSearch::walk(Bits in, std::size_t node_limit, Visit visit) const {
    std::array<Node, most_units + 1> waiting;
    std::size_t depth = 0;
    waiting[depth++] = {in | accepted_, alone_};
    for (std::size_t nodes = 0; depth > 0; ++nodes) {
        if (nodes == node_limit) return false;
        Node node = waiting[--depth];
        if (!propagate(node)) continue;
        const Bits open = all_ & ~node.in & ~node.out;
        if (open == 0) {
            if (!tangle_->weak_order && !can_be_placed(node.in)) continue;
            if (!visit(node.in)) return true;
            continue;
        }
        const Bits next = open & (~open + 1);
        waiting[depth++] = {node.in, node.out | next};
        waiting[depth++] = {node.in | next, node.out};
    }
    return true;
}

void SmallSearch::survey(const LocalStatements& statements, std::size_t node_limit,
                         Findings& findings) {
    std::vector<Bits> supports;
    for (std::uint32_t row = 0; row < statements.supports.size(); ++row) {
        Bits support = 0;
        for (const Local unit : statements.supports[row]) support |= bit(unit);
        supports.push_back(support);
    }
    const std::uint32_t count = statements.size();
    findings.units.assign(tangle_->size(), 0);
    findings.statements.assign(count, 0);
    Bits some = 0;
    Bits every = all_;
    Node root{accepted_, alone_};
    const Bits closed = propagate(root) ? root.in | root.out : 0;
    findings.any_version = false;
    const bool complete = walk(0, node_limit, [&](Bits version) {
        findings.any_version = true;
        some |= version;
        every &= version;
        bool settled = ((some & ~every) | closed) == all_;
        for (std::uint32_t k = 0; k < count; ++k) {
            bool holds = false;
            for (std::uint32_t s = statements.first_supports[k];
                 !holds && s < statements.first_supports[k + 1]; ++s) {
                holds = (supports[s] & ~version) == 0;
            }
            findings.statements[k] |= holds ? in_some : not_in_every;
            settled = settled && findings.statements[k] == (in_some | not_in_every);
        }
        return !settled;
    });
    findings.limit = complete ? Limit::none : Limit::nodes;
    const Knowledge never = complete ? in_none : 0;
    const Knowledge always = complete ? in_every : 0;
    for (Local k = 0; k < tangle_->size(); ++k) {
        const Knowledge first = (some & bit(k)) != 0 ? in_some : never;
        const Knowledge second = (every & bit(k)) == 0 ? not_in_every : always;
        findings.units[k] = first | second;
    }
    for (Knowledge& known : findings.statements) {
        if ((known & in_some) == 0) known |= never;
        if ((known & not_in_every) == 0) known |= always;
    }
}

SmallSearch::List SmallSearch::list(std::size_t limit, std::size_t node_limit) const {
    List result;
    bool full = false;
    const bool all = walk(0, node_limit, [&](Bits version) {
        full = result.versions.size() == limit;
        if (!full) result.versions.push_back(version);
        return !full;
    });
    result.complete = all && !full;
    return result;
}

SmallSearch::Found SmallSearch::find(Bits in, const std::vector<Bits>& lacking,
                                     std::size_t node_limit) const {
    Found result;
    result.complete = walk(in, node_limit, [&](Bits version) {
        for (const Bits support : lacking) {
            if ((support & ~version) == 0) return true;
        }
        result.version = version;
        return false;
    });
    return result;
}

}  // namespace valla::dispute
