#include "drawing/timeline_plan.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "calendar/arithmetic.hpp"
#include "calendar/writing.hpp"

namespace valla::drawing {

namespace {

constexpr Minute day = 24 * 60;

std::vector<TimelineBar> bars_of(const Timeline& timeline, const TimelineItem& item) {
    std::vector<TimelineBar> bars;
    for (const TimelineReading& reading : item.readings) {
        const auto same = std::find_if(bars.begin(), bars.end(), [&](const TimelineBar& bar) {
            return bar.bounds == reading.bounds;
        });
        TimelineBar& bar = same == bars.end() ? bars.emplace_back() : *same;
        bar.bounds = reading.bounds;
        if (reading.account < timeline.accounts.size()) bar.accounts.push_back(reading.account);
        bar.without.insert(bar.without.end(), reading.without.begin(), reading.without.end());
        bar.wide = bar.wide || reading.wide;
    }
    for (TimelineBar& bar : bars) {
        std::sort(bar.accounts.begin(), bar.accounts.end());
        bar.accounts.erase(std::unique(bar.accounts.begin(), bar.accounts.end()),
                           bar.accounts.end());
    }
    if (bars.empty()) bars.emplace_back();
    return bars;
}

/// Where an item stands in its lane: by the first time that is known of it.
Minute first_time(const PlannedItem& item) {
    Minute first = std::numeric_limits<Minute>::max();
    for (const TimelineBar& bar : item.bars) {
        if (const auto span = bar.span()) first = std::min(first, span->begin);
    }
    return first;
}

std::size_t bars_in(const std::vector<PlannedItem>& items) {
    std::size_t bars = 0;
    for (const PlannedItem& item : items) bars += item.bars.size();
    return bars;
}

}  // namespace

bool TimelineBar::clashes() const {
    const auto before = [&](BoundPlace earlier, BoundPlace later) {
        return of(earlier).known() && of(later).known() && of(later).time < of(earlier).time;
    };
    return before(BoundPlace::earliest_begin, BoundPlace::latest_begin) ||
           before(BoundPlace::earliest_end, BoundPlace::latest_end) ||
           before(BoundPlace::earliest_begin, BoundPlace::latest_end);
}

std::optional<TimeSpan> TimelineBar::span() const {
    std::optional<TimeSpan> span;
    for (const TimelineBound& bound : bounds) {
        if (!bound.known()) continue;
        if (!span) span = TimeSpan{bound.time, bound.time};
        span->begin = std::min(span->begin, bound.time);
        span->end = std::max(span->end, bound.time);
    }
    return span;
}

std::vector<TimeSpan> PlannedPanel::spans() const {
    std::vector<TimeSpan> spans;
    for (const PlannedItem& item : items) {
        for (const TimelineBar& bar : item.bars) {
            if (const auto span = bar.span()) spans.push_back(*span);
        }
    }
    return spans;
}

TimelinePlan plan_timeline(const Timeline& timeline, const TimelineOptions& options) {
    TimelinePlan plan;
    std::vector<PlannedItem> dated;
    for (std::uint32_t number = 0; number < timeline.items.size(); ++number) {
        const TimelineItem& item = timeline.items[number];
        assert(item.lane < timeline.lanes.size());
        PlannedItem planned{number, bars_of(timeline, item)};
        const bool has_date = first_time(planned) != std::numeric_limits<Minute>::max();
        (has_date ? dated : plan.undated).push_back(std::move(planned));
    }
    const auto lane_of = [&](const PlannedItem& item) { return timeline.items[item.item].lane; };
    std::stable_sort(dated.begin(), dated.end(), [&](const PlannedItem& a, const PlannedItem& b) {
        return lane_of(a) != lane_of(b) ? lane_of(a) < lane_of(b) : first_time(a) < first_time(b);
    });
    std::vector<std::size_t> bars_of_lane(timeline.lanes.size());
    for (const PlannedItem& item : dated) bars_of_lane[lane_of(item)] += item.bars.size();

    const std::size_t most = options.rows_of_panel;
    assert(most >= 4);
    const std::size_t all = bars_in(dated);
    // Panels of about the same length, rather than full ones and a rest.
    const std::size_t even =
        all == 0 ? 1 : (all + (all + most - 1) / most - 1) / ((all + most - 1) / most);
    std::size_t filled = 0;
    std::uint32_t last_lane = 0;
    for (PlannedItem& item : dated) {
        const std::uint32_t lane = lane_of(item);
        const bool first = plan.panels.empty();
        const bool new_lane = first || lane != last_lane;
        const bool overfull = filled + item.bars.size() > most;
        const bool better_apart =
            new_lane && filled >= even / 2 && filled + std::min(bars_of_lane[lane], most) > most;
        const bool even_full = !new_lane && filled >= even && filled >= most * 3 / 4;
        if (first || (filled > 0 && (overfull || better_apart || even_full))) {
            plan.panels.emplace_back();
            plan.panels.back().continues = !new_lane;
            filled = 0;
        }
        filled += item.bars.size();
        last_lane = lane;
        plan.panels.back().items.push_back(std::move(item));
    }
    return plan;
}

std::string letters(const Timeline& timeline, const TimelineBar& bar) {
    std::string text;
    for (const std::uint32_t account : bar.accounts) {
        if (!text.empty()) text += ' ';
        text += timeline.accounts[account].letter;
    }
    return text;
}

std::string told(const Timeline& timeline, const TimelineBar& bar, const TimelineWords& words) {
    std::string text;
    const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
    for (const std::uint32_t account : bar.accounts) {
        const TimelineAccount& known = timeline.accounts[account];
        add(known.letter + ' ' + known.name);
    }
    for (const std::string& each : bar.without) add(words.without + ' ' + each);
    if (bar.wide) add(words.wide);
    return text;
}

std::string bound_in_words(const TimelineBound& bound, BoundPlace place,
                           const TimelineOptions& options) {
    if (bound.limit == calendar::Limit::open) return options.words.open_cell;
    if (!bound.known()) return "";
    Minute time = std::clamp(bound.time, -minute_limit, minute_limit);
    const bool is_end = place == BoundPlace::earliest_end || place == BoundPlace::latest_end;
    if (is_end) time -= 1;
    const calendar::Day at{calendar::floor_divide(time, day)};
    std::string text = calendar::day_in_words(at, calendar::Calendar::gregorian, options.language);
    if (options.julian_too)
        text += " = " + calendar::day_in_words(at, calendar::Calendar::julian, options.language);
    const bool by = place == BoundPlace::latest_begin || place == BoundPlace::latest_end;
    const auto role = by ? calendar::LimitRole::by : calendar::LimitRole::not_before;
    if (const auto clock = calendar::clock_of_limit(time, role, bound.slack)) text += ", " + *clock;
    return text;
}

std::vector<TimelineRow> table_rows(const Timeline& timeline, const TimelinePlan& plan,
                                    const TimelineOptions& options) {
    std::vector<TimelineRow> rows;
    const auto add = [&](const PlannedItem& planned) {
        const TimelineItem& item = timeline.items[planned.item];
        std::string after;
        for (const std::uint32_t other : item.after) {
            if (!after.empty()) after += "; ";
            after += timeline.items[other].label;
        }
        for (const TimelineBar& bar : planned.bars) {
            TimelineRow row;
            row.item = planned.item;
            row.lane = timeline.lanes[item.lane];
            row.label = item.label;
            row.accounts = letters(timeline, bar);
            row.told = told(timeline, bar, options.words);
            row.bounds = bar.bounds;
            for (std::size_t place = 0; place < bound_places; ++place) {
                row.cells[place] =
                    bound_in_words(bar.bounds[place], static_cast<BoundPlace>(place), options);
            }
            row.clash = bar.clashes();
            row.after = after;
            row.link = item.link;
            rows.push_back(std::move(row));
        }
    };
    for (const PlannedPanel& panel : plan.panels) {
        for (const PlannedItem& item : panel.items) add(item);
    }
    for (const PlannedItem& item : plan.undated) add(item);
    return rows;
}

}  // namespace valla::drawing
