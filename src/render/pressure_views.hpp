#pragma once

#include <string>
#include <vector>

#include "dispute/assessment.hpp"
#include "render/views.hpp"

namespace valla::render {

/// A statement of somebody's that had, or can have, begun after reported pressure on him.
struct PressureView {
    std::string statement;  ///< its id
    std::string pressure;   ///< the id of what pressed
    bool possible = false;  ///< nothing more is known than that it can have been so
    std::string standing;   ///< empty where it is only possible
    PlaceView place;        ///< of the statement's first card
};

/// Whether the case uses the vocabulary that says what pressure is. Without it there is nothing to
/// list, and no need of an assessment.
bool knows_pressure(const Case& the_case);
/// All of them, those that must have begun after it first, each group in canonical order. What is
/// only possible is left out where it is certain.
std::vector<PressureView> pressure_views(const dispute::Assessment& assessment);

/// The line of `audit` about one of them.
std::string pressure_line(const PressureView& row);

}  // namespace valla::render
