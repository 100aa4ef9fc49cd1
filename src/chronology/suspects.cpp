#include "chronology/suspects.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "chronology/bounds.hpp"

namespace valla::chronology {

namespace {

/// Two dates that cannot both be right, if what ties their points is.
struct DateClash {
    ConstraintId one;
    ConstraintId other;
    friend auto operator<=>(const DateClash&, const DateClash&) = default;
};

/// Bounds of both sides that stop where they would pass each other.
class GuardedBounds {
  public:
    explicit GuardedBounds(const Graph& graph) : graph_(graph) {
        for (const Side side : sides) {
            of(side).labels.resize(graph.positions());
            of(side).active.resize((graph.positions() + 63) / 64);
        }
        for (Position at = first_position; at < graph.positions(); ++at) reset(at);
    }

    /// Clashes, from nothing.
    std::vector<DateClash> solve() {
        const auto end = static_cast<Position>(graph_.positions());
        for (Position at = end; at-- > first_position;) pull(Side::latest, at);
        for (Position at = first_position; at < end; ++at) pull(Side::earliest, at);
        return push_until_stable();
    }

    /// More clashes, after some dates were switched off.
    std::vector<DateClash> solve_again(const std::vector<bool>& is_off) {
        std::vector<Position> open;
        for (Position at = first_position; at < graph_.positions(); ++at) {
            for (const Side side : sides) {
                const std::uint32_t root = of(side).labels[at].root;
                if (root == no_constraint || !is_off[root]) continue;
                reset(at);
                open.push_back(at);
                break;
            }
        }
        for (const Position at : open) {
            for (const Side side : sides) pull(side, at);
        }
        return push_until_stable();
    }

  private:
    static constexpr Side sides[] = {Side::latest, Side::earliest};

    struct Label {
        Minutes value = unbounded;
        std::uint32_t root = no_constraint;  ///< the date that it comes from
    };
    struct OneSide {
        std::vector<Label> labels;
        std::vector<std::uint64_t> active;
    };

    OneSide& of(Side side) { return sides_[side == Side::latest ? 0 : 1]; }

    void reset(Position at) {
        for (const Side side : sides) {
            Label& best = of(side).labels[at];
            best = {};
            for (const CalendarConstraint& date : graph_.dates(side).of(at)) {
                const Label offered{date.distance, date.constraint().index};
                if (date.active() && offered.value < best.value && accept(side, at, offered))
                    best = offered;
            }
            activate(side, at);
        }
    }

    void activate(Side side, Position at) {
        of(side).active[at / 64] |= std::uint64_t{1} << (at % 64);
    }

    /// Whether the label on the other side allows this one; if not, that is a clash of their roots.
    bool accept(Side side, Position at, const Label& label) {
        const Label& guard = of(other(side)).labels[at];
        if (label.root == no_constraint || guard.root == no_constraint) return true;
        if (label.value + guard.value >= 0) return true;
        clashes_.push_back({{label.root}, {guard.root}});
        return false;
    }

    void pull(Side side, Position at) {
        const ArcTable& table = graph_.supports(side);
        const Segment segment = table.of(at);
        Label best = of(side).labels[at];
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            if (arc.other < first_position) continue;
            Label offered = of(side).labels[arc.other];
            offered.value += arc.distance;
            if (offered.value < best.value && accept(side, at, offered)) best = offered;
        }
        of(side).labels[at] = best;
    }

    void push(Side side, Position at) {
        const ArcTable& table = graph_.dependents(side);
        const Segment segment = table.of(at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            if (arc.other < first_position) continue;
            Label offered = of(side).labels[at];
            offered.value += arc.distance;
            Label& reached = of(side).labels[arc.other];
            if (offered.value < reached.value && accept(side, arc.other, offered)) {
                reached = offered;
                activate(side, arc.other);
            }
        }
    }

