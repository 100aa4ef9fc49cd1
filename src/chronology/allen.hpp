#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "chronology/network.hpp"

namespace valla::chronology {

/// The thirteen relations in which two intervals that last at least a minute can stand (Allen
/// 1983); exactly one holds. Their names read "FIRST name SECOND".
enum class Allen : std::uint8_t {
    before,
    meets,
    overlaps,
    starts,
    during,
    finishes,
    equals,
    finished_by,
    contains,
    started_by,
    overlapped_by,
    met_by,
    after,
};
inline constexpr std::size_t allen_relations = 13;

/// "before", "finished by", as they are written in a case.
std::string_view name(Allen relation);
std::optional<Allen> allen_named(std::string_view name);

/// The relation of the second to the first.
constexpr Allen converse(Allen relation) {
    return static_cast<Allen>(allen_relations - 1 - static_cast<std::size_t>(relation));
}

/// An end of one of two intervals.
enum class End : std::uint8_t { first_begin, first_end, second_begin, second_end };

/// `x - y <= distance`
struct EndConstraint {
    End x;
    End y;
    Minutes distance;
};

/// The constraints between their ends that say just the relation, given that each interval begins
/// before it ends; at most four.
std::span<const EndConstraint> constraints_of(Allen relation);

}  // namespace valla::chronology
