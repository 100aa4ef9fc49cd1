// kinds, date, message and completion: the commands that need no case.

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/date_command.hpp"
#include "app/pages.hpp"
#include "casefile/load.hpp"
#include "text/spelling.hpp"

namespace valla::app {

using text::Message;
using vocabulary::FieldRow;
using vocabulary::Vocabulary;
namespace field_flags = vocabulary::field_flags;

namespace {

/// The table of the enclosing case, or, outside one, of the language and the core vocabulary.
casefile::Case table_case(const Request& request, World& world) {
    if (auto folder = case_folder(request, world, "")) {
        if (auto loaded = casefile::load_case(world.disk, *folder))
            return std::move(loaded->the_case);
    }
    return casefile::Case::read(
        {}, [](const std::string& path) -> tl::expected<std::string, Message> {
            return tl::unexpected(Message("no-such-file", {}).with("path", path));
        });
}

std::string field_line(const FieldRow& row) {
    std::string value(name_of(row.type));
    if (row.type == vocabulary::ValueType::names || row.type == vocabulary::ValueType::steps) {
        value = row.names.empty() ? "any id" : "ids: " + describe(row.names);
    }
    if (!row.choices.empty()) {
        value = std::string(row.choices);
        std::size_t bar = 0;
        while ((bar = value.find('|', bar)) != std::string::npos) value.replace(bar, 1, " or ");
    }
    std::string line = fmt::format("  {}: {}\n", row.name, value);
    if (!row.means.empty()) line += fmt::format("      {}\n", row.means);
    std::string more;
    const auto add = [&](std::uint16_t flag, std::string_view word) {
        if ((row.flags & flag) != 0) more += (more.empty() ? "" : ", ") + std::string(word);
    };
    add(field_flags::required, "needed");
    add(field_flags::single, "one value at one time");
    add(field_flags::asserts, "takes \"not\" and hedges");
    add(field_flags::hedged, "takes hedges");
    add(field_flags::closes, "takes \"only\"");
    for (const vocabulary::Qualifier& qualifier : row.qualifiers) {
        more += (more.empty() ? "" : ", ") +
                fmt::format("may be followed by \"{}\"", qualifier.keyword);
    }
    if (!more.empty()) line += fmt::format("      ({})\n", more);
    return line;
}

nlohmann::ordered_json field_json(const FieldRow& row) {
    nlohmann::ordered_json kinds = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < vocabulary::base_kind_count; ++i) {
        const auto kind = static_cast<vocabulary::BaseKind>(i);
        if (row.kinds.has(kind)) kinds.push_back(vocabulary::name_of(kind));
    }
    nlohmann::ordered_json qualifiers = nlohmann::ordered_json::array();
    for (const auto& qualifier : row.qualifiers) qualifiers.push_back(qualifier.keyword);
    return {{"name", row.name},
            {"kinds", kinds},
            {"value", name_of(row.type)},
            {"choices", row.choices},
            {"needed", (row.flags & field_flags::required) != 0},
            {"single", (row.flags & field_flags::single) != 0},
            {"qualifiers", qualifiers},
            {"means", row.means}};
}

}  // namespace

