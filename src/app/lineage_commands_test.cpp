// trace, sources and audit as a whole: the answers about the reference case, kept under
// tests/golden/, and those that docs/lineage.md shows. With VALLA_WRITE_GOLDEN set, the files are
// written anew instead.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/application.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Json = nlohmann::json;

const fs::path source_folder = VALLA_SOURCE_DIR;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs a command on the case in a folder; paths are shown as from inside it.
Outcome run_on(const fs::path& folder, std::vector<std::string> words) {
    words.insert(words.begin() + 1, {"-C", folder.string()});
    const auto disk = text::open_disk();
    std::istringstream input;
    std::ostringstream out;
    std::ostringstream err;
    World world{*disk, input, out, err, folder.string()};
    Outcome outcome;
    outcome.status = run(words, world);
    outcome.out = out.str();
    outcome.err = err.str();
    const std::string prefix = folder.string() + "/";
    for (std::string* text : {&outcome.out, &outcome.err}) {
        for (std::size_t at; (at = text->find(prefix)) != std::string::npos;)
            text->erase(at, prefix.size());
    }
    return outcome;
}

Outcome run_on_reference(const std::vector<std::string>& words) {
    return run_on(source_folder / "examples" / "moscow-1936", words);
}

void expect_golden(const std::string& name, const std::string& text) {
    const fs::path path = source_folder / "tests" / "golden" / "moscow-1936" / name;
    if (std::getenv("VALLA_WRITE_GOLDEN") != nullptr) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, content(path)) << name;
}

TEST(LineageCommands, TheReferenceCasesAnswersAreAsKept) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> lines{
        {"sources.txt", {"sources"}},
        {"sources.csv", {"sources", "--format", "csv"}},
        {"sources.json", {"sources", "--format", "json"}},
        {"audit.txt", {"audit"}},
        {"audit.csv", {"audit", "--format", "csv"}},
        {"trace-surrender.txt", {"trace", "surrender"}},
        {"trace-surrender.json", {"trace", "surrender", "--format", "json"}},
        {"trace-confrontation.txt", {"trace", "confrontation"}},
        {"trace-confrontation.csv", {"trace", "confrontation", "--format", "csv"}},
        {"trace-bakayev.txt", {"trace", "confession-of-bakayev begun by 17 July 1936"}},
        {"trace-krivitsky.txt", {"trace", "krivitsky"}},
        {"trace-note-78.txt", {"trace", "conquest at note 78"}},
        {"trace-official-record.txt", {"trace", "official-record"}},
    };
    for (const auto& [name, words] : lines) {
        const Outcome outcome = run_on_reference(words);
        EXPECT_EQ(outcome.status, 0) << name;
        EXPECT_EQ(outcome.err, "") << name;
        expect_golden(name, outcome.out);
    }
}

TEST(LineageCommands, AStatementCanBeWrittenInSeveralWordsAndDatesInAnyForm) {
    const std::string quoted =
        run_on_reference({"trace", "confession-of-bakayev begun by 17 July (1936)"}).out;
    EXPECT_THAT(quoted, HasSubstr("one root: falls without conquest"));
    EXPECT_EQ(run_on_reference({"trace", "confession-of-bakayev", "begun", "by", "1936-07-17"}).out,
              quoted);
}

TEST(LineageCommands, WhatNobodySaysIsSaidToBeSo) {
    const Outcome outcome = run_on_reference({"trace", "confession-of-bakayev by smirnov"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out, "nobody says: confession-of-bakayev by smirnov\n");
    const Json json = Json::parse(
        run_on_reference({"trace", "confession-of-bakayev by smirnov", "--format", "json"}).out);
    EXPECT_EQ(json["said-by-nobody"][0], "confession-of-bakayev by smirnov");
}

TEST(LineageCommands, WhatIsMisspeltIsAMessage) {
    const Outcome id = run_on_reference({"trace", "krivitzky"});
    EXPECT_EQ(id.status, 2);
    EXPECT_THAT(id.err, HasSubstr("did you mean \"krivitsky\"?"));
    const Outcome statement = run_on_reference({"trace", "surrender by zinovief"});
    EXPECT_EQ(statement.status, 2);
    EXPECT_THAT(statement.err, HasSubstr("statement:1:14: error"));
    EXPECT_EQ(run_on_reference({"trace", "conquest at note 99"}).status, 2);
    const Json json =
        Json::parse(run_on_reference({"trace", "surrender by zinovief", "--format", "json"}).out);
    EXPECT_EQ(json["messages"][0]["name"], "unknown-id");
}

/// The shaded blocks of a page, by their language.
struct Block {
    std::string language;
    std::string text;
};
std::vector<Block> blocks_of(const fs::path& page) {
    std::vector<Block> blocks;
    std::istringstream lines(content(page));
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside) blocks.push_back({line.substr(3), ""});
        } else if (inside) {
            blocks.back().text += line + '\n';
        }
    }
    return blocks;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

TEST(LineageCommands, ThePageShowsWhatTheCommandsAnswer) {
    const fs::path folder =
        fs::temp_directory_path() / ("valla-lineage-page-" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path page = source_folder / "docs" / "lineage.md";
    std::size_t commands = 0;
    for (const Block& block : blocks_of(page)) {
        if (block.language == "valla") {
            std::ofstream(folder / "case.valla", std::ios::app) << block.text;
            continue;
        }
        ASSERT_EQ(block.language, "console");
        const std::string line = block.text.substr(0, block.text.find('\n'));
        const std::string prompt = "$ valla ";
        ASSERT_TRUE(line.starts_with(prompt));
        ++commands;
        const Outcome outcome = run_on(folder, split(line.substr(prompt.size())));
        EXPECT_EQ(outcome.err, "");
        const std::string expected = line + '\n' + outcome.out;
        if (std::getenv("VALLA_WRITE_GOLDEN") == nullptr) {
            EXPECT_EQ(block.text, expected);
            continue;
        }
        std::string text = content(page);
        const std::string old = "```console\n" + block.text;
        text.replace(text.find(old), old.size(), "```console\n" + expected);
        std::ofstream(page, std::ios::binary) << text;
    }
    EXPECT_GE(commands, 5U);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace valla::app
