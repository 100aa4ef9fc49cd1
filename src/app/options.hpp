#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace valla::app {

/// One option of one or more commands. The table of options drives the reading of the command line,
/// the help and the completion of the shells.
struct OptionRow {
    std::string_view name;     ///< with its dashes, "--format"
    std::string_view value;    ///< what stands behind it, in capitals; empty for a switch
    std::string_view choices;  ///< the words it takes, with `|` between them; empty for free values
    std::string_view means;    ///< one sentence
    std::string_view commands;  ///< the commands that take it, with blanks between; `*` for all
};

/// What a word on the command line that is not an option completes to.
enum class ArgumentKind : std::uint8_t {
    none,
    folder,
    file,
    id,
    kind,
    message,
    shell,
    text,
    kind_of_card
};

struct CommandRow {
    std::string_view name;
    std::string_view arguments;  ///< as shown in help, "[CASE]" or "ID..."
    ArgumentKind argument;
    int least;               ///< how many arguments it needs
    int most;                ///< how many it takes; -1 for any number
    std::string_view means;  ///< one sentence
};

std::span<const OptionRow> options();
std::span<const CommandRow> commands();
bool takes(const CommandRow& command, const OptionRow& option);

/// What a command line asks for, once read.
struct Request {
    std::string command;
    std::vector<std::string> arguments;
    std::string case_folder;  ///< of -C; empty for the enclosing case
    std::string format = "text";
    std::string output;                ///< of -o; empty for standard output
    std::string to;                    ///< of --to
    std::string reading;               ///< of --reading; empty for nobody's
    std::string without;               ///< of --without: targets joined with `and`
    std::string limit;                 ///< of --limit; empty for the command's own
    std::string language;              ///< of --language; empty for the case's own
    std::string around;                ///< of --around
    std::vector<std::string> between;  ///< of --between: none or two dates
    std::string only;                  ///< of --only: sections joined with `and`
    bool pages = false;                ///< of report --pages
    bool partial = false;
    bool check_only = false;  ///< of fmt --check
    bool names_only = false;
    bool why = false;  ///< of ask --why
    bool help = false;
    bool version = false;
    bool each = false;  ///< of without --each
};

/// What is wrong with a command line: an empty text when nothing is.
struct ParsedLine {
    Request request;
    std::string problem;  ///< a sentence
    std::string help;     ///< what to write instead
};

/// Reads a command line, without the name of the program. `request.format` is set also when
/// something else is wrong, so that the problem can be told in that format.
ParsedLine parse_command_line(const std::vector<std::string>& words);

/// The help of the program, or of one command.
std::string help_text(std::string_view command);

/// The completion script for bash, zsh or fish.
std::string completion_script(std::string_view shell);

}  // namespace valla::app
