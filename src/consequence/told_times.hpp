#pragma once

#include <array>
#include <optional>
#include <vector>

#include "consequence/version_space.hpp"

namespace valla::consequence {

using chronology::Minutes;

/// How early or late one end of something can have been.
struct ToldBound {
    std::optional<Minutes> minute;  ///< none: no limit on this side
    bool stated = false;            ///< one claim gives it by itself; else it follows from several
    /// How many minutes of it can come only from one thing being over before the next: each claim
    /// adds at most the minute that something lasts and the one that it stays behind.
    Minutes slack = 0;
    friend bool operator==(const ToldBound& a, const ToldBound& b) {
        return a.minute == b.minute && a.stated == b.stated;
    }
};

/// The earliest and latest begin, the earliest and latest end (which is exclusive).
using ToldBounds = std::array<ToldBound, 4>;

/// Makes of bounds those that hold whichever of the two holds.
void widen(ToldBounds& bounds, const ToldBounds& other);

/// When something was on some of the versions.
struct ToldTime {
    /// Whoever of these is right; empty: on `versions`, or, when these are empty too, on all.
    std::vector<NameId> accounts;
    /// Of each version, the units that it leaves out of those that can bear on the time.
    std::vector<std::vector<UnitId>> versions;
    ToldBounds bounds;
};

/// When one thing was, told apart where accounts or versions give it different times.
struct ToldTimes {
    NameId name;
    std::vector<ToldTime> told;  ///< at least one
    /// False: there are too many versions to look at each, or a dispute of more than 128 units
    /// bears on it. Only what is said of the thing itself is then told apart, and of the rest only
    /// what nobody contradicts bounds it, so that its bounds are true, but may be wider than they
    /// could be.
    bool complete = true;
};

/// When each happening of a case was, as far as what is disputed leaves it open.
///
/// The bounds of an account are those that hold whichever of the versions that have it is right:
/// of the bounds that these give, the earliest of the early ones and the latest of the late ones,
/// none where one of them gives none. So what is certain by an account is certain on each of its
/// versions, and what is possible by it is possible on one of them at least. Versions that have
/// none of the accounts are told apart from these.
///
/// - Accounts that give the same stand together. Where all accounts of a thing give the same, they
///   are not told apart.
/// - Where no accounts are told apart, the versions are, those that give the same together; when
///   they give more than `most_told` different times, there is one, which holds on all.
///
/// In the order of TimeClaims::names(). Up to `limit` versions of what bears on a time are looked
/// at. Cost: an Envelope for each version of each set of disputes that bears on something.
inline constexpr std::size_t most_told = 4;
std::vector<ToldTimes> told_times(Assessment& assessment, std::size_t limit = 128);

}  // namespace valla::consequence
