#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "drawing/timeline_bar.hpp"

namespace valla::drawing {

/// A panel before it is known what it is drawn into: one SVG element of its own, or a place in a
/// larger one. `draw` draws it with its corner at 0, 0.
struct PanelPart {
    std::string id;
    std::string title;
    Size size;
    std::function<void(SvgWriter&)> draw;
};

/// What all panels of a timeline share while they are made.
struct TimelineContext {
    const Timeline& timeline;
    const TimelineOptions& options;
    MarkUse use = {};
    std::set<std::uint32_t> accounts = {};  ///< those that have bars
};

inline constexpr Length label_font = 12 * px;
inline constexpr Length small_label_font = 11 * px;
inline constexpr Length panel_margin = 8 * px;

std::string panel_id(const TimelineContext& context, std::size_t panel);
std::string item_id(const TimelineContext& context, std::uint32_t item);

/// The patterns that bars of these accounts are filled with.
void define_patterns(SvgWriter& svg, const TimelineContext& context);

/// Bars with their labels, below an axis. Drawing it notes in the context which marks it used.
PanelPart item_panel(TimelineContext& context, const PlannedPanel& panel, std::size_t number);

/// All bars of several panels, thin and without labels, on one axis; each panel is a strip that
/// leads to it.
PanelPart overview_panel(TimelineContext& context, const TimelinePlan& plan,
                         const std::vector<PanelPart>& panels);

/// Items without a date, and those that they come after or before.
PanelPart order_panel(TimelineContext& context, const std::vector<PlannedItem>& undated);

/// What the marks mean. To be made when all others are drawn.
PanelPart legend_panel(TimelineContext& context);

/// All panels of a plan in their order, but for the legend, which can be made when they are drawn.
std::vector<PanelPart> all_parts(TimelineContext& context, const TimelinePlan& plan);

/// A part as a picture of its own, for a page that has the style sheet.
TimelinePanel drawn_panel(TimelineContext& context, const PanelPart& part);

/// A part with its heading in a file; empty: none.
struct StackedPart {
    PanelPart part;
    std::string heading;
};
/// Parts one below the other as one file, below a title.
std::string stacked_file(TimelineContext& context, const std::string& title,
                         const std::vector<StackedPart>& parts);

/// The axis, or two, of a panel: labels above `bottom`, and lines through the panel to `foot`.
/// `axis_height` is what it needs above `bottom`.
Length axis_height(const TimelineContext& context);
void draw_axis(SvgWriter& svg, TimelineContext& context, const TimeScale& scale, Length bottom,
               Length foot);
/// The breaks of the scale, over what is drawn already.
void draw_breaks(SvgWriter& svg, TimelineContext& context, const TimeScale& scale, Length top,
                 Length bottom);

}  // namespace valla::drawing
