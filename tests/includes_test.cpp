// Compares the sources with docs/architecture.md: which stage may include which, how long a file
// may be, and what is kept out of headers and of the whole project.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;

using Stages = std::map<std::string, std::set<std::string>>;

std::string content(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(VALLA_SOURCE_DIR "/" + path, std::ios::binary).rdbuf();
    return bytes.str();
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}

const std::vector<std::string>& project_files() {
    static const std::vector<std::string> files = [] {
        std::string output;
        FILE* const pipe = ::popen("'" VALLA_SOURCE_DIR "/scripts/files'", "r");
        if (pipe == nullptr) return std::vector<std::string>();
        for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) {
            output += static_cast<char>(byte);
        }
        ::pclose(pipe);
        return lines(output);
    }();
    return files;
}

bool is_code(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

/// The stage that a path below src/ belongs to; empty for every other path.
std::string stage_of(const std::string& path) {
    static const std::regex form("src/([^/]+)/.*");
    std::smatch parts;
    return std::regex_match(path, parts, form) ? parts[1].str() : "";
}

/// The stages of the page's table, in its order, each with all that it may include. What the table
/// says that cannot be understood is added to `problems`.
Stages read_table(const std::string& page, std::vector<std::string>& problems) {
    static const std::regex row("\\| `([a-z]+)/` \\|.*\\| ([^|]+) \\|");
    static const std::regex word("`([a-z]+)`");
    static const std::regex list("`[a-z]+`(, `[a-z]+`)*");
    Stages stages;
    std::set<std::string> above;
    for (const std::string& line : lines(page)) {
        std::smatch parts;
        if (!std::regex_match(line, parts, row)) continue;
        const std::string name = parts[1];
        const std::string uses = parts[2];
        std::set<std::string> allowed{name};
        if (uses == "everything above") {
            allowed.insert(above.begin(), above.end());
        } else if (std::regex_match(uses, list)) {
            for (std::sregex_iterator at(uses.begin(), uses.end(), word), end; at != end; ++at) {
                const std::string used = (*at)[1];
                if (!above.contains(used))
                    problems.push_back(name + " uses " + used + ", which is not above it");
                allowed.insert(stages[used].begin(), stages[used].end());
            }
        } else if (uses != "nothing of ours") {
            problems.push_back(name + " uses \"" + uses + "\"");
        }
        if (!above.insert(name).second) problems.push_back(name + " has two rows");
        stages[name] = allowed;
    }
    return stages;
}

const Stages& stages() {
    static const Stages all = [] {
        std::vector<std::string> problems;
        return read_table(content("docs/architecture.md"), problems);
    }();
    return all;
}

/// Includes in a stage's file that the table does not allow.
std::vector<std::string> wrong_includes(const std::string& path, const std::string& code,
                                        const Stages& table) {
    static const std::regex form("\\s*#\\s*include\\s*\"([^\"]*)\".*");
    std::vector<std::string> wrong;
    const auto own = table.find(stage_of(path));
    if (own == table.end()) return {path + " is in a folder that the table does not have"};
    for (const std::string& line : lines(code)) {
        std::smatch parts;
        if (!std::regex_match(line, parts, form)) continue;
        const std::string included = parts[1];
        const std::string folder = included.substr(0, included.find('/'));
        if (included.find('/') == std::string::npos || !own->second.contains(folder) ||
            !included.ends_with(".hpp")) {
            wrong.push_back(path + " includes " + included);
        }
    }
    return wrong;
}

/// Stages that a build file links and the table does not allow.
std::vector<std::string> wrong_links(const std::string& path, const std::string& build,
                                     const Stages& table) {
    static const std::regex form("valla_stage\\(\\s*([a-z]+)[^)]*?USES((\\s+[a-z]+)+)");
    std::smatch parts;
    if (!std::regex_search(build, parts, form)) return {};
    std::vector<std::string> wrong;
    const auto own = table.find(parts[1]);
    std::istringstream used(parts[2]);
    for (std::string name; used >> name;) {
        if (own == table.end() || !own->second.contains(name))
            wrong.push_back(path + " uses " + name);
    }
    return wrong;
}

/// Whether a file is short enough, or says in its first comment why it is not.
bool has_good_length(const std::string& code) {
    constexpr std::size_t most_lines = 500;
    const std::vector<std::string> all = lines(code);
    if (all.size() <= most_lines) return true;
    std::string comment;
    for (const std::string& line : all) {
        const bool is_comment = line.starts_with("//") || line.starts_with("#");
        if (line.starts_with("//")) comment += line.substr(2);
        if (!is_comment && !line.empty()) break;
        if (line.empty() && !comment.empty()) break;
    }
    return comment.find("ong because") != std::string::npos;
}

/// Whether a text names a place on the machine it was written on.
bool has_machine_path(const std::string& text) {
    static const std::regex form("(^|[^A-Za-z0-9._-])/(work|root)/|\\.\\./shared");
    return std::regex_search(text, form);
}

/// Whether a text says that something is still to be done.
bool has_leftover(const std::string& text) {
    static const std::regex form("\\b(TODO|FIXME|XXX)\\b");
    return std::regex_search(text, form);
}

bool is_test(const std::string& path) {
    return path.starts_with("tests/") || path.find("_test.") != std::string::npos;
}

TEST(Architecture, TableCanBeRead) {
    std::vector<std::string> problems;
    const Stages table = read_table(content("docs/architecture.md"), problems);
    EXPECT_THAT(problems, IsEmpty());
    EXPECT_THAT(table, SizeIs(18));
    EXPECT_THAT(table.at("text"), ElementsAre("text"));
    EXPECT_THAT(table.at("vocabulary"), ElementsAre("calendar", "syntax", "text", "vocabulary"));
    EXPECT_THAT(table.at("lineage"), IsSupersetOf({"casefile", "text"}));
    EXPECT_FALSE(table.at("lineage").contains("chronology"));
    EXPECT_THAT(table.at("app"), SizeIs(18));
}

TEST(Architecture, TableThatIsWrongIsNotRead) {
    std::vector<std::string> problems;
    read_table(
        "| `a/` | x | y | `b` |\n| `b/` | x | y | whatever |\n| `b/` | x | y | nothing of ours |\n",
        problems);
    EXPECT_THAT(problems, ElementsAre("a uses b, which is not above it", "b uses \"whatever\"",
                                      "b has two rows"));
}

TEST(Architecture, StagesIncludeOnlyWhatTheyMayUse) {
    std::vector<std::string> wrong;
    std::size_t files = 0;
    for (const std::string& path : project_files()) {
        if (stage_of(path).empty() || !is_code(path)) continue;
        ++files;
        for (const std::string& include : wrong_includes(path, content(path), stages())) {
            wrong.push_back(include);
        }
    }
    EXPECT_THAT(wrong, IsEmpty());
    EXPECT_GT(files, 0);
}

TEST(Architecture, StagesLinkOnlyWhatTheyMayUse) {
    std::vector<std::string> wrong;
    for (const std::string& path : project_files()) {
        if (stage_of(path).empty() || !path.ends_with("CMakeLists.txt")) continue;
        for (const std::string& link : wrong_links(path, content(path), stages()))
            wrong.push_back(link);
    }
    EXPECT_THAT(wrong, IsEmpty());
}

TEST(Architecture, WrongArrowsAreSeen) {
    const std::string code =
        "#include \"text/a.hpp\"\n# include \"app/b.hpp\" // why\n#include <x>\n"
        "  #include \"c.hpp\"\n";
    EXPECT_THAT(wrong_includes("src/text/x.cpp", code, stages()),
                ElementsAre("src/text/x.cpp includes app/b.hpp", "src/text/x.cpp includes c.hpp"));
    EXPECT_THAT(wrong_includes("src/app/x.cpp", code, stages()),
                ElementsAre("src/app/x.cpp includes c.hpp"));
    EXPECT_THAT(wrong_includes("src/app/x.cpp", "#include \"app/y.cpp\"\n", stages()),
                ElementsAre("src/app/x.cpp includes app/y.cpp"));
    EXPECT_THAT(wrong_includes("src/new/x.cpp", "", stages()), SizeIs(1));
    EXPECT_THAT(
        wrong_links("build", "valla_stage(syntax\n    USES text app\n    LINKS ICU::uc)", stages()),
        ElementsAre("build uses app"));
    EXPECT_THAT(wrong_links("build", "valla_stage(syntax\n    SOURCES a.cpp)", stages()),
                IsEmpty());
}

TEST(Headers, KeepLargePartsToTheCodeThatNeedsThem) {
    static const std::regex form("#\\s*include\\s*<(nlohmann|CLI)/");
    std::vector<std::string> wrong;
    for (const std::string& path : project_files()) {
        // It is for the sources of one stage that write JSON, and included by nothing else.
        if (path == "src/render/json_parts.hpp") continue;
        if (path.ends_with(".hpp") && std::regex_search(content(path), form)) wrong.push_back(path);
    }
    EXPECT_THAT(wrong, IsEmpty());
    EXPECT_TRUE(std::regex_search("#include <nlohmann/json.hpp>", form));
    EXPECT_TRUE(std::regex_search("#include <CLI/CLI.hpp>", form));
}

TEST(Files, AreShortOrSayWhyNot) {
    std::vector<std::string> wrong;
    for (const std::string& path : project_files()) {
        static const std::regex form("(src|tests|bench|fuzz)/(?!golden/).*");
        if (std::regex_match(path, form) && !has_good_length(content(path))) wrong.push_back(path);
    }
    EXPECT_THAT(wrong, IsEmpty());
}

TEST(Files, LengthIsCountedAndTheReasonRead) {
    std::string code;
    for (int count = 0; count < 500; ++count) code += "x\n";
    EXPECT_TRUE(has_good_length(code));
    EXPECT_FALSE(has_good_length(code + "x\n"));
    EXPECT_TRUE(has_good_length("//\n// A table. Long\n// because it has all kinds.\n\n" + code));
    EXPECT_TRUE(
        has_good_length("#pragma once\n\n// It is long because it has all kinds.\n" + code));
    EXPECT_FALSE(has_good_length("// A table.\n\n// long because it is.\n" + code));
    EXPECT_FALSE(has_good_length("x\n// long because it is.\n" + code));
}

TEST(Files, NameNoPlaceOnTheMachineTheyWereWrittenOn) {
    std::vector<std::string> wrong;
    for (const std::string& path : project_files()) {
        if (!is_test(path) && has_machine_path(content(path))) wrong.push_back(path);
    }
    EXPECT_THAT(wrong, IsEmpty());
    EXPECT_TRUE(has_machine_path("see /work/main"));
    EXPECT_TRUE(has_machine_path("/root/.cache"));
    EXPECT_TRUE(has_machine_path("(../shared/x)"));
    EXPECT_FALSE(has_machine_path("https://example.org/work/1 and frame/work/s"));
}

TEST(Files, LeaveNothingForLater) {
    std::vector<std::string> wrong;
    for (const std::string& path : project_files()) {
        if (!is_test(path) && has_leftover(content(path))) wrong.push_back(path);
    }
    EXPECT_THAT(wrong, IsEmpty());
    EXPECT_TRUE(has_leftover("// TODO: more"));
    EXPECT_FALSE(has_leftover("mkstemp(\"a.XXXXXX\") and TODOS"));
}

TEST(Files, AreFound) {
    EXPECT_THAT(project_files(), IsSupersetOf({"docs/architecture.md", "src/text/source.cpp",
                                               "test", "tests/includes_test.cpp"}));
}

}  // namespace
