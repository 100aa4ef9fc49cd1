#pragma once

// For tests of whole commands: command lines run on the case in a folder, and answers that are kept
// in files. With VALLA_WRITE_GOLDEN set, files and pages are written anew instead.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/application.hpp"

namespace valla::app::testing {

namespace fs = std::filesystem;

inline const fs::path source_folder = VALLA_SOURCE_DIR;

inline std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline bool writes_golden() { return std::getenv("VALLA_WRITE_GOLDEN") != nullptr; }

struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

inline std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++count;
    return count;
}

/// Runs a command on the case in a folder; paths in messages are shown as from inside it.
inline Outcome run_on(const fs::path& folder, std::vector<std::string> words) {
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

inline Outcome run_on_reference(const std::vector<std::string>& words) {
    return run_on(source_folder / "examples" / "moscow-1936", words);
}

/// Compares an answer with the one that is kept in tests/golden/moscow-1936.
inline void expect_golden(const std::string& name, const std::string& text) {
    const fs::path path = source_folder / "tests" / "golden" / "moscow-1936" / name;
    if (writes_golden()) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, content(path)) << name;
}

/// The shaded blocks of a page, by their language.
struct Block {
    std::string language;
    std::string text;
};
inline std::vector<Block> blocks_of(const fs::path& page) {
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

/// The words of a command line; words in quotation marks are one.
inline std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    bool quoted = false;
    bool open = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
            if (quoted && !open) words.emplace_back();
            open = open || quoted;
        } else if (c == ' ' && !quoted) {
            open = false;
        } else {
            if (!open) words.emplace_back();
            open = true;
            words.back() += c;
        }
    }
    return words;
}

/// Runs the `console` blocks of a page, each a line "$ valla ..." and its answer, on a copy of a
/// case. Where the page `adds` to the case, cards in `valla` blocks go into it as they come, and
/// nothing may be wrong with them. Gives how many commands there were.
inline std::size_t expect_page(const fs::path& page, const fs::path& original, bool adds = false) {
    const fs::path folder = fs::temp_directory_path() /
                            ("valla-page-" + page.stem().string() + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::copy(original, folder, fs::copy_options::recursive);
    std::size_t commands = 0;
    for (const Block& block : blocks_of(page)) {
        if (adds && block.language == "valla") {
            std::ofstream(folder / "page.valla", std::ios::app | std::ios::binary) << block.text;
            const Outcome checked = run_on(folder, {"check"});
            EXPECT_EQ(checked.out + checked.err, "") << block.text;
        }
        if (block.language != "console") continue;
        const std::string line = block.text.substr(0, block.text.find('\n'));
        const std::string prompt = "$ valla ";
        EXPECT_TRUE(line.starts_with(prompt)) << line;
        ++commands;
        const Outcome outcome = run_on(folder, words_of(line.substr(prompt.size())));
        EXPECT_EQ(outcome.err, "") << line;
        const std::string expected = line + '\n' + outcome.out;
        if (!writes_golden()) {
            EXPECT_EQ(block.text, expected);
            continue;
        }
        std::string text = content(page);
        const std::string old = "```console\n" + block.text;
        text.replace(text.find(old), old.size(), "```console\n" + expected);
        std::ofstream(page, std::ios::binary) << text;
    }
    fs::remove_all(folder);
    return commands;
}

}  // namespace valla::app::testing
