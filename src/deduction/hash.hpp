#pragma once

#include <cstdint>

namespace valla::deduction {

inline constexpr std::uint64_t hash_seed = 0x243F6A8885A308D3;

/// One more term into a hash; multiplication and a fold, so that all bits count.
inline std::uint64_t hash_step(std::uint64_t hash, std::uint32_t term) {
    hash = (hash ^ term) * 0x9E3779B97F4A7C15;
    return hash ^ (hash >> 32);
}

}  // namespace valla::deduction
