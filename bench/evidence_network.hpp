#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "chronology/network.hpp"

namespace valla::bench {

/// What evidence of a time looks like; every claim is true of one hidden course of events, but for
/// the wrong dates.
struct EvidenceShape {
    std::uint32_t events = 1000;
    std::uint32_t seed = 7;
    double dated_share = 0.6;        ///< of the events: those with a claim of when
    std::uint32_t wrong_dates = 0;   ///< claims of when that are moved by one to eleven years
    std::uint32_t disjunctions = 0;  ///< "A before B or B before A", of events close in time
};

/// `first` before `second`, or the other way round: the points of both.
struct EitherOrder {
    chronology::PointId first_begin, first_end, second_begin, second_end;
};

struct EvidenceNetwork {
    chronology::Network network;
    std::vector<std::uint32_t> source_of_claim;  ///< sources in the order of their size, roughly
    std::vector<EitherOrder> disjunctions;

    /// The claims of the source that has most of them.
    [[nodiscard]] std::vector<chronology::ClaimId> largest_source() const;
};

/// A network of a hundred years, in minutes. An event lasts nothing (one in five), minutes to a day
/// (half), up to a month, or up to three years. Claims of when know the day, month, year or decade,
/// of begin, of begin and end, or say "by", "still after", "not before", "under way". Each event is
/// tied by two or three claims to others, nearly always to close ones: before, soon after, long
/// after, during, overlapping. A claim owns one to four constraints; sources have very unequal
/// shares. Points and claims come in no order.
EvidenceNetwork evidence_network(const EvidenceShape& shape);

/// The same as SMT-LIB 2 text in integer difference logic, one assertion per constraint.
std::string as_smt(const EvidenceNetwork& evidence);

}  // namespace valla::bench
