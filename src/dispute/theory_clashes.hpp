#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dispute/theory.hpp"

namespace valla::dispute {

struct TheoryClashes {
    std::vector<std::vector<UnitId>> list;  ///< each in ascending order
    bool complete = true;
};

/// All minimal clashes that the theory knows among `units`, or the first ones it comes upon, until
/// `limit` are found or `question_limit` sets have been asked about.
///
/// Keeps a formula of the sets not yet known to clash or to stand together, takes a large one, asks
/// the theory, and excludes what contains the clash or what the grown set contains (the scheme of
/// MARCO; Liffiton, Previti, Malik and Marques-Silva 2016).
TheoryClashes theory_clashes(Theory& theory, std::span<const UnitId> units, std::size_t limit,
                             std::size_t question_limit);

}  // namespace valla::dispute
