#include "chronology/time_days.hpp"

namespace valla::chronology {

namespace {

Constraint no_later(SubjectEnd end, Minutes minute) {
    return {end.point, Network::origin, minute - end.offset};
}
Constraint no_earlier(SubjectEnd end, Minutes minute) {
    return {Network::origin, end.point, end.offset - minute};
}

std::optional<DayWindow> window_of(const Timeline& timeline, SubjectEnd end) {
    const auto low = timeline.earliest(end.point);
    const auto high = timeline.latest(end.point);
    if (!low || !high) return std::nullopt;
    const DayWindow window{floor_to_day(*low + end.offset),
                           floor_to_day(*high + end.offset) + minutes_per_day};
    if (window.end - window.begin > most_days * minutes_per_day) return std::nullopt;
    return window;
}

}  // namespace

std::optional<DayWindow> shared_window(const Timeline& timeline, SubjectEnd one, SubjectEnd other) {
    const auto first = window_of(timeline, one);
    const auto second = window_of(timeline, other);
    if (!first || !second) return first ? first : second;
    return second->end - second->begin < first->end - first->begin ? second : first;
}

Alternatives on_one_day(SubjectEnd one, SubjectEnd other, DayWindow window) {
    Alternatives all;
    all.push_back({no_later(one, window.begin - 1), no_later(other, window.begin - 1)});
    for (Minutes day = window.begin; day < window.end; day += minutes_per_day) {
        const Minutes last = day + minutes_per_day - 1;
        all.push_back({no_earlier(one, day), no_later(one, last), no_earlier(other, day),
                       no_later(other, last)});
    }
    all.push_back({no_earlier(one, window.end), no_earlier(other, window.end)});
    return all;
}

Alternatives on_different_days(SubjectEnd one, SubjectEnd other, DayWindow window) {
    Alternatives all;
    all.push_back({no_later(one, window.begin - 1), no_later(other, window.begin - 1)});
    for (Minutes midnight = window.begin; midnight <= window.end; midnight += minutes_per_day) {
        all.push_back({no_later(one, midnight - 1), no_earlier(other, midnight)});
        all.push_back({no_later(other, midnight - 1), no_earlier(one, midnight)});
    }
    all.push_back({no_earlier(one, window.end), no_earlier(other, window.end)});
    return all;
}

}  // namespace valla::chronology
