#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dispute/problem.hpp"

namespace valla::bench {

/// What the disputes of contested evidence look like.
struct DisputeShape {
    std::uint32_t claims = 10'000;
    std::uint32_t seed = 7;
    std::uint32_t least = 2;  ///< claims in a cluster
    std::uint32_t most = 12;
    /// Three hedges, and three in twenty claims by a preferred source: six ranks in a row.
    bool preferences = true;
    /// Instead of that, what a reading that prefers some sources to others gives: a partial order
    /// of as many sources.
    std::uint32_t ordered_sources = 0;
};

struct DisputeCase {
    dispute::Problem problem;
    std::uint32_t clusters = 0;
    std::vector<std::uint32_t> source_of_unit;
};

/// Claims in clusters that are tied together: single-valued fields with two to four values, some
/// with two claims to one value; plain contradictions between fields; times that three claims make
/// impossible (in a quarter of the clusters of four or more); inference chains of one to four steps
/// whose conclusions contradict a claim, and are not charged to their premises (in a third; each
/// step is one more unit); accounts that contradict several claims at once (in a fifth, one more
/// unit). One or two derived statements in four clusters of ten, with up to three supports of up to
/// three units; of twenty of these one has a support in each of several clusters. Units come in
/// no order.
DisputeCase dispute_case(const DisputeShape& shape);

/// The same, and nothing else, as a program for clingo whose answer sets are the versions; of the
/// ties and statements only those that `wanted` names, by their first units. `charge_all` says
/// where uncharged members are to be treated as charged.
std::string as_program(const DisputeCase& evidence,
                       const std::function<bool(dispute::UnitId)>& wanted,
                       const std::function<bool(dispute::UnitId)>& charge_all);

}  // namespace valla::bench
