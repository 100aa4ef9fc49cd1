#pragma once

#include <cstdint>

namespace valla::calendar {

/// Division that rounds towards minus infinity, and its remainder, which is never negative.
/// `divisor` is positive.
constexpr std::int64_t floor_divide(std::int64_t number, std::int64_t divisor) {
    return number / divisor - (number % divisor < 0 ? 1 : 0);
}
constexpr std::int64_t floor_remainder(std::int64_t number, std::int64_t divisor) {
    const std::int64_t remainder = number % divisor;
    return remainder < 0 ? remainder + divisor : remainder;
}

}  // namespace valla::calendar