    /// Only a guess is wanted, so that after a few pushes per point it may stop: a cycle of
    /// negative length without dates on it would never come to rest. A pass that pushes a few
    /// points of a large network looks at the marks of all, and counts for as many pushes as that
    /// takes.
    std::vector<DateClash> push_until_stable() {
        for (const Side side : sides) {
            left_ = 4 * graph_.positions();
            bool ascending = side == Side::latest;
            const std::size_t looking = of(side).active.size() / 16;
            while (ascending ? push_ascending(side) : push_descending(side)) {
                ascending = !ascending;
                left_ -= std::min(left_, looking);
            }
            std::fill(of(side).active.begin(), of(side).active.end(), 0);
        }
        std::sort(clashes_.begin(), clashes_.end());
        clashes_.erase(std::unique(clashes_.begin(), clashes_.end()), clashes_.end());
        return std::move(clashes_);
    }

    bool push_ascending(Side side) {
        bool any = false;
        const std::vector<std::uint64_t>& active = of(side).active;
        for (std::size_t word = 0; word < active.size(); ++word) {
            std::uint64_t ahead = ~std::uint64_t{0};
            while (const std::uint64_t bits = active[word] & ahead) {
                const int bit = std::countr_zero(bits);
                ahead = bit == 63 ? 0 : ~std::uint64_t{0} << (bit + 1);
                any |= take(side, word, bit);
            }
        }
        return any && left_ > 0;
    }

    bool push_descending(Side side) {
        bool any = false;
        const std::vector<std::uint64_t>& active = of(side).active;
        for (std::size_t word = active.size(); word-- > 0;) {
            std::uint64_t ahead = ~std::uint64_t{0};
            while (const std::uint64_t bits = active[word] & ahead) {
                const int bit = 63 - std::countl_zero(bits);
                ahead = (std::uint64_t{1} << bit) - 1;
                any |= take(side, word, bit);
            }
        }
        return any && left_ > 0;
    }

    bool take(Side side, std::size_t word, int bit) {
        of(side).active[word] &= ~(std::uint64_t{1} << bit);
        if (left_ == 0) return false;
        --left_;
        push(side, static_cast<Position>(word * 64 + static_cast<std::size_t>(bit)));
        return true;
    }

    const Graph& graph_;
    OneSide sides_[2];
    std::vector<DateClash> clashes_;
    std::size_t left_ = 0;
};

/// In how many clashes each claim was.
using Counts = std::unordered_map<std::uint32_t, std::uint32_t>;

std::vector<ClaimId> worst_of(const Network& network, const std::vector<DateClash>& clashes,
                              Counts& counts) {
    for (const DateClash& clash : clashes) {
        ++counts[network.claim_of(clash.one).index];
        ++counts[network.claim_of(clash.other).index];
    }
    std::vector<ClaimId> claims;
    for (const DateClash& clash : clashes) {
        const ClaimId one = network.claim_of(clash.one);
        const ClaimId other = network.claim_of(clash.other);
        const std::uint32_t of_one = counts[one.index];
        const std::uint32_t of_other = counts[other.index];
        const bool takes_one =
            of_one != of_other ? of_one > of_other : network.comes_before(other, one);
        claims.push_back(takes_one ? one : other);
    }
    std::sort(claims.begin(), claims.end());
    claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
    return claims;
}

}  // namespace

std::vector<ClaimId> switch_off_suspects(Graph& graph) {
    constexpr int most_rounds = 16;
    const Network& network = graph.network();
    GuardedBounds bounds(graph);
    std::vector<DateClash> clashes = bounds.solve();
    std::vector<ClaimId> suspects;
    Counts counts;  // over all rounds: a wrong date meets others as those that hid them go
    std::vector<bool> is_off(network.constraints().size());
    for (int round = 0; round < most_rounds; ++round) {
        const auto is_solved = [&](const DateClash& clash) {
            return is_off[clash.one.index] || is_off[clash.other.index];
        };
        clashes.erase(std::remove_if(clashes.begin(), clashes.end(), is_solved), clashes.end());
        if (clashes.empty()) break;
        for (const ClaimId claim : worst_of(network, clashes, counts)) {
            suspects.push_back(claim);
            for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
                graph.set_active({id}, false);
                is_off[id] = true;
            }
        }
        clashes = bounds.solve_again(is_off);
    }
    return suspects;
}

std::vector<ClaimId> suspects(const Network& network, const ClaimSet& mask) {
    Graph graph(network, mask);
    return switch_off_suspects(graph);
}

}  // namespace valla::chronology
