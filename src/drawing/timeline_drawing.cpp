#include "drawing/timeline_drawing.hpp"

#include <algorithm>
#include <cassert>

#include "drawing/label.hpp"
#include "drawing/style.hpp"
#include "drawing/timeline_panels.hpp"

namespace valla::drawing {

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

TimelinePanel drawn_panel(TimelineContext& context, const PanelPart& part) {
    const std::string& title = context.timeline.title;
    SvgWriter svg({.id = part.id,
                   .size = part.size,
                   .title = title.empty() ? part.title : title + ": " + part.title,
                   .description = "",
                   .style = "",
                   .mirrored = context.options.right_to_left});
    define_patterns(svg, context);
    part.draw(svg);
    return {part.id, part.title, part.size, std::move(svg).finish()};
}

TimelineDrawing draw_timeline(const Timeline& timeline, const TimelineOptions& options) {
    assert(options.width >= 480 * px);
    TimelineContext context{timeline, options};
    const TimelinePlan plan = plan_timeline(timeline, options);
    TimelineDrawing drawing;
    for (const PanelPart& part : all_parts(context, plan)) {
        drawing.panels.push_back(drawn_panel(context, part));
    }
    drawing.legend = drawn_panel(context, legend_panel(context));
    drawing.rows = table_rows(timeline, plan, options);
    return drawing;
}

std::string stacked_file(TimelineContext& context, const std::string& title,
                         const std::vector<StackedPart>& parts) {
    constexpr Length heading_height = 24 * px;
    constexpr Length gap = 12 * px;
    constexpr Length title_font = 15 * px;
    const TimelineOptions& options = context.options;
    const Label heading = wrap(title, {.font_size = title_font,
                                       .max_width = options.width - 2 * panel_margin,
                                       .max_lines = 2,
                                       .bold = true});
    Size size{options.width, panel_margin + heading.size.height};
    for (const StackedPart& each : parts) {
        size.width = std::max(size.width, each.part.size.width);
        size.height += each.part.size.height + gap;
        if (!tidy(each.heading).empty()) size.height += heading_height;
    }
    SvgWriter svg({.id = options.id,
                   .size = size,
                   .title = title,
                   .description = "",
                   .style = std::string(style_sheet()),
                   .mirrored = options.right_to_left});
    define_patterns(svg, context);
    Length y = panel_margin;
    for (const std::string& line : heading.lines) {
        svg.text("title", {panel_margin, y + ascent(title_font)}, line);
        y += line_height(title_font);
    }
    for (const StackedPart& each : parts) {
        const Label shown = wrap(each.heading, {.font_size = label_font,
                                                .max_width = size.width - 2 * panel_margin,
                                                .max_lines = 1,
                                                .bold = true});
        if (!shown.lines.empty()) {
            svg.text("strong", {panel_margin, y + heading_height * 2 / 3}, shown.lines.front());
            y += heading_height;
        }
        svg.open("g").set("id", each.part.id).move({0, y});
        each.part.draw(svg);
        svg.close();
        y += each.part.size.height + gap;
    }
    return std::move(svg).finish();
}

std::string draw_timeline_file(const Timeline& timeline, const TimelineOptions& options) {
    assert(options.width >= 480 * px);
    TimelineContext context{timeline, options};
    const TimelinePlan plan = plan_timeline(timeline, options);
    std::vector<PanelPart> parts = all_parts(context, plan);
    // The legend shows what the panels use, which is known when they have been drawn.
    for (const PanelPart& part : parts) (void)drawn_panel(context, part);
    parts.push_back(legend_panel(context));
    std::vector<StackedPart> stacked;
    for (PanelPart& part : parts) {
        std::string heading = parts.size() > 2 ? part.title : "";
        stacked.push_back({std::move(part), std::move(heading)});
    }
    return stacked_file(context, timeline.title, stacked);
}

}  // namespace valla::drawing
