#include "chronology/suspects.hpp"

#include <algorithm>
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

class Guesser {
  public:
    Guesser(const Graph& graph, Side side)
        : graph_(graph), side_(side), labels_(graph.positions()), against_(graph.positions()) {
        for (Position at = first_position; at < labels_.size(); ++at) {
            labels_[at] = best_date(side, at);
            against_[at] = best_date(other(side), at);
        }
        labels_[graph.supports(side).parking()].value = infinite;
    }

    void find_clashes(std::vector<DateClash>& clashes) {
        const auto end = static_cast<Position>(labels_.size());
        if (side_ == Side::earliest) {
            for (Position at = first_position; at < end; ++at)
                pull(at, nullptr);
            for (Position at = end; at-- > first_position;)
                pull(at, &clashes);
        } else {
            for (Position at = end; at-- > first_position;)
                pull(at, nullptr);
            for (Position at = first_position; at < end; ++at)
                pull(at, &clashes);
        }
    }

  private:
    struct Label {
        Minutes value = unbounded;
        std::uint32_t root = no_constraint;  ///< the date that it comes from
    };

    [[nodiscard]] Label best_date(Side side, Position at) const {
        Label best;
        for (const std::uint32_t entry : graph_.dates(side).of(at)) {
            if ((entry & DateTable::off) != 0)
                continue;
            const Minutes date = graph_.network().row({entry}).distance;
            if (date < best.value)
                best = {date, entry};
        }
        return best;
    }

    void pull(Position at, std::vector<DateClash>* clashes) {
        const ArcTable& table = graph_.supports(side_);
        const Segment segment = table.of(at);
        Label best = labels_[at];
        const Label against = against_[at];
        const auto clashes_with_own = [&](const Label& label) {
            return label.root != no_constraint && label.value + against.value < 0;
        };
        if (clashes != nullptr && clashes_with_own(best))
            clashes->push_back({{best.root}, {against.root}});
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Arc arc = table.arcs()[k];
            Label offered = labels_[arc.other];
            offered.value += arc.distance;
            if (offered.value >= best.value)
                continue;
            if (!clashes_with_own(offered)) {
                best = offered;
            } else if (clashes != nullptr) {
                clashes->push_back({{offered.root}, {against.root}});
            }
        }
        labels_[at] = best;
    }

    const Graph& graph_;
    Side side_;
    std::vector<Label> labels_;
    std::vector<Label> against_;  ///< the point's own date on the other side
};

}  // namespace

std::vector<ClaimId> suspects(const Graph& graph) {
    std::vector<DateClash> clashes;
    for (const Side side : {Side::latest, Side::earliest})
        Guesser(graph, side).find_clashes(clashes);
    std::sort(clashes.begin(), clashes.end());
    clashes.erase(std::unique(clashes.begin(), clashes.end()), clashes.end());

    const Network& network = graph.network();
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
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
        const bool drop_one =
            of_one != of_other ? of_one > of_other : network.comes_before(other, one);
        claims.push_back(drop_one ? one : other);
    }
    std::sort(claims.begin(), claims.end());
    claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
    return claims;
}

}  // namespace valla::chronology
