#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "calendar/calendars.hpp"
#include "calendar/language.hpp"
#include "drawing/geometry.hpp"

namespace valla::drawing {

/// Minutes from 00:00 of day 0 (calendar/day.hpp). Times further than this from it are drawn as if
/// they were there; it is more than two million million years.
using Minute = std::int64_t;
inline constexpr Minute minute_limit = Minute{1} << 60;

/// A stretch of time that lies straight on the paper.
struct TimePiece {
    Minute begin = 0;
    Minute end = 1;  ///< after `begin`
    Length left = 0;
    Length right = 0;
};

/// Where times lie on the paper: pieces from left to right, with breaks between them for stretches
/// in which nothing is. Times before the first piece and after the last are at their ends, and
/// times in a break within it.
class TimeScale {
  public:
    /// At least one piece, in order, without overlaps.
    explicit TimeScale(std::vector<TimePiece> pieces);

    [[nodiscard]] Length x(Minute time) const;
    [[nodiscard]] const std::vector<TimePiece>& pieces() const { return pieces_; }
    [[nodiscard]] Length left() const { return pieces_.front().left; }
    [[nodiscard]] Length right() const { return pieces_.back().right; }

  private:
    std::vector<TimePiece> pieces_;
};

/// A mark on the axis. Labels stand to both sides of their marks and never touch each other.
struct Tick {
    Minute time = 0;
    Length x = 0;
    std::string label;  ///< empty for a mark between labelled ones
};

/// How far the labels of the outermost marks reach out of the scale at most.
inline constexpr Length label_overhang = 17 * px;

/// What several ticks have in common, such as the month of days; stands at the begin of its
/// stretch.
struct TickGroup {
    Length x = 0;
    std::string label;
};

struct AxisTicks {
    std::vector<Tick> ticks;
    std::vector<TickGroup> groups;
};

/// Marks at the begins of the smallest units whose labels have room: hours, days, weeks (Mondays),
/// months, quarters, years, decades, centuries and on by 1, 2 and 5; in the Gregorian or the Julian
/// calendar, with the names that the language has for months and eras.
///
///     axis_ticks(scale, Calendar::julian, Language::russian, 11 * px)
AxisTicks axis_ticks(const TimeScale& scale, calendar::Calendar calendar,
                     calendar::Language language, Length font_size);

/// The same in several calendars, with labels of the same unit in each.
std::vector<AxisTicks> axis_ticks(const TimeScale& scale,
                                  std::span<const calendar::Calendar> calendars,
                                  calendar::Language language, Length font_size);

/// A scale from `left` to `right` for `spans`, each a stretch in which something is (`end` not
/// before `begin`), with some room at both ends. Stretches of nothing that would take more than a
/// third of the width are broken out, at most two; a minute is as long on both sides of a break. So
/// are stretches of more than two thirds in which nothing begins or ends, where at most a third of
/// the spans run through them, so that one far end does not squeeze all others.
struct TimeSpan {
    Minute begin = 0;
    Minute end = 0;
};
TimeScale fitted_scale(std::vector<TimeSpan> spans, Length left, Length right);

}  // namespace valla::drawing
