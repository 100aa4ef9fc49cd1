// trace, sources and audit: on whose word the case stands.

#include <algorithm>

#include "app/answering.hpp"
#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "casefile/load.hpp"
#include "casefile/statement_text.hpp"
#include "consequence/inferred_reliance.hpp"
#include "render/lineage_views.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using casefile::NameSpace;
using text::Message;

namespace {

/// What this stage needs of a case, in the order in which it is made.
struct Lineage {
    explicit Lineage(const Case& the_case)
        : evidence(evidence::Evidence::of(the_case)),
          derivations(lineage::Derivations::of(evidence)),
          rejections(evidence, derivations),
          roots(rejections) {}

    evidence::Evidence evidence;
    lineage::Derivations derivations;
    lineage::Rejections rejections;
    lineage::Roots roots;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// An id, or a place in a source, if the words name one.
std::optional<NameId> find_name(const Case& a_case, const std::string& text) {
    const auto id = a_case.tables().names.find(NameSpace::id, text);
    if (id && a_case.is_declared(*id)) return id;
    return a_case.tables().names.find(NameSpace::locus, text);
}

tl::expected<render::TraceView, NoAnswer> trace(Case& a_case, const std::string& asked) {
    if (const auto name = find_name(a_case, asked)) {
        const Lineage lineage(a_case);
        return render::trace_view(lineage.roots, *name);
    }
    const bool one_word = asked.find(' ') == std::string::npos;
    const bool place = asked.find(" at ") == asked.find(' ') && !one_word;
    if (one_word || place) return tl::unexpected(NoAnswer(no_such_id(a_case, asked)));
    const auto rows = casefile::read_statements(a_case, asked);
    if (!rows) return tl::unexpected(NoAnswer(rows.error()));
    Lineage lineage(a_case);
    std::vector<evidence::StatementId> statements;
    for (const casefile::RowId row : *rows)
        statements.push_back(lineage.evidence.propositions().state(row));
    return render::trace_view(lineage.roots, statements);
}

}  // namespace

int run_trace(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& a_case, const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto view = trace(a_case, joined(request.arguments));
            if (!view) return tl::unexpected(std::move(view.error()));
            return shown(request, head, *view, render::trace_as_text, render::trace_as_json,
                         render::trace_as_csv);
        });
}

namespace {

/// To know what follows from what, everything must be assessed.
tl::expected<std::vector<render::RelianceView>, NoAnswer> sources_of(const Case& a_case) {
    if (!consequence::may_infer(a_case)) {
        const auto reliances = lineage::reliances(Lineage(a_case).rejections);
        return render::sources_view(a_case, reliances,
                                    std::vector<consequence::InferredReliance>(reliances.size()));
    }
    const auto assessment = dispute::Assessment::of(a_case, {});
    if (!assessment) return tl::unexpected(NoAnswer(assessment.error()));
    const auto reliances = lineage::reliances((*assessment)->rejections());
    std::vector<NameId> tellers;
    for (const lineage::Reliance& each : reliances) tellers.push_back(each.name);
    const auto inferred = consequence::inferred_reliances(**assessment, tellers);
    if (!inferred) return tl::unexpected(NoAnswer(inferred.error()));
    return render::sources_view(a_case, reliances, *inferred);
}

}  // namespace

int run_sources(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    return answer(request, world, argument,
                  [&](const Case& a_case,
                      const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
                      const auto rows = sources_of(a_case);
                      if (!rows) return tl::unexpected(rows.error());
                      return shown(request, head, *rows, render::sources_as_text,
                                   render::sources_as_json, render::sources_as_csv);
                  });
}

int run_audit(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    const auto folder = case_folder(request, world, argument);
    if (!folder) return fail(request, world, folder.error());
    return answer(request, world, argument,
                  [&](const Case& a_case,
                      const render::AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
                      const auto limit = limit_of(request);
                      if (!limit) return tl::unexpected(NoAnswer(limit.error()));
                      const auto quotes = lineage::check_quotes(
                          a_case, casefile::files_beside(world.disk, *folder));
                      const auto view_of = [&](const lineage::Roots& roots) {
                          return render::audit_view(roots, lineage::audit(roots), quotes);
                      };
                      render::AuditView view;
                      // To know what follows from what, everything must be assessed.
                      const bool silence = consequence::looks_at_silence(a_case);
                      const bool pressure = render::knows_pressure(a_case);
                      if (silence || pressure) {
                          const auto assessment = dispute::Assessment::of(a_case, {});
                          if (!assessment) return tl::unexpected(NoAnswer(assessment.error()));
                          view = view_of(lineage::Roots((*assessment)->rejections()));
                          if (silence)
                              view.silent =
                                  render::silent_views((*assessment)->evidence(),
                                                       consequence::from_silence(**assessment));
                          if (pressure) view.pressure = render::pressure_views(**assessment);
                      } else {
                          view = view_of(Lineage(a_case).roots);
                      }
                      view.limit = *limit;
                      return shown(request, head, view, render::audit_as_text,
                                   render::audit_as_json, render::audit_as_csv);
                  });
}

}  // namespace valla::app
