#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/timeline_drawing.hpp"

namespace valla::drawing {

/// A reading, or several that agree.
struct TimelineBar {
    std::array<TimelineBound, bound_places> bounds;
    std::vector<std::uint32_t> accounts;  ///< empty: of no account
    std::vector<std::string> without;     ///< of all its readings
    bool wide = false;

    [[nodiscard]] const TimelineBound& of(BoundPlace place) const {
        return bounds[static_cast<std::size_t>(place)];
    }
    /// Whether no time satisfies the bounds.
    [[nodiscard]] bool clashes() const;
    /// From the first to the last bound that is known.
    [[nodiscard]] std::optional<TimeSpan> span() const;
};

struct PlannedItem {
    std::uint32_t item = 0;
    std::vector<TimelineBar> bars;  ///< at least one; of an item without a date none has a bound
};

/// The items of a panel, in the order of lanes and within a lane of time.
struct PlannedPanel {
    std::vector<PlannedItem> items;
    bool continues = false;  ///< begins within the lane of the last panel's end

    [[nodiscard]] std::vector<TimeSpan> spans() const;
};

struct TimelinePlan {
    std::vector<PlannedPanel> panels;
    std::vector<PlannedItem> undated;
};

/// Joins readings that agree, puts items in order and cuts them into panels: after
/// `rows_of_panel` bars, or before where the next lane would not fit.
TimelinePlan plan_timeline(const Timeline& timeline, const TimelineOptions& options);

/// The letters of a bar's accounts, with blanks between them.
std::string letters(const Timeline& timeline, const TimelineBar& bar);

/// By which accounts, or without what, an item was when a bar says; empty where that is not told
/// apart.
std::string told(const Timeline& timeline, const TimelineBar& bar, const TimelineWords& words);

/// A bound in words: a day, with the time of day where the day alone does not say it
/// (calendar::clock_of_limit). An end is told by its last minute. With a Julian axis, the day in
/// both calendars. Empty when it is not known.
std::string bound_in_words(const TimelineBound& bound, BoundPlace place,
                           const TimelineOptions& options);

std::vector<TimelineRow> table_rows(const Timeline& timeline, const TimelinePlan& plan,
                                    const TimelineOptions& options);

}  // namespace valla::drawing
