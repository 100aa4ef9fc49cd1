#pragma once

#include <optional>
#include <vector>

#include "chronology/time_fields.hpp"
#include "chronology/timeline.hpp"

namespace valla::chronology {

/// The days from one midnight to another in which something lies.
struct DayWindow {
    Minutes begin = 0;
    Minutes end = 0;
};

/// The days that the bounds of `timeline` leave for the one or for the other of two ends,
/// whichever are fewer; nothing when neither is bounded both ways, or both by more than
/// `most_days`.
inline constexpr Minutes most_days = 60;
std::optional<DayWindow> shared_window(const Timeline& timeline, SubjectEnd one, SubjectEnd other);

/// That two ends lie on one day, or on different days, as alternatives. They cover every case, so
/// that they are true whatever becomes of the claims that the window rests on; outside of the
/// window they say less.
using Alternatives = std::vector<std::vector<Constraint>>;
Alternatives on_one_day(SubjectEnd one, SubjectEnd other, DayWindow window);
Alternatives on_different_days(SubjectEnd one, SubjectEnd other, DayWindow window);

}  // namespace valla::chronology
