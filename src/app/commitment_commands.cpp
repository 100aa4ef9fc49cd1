// commitments: what became of demands, threats and promises.

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "render/commitment_views.hpp"

namespace valla::app {

int run_commitments(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](casefile::Case& the_case,
            const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto ids = find_ids(the_case, request.arguments);
            if (!ids) return tl::unexpected(NoAnswer(std::move(ids.error())));
            for (std::size_t i = 0; i < ids->size(); ++i) {
                const auto base = the_case.base_of((*ids)[i]);
                if (!base || !vocabulary::kinds::commitments.has(*base)) {
                    return tl::unexpected(NoAnswer(
                        text::Message("not-a-commitment", {}).with("id", request.arguments[i])));
                }
            }
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            const auto view = render::commitments_view(**assessment, *ids);
            return shown(request, head, view, render::commitments_as_text,
                         render::commitments_as_json, render::commitments_as_csv);
        });
}

}  // namespace valla::app
