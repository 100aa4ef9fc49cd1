#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace valla::text {

/// How many single-character slips lie between two words: insertions, deletions, replacements and
/// swaps of neighbours (optimal string alignment; Damerau 1964). Counts characters, not bytes;
/// answers `limit + 1` as soon as the distance is known to be larger than `limit`. Cost: the length
/// of the words times `limit`.
std::uint32_t slips_between(std::string_view a, std::string_view b, std::uint32_t limit);

/// The word among `known` that the user most likely meant by `word`: the one with the fewest slips,
/// at most one for each three characters of `word`, but at least one and no more than ten; of
/// equals the first in code point order, so that the answer does not depend on the order of
/// `known`. Empty when none is near enough, and for a word of one character, which is near to all.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace valla::text
