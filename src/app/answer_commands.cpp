// check, report, list and show: the commands that read a case and answer.

#include <ostream>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "casefile/check.hpp"
#include "casefile/load.hpp"
#include "render/data_answers.hpp"
#include "render/report.hpp"
#include "render/text_answers.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using casefile::Case;
using text::Message;
using text::PlacedMessage;

namespace {

struct Opened {
    Case the_case;
    std::vector<PlacedMessage> messages;
};

tl::expected<Opened, Message> open(const Request& request, World& world,
                                   const std::string& argument) {
    auto folder = case_folder(request, world, argument);
    if (!folder) return tl::unexpected(std::move(folder.error()));
    auto loaded = casefile::load_case(world.disk, *folder);
    if (!loaded) return tl::unexpected(std::move(loaded.error()));
    Opened opened{std::move(loaded->the_case), {}};
    for (Message& problem : loaded->problems)
        opened.messages.push_back({nullptr, std::move(problem)});
    std::vector<PlacedMessage> found = casefile::check(opened.the_case);
    opened.messages.insert(opened.messages.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
    return opened;
}

std::string count_of(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string summary(const std::vector<PlacedMessage>& messages) {
    std::size_t counts[3] = {};
    for (const PlacedMessage& each : messages)
        ++counts[static_cast<std::size_t>(each.message.kind().level)];
    std::string text;
    for (const text::Level level : {text::Level::error, text::Level::warning, text::Level::note}) {
        const std::size_t count = counts[static_cast<std::size_t>(level)];
        if (count > 0)
            text += (text.empty() ? "" : ", ") + count_of(count, text::level_name(level));
    }
    return text;
}

std::string case_name(const Case& a_case) {
    for (const auto& row : a_case.cards()) {
        const bool is_case = row.live && row.known_kind && !row.name.none() &&
                             a_case.vocabulary().kind(row.kind).base == casefile::BaseKind::case_;
        if (is_case) return std::string(a_case.tables().names.text(row.name));
    }
    return "";
}

}  // namespace

int answer(const Request& request, World& world, const std::string& argument, const Answer& make) {
    auto opened = open(request, world, argument);
    if (!opened) return fail(request, world, std::move(opened.error()));
    const bool broken = casefile::has_errors(opened->messages);
    if (broken && !request.partial) {
        opened->messages.push_back({nullptr, Message("case-has-errors", {})});
        tell(request, world, opened->messages);
        return exit_mistakes;
    }
    const render::AnswerHead head{case_name(opened->the_case), broken};
    auto text = make(opened->the_case, head);
    if (!text) return fail(request, world, std::move(text.error()));
    if (broken && request.format == "text") {
        *text = fmt::format("PARTIAL: the case has {}; what could not be read is missing here.\n\n",
                            summary(opened->messages)) +
                *text;
    }
    if (request.output.empty()) {
        world.out << *text;
    } else if (auto written = world.disk.write(request.output, *text); !written) {
        return fail(request, world, std::move(written.error()));
    }
    return broken ? exit_mistakes : exit_well;
}

Message no_such_id(const Case& a_case, const std::string& id) {
    Message message("no-such-id", {});
    message.with("id", id);
    std::vector<std::string_view> known;
    for (std::uint32_t i = 0; i < a_case.tables().names.size(); ++i) {
        if (a_case.is_declared({i})) known.push_back(a_case.tables().names.text({i}));
    }
    const auto meant = text::nearest_word(id, known);
    if (!meant.empty()) message.with("suggestion", meant);
    return message;
}

int run_check(const Request& request, World& world) {
    auto opened = open(request, world, request.arguments.empty() ? "" : request.arguments[0]);
    if (!opened) return fail(request, world, std::move(opened.error()));
    if (request.format == "json") {
        world.out << text::render_as_json("check", opened->messages);
    } else {
        for (const PlacedMessage& message : opened->messages) {
            world.out << text::render_for_people(message);
        }
        if (!opened->messages.empty()) world.out << summary(opened->messages) << '\n';
    }
    return casefile::has_errors(opened->messages) ? exit_mistakes : exit_well;
}

int run_report(const Request& request, World& world) {
    const std::string argument = request.arguments.empty() ? "" : request.arguments[0];
    return answer(request, world, argument,
                  [&](const Case& a_case,
                      const render::AnswerHead& head) -> tl::expected<std::string, Message> {
                      const render::ReportView view = render::report_view(a_case);
                      if (request.format == "json") return render::report_as_json(head, view);
                      if (request.format == "csv") return render::report_as_csv(head, view);
                      return render::report_as_text(view);
                  });
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
