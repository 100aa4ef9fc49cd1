#include "app/answering.hpp"

#include <ostream>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "casefile/check.hpp"
#include "casefile/load.hpp"
#include "inference/rules.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using casefile::Case;
using text::Message;
using text::PlacedMessage;

namespace {

std::string count_of(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
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

tl::expected<OpenedCase, Message> open_case(const Request& request, World& world,
                                            const std::string& argument) {
    auto folder = case_folder(request, world, argument);
    if (!folder) return tl::unexpected(std::move(folder.error()));
    auto loaded = casefile::load_case(world.disk, *folder);
    if (!loaded) return tl::unexpected(std::move(loaded.error()));
    OpenedCase opened{std::move(loaded->the_case), {}};
    for (Message& problem : loaded->problems)
        opened.messages.push_back({nullptr, std::move(problem)});
    std::vector<PlacedMessage> found = casefile::check(opened.the_case);
    opened.messages.insert(opened.messages.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
    // Rules are checked when they can be read at all.
    if (!casefile::has_errors(opened.messages)) {
        for (inference::RuleMessage& each : inference::check_rules(opened.the_case)) {
            const casefile::CardRow& row = opened.the_case.card(each.card);
            opened.messages.push_back({&opened.the_case.file(row.file).source,
                                       std::move(each.message).shifted(row.begin)});
        }
    }
    return opened;
}

text::Message usage_message(std::string_view problem, std::string_view help) {
    return Message("command-line", {}).with("problem", problem).with("help", help);
}

std::string summary_of(const std::vector<PlacedMessage>& messages) {
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

int answer(const Request& request, World& world, const std::string& argument, const Answer& make) {
    auto opened = open_case(request, world, argument);
    if (!opened) return fail(request, world, std::move(opened.error()));
    const bool broken = casefile::has_errors(opened->messages);
    if (broken && !request.partial) {
        opened->messages.push_back({nullptr, Message("case-has-errors", {})});
        tell(request, world, opened->messages);
        return exit_mistakes;
    }
    const render::AnswerHead head{case_name(opened->the_case), broken};
    auto text = make(opened->the_case, head);
    if (!text) {
        tell(request, world, text.error().messages);
        return exit_usage;
    }
    if (broken && request.format == "text") {
        const std::string note =
            fmt::format("PARTIAL: the case has {}; what could not be read is missing here.\n",
                        summary_of(opened->messages));
        // A picture or a page would be broken by it.
        if (text->starts_with('<')) world.err << note;
        else *text = note + '\n' + *text;
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

}  // namespace valla::app
