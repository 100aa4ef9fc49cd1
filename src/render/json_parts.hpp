#pragma once

// What the JSON of all answers has in common. For the sources of render that write JSON; the one
// header of ours that includes the library for it.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "render/assertions.hpp"
#include "render/data_answers.hpp"

namespace valla::render {

using Json = nlohmann::ordered_json;

/// What every answer begins with: the version of the format, the command, the case.
Json envelope(const AnswerHead& head, const char* command);
/// The same of an answer that a reading can change; null when it is nobody's.
Json envelope(const AnswerHead& head, const char* command, const std::string& reading);

/// The text of a whole answer. Bytes that are not UTF-8 become U+FFFD.
std::string dumped(const Json& json);

/// Null when there is no place.
Json place_json(const PlaceView& place);
Json ground_json(const GroundView& ground);

/// A list of what `make` gives of each view.
template <typename View, typename Make>
Json list_of(const std::vector<View>& views, Make make) {
    Json list = Json::array();
    for (const View& view : views) list.push_back(make(view));
    return list;
}

}  // namespace valla::render
