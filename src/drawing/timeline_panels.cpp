#include "drawing/timeline_panels.hpp"

#include <algorithm>

#include "calendar/arithmetic.hpp"
#include "calendar/writing.hpp"
#include "drawing/label.hpp"
#include "drawing/style.hpp"

namespace valla::drawing {

namespace {

constexpr Length axis_line = 16 * px;
constexpr Length tick_length = 5 * px;
constexpr Length axis_pitch = 2 * axis_line + tick_length + 5 * px;
constexpr Length bar_pitch = 23 * px;
constexpr Length row_padding = 3 * px;
constexpr Length heading_height = 22 * px;
constexpr Length column_gap = 10 * px;
constexpr Length plot_inset = 14 * px;
constexpr int most_label_lines = 3;
constexpr Length most_letters = 8 * label_font;

/// An item with its label broken, and where it stands.
struct Row {
    const PlannedItem* item;
    Label label;
    Length top;
    Length height;
};
struct Heading {
    std::string text;
    Length top;
};

struct PanelLayout {
    std::vector<Row> rows;
    std::vector<Heading> headings;
    Length letters_left = 0;
    Length letters_width = 0;
    Length plot_left = 0;
    Length plot_right = 0;
    Length axis_bottom = 0;
    Size size;
};

/// Whether lines through all ticks would be further apart than a texture.
bool have_room(const std::vector<Tick>& ticks) {
    constexpr Length least = 14 * px;
    for (std::size_t at = 1; at < ticks.size(); ++at) {
        if (ticks[at].x - ticks[at - 1].x < least) return false;
    }
    return true;
}

std::string heading_of(const TimelineContext& context, std::uint32_t lane, bool continues) {
    std::string text = tidy(context.timeline.lanes[lane]);
    if (continues) text += " (" + context.options.words.continued + ")";
    return text;
}

PanelLayout lay_out_panel(const TimelineContext& context, const PlannedPanel& panel) {
    const Timeline& timeline = context.timeline;
    PanelLayout layout;
    const Length width = context.options.width;
    const Length most_label = std::min(width * 3 / 10, 240 * px);
    Length label_width = 60 * px;
    for (const PlannedItem& item : panel.items) {
        Row row{
            &item,
            wrap(timeline.items[item.item].label,
                 {.font_size = label_font, .max_width = most_label, .max_lines = most_label_lines}),
            0, 0};
        label_width = std::max(label_width, row.label.size.width);
        for (const TimelineBar& bar : item.bars) {
            const Length letter_width = text_width(letters(timeline, bar), label_font, true);
            layout.letters_width = std::max(layout.letters_width, letter_width);
        }
        layout.rows.push_back(std::move(row));
    }
    layout.letters_width = std::min(layout.letters_width, most_letters);
    layout.letters_left = panel_margin + label_width + column_gap;
    layout.plot_left = layout.letters_left;
    if (layout.letters_width > 0) layout.plot_left += layout.letters_width + column_gap;
    layout.plot_right = width - panel_margin;
    layout.axis_bottom = axis_height(context);
    Length y = layout.axis_bottom + 4 * px;
    std::uint32_t last_lane = 0xFFFFFFFF;
    for (Row& row : layout.rows) {
        const std::uint32_t lane = timeline.items[row.item->item].lane;
        if (lane != last_lane) {
            const bool continues = last_lane == 0xFFFFFFFF && panel.continues;
            if (!timeline.lanes[lane].empty()) {
                layout.headings.push_back({heading_of(context, lane, continues), y});
                y += heading_height;
            }
            last_lane = lane;
        }
        const Length bars = bar_pitch * static_cast<Length>(std::ssize(row.item->bars));
        row.top = y;
        row.height = std::max(bars, row.label.size.height) + 2 * row_padding;
        y += row.height;
    }
    layout.size = {width, y + panel_margin};
    return layout;
}

void draw_row(SvgWriter& svg, TimelineContext& context, const PanelLayout& layout,
              const TimeScale& scale, const Row& row) {
    const TimelineItem& item = context.timeline.items[row.item->item];
    svg.open("g").set("id", item_id(context, row.item->item)).set("class", "item");
    const bool needs_label = item.tooltip.empty() && row.label.cut;
    const std::string& title = needs_label ? item.label : item.tooltip;
    if (!title.empty()) svg.title(title);
    if (!item.link.empty()) svg.open_link(item.link);
    const Length bars = bar_pitch * static_cast<Length>(std::ssize(row.item->bars));
    const Length content = std::max(bars, row.label.size.height);
    const Length label_top = row.top + row_padding + (content - row.label.size.height) / 2;
    Length baseline = label_top + ascent(label_font);
    for (const std::string& line : row.label.lines) {
        if (is_right_to_left(line) != context.options.right_to_left) {
            svg.text("label", {layout.letters_left - column_gap, baseline}, line,
                     SvgWriter::Anchor::right);
        } else {
            svg.text("label", {panel_margin, baseline}, line);
        }
        baseline += line_height(label_font);
    }
    if (!item.link.empty()) svg.close();
    Length middle = row.top + row_padding + (content - bars) / 2 + bar_pitch / 2;
    for (const TimelineBar& bar : row.item->bars) {
        svg.open("g").set("class", account_class(bar_account(bar)));
        const std::string by = told(context.timeline, bar, context.options.words);
        if (!by.empty()) svg.title(by);
        if (bar.accounts.empty() && !bar.without.empty()) context.use.versions = true;
        if (!bar.accounts.empty()) {
            const std::string all = letters(context.timeline, bar);
            const Label shown = wrap(
                all,
                {.font_size = label_font, .max_width = most_letters, .max_lines = 1, .bold = true});
            svg.text("letter", {layout.letters_left, middle + label_font * 36 / 100},
                     shown.lines.empty() ? "" : shown.lines.front());
        }
        draw_bar(svg, bar, scale, {middle, layout.plot_left, layout.plot_right}, context.use);
        svg.close();
        middle += bar_pitch;
    }
    svg.close();
}

std::string title_of(const TimelineContext& context, const PlannedPanel& panel) {
    std::vector<TimeSpan> spans = panel.spans();
    Minute begin = spans.front().begin;
    Minute end = spans.front().end;
    for (const TimeSpan& span : spans) {
        begin = std::min(begin, span.begin);
        end = std::max(end, span.end);
    }
    constexpr Minute day = 24 * 60;
    const auto words = [&](Minute time) {
        const Minute near = std::clamp(time, -minute_limit, minute_limit);
        return calendar::day_in_words({calendar::floor_divide(near, day)},
                                      calendar::Calendar::gregorian, context.options.language);
    };
    const std::string first = words(begin);
    const std::string last = words(std::max(begin, end - 1));
    return first == last ? first : first + " – " + last;
}

}  // namespace

std::string panel_id(const TimelineContext& context, std::size_t panel) {
    return context.options.id + "-" + std::to_string(panel + 1);
}

std::string item_id(const TimelineContext& context, std::uint32_t item) {
    return context.options.id + "-item-" + std::to_string(item);
}

void define_patterns(SvgWriter& svg, const TimelineContext& context) {
    svg.open("defs");
    define_hatch(svg, no_account);
    for (const std::uint32_t account : context.accounts) define_hatch(svg, account);
    define_clash(svg);
    svg.close();
}

Length axis_height(const TimelineContext& context) {
    return context.options.julian_too ? 2 * axis_pitch : axis_pitch;
}

void draw_axis(SvgWriter& svg, TimelineContext& context, const TimeScale& scale, Length bottom,
               Length foot) {
    struct Axis {
        calendar::Calendar calendar;
        const std::string& name;
        Length bottom;
    };
    const TimelineWords& words = context.options.words;
    std::vector<Axis> axes = {{calendar::Calendar::gregorian, words.gregorian, bottom}};
    if (context.options.julian_too) {
        axes.front().bottom = bottom - axis_pitch;
        axes.push_back({calendar::Calendar::julian, words.julian, bottom});
    }
    std::vector<calendar::Calendar> calendars;
    for (const Axis& axis : axes) calendars.push_back(axis.calendar);
    const std::vector<AxisTicks> all =
        axis_ticks(scale, calendars, context.options.language, small_label_font);
    svg.open("g").set("class", "axis");
    for (std::size_t number = 0; number < axes.size(); ++number) {
        const Axis& axis = axes[number];
        const AxisTicks& ticks = all[number];
        const bool main = axis.calendar == calendar::Calendar::gregorian;
        const bool fine_lines = have_room(ticks.ticks);
        if (context.options.julian_too) {
            svg.text("small muted", {panel_margin, axis.bottom - tick_length - 4 * px}, axis.name);
        }
        for (const TickGroup& group : ticks.groups) {
            svg.text("small strong", {group.x, axis.bottom - tick_length - axis_line - 4 * px},
                     group.label);
        }
        for (const TimePiece& piece : scale.pieces()) {
            svg.line("rule", {piece.left, axis.bottom}, {piece.right, axis.bottom});
        }
        for (const Tick& tick : ticks.ticks) {
            const bool labelled = !tick.label.empty();
            const Length length = labelled ? tick_length : tick_length / 2;
            svg.line("rule", {tick.x, axis.bottom - length}, {tick.x, axis.bottom});
            if (main && (labelled || fine_lines)) {
                svg.line(labelled ? "grid" : "grid minor", {tick.x, bottom}, {tick.x, foot});
            }
            if (labelled) {
                svg.text("small", {tick.x, axis.bottom - tick_length - 4 * px}, tick.label,
                         SvgWriter::Anchor::middle);
            }
        }
    }
    svg.close();
}

void draw_breaks(SvgWriter& svg, TimelineContext& context, const TimeScale& scale, Length top,
                 Length bottom) {
    const auto& pieces = scale.pieces();
    for (std::size_t at = 0; at + 1 < pieces.size(); ++at) {
        context.use.gap = true;
        const Length left = pieces[at].right + 8 * px;
        const Length right = pieces[at + 1].left - 8 * px;
        svg.open("g");
        svg.title(context.options.words.gap);
        svg.leaf("rect").set("class", "gap").set(Box{left, top, right - left, bottom - top});
        for (const Length x : {left, right}) draw_zigzag(svg, x, top, bottom);
        svg.close();
    }
}

PanelPart item_panel(TimelineContext& context, const PlannedPanel& panel, std::size_t number) {
    PanelLayout layout = lay_out_panel(context, panel);
    PanelPart part;
    part.id = panel_id(context, number);
    part.title = title_of(context, panel);
    part.size = layout.size;
    part.draw = [&context, &panel, layout = std::move(layout)](SvgWriter& svg) {
        const TimeScale scale = fitted_scale(panel.spans(), layout.plot_left + plot_inset,
                                             layout.plot_right - plot_inset);
        const Length foot = layout.size.height - panel_margin;
        for (const Heading& heading : layout.headings) {
            svg.leaf("rect")
                .set("class", "band")
                .set(Box{0, heading.top, layout.size.width, heading_height});
        }
        draw_axis(svg, context, scale, layout.axis_bottom, foot);
        for (const Heading& heading : layout.headings) {
            const Label shown =
                wrap(heading.text, {.font_size = label_font,
                                    .max_width = layout.size.width - 2 * panel_margin,
                                    .max_lines = 1,
                                    .bold = true});
            svg.leaf("rect")
                .set("class", "band")
                .set(Box{panel_margin / 2, heading.top, shown.size.width + panel_margin,
                         heading_height});
            if (!shown.lines.empty()) {
                svg.text("strong", {panel_margin, heading.top + heading_height * 68 / 100},
                         shown.lines.front());
            }
        }
        for (const Row& row : layout.rows) {
            svg.line("grid", {panel_margin, row.top + row.height},
                     {layout.size.width - panel_margin, row.top + row.height});
        }
        for (const Row& row : layout.rows) draw_row(svg, context, layout, scale, row);
        draw_breaks(svg, context, scale, layout.axis_bottom - tick_length, foot);
    };
    return part;
}

}  // namespace valla::drawing
