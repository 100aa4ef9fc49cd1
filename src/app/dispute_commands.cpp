// standing, clashes, versions and readings: the commands that say what can stand together.

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "render/dispute_views.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using render::AnswerHead;

namespace {

/// What a command makes of an assessed case and the ids that it names.
template <typename Make>
int assess_and_answer(const Request& request, World& world, Make make) {
    return answer(
        request, world, "",
        [&](Case& the_case, const AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto limit = limit_of(request);
            if (!limit) return tl::unexpected(NoAnswer(std::move(limit.error())));
            auto ids = find_ids(the_case, request.arguments);
            if (!ids) return tl::unexpected(NoAnswer(std::move(ids.error())));
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            return make(**assessment, *ids, *limit, head);
        });
}

}  // namespace

int run_standing(const Request& request, World& world) {
    return assess_and_answer(request, world,
                             [&](dispute::Assessment& assessment, const std::vector<NameId>& ids,
                                 std::size_t, const AnswerHead& head) {
                                 return shown(request, head,
                                              render::standings_view(assessment, ids),
                                              render::standings_as_text, render::standings_as_json,
                                              render::standings_as_csv);
                             });
}

int run_clashes(const Request& request, World& world) {
    return assess_and_answer(
        request, world,
        [&](dispute::Assessment& assessment, const std::vector<NameId>& ids, std::size_t limit,
            const AnswerHead& head) {
            return shown(request, head, render::clashes_view(assessment, ids, limit),
                         render::clashes_as_text, render::clashes_as_json, render::clashes_as_csv);
        });
}

int run_versions(const Request& request, World& world) {
    return assess_and_answer(request, world,
                             [&](dispute::Assessment& assessment, const std::vector<NameId>& ids,
                                 std::size_t limit, const AnswerHead& head) {
                                 return shown(request, head,
                                              render::versions_view(assessment, ids, limit),
                                              render::versions_as_text, render::versions_as_json,
                                              render::versions_as_csv);
                             });
}

int run_readings(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            // With one name it is compared with no reading at all.
            std::vector<std::unique_ptr<dispute::Assessment>> both;
            for (std::size_t i = 0; i < 2; ++i) {
                Request each = request;
                const std::size_t given = request.arguments.size();
                each.reading = i + given < 2 ? "" : request.arguments[i + given - 2];
                auto made = assess(each, the_case);
                if (!made) return tl::unexpected(NoAnswer(std::move(made.error())));
                both.push_back(std::move(*made));
            }
            return shown(request, head, render::readings_view(*both[0], *both[1]),
                         render::readings_as_text, render::readings_as_json,
                         render::readings_as_csv);
        });
}

}  // namespace valla::app
