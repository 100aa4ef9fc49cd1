#pragma once

#include <cstdint>
#include <vector>

#include "lineage/roots.hpp"

namespace valla::lineage {

/// Whether a statement is listed among what a case says. Left out are names, titles and other
/// labels (evidence::is_label), and the kind that stands only in the head of a card.
bool is_listed(const Evidence& evidence, StatementId statement);

/// What rests on one source, person, body or place in a source.
struct Reliance {
    NameId name;
    std::uint32_t alone = 0;              ///< how many statements nobody else reports
    std::uint32_t in_part = 0;            ///< how many lose a word or a claim, and stand
    std::uint32_t alone_with_hedged = 0;  ///< the same with hedged derivations
    std::uint32_t in_part_with_hedged = 0;
    std::uint32_t arguments = 0;  ///< how many inferences go with it
};

/// What rests on each of them, most first: by `alone`, then `in_part`, then the name. All are
/// counted together (lineage/tally.hpp).
std::vector<Reliance> reliances(const Rejections& rejections);

}  // namespace valla::lineage
