#include "app/application.hpp"

#include <ostream>

#include "app/answering.hpp"
#include "app/commands.hpp"
#include "casefile/load.hpp"

namespace valla::app {

using text::Message;
using text::PlacedMessage;

namespace {

constexpr const char* version = VALLA_VERSION;

int run_command(const Request& request, World& world) {
    const std::string& name = request.command;
    if (name == "check") return run_check(request, world);
    if (name == "report") return run_report(request, world);
    if (name == "list") return run_list(request, world);
    if (name == "show") return run_show(request, world);
    if (name == "trace") return run_trace(request, world);
    if (name == "sources") return run_sources(request, world);
    if (name == "audit") return run_audit(request, world);
    if (name == "without") return run_without(request, world);
    if (name == "compare") return run_compare(request, world);
    if (name == "why") return run_why(request, world);
    if (name == "diff") return run_diff(request, world);
    if (name == "when") return run_when(request, world);
    if (name == "order") return run_order(request, world);
    if (name == "fmt") return run_fmt(request, world);
    if (name == "new") return run_new(request, world);
    if (name == "kinds") return run_kinds(request, world);
    if (name == "date") return run_date(request, world);
    if (name == "standing") return run_standing(request, world);
    if (name == "clashes") return run_clashes(request, world);
    if (name == "versions") return run_versions(request, world);
    if (name == "draw") return run_draw(request, world);
    if (name == "ask") return run_ask(request, world);
    if (name == "commitments") return run_commitments(request, world);
    if (name == "readings") return run_readings(request, world);
    if (name == "message") return run_message(request, world);
    return run_completion(request, world);
}

}  // namespace

void tell(const Request& request, World& world, const std::vector<PlacedMessage>& messages) {
    if (request.format == "json") {
        world.out << text::render_as_json(request.command, messages);
        return;
    }
    for (const PlacedMessage& message : messages) world.err << text::render_for_people(message);
}

int fail(const Request& request, World& world, Message message) {
    tell(request, world, {{nullptr, std::move(message)}});
    return exit_usage;
}

tl::expected<std::string, Message> case_folder(const Request& request, World& world,
                                               const std::string& argument) {
    if (!request.case_folder.empty()) return request.case_folder;
    if (!argument.empty()) {
        if (!world.disk.is_folder(argument)) {
            return tl::unexpected(Message("no-such-file", {}).with("path", argument));
        }
        return argument;
    }
    const auto enclosing = casefile::enclosing_case(world.disk, world.folder);
    if (!enclosing)
        return tl::unexpected(Message("no-enclosing-case", {}).with("path", world.folder));
    // Inside the case itself its files are named from here.
    if (*enclosing == world.folder) return std::string(".");
    return *enclosing;
}

int run(const std::vector<std::string>& words, World& world) {
    const ParsedLine line = parse_command_line(words);
    if (!line.problem.empty()) {
        return fail(line.request, world, usage_message(line.problem, line.help));
    }
    int status = exit_well;
    if (line.request.version) world.out << "valla " << version << '\n';
    else if (line.request.help) world.out << help_text(line.request.command);
    else status = run_command(line.request, world);
    world.out.flush();
    if (!world.out) {
        world.err << text::render_for_people(
            {nullptr, Message("unwritable-file", {})
                          .with("path", "standard output")
                          .with("reason", "the device is full or closed")});
        return exit_usage;
    }
    return status;
}

}  // namespace valla::app
