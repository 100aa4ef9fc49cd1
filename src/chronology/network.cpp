#include "chronology/network.hpp"

#include <algorithm>

namespace valla::chronology {

Network::Network() = default;

PointId Network::add_point() {
    if (points_ == point_limit) return origin;
    return {points_++};
}

void Network::reserve(std::size_t claims, std::size_t constraints) {
    rows_.reserve(constraints);
    first_rows_.reserve(claims);
    ranks_.reserve(claims);
}

ClaimId Network::add_claim(std::uint32_t rank) {
    first_rows_.push_back(static_cast<std::uint32_t>(rows_.size()));
    ranks_.push_back(rank);
    return {claims() - 1};
}

Added Network::at_most(PointId x, PointId y, Minutes distance) {
    if (x == origin || y == origin) return Added::unknown_point;
    return add(x, y, distance, distance_limit);
}

Added Network::not_after(PointId x, Minutes minute) {
    if (x == origin) return Added::unknown_point;
    return add(x, origin, minute, date_limit);
}

Added Network::not_before(PointId x, Minutes minute) {
    if (x == origin) return Added::unknown_point;
    if (minute < -date_limit) return Added::too_far;
    return add(origin, x, -minute, date_limit);
}

Added Network::add(PointId x, PointId y, Minutes distance, Minutes limit) {
    if (x.index >= points_ || y.index >= points_) return Added::unknown_point;
    if (ranks_.empty()) return Added::no_claim;
    if (distance < -limit || distance > limit) return Added::too_far;
    if (rows_.size() == constraint_limit) return Added::too_many;
    rows_.push_back({x, y, distance});
    if (x == origin || y == origin) ++dates_;
    return Added::yes;
}

std::uint32_t Network::end_row(ClaimId claim) const {
    return claim.index + 1 < claims() ? first_rows_[claim.index + 1]
                                      : static_cast<std::uint32_t>(rows_.size());
}

ClaimId Network::claim_of(ConstraintId id) const {
    // Claims without rows share their first row with the next claim; the last of them owns it.
    const auto behind = std::upper_bound(first_rows_.begin(), first_rows_.end(), id.index);
    return {static_cast<std::uint32_t>(behind - first_rows_.begin()) - 1};
}

bool Network::comes_before(ConstraintId a, ConstraintId b) const {
    const ClaimId of_a = claim_of(a);
    const ClaimId of_b = claim_of(b);
    return of_a == of_b ? a < b : comes_before(of_a, of_b);
}

std::size_t Network::memory_bytes() const {
    return rows_.capacity() * sizeof(Constraint) +
           (first_rows_.capacity() + ranks_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace valla::chronology
