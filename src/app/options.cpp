#include "app/options.hpp"

#include <algorithm>
#include <memory>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "text/spelling.hpp"

namespace valla::app {

namespace {

/// The commands that open a case and answer from it.
constexpr std::string_view answering =
    "list show trace sources audit when order standing clashes versions readings without compare "
    "why commitments ask";
/// Stands for all of them in a row of the table.
constexpr std::string_view all_answering = "@answering";

constexpr OptionRow option_rows[] = {
    {"-C", "DIR", "",
     "The folder of the case; without it, the nearest folder upwards with a case.valla.",
     "check report draw @answering diff"},
    {"--format", "FORMAT", "text|json|csv|html|markdown", "How to print the report.", "report"},
    {"--format", "FORMAT", "text|json|csv", "How to print the answer.", "@answering diff"},
    {"--format", "FORMAT", "text|json", "How to print the messages.", "check message kinds date"},
    {"--partial", "", "",
     "Answer from what could be read, also when the case has errors; exits with 1.",
     "report draw @answering diff"},
    {"--reading", "READING", "", "Answer under this reading of the case.",
     "report when order standing clashes versions commitments ask draw why without compare diff"},
    {"--without", "WHAT", "", "Leave out a source, person, place in a source or card first.",
     "report when order standing clashes versions readings commitments ask draw"},
    {"--limit", "N", "", "How many to list, in each section; 100 without it.",
     "clashes versions audit"},
    {"--each", "", "", "Leave out each source, person, body and place in turn, and rank them.",
     "without"},
    {"--each", "", "", "Answer for each version of what is disputed.", "when order"},
    {"--why", "", "", "Show on what each row of the answer rests.", "ask"},
    {"-o", "FILE", "",
     "Write the answer to a file instead; a report to a file .html is a page, to a folder several.",
     "report draw"},
    {"--pages", "", "", "Make a page of each section of a report, in the folder that -o names.",
     "report"},
    {"--only", "SECTION", "",
     "Show only these sections of a report that is a page, joined with `and`; the cards stay.",
     "report"},
    {"--language", "LANGUAGE", "en|ru|de|fr|es",
     "The language of a picture, or of a report that is a page; without it, that of the case.",
     "report draw"},
    {"--check", "", "", "Change nothing; list the files that would change and exit with 1.", "fmt"},
    {"--to", "CALENDAR",
     "gregorian|julian|julian-march|julian-september|french-republican|hebrew|islamic",
     "Show the date in this calendar too.", "date"},
    {"--around", "DATE", "", "Show what was, and what may have been, going on then.", "when"},
    {"--between", "DATE DATE", "",
     "Show what was, and what may have been, going on from the one to the other.", "when"},
    {"--names", "", "", "Print the names only.", "list kinds message"},
    {"--help", "", "", "Show how a command is used.", "*"},
};

constexpr CommandRow command_rows[] = {
    {"check", "[CASE]", ArgumentKind::folder, 0, 1, "Say everything that is wrong with a case."},
    {"report", "[CASE]", ArgumentKind::folder, 0, 1,
     "Report what the case says, and on whose word."},
    {"list", "[KIND]", ArgumentKind::kind_of_card, 0, 1,
     "List what the case declares, or what is of one kind."},
    {"show", "ID...", ArgumentKind::id, 1, -1,
     "Show everything that is said about an id, with its words and places."},
    {"trace", "ID|STATEMENT", ArgumentKind::id, 1, -1,
     "Show on whose word something stands, through whose hands it came, and its roots."},
    {"sources", "[CASE]", ArgumentKind::folder, 0, 1,
     "List how much rests on each source, person, body and place, alone and in part."},
    {"audit", "[CASE]", ArgumentKind::folder, 0, 1,
     "List what stands on weak ground, and quotations that differ from their transcripts."},
    {"standing", "[ID...]", ArgumentKind::id, 0, -1,
     "Say what holds in any case, what only on some versions, and on what it rests."},
    {"clashes", "[ID...]", ArgumentKind::id, 0, -1, "List what cannot stand together, and why."},
    {"versions", "[ID...]", ArgumentKind::id, 0, -1, "List the versions of what is in dispute."},
    {"readings", "READING [READING]", ArgumentKind::id, 1, 2,
     "Compare two readings, or one with none: what stands otherwise."},
    {"without", "SOURCE|PERSON|PLACE|ID|STATEMENT...", ArgumentKind::id, 0, -1,
     "Say what falls, what loses a leg, what rises when something is left out."},
    {"compare", "EVENT", ArgumentKind::id, 1, 1,
     "Set the accounts of a thing side by side: what they share, where they part."},
    {"why", "ID|STATEMENT", ArgumentKind::id, 1, -1,
     "Explain how a statement stands, or whether an inference goes through."},
    {"diff", "OLD NEW", ArgumentKind::folder, 2, 2,
     "Say which answers changed between two cases or revisions that git keeps, and by which "
     "cards."},
    {"draw", "PICTURE [ID...]", ArgumentKind::text, 1, -1,
     "Draw the timeline, lineage, arguments or people of a case as SVG, or compare accounts."},
    {"ask", "QUESTION", ArgumentKind::id, 1, 1,
     "Answer a question: the name of a question card, or statements with ?variables."},
    {"commitments", "[ID...]", ArgumentKind::id, 0, -1,
     "Say what became of demands, threats and promises, part by part."},
    {"when", "[ID...]", ArgumentKind::id, 0, -1,
     "Show the earliest and latest begin and end of what happened, and on whose word."},
    {"order", "ID ID...", ArgumentKind::id, 2, -1,
     "Show how two happenings must, can or cannot lie to each other, or which of several came "
     "first."},
    {"fmt", "[FILE...|CASE|-]", ArgumentKind::file, 0, -1,
     "Bring case files into their normal form; - reads from standard input."},
    {"new", "DIR", ArgumentKind::folder, 1, 1, "Make a first case in a new folder."},
    {"kinds", "[KIND]", ArgumentKind::kind_of_card, 0, 1,
     "List the kinds of card, or the fields of one kind."},
    {"date", "TEXT...", ArgumentKind::text, 1, -1, "Show what a date is taken to mean."},
    {"message", "[NAME]", ArgumentKind::message, 0, 1, "Explain a message, or list all messages."},
    {"completion", "SHELL", ArgumentKind::shell, 1, 1,
     "Print the completion script for bash, zsh or fish."},
};

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t blank = std::min(list.find(' '), list.size());
        if (list.substr(0, blank) == word) return true;
        list.remove_prefix(std::min(blank + 1, list.size()));
    }
    return false;
}

