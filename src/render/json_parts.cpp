#include "render/json_parts.hpp"

#include "text/render.hpp"

namespace valla::render {

Json envelope(const AnswerHead& head, const char* command) {
    return {{"valla", text::json_version},
            {"command", command},
            {"case", head.case_name},
            {"partial", head.partial}};
}

Json envelope(const AnswerHead& head, const char* command, const std::string& reading) {
    Json json = envelope(head, command);
    json["reading"] = reading.empty() ? Json(nullptr) : Json(reading);
    return json;
}

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json place_json(const PlaceView& place) {
    if (place.file.empty()) return nullptr;
    return {{"file", place.file}, {"line", place.line}};
}

Json ground_json(const GroundView& ground) {
    Json json{{"word", ground.word}, {"place", place_json(ground.place)}};
    if (!ground.hedge.empty()) json["hedge"] = ground.hedge;
    if (!ground.account.empty()) json["account"] = ground.account;
    if (ground.alleged) json["alleged"] = true;
    if (!ground.left) json["left-out"] = true;
    return json;
}

}  // namespace valla::render
