// fmt and new: the commands that write files of a case.

#include <istream>
#include <iterator>
#include <ostream>

#include "app/commands.hpp"
#include "casefile/load.hpp"
#include "casefile/normal_form.hpp"

namespace valla::app {

using text::Message;

namespace {

constexpr std::string_view starter_case = R"(case {id}
  name: A case of your own
  researcher: me

person me
  name: Your name
)";

constexpr std::string_view starter_cards =
    R"(-- One card says things of one subject on the word of one source. A line that starts with -- is a comment.
-- Change the cards below, or write your own in this file or in new ones: order and files do not matter.

source diary
  title: The diary of Anna Holm
  author: anna
  kind: diary

source police-report
  title: Report of the night watch
  kind: report

person anna
  name: Anna Holm
person brand
  name: Captain Brand

event search
  kind: search
  by: brand
  against: anna
  on: 3 March 1921
  source: diary at page 12

-- Another source says otherwise. Both stand; Valla never picks one.
event search
  on: 5 March 1921
  source: a constable through police-report at sheet 4

promise leave-in-peace
  by: brand
  to: anna
  part: no further search
  in exchange for: accepted silence
  source: diary at page 13
promise silence
  by: anna
  to: brand
  part: to say nothing of the search
  source: diary at page 13

claim taken-papers
  says: Papers were taken that were not on the list.
  about: search
  source: diary, presumably, at page 12

kind search
  of: event
)";

/// The last part of a path as an id.
std::string id_of_folder(const std::string& path) {
    std::string trimmed = path;
    while (trimmed.size() > 1 && trimmed.back() == '/') trimmed.pop_back();
    std::string id;
    for (const char c : trimmed.substr(trimmed.find_last_of('/') + 1)) {
        id += c == ' ' || c == '_' || c == '.' ? '-' : c;
    }
    return casefile::is_usable_id(id) ? id : "my-case";
}

struct FormatCounts {
    std::size_t changed = 0;
    std::size_t failed = 0;
};

void format_file(const std::string& path, const Request& request, World& world,
                 FormatCounts& counts) {
    auto bytes = world.disk.read(path);
    if (!bytes) {
        tell(request, world, {{nullptr, std::move(bytes.error())}});
        ++counts.failed;
        return;
    }
    const auto normal = casefile::normal_form(*bytes);
    if (!normal) {
        tell(request, world, {{nullptr, Message("broken-file", {}).with("path", path)}});
        ++counts.failed;
        return;
    }
    if (*normal == *bytes) return;
    ++counts.changed;
    if (request.check_only) {
        world.out << path << '\n';
        return;
    }
    if (auto written = world.disk.write(path, *normal); !written) {
        tell(request, world, {{nullptr, std::move(written.error())}});
        ++counts.failed;
    }
}

int format_input(const Request& request, World& world) {
    const std::string bytes{std::istreambuf_iterator<char>(world.in),
                            std::istreambuf_iterator<char>()};
    const auto normal = casefile::normal_form(bytes);
    // An editor replaces its text by what comes back, so that a broken text comes back as it is.
    world.out << (normal && !request.check_only ? *normal : request.check_only ? "" : bytes);
    if (!normal) {
        tell(request, world, {{nullptr, Message("broken-file", {}).with("path", "the text")}});
        return exit_mistakes;
    }
    return request.check_only && *normal != bytes ? exit_mistakes : exit_well;
}

}  // namespace

int run_fmt(const Request& request, World& world) {
    std::vector<std::string> arguments = request.arguments;
    if (arguments == std::vector<std::string>{"-"}) return format_input(request, world);
    FormatCounts counts;
    if (arguments.empty()) {
        auto folder = case_folder(request, world, "");
        if (!folder) return fail(request, world, std::move(folder.error()));
        arguments.push_back(*folder);
    }
    for (const std::string& argument : arguments) {
        if (!world.disk.is_folder(argument)) {
            format_file(argument, request, world, counts);
            continue;
        }
        std::vector<Message> problems;
        auto paths = world.disk.list(argument, casefile::case_file_ending, problems);
        if (!paths) problems.push_back(std::move(paths.error()));
        for (Message& problem : problems) {
            tell(request, world, {{nullptr, std::move(problem)}});
            ++counts.failed;
        }
        if (!paths) continue;
        for (const std::string& path : *paths) format_file(path, request, world, counts);
    }
    if (counts.failed > 0) return exit_usage;
    return request.check_only && counts.changed > 0 ? exit_mistakes : exit_well;
}

int run_new(const Request& request, World& world) {
    const std::string& folder = request.arguments[0];
    if (world.disk.exists(folder + "/" + casefile::case_file_name)) {
        return fail(request, world, Message("case-there-already", {}).with("path", folder));
    }
    if (auto made = world.disk.make_folder(folder); !made) {
        return fail(request, world, std::move(made.error()));
    }
    std::string first(starter_case);
    first.replace(first.find("{id}"), 4, id_of_folder(folder));
    const std::pair<std::string, std::string> files[] = {
        {folder + "/cards.valla", std::string(starter_cards)},
        {folder + "/" + casefile::case_file_name, first},
    };
    for (const auto& [path, bytes] : files) {
        if (world.disk.exists(path)) {
            return fail(request, world, Message("case-there-already", {}).with("path", path));
        }
        if (auto written = world.disk.write(path, bytes); !written) {
            return fail(request, world, std::move(written.error()));
        }
    }
    world.out << "A first case is in " << folder << ". Read " << folder
              << "/cards.valla, change it, and try:\n"
              << "  valla check " << folder << "\n  valla report " << folder << '\n';
    return exit_well;
}

}  // namespace valla::app