/// Whether a word is a year before the year 0, as `valla date` takes it, and no option: "-0043",
/// "-1XXX".
bool is_negative_year(const CommandRow& command, const std::string& word) {
    return command.argument == ArgumentKind::text && word.size() > 1 && word[0] == '-' &&
           (word[1] == 'X' || (word[1] >= '0' && word[1] <= '9'));
}

std::vector<std::string> split_choices(std::string_view choices) {
    std::vector<std::string> words;
    while (!choices.empty()) {
        const std::size_t bar = std::min(choices.find('|'), choices.size());
        words.emplace_back(choices.substr(0, bar));
        choices.remove_prefix(std::min(bar + 1, choices.size()));
    }
    return words;
}

const CommandRow* find_command(std::string_view name) {
    for (const CommandRow& row : command_rows) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

/// Where the value of an option goes in a request.
std::string* text_of(Request& request, std::string_view option) {
    if (option == "-C") return &request.case_folder;
    if (option == "--format") return &request.format;
    if (option == "-o") return &request.output;
    if (option == "--to") return &request.to;
    if (option == "--reading") return &request.reading;
    if (option == "--without") return &request.without;
    if (option == "--limit") return &request.limit;
    if (option == "--only") return &request.only;
    if (option == "--language") return &request.language;
    if (option == "--around") return &request.around;
    return nullptr;
}

/// Where the values of an option that takes two of them go.
std::vector<std::string>* pair_of(Request& request, std::string_view option) {
    return option == "--between" ? &request.between : nullptr;
}

bool* switch_of(Request& request, std::string_view option) {
    if (option == "--partial") return &request.partial;
    if (option == "--check") return &request.check_only;
    if (option == "--names") return &request.names_only;
    if (option == "--each") return &request.each;
    if (option == "--pages") return &request.pages;
    if (option == "--why") return &request.why;
    if (option == "--help") return &request.help;
    return nullptr;
}

std::string option_help(const CommandRow& command) {
    std::string text;
    for (const OptionRow& option : option_rows) {
        if (!takes(command, option)) continue;
        std::string name(option.name);
        if (!option.value.empty()) name += " " + std::string(option.value);
        text += fmt::format("  {:<18} {}\n", name, option.means);
        if (!option.choices.empty()) {
            std::string choices(option.choices);
            std::replace(choices.begin(), choices.end(), '|', ' ');
            text += fmt::format("  {:<18} One of: {}\n", "", choices);
        }
    }
    return text;
}

}  // namespace

