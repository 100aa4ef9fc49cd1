// when and order: the commands that answer questions of time.

#include <algorithm>
#include <functional>
#include <memory>

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "calendar/reading.hpp"
#include "consequence/version_times.hpp"
#include "render/time_answers.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using chronology::Envelope;
using chronology::TimeClaims;
using text::Message;

namespace {

/// The times of a case: all that it says of them; or with `--reading`, `--without` or `--each` what
/// these leave of it.
class Times {
  public:
    static tl::expected<std::unique_ptr<Times>, Message> of(const Request& request,
                                                            const Case& a_case) {
        std::unique_ptr<Times> times(new Times);
        if (request.reading.empty() && request.without.empty() && !request.each) {
            times->evidence_ = std::make_unique<evidence::Evidence>(evidence::Evidence::of(a_case));
            times->claims_ = std::make_unique<TimeClaims>(
                TimeClaims::of(*times->evidence_, chronology::AboutPolicy::of(a_case)));
            return times;
        }
        auto assessment = assess(request, a_case);
        if (!assessment) return tl::unexpected(std::move(assessment.error()));
        times->assessment_ = std::move(*assessment);
        return times;
    }
    [[nodiscard]] const TimeClaims& claims() const {
        return assessment_ ? assessment_->times() : *claims_;
    }

    /// The words that are left; nothing where none is left out.
    [[nodiscard]] const lineage::LiveWords* live() const {
        return assessment_ ? &assessment_->live() : nullptr;
    }

    /// The answer that `make` gives, or one for each version of what bears on the times of `names`.
    template <typename View>
    std::string answer(const Request& request, const render::AnswerHead& head,
                       const std::vector<NameId>& names, const std::function<View(Envelope&)>& make,
                       std::string (*text)(const View&),
                       std::string (*json)(const render::AnswerHead&, const View&),
                       std::string (*csv)(const render::AnswerHead&, const View&)) {
        if (request.each) {
            return shown(request, head,
                         render::by_version(*assessment_, names.empty() ? claims().names() : names,
                                            make, text),
                         render::by_version_as_text<View>, render::by_version_as_json<View>,
                         render::by_version_as_csv<View>);
        }
        Envelope envelope(claims(),
                          assessment_ ? consequence::time_mask(*assessment_) : claims().all());
        return shown(request, head, make(envelope), text, json, csv);
    }

  private:
    Times() = default;
    std::unique_ptr<evidence::Evidence> evidence_;
    std::unique_ptr<TimeClaims> claims_;
    std::unique_ptr<dispute::Assessment> assessment_;
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
            auto times = Times::of(request, a_case);
            if (!times) return tl::unexpected(std::move(times.error()));
            if (request.around.empty() && request.between.empty()) {
                const auto names = names_of(a_case, (*times)->claims(), request.arguments);
                if (!names) return tl::unexpected(names.error());
                return (*times)->answer<render::WhenAnswer>(
                    request, head, *names,
                    [&](Envelope& envelope) {
                        return render::when_view(envelope, *names, (*times)->live());
                    },
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
            return (*times)->answer<render::GoingOnAnswer>(
                request, head, {},
                [&](Envelope& envelope) {
                    return render::going_on_view(envelope, *from->begin, *to->end,
                                                 (*times)->live());
                },
                render::going_on_as_text, render::going_on_as_json, render::going_on_as_csv);
        });
}

int run_order(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& a_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto times = Times::of(request, a_case);
            if (!times) return tl::unexpected(std::move(times.error()));
            const auto names = names_of(a_case, (*times)->claims(), request.arguments);
            if (!names) return tl::unexpected(names.error());
            return (*times)->answer<render::OrderAnswer>(
                request, head, *names,
                [&](Envelope& envelope) {
                    return render::order_view(envelope, *names, (*times)->live());
                },
                render::order_as_text, render::order_as_json, render::order_as_csv);
        });
}

}  // namespace valla::app
