#include "drawing/timeline_bar.hpp"

#include <algorithm>

#include "drawing/style.hpp"

namespace valla::drawing {

namespace {

constexpr Length arrow_length = 8 * px;
constexpr Length least_core = 3 * px;

Box bar_box(Length left, Length right, Length middle) {
    return {left, middle - bar_height / 2, right - left, bar_height};
}

}  // namespace

std::uint32_t bar_account(const TimelineBar& bar) {
    return bar.accounts.size() == 1 ? bar.accounts.front() : no_account;
}

void draw_core(SvgWriter& svg, const Box& box) { svg.leaf("rect").set("class", "core").set(box); }

void draw_wing(SvgWriter& svg, const Box& box, std::uint32_t account, bool left_closed,
               bool right_closed) {
    if (box.width <= 0) return;
    svg.leaf("rect").set("fill", svg.reference(hatch_name(account))).set(box);
    PathData outline;
    outline.move({box.x, box.y}).line({box.right(), box.y});
    if (right_closed) {
        outline.line({box.right(), box.bottom()});
    } else {
        outline.move({box.right(), box.bottom()});
    }
    outline.line({box.x, box.bottom()});
    if (left_closed) outline.line({box.x, box.y});
    svg.leaf("path").set("class", "wing").set("fill", "none").set(outline);
}

void draw_bound(SvgWriter& svg, Length x, Length middle, bool stated, bool of_begin) {
    const Length outwards = of_begin ? -1 : 1;
    const Length border = middle + outwards * bar_height / 2;
    if (stated) {
        svg.line("bound", {x, middle - outwards * bar_height / 2},
                 {x, border + outwards * mark_reach * 2 / 3});
        return;
    }
    constexpr Length half = 3 * px + px / 2;
    PathData triangle;
    triangle.move({x, border}).line({x - half, border + outwards * mark_reach});
    triangle.line({x + half, border + outwards * mark_reach}).close();
    svg.path("follows", triangle);
}

void draw_open_side(SvgWriter& svg, Point tip, bool to_the_right, bool unknown) {
    const Length back = to_the_right ? -arrow_length : arrow_length;
    const Length half = bar_height / 2;
    PathData head;
    if (unknown) {
        head.move({tip.x + back * 3 / 4, tip.y - half}).line(tip);
        head.line({tip.x + back * 3 / 4, tip.y + half});
    } else {
        head.move(tip).line({tip.x + back, tip.y - half});
        head.line({tip.x + back, tip.y + half}).close();
    }
    svg.path(unknown ? "unknown" : "open", head);
}

void define_clash(SvgWriter& svg) {
    svg.open("pattern").set("id", svg.id("clash")).set("width", 6 * px).set("height", 6 * px);
    svg.set("patternUnits", "userSpaceOnUse");
    svg.leaf("path").set("class", "hatch wrong").set("d", "M0 0L6 6M0 6L6 0");
    svg.close();
}

void draw_clash(SvgWriter& svg, const Box& box) {
    svg.leaf("rect").set("class", "clash").set("fill", svg.reference("clash")).set(box);
}

void draw_zigzag(SvgWriter& svg, Length x, Length top, Length bottom) {
    constexpr Length step = 6 * px;
    PathData zigzag;
    zigzag.move({x, top});
    Length y = top;
    for (Length side = 2 * px; y < bottom; side = -side) {
        y = std::min(y + step, bottom);
        zigzag.line({x + side, y});
    }
    svg.path("rule", zigzag);
}

void draw_bar(SvgWriter& svg, const TimelineBar& bar, const TimeScale& scale, const BarPlace& place,
              MarkUse& use) {
    const TimelineBound& earliest_begin = bar.of(BoundPlace::earliest_begin);
    const TimelineBound& latest_begin = bar.of(BoundPlace::latest_begin);
    const TimelineBound& earliest_end = bar.of(BoundPlace::earliest_end);
    const TimelineBound& latest_end = bar.of(BoundPlace::latest_end);
    const std::uint32_t account = bar_account(bar);

    if (bar.clashes()) {
        const TimeSpan span = bar.span().value_or(TimeSpan{});
        const Length left = scale.x(span.begin);
        draw_clash(svg,
                   bar_box(left, std::max(scale.x(span.end), left + least_core), place.middle));
        use.clash = true;
    } else {
        const Length left =
            earliest_begin.known() ? scale.x(earliest_begin.time) : place.left + arrow_length;
        const Length right = latest_end.known()
                                 ? std::max(scale.x(latest_end.time), left + least_core)
                                 : place.right - arrow_length;
        const bool has_core =
            latest_begin.known() && earliest_end.known() && latest_begin.time < earliest_end.time;
        if (has_core) {
            Length core_left = std::clamp(scale.x(latest_begin.time), left, right - least_core);
            Length core_right = std::clamp(scale.x(earliest_end.time), core_left, right);
            core_right = std::max(core_right, core_left + least_core);
            const Box before = bar_box(left, core_left, place.middle);
            const Box after = bar_box(core_right, right, place.middle);
            draw_wing(svg, before, account, earliest_begin.known(), false);
            draw_wing(svg, after, account, false, latest_end.known());
            draw_core(svg, bar_box(core_left, core_right, place.middle));
            use.core = true;
            use.wing = use.wing || before.width > 0 || after.width > 0;
        } else {
            draw_wing(svg, bar_box(left, right, place.middle), account, earliest_begin.known(),
                      latest_end.known());
            use.wing = true;
        }
        const auto open_side = [&](const TimelineBound& bound, bool to_the_right) {
            if (bound.known()) return;
            const bool unknown = bound.limit == calendar::Limit::unknown;
            draw_open_side(svg, {to_the_right ? place.right : place.left, place.middle},
                           to_the_right, unknown);
            (unknown ? use.unknown : use.open) = true;
        };
        open_side(earliest_begin, false);
        open_side(latest_end, true);
    }

    // Two bounds of one end at the same place are one mark, stated if either is.
    const auto bounds = [&](const TimelineBound& first, const TimelineBound& second,
                            bool of_begin) {
        constexpr Length same_place = 2 * px;
        const auto draw = [&](const TimelineBound& bound, bool stated) {
            draw_bound(svg, scale.x(bound.time), place.middle, stated, of_begin);
            (stated ? use.stated : use.follows) = true;
        };
        const bool both = first.known() && second.known() &&
                          std::abs(scale.x(first.time) - scale.x(second.time)) < same_place;
        if (first.known()) draw(first, first.stated || (both && second.stated));
        if (second.known() && !both) draw(second, second.stated);
    };
    bounds(earliest_begin, latest_begin, true);
    bounds(earliest_end, latest_end, false);
}

}  // namespace valla::drawing
