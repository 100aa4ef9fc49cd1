#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/writing.hpp"
#include "chronology/envelope.hpp"
#include "lineage/rejection.hpp"
#include "render/views.hpp"

namespace valla::render {

/// One line of a case on which a reason rests.
struct TimeGroundView {
    std::vector<WordView> words;
    bool researchers_own = false;
    bool alleged = false;  ///< it is only alleged
    std::string hedge;     ///< "presumably", "presumably by conquest"; empty for none
    PlaceView place;
};

/// One claim that has a part in a bound, a relation or a clash.
struct ReasonView {
    std::string kind;  ///< "statement", "telling", "identity" or "nature"
    std::string text;  ///< what is said, in words
    std::vector<TimeGroundView> grounds;
    std::optional<PlaceView> about;  ///< the line that says how far "about" reaches, if it is used
};

/// How early or late something can have begun or been over.
struct BoundView {
    std::string bound;        ///< "earliest-begin", "latest-begin", "earliest-end", "latest-end"
    std::int64_t minute = 0;  ///< since 1970-01-01 00:00; an end is the first minute after it
    std::string moment;       ///< the minute as ISO 8601 writes it, the last one before an end
    std::string sentence;     ///< "begun by 17 July 1936"
    bool stated = false;      ///< one line says it; else it follows from several
    bool chain = true;        ///< the reasons are steps from a date on; else all are needed at once
    bool exact = true;     ///< false: the search reached its limit, and the bound may be too wide
    bool repeats = false;  ///< it says no more than another bound of the same thing
    std::vector<ReasonView> reasons;
};

/// When one thing can have been.
struct WhenView {
    std::string name;
    std::string kind;
    std::string label;
    bool touched = false;  ///< its bounds lean on what was set aside in a clash of times
    std::vector<BoundView> bounds;
    std::vector<ReasonView> beyond_limit;  ///< said of it, and too far away to be reckoned with
};

/// Times that cannot all be true.
struct TimeClashView {
    std::vector<ReasonView> claims;  ///< by file and place
    std::size_t set_aside = 0;       ///< which of them the bounds pass over
};

/// What `valla when` answers.
struct WhenAnswer {
    std::vector<WhenView> things;
    std::vector<TimeClashView> clashes;
    bool decided = true;  ///< false: a limit was reached in looking for clashes
};

/// What `valla when --around` and `--between` answer.
struct GoingOnAnswer {
    std::string from;  ///< first and last minute of the stretch, in words
    std::string to;
    std::vector<WhenView> certainly;  ///< with the two bounds that make it certain
    std::vector<WhenView> possibly;   ///< with all their bounds
    std::size_t undated = 0;          ///< what no bound at all would keep out
};

/// What of two things must, can or cannot be so.
struct RelationView {
    std::string first;
    std::string second;
    std::string relation;  ///< "before", "after", "overlaps", "includes", "within", "same day", ...
    std::string verdict;   ///< "must", "can" or "cannot"
    bool exact = true;
    std::vector<ReasonView> reasons;  ///< of must and cannot, by file and place
};

/// Whether something can have begun first, or been over last.
struct RankView {
    std::string name;
    bool possible = true;
    bool exact = true;
    std::vector<ReasonView> reasons;  ///< of what is not possible
};

/// What `valla order` answers.
struct OrderAnswer {
    std::vector<std::string> names;
    std::vector<RelationView> relations;  ///< of more than two: only what must or cannot be so
    std::vector<RankView> first;          ///< empty for two
    std::vector<RankView> last;
};

/// In all three, of the grounds only those claims and words are shown that `live` has, or all.
///
/// The bounds of `names`, or of everything that has any; and the clashes of times, unless they
/// touch none of the names.
WhenAnswer when_view(chronology::Envelope& envelope, const std::vector<NameId>& names,
                     const lineage::LiveWords* live = nullptr);
/// What was going on at some minute of [begin, end).
GoingOnAnswer going_on_view(chronology::Envelope& envelope, std::int64_t begin, std::int64_t end,
                            const lineage::LiveWords* live = nullptr);
/// How things with points stand to each other.
OrderAnswer order_view(chronology::Envelope& envelope, const std::vector<NameId>& names,
                       const lineage::LiveWords* live = nullptr);

/// A minute in words: "17 July 1936", where it is the first minute of a day that something is not
/// before, or the last of a day by which it is; else with the hour, "17 July 1936, 21:40". A few
/// minutes more, up to `slack`, that only come from one thing being over before the next are left
/// away.
std::string minute_words(const Case& a_case, std::int64_t minute, calendar::LimitRole role,
                         std::int64_t slack = 0);

}  // namespace valla::render