std::span<const OptionRow> options() { return option_rows; }
std::span<const CommandRow> commands() { return command_rows; }

bool takes(const CommandRow& command, const OptionRow& option) {
    return option.commands == "*" || has_word(option.commands, command.name) ||
           (has_word(option.commands, all_answering) && has_word(answering, command.name));
}

ParsedLine parse_command_line(const std::vector<std::string>& words) {
    ParsedLine line;
    Request& request = line.request;
    // The format is needed also for saying what is wrong with the rest.
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--format=json" ||
            (words[i] == "--format" && i + 1 < words.size() && words[i + 1] == "json")) {
            request.format = "json";
        }
    }
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        request.help = true;
        if (words.size() > 1) request.command = words[1];
        return line;
    }
    if (words[0] == "--version") {
        request.version = true;
        return line;
    }
    const CommandRow* command = find_command(words[0]);
    if (command == nullptr) {
        std::vector<std::string_view> known;
        for (const CommandRow& row : command_rows) known.push_back(row.name);
        const std::string_view meant = text::nearest_word(words[0], known);
        line.problem = fmt::format("there is no command \"{}\"", words[0]);
        line.help = meant.empty() ? "`valla --help` lists the commands"
                                  : fmt::format("did you mean \"{}\"?", meant);
        return line;
    }
    request.command = command->name;
    for (const std::string& word : words) {
        if (word == "--") break;
        // "-" alone is standard input, and an argument.
        if (word.size() < 2 || word[0] != '-' || word == "-h") continue;
        if (is_negative_year(*command, word)) continue;
        const std::string name = word.substr(0, word.find('='));
        std::vector<std::string_view> known;
        for (const OptionRow& option : option_rows) {
            if (takes(*command, option)) known.push_back(option.name);
        }
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        if (word[1] != '-' && word.size() > 2 && word.compare(0, 2, "-C") == 0) continue;
        if (word[1] != '-' && word.size() > 2 && word.compare(0, 2, "-o") == 0) continue;
        const std::string_view meant = text::nearest_word(name, known);
        line.problem = fmt::format("`valla {}` has no option \"{}\"", command->name, name);
        line.help = meant.empty()
                        ? fmt::format("`valla {} --help` lists its options", command->name)
                        : fmt::format("did you mean \"{}\"?", meant);
        return line;
    }

    CLI::App parser;
    parser.set_help_flag();
    const std::string format = request.format;
    request.format = "text";
    for (const OptionRow& option : option_rows) {
        if (!takes(*command, option)) continue;
        if (bool* flag = switch_of(request, option.name)) {
            parser.add_flag(option.name == "--help" ? "-h,--help" : std::string(option.name),
                            *flag);
        } else if (std::string* text = text_of(request, option.name)) {
            CLI::Option* added = parser.add_option(std::string(option.name), *text);
            if (!option.choices.empty()) added->check(CLI::IsMember(split_choices(option.choices)));
        } else if (std::vector<std::string>* pair = pair_of(request, option.name)) {
            parser.add_option(std::string(option.name), *pair)->expected(2);
        }
    }
    parser.add_option("arguments", request.arguments);
    std::vector<std::string> rest(words.rbegin(), words.rend() - 1);
    // Behind a character that no argument has, the parser takes a year for no option, and
    // "[1936,1938]" for one argument and not for two.
    constexpr char guard = '\x1F';
    for (std::string& word : rest) {
        if (is_negative_year(*command, word) || word.starts_with('['))
            word.insert(word.begin(), guard);
    }
    try {
        parser.parse(rest);
    } catch (const CLI::ParseError& error) {
        line.problem = error.what();
        line.help = fmt::format("`valla {} --help` shows how it is used", command->name);
        request.format = format;
        return line;
    }
    const auto unguard = [](std::string& word) {
        if (word.starts_with(guard)) word.erase(0, 1);
    };
    std::for_each(request.arguments.begin(), request.arguments.end(), unguard);
    unguard(request.case_folder);
    unguard(request.output);
    const auto count = static_cast<int>(request.arguments.size());
    if (request.help) return line;
    if (count < command->least || (command->most >= 0 && count > command->most)) {
        line.problem =
            count < command->least
                ? fmt::format("`valla {}` needs {}", command->name, command->arguments)
                : fmt::format("`valla {}` does not take \"{}\"", command->name,
                              request.arguments[static_cast<std::size_t>(command->most)]);
        line.help = fmt::format("write: valla {} {}", command->name, command->arguments);
    }
    return line;
}

