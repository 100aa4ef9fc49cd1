// The panels of a timeline that hold no axis of items: overview, order and legend.

#include <algorithm>
#include <map>

#include "drawing/graph_drawing.hpp"
#include "drawing/label.hpp"
#include "drawing/style.hpp"
#include "drawing/timeline_panels.hpp"

namespace valla::drawing {

namespace {

constexpr Length thin_bar = 3 * px;
constexpr Length thin_pitch = 5 * px;

/// Bars of one lane in one panel, with the row in which each is drawn.
struct Strip {
    std::size_t panel = 0;
    std::uint32_t lane = 0;
    std::vector<const TimelineBar*> bars;
    std::vector<std::size_t> rows;
    std::size_t row_count = 0;
};

std::vector<Strip> strips_of(const Timeline& timeline, const TimelinePlan& plan) {
    std::vector<Strip> strips;
    for (std::size_t panel = 0; panel < plan.panels.size(); ++panel) {
        for (const PlannedItem& item : plan.panels[panel].items) {
            const std::uint32_t lane = timeline.items[item.item].lane;
            if (strips.empty() || strips.back().panel != panel || strips.back().lane != lane) {
                strips.push_back({panel, lane, {}, {}, 0});
            }
            for (const TimelineBar& bar : item.bars) {
                if (bar.span()) strips.back().bars.push_back(&bar);
            }
        }
    }
    return strips;
}

/// From where to where a bar is drawn.
std::pair<Length, Length> reach(const TimelineBar& bar, const TimeScale& scale, Length left,
                                Length right) {
    const TimelineBound& begin = bar.of(BoundPlace::earliest_begin);
    const TimelineBound& end = bar.of(BoundPlace::latest_end);
    if (bar.clashes()) {
        const TimeSpan span = bar.span().value_or(TimeSpan{});
        return {scale.x(span.begin), std::max(scale.x(span.end), scale.x(span.begin) + 2 * px)};
    }
    // Open sides are only hinted at, or they would fill the overview.
    constexpr Length hint = 16 * px;
    const TimeSpan span = bar.span().value_or(TimeSpan{});
    const Length from =
        begin.known() ? scale.x(begin.time) : std::max(left, scale.x(span.begin) - hint);
    const Length to = end.known() ? scale.x(end.time) : std::min(right, scale.x(span.end) + hint);
    return {from, std::max(to, from + 2 * px)};
}

/// Puts each bar into the first row where it touches none.
void pack(Strip& strip, const TimeScale& scale, Length left, Length right) {
    std::vector<Length> row_ends;
    for (const TimelineBar* bar : strip.bars) {
        const auto [from, to] = reach(*bar, scale, left, right);
        std::size_t row = 0;
        while (row < row_ends.size() && row_ends[row] + 2 * px > from) ++row;
        if (row == row_ends.size()) row_ends.push_back(0);
        row_ends[row] = to;
        strip.rows.push_back(row);
    }
    strip.row_count = row_ends.size();
}

void draw_thin_bar(SvgWriter& svg, const TimelineBar& bar, const TimeScale& scale, Length top,
                   Length left, Length right) {
    const auto [from, to] = reach(bar, scale, left, right);
    const Length middle = top + thin_bar / 2;
    svg.open("g").set("class", account_class(bar_account(bar)));
    if (bar.clashes()) {
        svg.line("clash", {from, middle}, {to, middle});
    } else {
        svg.line("mist", {from, middle}, {to, middle});
        const TimelineBound& begin = bar.of(BoundPlace::latest_begin);
        const TimelineBound& end = bar.of(BoundPlace::earliest_end);
        if (begin.known() && end.known() && begin.time < end.time) {
            const Length core = scale.x(begin.time);
            const Length width = std::max(scale.x(end.time) - core, 2 * px);
            draw_core(svg, {core, top, width, thin_bar});
        }
    }
    svg.close();
}

}  // namespace

PanelPart overview_panel(TimelineContext& context, const TimelinePlan& plan,
                         const std::vector<PanelPart>& panels) {
    struct Overview {
        std::vector<Strip> strips;
        std::vector<Label> labels;
        std::vector<std::string> targets;
        std::vector<std::string> titles;
        TimeScale scale;
        Length plot_left;
        Length plot_right;
    };
    constexpr Length strip_padding = 5 * px;
    const Length width = context.options.width;
    const Length label_width = std::min(width / 4, 200 * px);
    std::vector<TimeSpan> spans;
    for (const PlannedPanel& panel : plan.panels) {
        for (const TimeSpan& span : panel.spans()) spans.push_back(span);
    }
    const Length plot_left = panel_margin + label_width + 10 * px;
    const Length plot_right = width - panel_margin;
    Overview overview{strips_of(context.timeline, plan),
                      {},
                      {},
                      {},
                      fitted_scale(std::move(spans), plot_left + 10 * px, plot_right - 10 * px),
                      plot_left,
                      plot_right};
    PanelPart part;
    part.id = context.options.id + "-overview";
    part.title = context.options.words.overview;
    const auto height_of = [](const Strip& strip, const Label& label) {
        return std::max(label.size.height,
                        thin_pitch * static_cast<Length>(
                                         std::ssize(strip.rows) == 0 ? 0 : strip.row_count)) +
               2 * strip_padding;
    };
    Length height = axis_height(context);
    for (Strip& strip : overview.strips) {
        pack(strip, overview.scale, plot_left, plot_right);
        std::string name = std::to_string(strip.panel + 1);
        if (!context.timeline.lanes[strip.lane].empty()) {
            name += "  " + context.timeline.lanes[strip.lane];
        } else {
            name += "  " + panels[strip.panel].title;
        }
        overview.labels.push_back(
            wrap(name, {.font_size = small_label_font, .max_width = label_width, .max_lines = 2}));
        overview.targets.push_back(panels[strip.panel].id);
        overview.titles.push_back(panels[strip.panel].title);
        height += height_of(strip, overview.labels.back());
    }
    part.size = {width, height + panel_margin};
    part.draw = [&context, overview = std::move(overview), height, height_of](SvgWriter& svg) {
        const Length top = axis_height(context);
        const Length right = context.options.width;
        Length y = top;
        for (std::size_t at = 0; at < overview.strips.size(); ++at) {
            const Length strip_height = height_of(overview.strips[at], overview.labels[at]);
            if (overview.strips[at].panel % 2 == 0) {
                svg.leaf("rect").set("class", "band").set(Box{0, y, right, strip_height});
            }
            y += strip_height;
        }
        draw_axis(svg, context, overview.scale, top, height);
        y = top;
        for (std::size_t at = 0; at < overview.strips.size(); ++at) {
            const Strip& strip = overview.strips[at];
            svg.open_link(overview.targets[at]);
            svg.title(overview.titles[at]);
            Length baseline = y + strip_padding + ascent(small_label_font);
            for (const std::string& line : overview.labels[at].lines) {
                svg.text("small", {panel_margin, baseline}, line);
                baseline += line_height(small_label_font);
            }
            for (std::size_t bar = 0; bar < strip.bars.size(); ++bar) {
                const Length bar_top =
                    y + strip_padding + thin_pitch * static_cast<Length>(strip.rows[bar]);
                draw_thin_bar(svg, *strip.bars[bar], overview.scale, bar_top, overview.plot_left,
                              overview.plot_right);
            }
            svg.close();
            y += height_of(strip, overview.labels[at]);
        }
        draw_breaks(svg, context, overview.scale, top - 4 * px, height);
    };
    return part;
}

PanelPart order_panel(TimelineContext& context, const std::vector<PlannedItem>& undated) {
    const Timeline& timeline = context.timeline;
    constexpr std::uint32_t none = 0xFFFFFFFF;
    GraphPicture picture;
    std::vector<std::uint32_t> node_of(timeline.items.size(), none);
    std::vector<bool> has_no_date(timeline.items.size());
    const auto node = [&](std::uint32_t item, NodeLook look) {
        if (node_of[item] != none) return node_of[item];
        node_of[item] = static_cast<std::uint32_t>(picture.nodes.size());
        GraphNode added;
        added.label = timeline.items[item].label;
        added.tooltip = timeline.items[item].tooltip;
        added.look = look;
        added.link =
            look == NodeLook::reference ? item_id(context, item) : timeline.items[item].link;
        picture.nodes.push_back(std::move(added));
        return node_of[item];
    };
    for (const PlannedItem& item : undated) has_no_date[item.item] = true;
    for (const PlannedItem& item : undated) node(item.item, NodeLook::plain);
    for (std::uint32_t item = 0; item < timeline.items.size(); ++item) {
        for (const std::uint32_t before : timeline.items[item].after) {
            if (!has_no_date[item] && !has_no_date[before]) continue;
            const std::uint32_t from =
                node(before, has_no_date[before] ? NodeLook::plain : NodeLook::reference);
            const std::uint32_t to =
                node(item, has_no_date[item] ? NodeLook::plain : NodeLook::reference);
            GraphEdge edge;
            edge.from = from;
            edge.to = to;
            edge.tooltip = timeline.items[item].label + " – " + context.options.words.after + " " +
                           timeline.items[before].label;
            picture.edges.push_back(std::move(edge));
        }
    }
    const Length room = context.options.width - 2 * panel_margin;
    picture.flow = Flow::right;
    GraphParts parts = lay_out_graph(picture);
    if (parts.layout.size.width > room) {
        GraphPicture upright = picture;
        upright.flow = Flow::down;
        GraphParts other = lay_out_graph(upright);
        if (other.layout.size.width < parts.layout.size.width) {
            picture = std::move(upright);
            parts = std::move(other);
        }
    }
    PanelPart part;
    part.id = context.options.id + "-order";
    part.title = context.options.words.order_only;
    part.size = {std::max(context.options.width, parts.layout.size.width + 2 * panel_margin),
                 parts.layout.size.height + 2 * panel_margin};
    part.draw = [picture = std::move(picture), parts = std::move(parts)](SvgWriter& svg) {
        svg.open("g").move({panel_margin, panel_margin});
        draw_graph_into(svg, picture, parts);
        svg.close();
    };
    return part;
}

PanelPart legend_panel(TimelineContext& context) {
    struct Entry {
        std::string words;
        std::function<void(SvgWriter&, Length middle)> draw;  ///< none: only words
        Point at = {};
    };
    constexpr Length swatch = 44 * px;
    constexpr Length row_height = 24 * px;
    const MarkUse& use = context.use;
    const TimelineWords& words = context.options.words;
    std::vector<Entry> entries;
    const auto box = [](Length left, Length right, Length middle) {
        return Box{left, middle - bar_height / 2, right - left, bar_height};
    };
    const auto add = [&](bool used, const std::string& text, auto draw) {
        if (used) entries.push_back({text, draw});
    };
    add(use.core, words.certainly,
        [box](SvgWriter& svg, Length middle) { draw_core(svg, box(4 * px, 40 * px, middle)); });
    add(use.wing, words.possibly, [box](SvgWriter& svg, Length middle) {
        draw_wing(svg, box(4 * px, 40 * px, middle), no_account, true, true);
    });
    const auto bound = [box](bool stated) {
        return [box, stated](SvgWriter& svg, Length middle) {
            draw_wing(svg, box(8 * px, 36 * px, middle), no_account, true, true);
            draw_bound(svg, 8 * px, middle, stated, true);
            draw_bound(svg, 36 * px, middle, stated, false);
        };
    };
    add(use.stated, words.stated, bound(true));
    add(use.follows, words.follows, bound(false));
    const auto open = [box](bool unknown) {
        return [box, unknown](SvgWriter& svg, Length middle) {
            draw_wing(svg, box(8 * px, 32 * px, middle), no_account, true, false);
            draw_open_side(svg, {40 * px, middle}, true, unknown);
        };
    };
    add(use.open, words.open, open(false));
    add(use.unknown, words.unknown, open(true));
    add(use.clash, words.clash,
        [box](SvgWriter& svg, Length middle) { draw_clash(svg, box(8 * px, 36 * px, middle)); });
    add(use.gap, words.gap, [](SvgWriter& svg, Length middle) {
        for (const Length x : {16 * px, 28 * px}) {
            draw_zigzag(svg, x, middle - bar_height, middle + bar_height);
        }
    });
    if (use.stated || use.follows) entries.push_back({words.begin_above, nullptr});
    if (use.versions) entries.push_back({words.versions, nullptr});
    for (const std::uint32_t account : context.accounts) {
        const TimelineAccount& known = context.timeline.accounts[account];
        add(true, known.letter + "  " + known.name, [box, account](SvgWriter& svg, Length middle) {
            svg.open("g").set("class", account_class(account));
            draw_core(svg, box(4 * px, 18 * px, middle));
            draw_wing(svg, box(18 * px, 40 * px, middle), account, false, true);
            svg.close();
        });
    }
    const Length room = context.options.width - 2 * panel_margin;
    std::vector<Label> labels;
    Point at{panel_margin, 0};
    for (Entry& entry : entries) {
        Label label =
            wrap(entry.words,
                 {.font_size = small_label_font, .max_width = room - swatch, .max_lines = 1});
        const Length swatch_width = entry.draw ? swatch : 0;
        const Length width = swatch_width + label.size.width + 18 * px;
        if (at.x > panel_margin && at.x + width > room) at = {panel_margin, at.y + row_height};
        entry.at = at;
        at.x += width;
        labels.push_back(std::move(label));
    }
    PanelPart part;
    part.id = context.options.id + "-legend";
    part.size = {context.options.width, at.y + row_height};
    part.draw = [entries = std::move(entries), labels = std::move(labels)](SvgWriter& svg) {
        for (std::size_t entry = 0; entry < entries.size(); ++entry) {
            const Point corner = entries[entry].at;
            svg.open("g").move(corner);
            const Length left = (entries[entry].draw ? swatch : 0) + 4 * px;
            if (entries[entry].draw) entries[entry].draw(svg, row_height / 2);
            if (!labels[entry].lines.empty()) {
                svg.text("small", {left, row_height / 2 + small_label_font * 36 / 100},
                         labels[entry].lines.front());
            }
            svg.close();
        }
    };
    return part;
}

}  // namespace valla::drawing
