// check, report, list and show: the commands that read a case and answer.

#include <ostream>

#include "app/answering.hpp"
#include "app/commands.hpp"
#include "casefile/check.hpp"
#include "casefile/load.hpp"
#include "chronology/far_times.hpp"
#include "lineage/quote_messages.hpp"
#include "render/data_answers.hpp"
#include "render/text_answers.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using casefile::Case;
using text::Message;
using text::PlacedMessage;

namespace {

void add_messages(const std::vector<casefile::CheckedMessage>& found, OpenedCase& opened) {
    if (found.empty()) return;
    for (const casefile::CheckedMessage& each : found)
        opened.messages.push_back(casefile::placed(opened.the_case, each));
    text::sort_messages(opened.messages);
}

/// Compares the quotations of a case with the transcripts beside it.
void check_transcripts(World& world, const std::string& folder, OpenedCase& opened) {
    const auto quotes =
        lineage::check_quotes(opened.the_case, casefile::files_beside(world.disk, folder));
    add_messages(lineage::quote_messages(opened.the_case, quotes), opened);
}

/// Tells what the case says of times that reach too far; its times are told when it has no errors.
void check_times(OpenedCase& opened) {
    if (casefile::has_errors(opened.messages)) return;
    add_messages(chronology::far_time_messages(opened.the_case), opened);
}

}  // namespace

int run_check(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    const auto folder = case_folder(request, world, argument);
    if (!folder) return fail(request, world, folder.error());
    auto opened = open_case(request, world, argument);
    if (!opened) return fail(request, world, std::move(opened.error()));
    check_transcripts(world, *folder, *opened);
    check_times(*opened);
    if (request.format == "json") {
        world.out << text::render_as_json("check", opened->messages);
    } else {
        for (const PlacedMessage& message : opened->messages) {
            world.out << text::render_for_people(message);
        }
        if (!opened->messages.empty()) world.out << summary_of(opened->messages) << '\n';
    }
    return casefile::has_errors(opened->messages) ? exit_mistakes : exit_well;
}

int run_list(const Request& request, World& world) {
    return answer(request, world, "",
                  [&](const Case& a_case,
                      const render::AnswerHead& head) -> tl::expected<std::string, Message> {
                      std::optional<vocabulary::KindId> kind;
                      if (!request.arguments.empty()) {
                          kind = a_case.vocabulary().find_kind(request.arguments[0]);
                          if (!kind) {
                              Message message("no-such-kind", {});
                              message.with("kind", request.arguments[0]);
                              std::vector<std::string_view> known;
                              for (const auto& row : a_case.vocabulary().kinds())
                                  known.push_back(row.name);
                              const auto meant = text::nearest_word(request.arguments[0], known);
                              if (!meant.empty()) message.with("suggestion", meant);
                              return tl::unexpected(std::move(message));
                          }
                      }
                      const auto rows = render::list_view(a_case, kind);
                      if (request.names_only) {
                          std::string names;
                          for (const auto& row : rows) names += row.name + '\n';
                          return names;
                      }
                      if (request.format == "json") return render::list_as_json(head, rows);
                      if (request.format == "csv") return render::list_as_csv(head, rows);
                      return render::list_as_text(rows);
                  });
}

int run_show(const Request& request, World& world) {
    return answer(request, world, "",
                  [&](const Case& a_case,
                      const render::AnswerHead& head) -> tl::expected<std::string, Message> {
                      std::vector<render::SubjectView> subjects;
                      for (const std::string& id : request.arguments) {
                          bool found = false;
                          // An id, and beside it the words of the language that are called the
                          // same.
                          for (const casefile::NameSpace space :
                               {casefile::NameSpace::id, casefile::NameSpace::kind,
                                casefile::NameSpace::property, casefile::NameSpace::hedge,
                                casefile::NameSpace::vocabulary}) {
                              const auto name = a_case.tables().names.find(space, id);
                              if (!name || !a_case.is_declared(*name)) continue;
                              subjects.push_back(render::subject_view(a_case, *name));
                              found = true;
                          }
                          if (found) continue;
                          return tl::unexpected(no_such_id(a_case, id));
                      }
                      if (request.format == "json") return render::show_as_json(head, subjects);
                      if (request.format == "csv") return render::show_as_csv(head, subjects);
                      return render::show_as_text(subjects);
                  });
}

}  // namespace valla::app