std::string help_text(std::string_view name) {
    if (const CommandRow* command = find_command(name)) {
        return fmt::format("valla {} {} [OPTION...]\n{}\n\n{}", command->name, command->arguments,
                           command->means, option_help(*command));
    }
    std::string text =
        "valla COMMAND [ARGUMENT...] [OPTION...]\n"
        "Reads a case of contested evidence and says what it says, on whose word, and what is "
        "wrong with "
        "it.\n\n";
    for (const CommandRow& command : command_rows) {
        text += fmt::format("  {:<10} {:<18} {}\n", command.name, command.arguments, command.means);
    }
    text +=
        "\n`valla COMMAND --help` shows the options of a command; `valla --version` the version.\n";
    return text;
}

std::string completion_script(std::string_view shell) {
    std::string names;
    for (const CommandRow& command : command_rows) names += std::string(command.name) + ' ';
    names.pop_back();
    const auto words_of = [](ArgumentKind kind) -> std::string_view {
        switch (kind) {
            case ArgumentKind::id: return "$(valla list --names --partial 2>/dev/null)";
            case ArgumentKind::kind_of_card: return "$(valla kinds --names 2>/dev/null)";
            case ArgumentKind::message: return "$(valla message --names 2>/dev/null)";
            case ArgumentKind::shell: return "bash zsh fish";
            default: return "";
        }
    };
    std::string script;
    if (shell == "fish") {
        script = "complete -c valla -f\n";
        for (const CommandRow& command : command_rows) {
            script += fmt::format("complete -c valla -n __fish_use_subcommand -a {} -d '{}'\n",
                                  command.name, command.means);
            const std::string condition =
                fmt::format("__fish_seen_subcommand_from {}", command.name);
            for (const OptionRow& option : option_rows) {
                if (!takes(command, option)) continue;
                const bool is_long = option.name.starts_with("--");
                std::string choices(option.choices);
                std::replace(choices.begin(), choices.end(), '|', ' ');
                script +=
                    fmt::format("complete -c valla -n '{}' {} {}{}{} -d '{}'\n", condition,
                                is_long ? "-l" : "-s", option.name.substr(is_long ? 2 : 1),
                                option.value.empty() ? "" : " -r",
                                choices.empty() ? "" : " -f -a '" + choices + "'", option.means);
            }
            if (command.argument == ArgumentKind::folder ||
                command.argument == ArgumentKind::file) {
                script += fmt::format("complete -c valla -n '{}' -F\n", condition);
            } else if (!words_of(command.argument).empty()) {
                std::string words(words_of(command.argument));
                if (words.starts_with('$')) words.erase(0, 1);
                script += fmt::format("complete -c valla -n '{}' -a '{}'\n", condition, words);
            }
        }
        return script;
    }
    // zsh reads the same function through its compatibility with bash.
    if (shell == "zsh") script += "autoload -U +X bashcompinit && bashcompinit\n";
    script += "_valla() {\n";
    script +=
        "    local current=\"${COMP_WORDS[COMP_CWORD]}\" "
        "previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n";
    script += "    local options='' words='' files=''\n";
    script += "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n";
    script += fmt::format("        COMPREPLY=($(compgen -W \"{}\" -- \"$current\"))\n", names);
    script += "        return\n    fi\n";
    script += "    case \"${COMP_WORDS[1]}:$previous\" in\n";
    for (const CommandRow& command : command_rows) {
        for (const OptionRow& option : option_rows) {
            if (!takes(command, option) || option.value.empty()) continue;
            std::string choices(option.choices);
            std::replace(choices.begin(), choices.end(), '|', ' ');
            script += fmt::format("        {}:{}) ", command.name, option.name);
            script +=
                choices.empty()
                    ? "COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
                    : fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n",
                                  choices);
        }
    }
    script += "    esac\n    case \"${COMP_WORDS[1]}\" in\n";
    for (const CommandRow& command : command_rows) {
        std::string own;
        for (const OptionRow& option : option_rows) {
            if (takes(command, option)) own += (own.empty() ? "" : " ") + std::string(option.name);
        }
        const bool files =
            command.argument == ArgumentKind::folder || command.argument == ArgumentKind::file;
        script += fmt::format("        {}) options='{}'; files='{}'; words=\"{}\" ;;\n",
                              command.name, own, files ? "yes" : "", words_of(command.argument));
    }
    script += "    esac\n";
    script += "    case \"$current\" in\n";
    script += "        -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;\n";
    script += "        *) COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n";
    script += "           [ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- \"$current\")) ;;\n";
    script += "    esac\n}\ncomplete -o default -F _valla valla\n";
    return script;
}

}  // namespace valla::app
