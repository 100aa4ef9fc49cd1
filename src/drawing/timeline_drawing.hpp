#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "calendar/date.hpp"
#include "drawing/time_axis.hpp"

namespace valla::drawing {

/// One of the four bounds of a stretch of time.
struct TimelineBound {
    /// *Open*: it is said that there is none. *Unknown*: nothing is known. Both are drawn, unlike.
    calendar::Limit limit = calendar::Limit::unknown;
    Minute time = 0;     ///< meaningful when the limit is known
    bool stated = true;  ///< said by somebody, and not only following from several things
    /// How many minutes of it come only from one thing being over before the next; they are drawn,
    /// and not written.
    Minute slack = 0;

    static constexpr TimelineBound at(Minute time, bool stated = true, Minute slack = 0) {
        return {calendar::Limit::known, time, stated, slack};
    }
    [[nodiscard]] constexpr bool known() const { return limit == calendar::Limit::known; }
    friend bool operator==(const TimelineBound& a, const TimelineBound& b) {
        return a.limit == b.limit && a.time == b.time && a.stated == b.stated;
    }
};

enum class BoundPlace : std::uint8_t { earliest_begin, latest_begin, earliest_end, latest_end };
inline constexpr std::size_t bound_places = 4;

/// When an item was by one account. Ends are half-open: the minute after the last.
struct TimelineReading {
    std::uint32_t account = 0xFFFFFFFF;  ///< an index of Timeline::accounts; the default: none
    std::array<TimelineBound, bound_places> bounds;
    /// Without an account: what is not so where the item was then; one for each version of that.
    std::vector<std::string> without = {};
    bool wide = false;  ///< the bounds are true, but may be wider than they could be

    [[nodiscard]] const TimelineBound& of(BoundPlace place) const {
        return bounds[static_cast<std::size_t>(place)];
    }
    [[nodiscard]] bool dated() const {
        return bounds[0].known() || bounds[1].known() || bounds[2].known() || bounds[3].known();
    }
};

struct TimelineItem {
    std::uint32_t lane = 0;
    std::string label;
    std::string tooltip;
    std::string link;  ///< a fragment of the page; empty: none
    /// One for each account that says when it was; those that say the same are drawn as one.
    std::vector<TimelineReading> readings;
    std::vector<std::uint32_t> after;  ///< items that it is known to come after
};

struct TimelineAccount {
    std::string letter;  ///< short, unique: "A"
    std::string name;
};

struct Timeline {
    std::string title;
    std::vector<std::string> lanes;  ///< their headings; empty ones are not drawn
    std::vector<TimelineAccount> accounts;
    std::vector<TimelineItem> items;
};

/// The words that the drawing says itself, for renderers of other languages.
struct TimelineWords {
    std::string overview = "Overview";
    std::string continued = "continued";
    std::string order_only = "Without a date: known only by what they come after";
    std::string no_date = "without a date";
    std::string after = "after";
    std::string certainly = "certainly going on";
    std::string possibly = "possibly going on";
    std::string stated = "bound that is stated";
    std::string follows = "bound that follows";
    std::string begin_above = "bounds of the begin above the bar, of the end below";
    std::string open = "open: said to have no bound";
    std::string unknown = "bound not known";
    std::string clash = "bounds that cannot all be true";
    std::string gap = "time left out";
    std::string versions = "several bars without a letter: what is disputed decides between them";
    std::string without = "without";
    std::string wide = "the bounds may be wider than they could be";
    std::string open_cell = "without bound";  ///< in the table
    std::string gregorian = "Gregorian";
    std::string julian = "Julian";
};

struct TimelineOptions {
    std::string id = "timeline";  ///< prefix of all ids; letters, digits, hyphens
    Length width = 960 * px;      ///< at least 480 pixels
    calendar::Language language = calendar::Language::english;
    bool julian_too = false;  ///< a second axis in the Julian calendar
    /// For readers who read from right to left: labels at the right, time running to the left.
    bool right_to_left = false;
    std::uint32_t rows_of_panel = 36;  ///< bars after which a panel ends; at least 4
    TimelineWords words;
};

/// A picture of its own: an SVG fragment for a page that has style_sheet().
struct TimelinePanel {
    std::string id;  ///< of its root element, for links
    std::string title;
    Size size;
    std::string svg;
};

/// A row of the table that says what the pictures show. Cells are words, empty where the bound is
/// unknown; `bounds` has what they were made from.
struct TimelineRow {
    std::uint32_t item = 0;
    std::string lane;
    std::string label;
    std::string accounts;  ///< letters, with blanks between them
    std::string told;      ///< by whom, or on which versions, where that is told apart: "A quarrel"
    std::array<std::string, bound_places> cells;
    std::array<TimelineBound, bound_places> bounds;
    bool clash = false;  ///< no time satisfies the bounds
    std::string after;   ///< labels, with semicolons between them
    std::string link;
};

struct TimelineDrawing {
    std::vector<TimelinePanel> panels;  ///< an overview first when there are several
    TimelinePanel legend;               ///< of the marks that are used
    std::vector<TimelineRow> rows;
};

/// Draws uncertain stretches of time. Nothing in it looks like a probability: no shade, no
/// gradient.
///
/// - Solid: from the latest begin to the earliest end, where it was certainly going on. Hatched,
///   with a dashed outline: where it was possibly going on.
/// - A bound that is stated is a stroke, one that follows a hollow triangle; those of the begin
///   stand above the bar, those of the end below. An open side is an arrow, an unknown one a hollow
///   arrow. Bounds that contradict each other are crossed out between them.
/// - Readings that differ have bars of their own under one label, told apart by letter, colour and
///   pattern; the legend has the names of the letters. Those of no account have no letter, and say
///   in their tooltips and in the table what they are without. Lanes keep items together; within a
///   lane items are in the order of time.
/// - Each panel holds some lanes, or the next stretch of one, with an axis of its own that fits
///   what it shows; long times in which nothing is are broken out, visibly.
/// - Items without any date stand in a last panel, placed by order alone, with arrows from what
///   they come after.
/// - Labels have boxes of their own, wide enough in any script, so that they never overlap.
///
/// Every item is in `rows`, in the order of the panels.
TimelineDrawing draw_timeline(const Timeline& timeline, const TimelineOptions& options = {});

/// The same as one SVG file, panels and legend one below the other, with its own style.
std::string draw_timeline_file(const Timeline& timeline, const TimelineOptions& options = {});

}  // namespace valla::drawing
