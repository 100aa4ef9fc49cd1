#pragma once

#include "drawing/svg.hpp"
#include "drawing/timeline_plan.hpp"

namespace valla::drawing {

inline constexpr Length bar_height = 11 * px;
/// How far marks stand out above and below a bar.
inline constexpr Length mark_reach = 6 * px;

/// The marks that a drawing uses, for its legend.
struct MarkUse {
    bool core = false;
    bool wing = false;
    bool stated = false;
    bool follows = false;
    bool open = false;
    bool unknown = false;
    bool clash = false;
    bool gap = false;
    bool versions = false;
};

/// Where a bar is drawn: its middle line, and the borders that open sides reach.
struct BarPlace {
    Length middle = 0;
    Length left = 0;
    Length right = 0;
};

/// The colour and pattern of a bar: its account, if it is of one only.
std::uint32_t bar_account(const TimelineBar& bar);

void draw_bar(SvgWriter& svg, const TimelineBar& bar, const TimeScale& scale, const BarPlace& place,
              MarkUse& use);

/// The parts that a bar is made of, for the legend.
void draw_core(SvgWriter& svg, const Box& box);
void draw_wing(SvgWriter& svg, const Box& box, std::uint32_t account, bool left_closed,
               bool right_closed);
void draw_bound(SvgWriter& svg, Length x, Length middle, bool stated, bool of_begin);
void draw_open_side(SvgWriter& svg, Point tip, bool to_the_right, bool unknown);
void draw_clash(SvgWriter& svg, const Box& box);
/// The border of a stretch of time that is left out.
void draw_zigzag(SvgWriter& svg, Length x, Length top, Length bottom);
/// Defines the pattern of draw_clash().
void define_clash(SvgWriter& svg);

}  // namespace valla::drawing