int run_kinds(const Request& request, World& world) {
    const casefile::Case a_case = table_case(request, world);
    const Vocabulary& vocabulary = a_case.vocabulary();
    if (request.names_only) {
        for (const auto& row : vocabulary.kinds()) world.out << row.name << '\n';
        return exit_well;
    }
    std::vector<const FieldRow*> fields;
    std::string heading;
    if (!request.arguments.empty()) {
        const auto kind = vocabulary.find_kind(request.arguments[0]);
        if (!kind) {
            Message message("no-such-kind", {});
            message.with("kind", request.arguments[0]);
            std::vector<std::string_view> known;
            for (const auto& row : vocabulary.kinds()) known.push_back(row.name);
            const auto meant = text::nearest_word(request.arguments[0], known);
            if (!meant.empty()) message.with("suggestion", meant);
            return fail(request, world, std::move(message));
        }
        const auto base = vocabulary.kind(*kind).base;
        for (const FieldRow& row : vocabulary.fields()) {
            const bool on_cards = (row.flags & vocabulary::field_flags::compares) == 0;
            if (on_cards && row.kinds.has(base)) fields.push_back(&row);
        }
        heading = fmt::format("{} ({})\n", vocabulary.kind(*kind).name,
                              vocabulary::base_kinds()[static_cast<std::size_t>(base)].means);
    }
    if (request.format == "json") {
        nlohmann::ordered_json json{{"valla", text::json_version}, {"command", "kinds"}};
        json["kinds"] = nlohmann::ordered_json::array();
        for (const auto& row : vocabulary.kinds()) {
            json["kinds"].push_back({{"name", row.name},
                                     {"base", vocabulary::name_of(row.base)},
                                     {"parent", vocabulary.kind(row.parent).name},
                                     {"instantaneous", row.instantaneous}});
        }
        json["fields"] = nlohmann::ordered_json::array();
        if (request.arguments.empty()) {
            for (const FieldRow& row : vocabulary.fields())
                json["fields"].push_back(field_json(row));
        }
        for (const FieldRow* row : fields) json["fields"].push_back(field_json(*row));
        world.out << json.dump(2) << '\n';
        return exit_well;
    }
    if (!request.arguments.empty()) {
        world.out << heading;
        for (const FieldRow* row : fields) world.out << field_line(*row);
        return exit_well;
    }
    std::string_view group;
    for (std::size_t i = 0; i < vocabulary::base_kind_count; ++i) {
        const auto& row = vocabulary::base_kinds()[i];
        if (row.group != group) world.out << (i == 0 ? "" : "\n") << row.group << '\n';
        group = row.group;
        world.out << fmt::format("  {:<12}{}\n", row.name, row.means);
        std::string kinds_of;
        for (std::size_t k = vocabulary::base_kind_count; k < vocabulary.kinds().size(); ++k) {
            const auto& kind = vocabulary.kinds()[k];
            if (kind.base != static_cast<vocabulary::BaseKind>(i)) continue;
            kinds_of += (kinds_of.empty() ? "" : ", ") + std::string(kind.name);
        }
        if (!kinds_of.empty()) world.out << "              kinds of it: " << kinds_of << '\n';
    }
    return exit_well;
}

int run_date(const Request& request, World& world) {
    DateCommandOptions options;
    if (const auto to = calendar::calendar_named(request.to)) options.to = {*to};
    options.format = request.format == "json" ? DateFormat::json : DateFormat::text;
    // Words that make one date together are one text: nobody wants to quote "13 July 1936".
    std::string together;
    for (const std::string& word : request.arguments)
        together += (together.empty() ? "" : " ") + word;
    const bool one = calendar::read_date(together, options.reading).has_value();
    return date_command(one ? std::vector<std::string>{together} : request.arguments, options,
                        world.out, world.err);
}

int run_message(const Request& request, World& world) {
    if (request.names_only) {
        for (const text::MessageKind& kind : text::catalogue()) world.out << kind.name << '\n';
        return exit_well;
    }
    if (request.arguments.empty()) {
        if (request.format == "json") {
            nlohmann::ordered_json json{{"valla", text::json_version}, {"command", "message"}};
            json["catalogue"] = nlohmann::ordered_json::array();
            for (const text::MessageKind& kind : text::catalogue()) {
                json["catalogue"].push_back({{"name", kind.name},
                                             {"level", level_name(kind.level)},
                                             {"sentence", kind.sentence},
                                             {"help", kind.help}});
            }
            world.out << json.dump(2) << '\n';
            return exit_well;
        }
        for (const text::MessageKind& kind : text::catalogue()) {
            world.out << fmt::format("{:<8}{}\n", level_name(kind.level), kind.name);
        }
        return exit_well;
    }
    const std::string& name = request.arguments[0];
    for (const MessagePage& page : message_pages()) {
        if (page.name != name) continue;
        if (request.format == "json") {
            const nlohmann::ordered_json json{{"valla", text::json_version},
                                              {"command", "message"},
                                              {"name", page.name},
                                              {"page", page.text}};
            world.out << json.dump(2) << '\n';
        } else {
            world.out << page.text;
        }
        return exit_well;
    }
    std::vector<std::string_view> known;
    for (const text::MessageKind& kind : text::catalogue()) known.push_back(kind.name);
    Message message("no-such-message", {});
    message.with("name", name);
    const std::string_view meant = text::nearest_word(name, known);
    if (!meant.empty()) message.with("suggestion", meant);
    return fail(request, world, std::move(message));
}

int run_completion(const Request& request, World& world) {
    const std::string script = completion_script(request.arguments[0]);
    if (script.empty()) {
        return fail(request, world,
                    Message("no-such-shell", {}).with("shell", request.arguments[0]));
    }
    world.out << script;
    return exit_well;
}

}  // namespace valla::app
