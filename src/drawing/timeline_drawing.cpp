#include "drawing/timeline_drawing.hpp"

#include <algorithm>
#include <cassert>

#include "drawing/label.hpp"
#include "drawing/style.hpp"
#include "drawing/timeline_panels.hpp"

namespace valla::drawing {

namespace {

/// All panels in their order, the legend last.
std::vector<PanelPart> all_parts(TimelineContext& context, const TimelinePlan& plan) {
    for (const PlannedPanel& panel : plan.panels) {
        for (const PlannedItem& item : panel.items) {
            for (const TimelineBar& bar : item.bars) {
                context.accounts.insert(bar.accounts.begin(), bar.accounts.end());
            }
        }
    }
    std::vector<PanelPart> parts;
    for (std::size_t panel = 0; panel < plan.panels.size(); ++panel) {
        parts.push_back(item_panel(context, plan.panels[panel], panel));
    }
    if (parts.size() > 1) {
        for (std::size_t panel = 0; panel < parts.size(); ++panel) {
            parts[panel].title = std::to_string(panel + 1) + ": " + parts[panel].title;
        }
        PanelPart overview = overview_panel(context, plan, parts);
        parts.insert(parts.begin(), std::move(overview));
    }
    if (!plan.undated.empty()) parts.push_back(order_panel(context, plan.undated));
    return parts;
}

TimelinePanel drawn(TimelineContext& context, const PanelPart& part) {
    const std::string& title = context.timeline.title;
    SvgWriter svg({.id = part.id,
                   .size = part.size,
                   .title = title.empty() ? part.title : title + ": " + part.title,
                   .description = "",
                   .style = ""});
    define_patterns(svg, context);
    part.draw(svg);
    return {part.id, part.title, part.size, std::move(svg).finish()};
}

}  // namespace

TimelineDrawing draw_timeline(const Timeline& timeline, const TimelineOptions& options) {
    assert(options.width >= 480 * px);
    TimelineContext context{timeline, options};
    const TimelinePlan plan = plan_timeline(timeline, options);
    TimelineDrawing drawing;
    for (const PanelPart& part : all_parts(context, plan)) {
        drawing.panels.push_back(drawn(context, part));
    }
    drawing.legend = drawn(context, legend_panel(context));
    drawing.rows = table_rows(timeline, plan, options);
    return drawing;
}

std::string draw_timeline_file(const Timeline& timeline, const TimelineOptions& options) {
    assert(options.width >= 480 * px);
    constexpr Length heading = 24 * px;
    constexpr Length gap = 12 * px;
    constexpr Length title_font = 15 * px;
    TimelineContext context{timeline, options};
    const TimelinePlan plan = plan_timeline(timeline, options);
    std::vector<PanelPart> parts = all_parts(context, plan);
    // The legend shows what the panels use, which is known when they have been drawn.
    for (const PanelPart& part : parts) (void)drawn(context, part);
    parts.push_back(legend_panel(context));
    const Label title = wrap(timeline.title, {.font_size = title_font,
                                              .max_width = options.width - 2 * panel_margin,
                                              .max_lines = 2,
                                              .bold = true});
    const bool headings = parts.size() > 2;
    Size size{options.width, panel_margin + title.size.height};
    for (const PanelPart& part : parts) {
        size.width = std::max(size.width, part.size.width);
        size.height += part.size.height + gap;
        if (headings && !part.title.empty()) size.height += heading;
    }
    SvgWriter svg({.id = options.id,
                   .size = size,
                   .title = timeline.title,
                   .description = "",
                   .style = std::string(style_sheet())});
    define_patterns(svg, context);
    Length y = panel_margin;
    for (const std::string& line : title.lines) {
        svg.text("title", {panel_margin, y + ascent(title_font)}, line);
        y += line_height(title_font);
    }
    for (const PanelPart& part : parts) {
        if (headings && !part.title.empty()) {
            svg.text("strong", {panel_margin, y + heading * 2 / 3}, part.title);
            y += heading;
        }
        svg.open("g").set("id", part.id).set("transform", "translate(0 " + number(y) + ")");
        part.draw(svg);
        svg.close();
        y += part.size.height + gap;
    }
    return std::move(svg).finish();
}

}  // namespace valla::drawing
