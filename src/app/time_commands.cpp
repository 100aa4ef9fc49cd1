// when and order: the commands that answer questions of time.

#include <algorithm>

#include "app/answering.hpp"
#include "app/commands.hpp"
#include "calendar/reading.hpp"
#include "render/time_answers.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using chronology::Envelope;
using chronology::TimeClaims;
using text::Message;

namespace {

/// All that the case says of time, all units held.
struct Times {
    explicit Times(const Case& a_case)
        : evidence(evidence::Evidence::of(a_case)),
          claims(TimeClaims::of(evidence, chronology::AboutPolicy::of(a_case))),
          envelope(claims, claims.all()) {}
    evidence::Evidence evidence;
    TimeClaims claims;
    Envelope envelope;
};

tl::expected<std::vector<NameId>, Message> names_of(const Case& a_case, const TimeClaims& times,
                                                    const std::vector<std::string>& ids) {
    std::vector<NameId> names;
    for (const std::string& id : ids) {
        const auto name = a_case.tables().names.find(casefile::NameSpace::id, id);
        if (!name || !a_case.is_declared(*name)) return tl::unexpected(no_such_id(a_case, id));
        if (!times.event_of(*name))
            return tl::unexpected(Message("id-without-time", {}).with("id", id));
        if (std::find(names.begin(), names.end(), *name) == names.end()) names.push_back(*name);
    }
    return names;
}

/// The minutes of a date of the command line; a side that it leaves open is a mistake.
tl::expected<calendar::MinuteRange, Message> stretch_of(const std::string& text) {
    auto date = calendar::read_date(text);
    if (!date) {
        Message problem = std::move(date.error());
        return tl::unexpected(std::move(problem));
    }
    const calendar::MinuteRange range = date->minutes();
    if (!range.begin || !range.end)
        return tl::unexpected(Message("date-without-end", {}).with("text", text));
    return range;
}

}  // namespace

int run_when(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& a_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            Times times(a_case);
            if (request.around.empty() && request.between.empty()) {
                auto names = names_of(a_case, times.claims, request.arguments);
                if (!names) return tl::unexpected(std::move(names.error()));
                return shown(request, head, render::when_view(times.envelope, *names),
                             render::when_as_text, render::when_as_json, render::when_as_csv);
            }
            const std::string& first =
                request.around.empty() ? request.between.front() : request.around;
            const std::string& last =
                request.around.empty() ? request.between.back() : request.around;
            const auto from = stretch_of(first);
            if (!from) return tl::unexpected(from.error());
            const auto to = stretch_of(last);
            if (!to) return tl::unexpected(to.error());
            if (*to->end <= *from->begin) {
                return tl::unexpected(
                    Message("dates-in-wrong-order", {}).with("first", first).with("last", last));
            }
            return shown(
                request, head, render::going_on_view(times.envelope, *from->begin, *to->end),
                render::going_on_as_text, render::going_on_as_json, render::going_on_as_csv);
        });
}

int run_order(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& a_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            Times times(a_case);
            auto names = names_of(a_case, times.claims, request.arguments);
            if (!names) return tl::unexpected(std::move(names.error()));
            return shown(request, head, render::order_view(times.envelope, *names),
                         render::order_as_text, render::order_as_json, render::order_as_csv);
        });
}

}  // namespace valla::app
