#pragma once

#include <cstdint>

namespace valla::drawing {

inline constexpr std::int32_t not_measured = -1;

/// The width of a character, in thousandths of the font size and rounded up to the
/// next fifty, for the alphabets from Latin to Georgian that are written most; of a mark, what it
/// adds to the letter before it. `not_measured` for all others.
std::int32_t measured_width(char32_t code_point, bool bold);

}  // namespace valla::drawing
