#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/views.hpp"

namespace valla::render {

/// "people.valla:12"; empty when there is no place.
std::string place_text(const PlaceView& place);
/// "  [people.valla:12]", for the end of a line; empty when there is no place.
std::string bracketed(const PlaceView& place);

/// "a; b; c".
std::string joined(const std::vector<std::string>& parts, std::string_view joiner = "; ");
/// "a, b and c", where `last_joiner` is " and ".
std::string enumerated(const std::vector<std::string>& parts, std::string_view last_joiner);

/// "1 clash", "2 clashes".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// "1 source", "2 sources".
std::string counted(std::size_t count, std::string_view what);

/// The first line of an answer under a reading, and an empty one; nothing without a reading.
std::string under(const std::string& reading);

}  // namespace valla::render
