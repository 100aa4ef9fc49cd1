// The pages of the messages, docs/messages/NAME.md: every message has one, every page has a
// message, and the examples on it do what the page says.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "casefile/testing.hpp"
#include "text/catalogue.hpp"

namespace valla::casefile {
namespace {

namespace fs = std::filesystem;
using testing::Files;

/// A case of an example, and the message that it gives; nothing for an example that is right.
struct Example {
    std::string message;
    bool wrong = false;
    Files files;
};

struct Page {
    std::string title;
    std::string prose;
    std::vector<Example> examples;
};

Page read_page(const fs::path& path) {
    Page page;
    std::ifstream file(path);
    std::string* block = nullptr;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) {
            const std::string what = line.substr(3);
            if (block != nullptr) {
                block = nullptr;
            } else if (what.starts_with("valla ")) {
                page.examples.push_back({path.stem().string(), what == "valla wrong", {}});
                block = &page.examples.back().files["case.valla"];
            } else if (what.starts_with("csv ") && !page.examples.empty()) {
                block = &page.examples.back().files[what.substr(4)];
            }
        } else if (block != nullptr) {
            *block += line + '\n';
        } else if (line.starts_with("# ")) {
            page.title = line.substr(2);
        } else {
            page.prose += line + '\n';
        }
    }
    return page;
}

std::map<std::string, Page> read_pages() {
    std::map<std::string, Page> pages;
    for (const auto& entry : fs::directory_iterator(fs::path(VALLA_SOURCE_DIR) / "docs/messages")) {
        pages.emplace(entry.path().stem().string(), read_page(entry.path()));
    }
    return pages;
}

std::string many_hedges() {
    std::vector<vocabulary::Vocabulary::Problem> problems;
    const std::size_t own = vocabulary::Vocabulary::build({}, problems).hedges().size() - 1;
    std::string text = "case letters\n";
    for (std::size_t i = own; i < vocabulary::Vocabulary::hedge_limit + 1; ++i) {
        text += "hedge so-it-seems-" + std::to_string(i) + "\n  means: apparently\n";
    }
    return text;
}

/// Messages whose example a page cannot show, since it holds what cannot be seen or written on one.
const std::vector<Example> unseen_examples = {
    {"control-character", true, {{"case.valla", "case letters\n  name: A\abell\n"}}},
    {"control-character", true, {{"case.valla", std::string("case letters\n  name: A\0b\n", 24)}}},
    {"not-utf8", true, {{"case.valla", "case letters\n  name: M\xFCller\n"}}},
    {"direction-override", true, {{"case.valla", "case letters\n  name: A \u202Edna\n"}}},
    {"too-many-words", true, {{"case.valla", many_hedges()}}},
};

/// Messages that are about no text of a case, and where they are tested instead.
const std::map<std::string, std::string> without_example = {
    {"empty-case", "about a folder: src/casefile/load_test.cpp"},
    {"no-such-file", "about the disk: src/text/disk_test.cpp, src/casefile/load_test.cpp"},
    {"unreadable-file", "about the disk: src/text/disk_test.cpp"},
    {"file-too-large", "about the disk: src/text/disk_test.cpp"},
    {"unwritable-file", "about the disk: src/text/disk_test.cpp"},
    {"broken-file", "about a command, fmt: src/app"},
    {"case-has-errors", "about a command and a whole case: src/app"},
    {"case-there-already", "about a command, new: src/app"},
    {"command-line", "about the command line: src/app"},
    {"date-without-end", "about the command line: src/app/time_commands_test.cpp"},
    {"dates-in-wrong-order", "about the command line: src/app/time_commands_test.cpp"},
    {"time-beyond-reach",
     "about what all cards together say of times: src/app/time_commands_test.cpp"},
    {"quote-differs", "about a file beside the case: src/lineage/quotes_test.cpp"},
    {"no-transcript", "about a file beside the case: src/lineage/quotes_test.cpp"},
    {"no-git", "about a program: src/app/consequence_commands_test.cpp"},
    {"no-such-revision", "about the command line: src/text/revisions_test.cpp"},
    {"not-kept-by-git", "about the command line: src/text/revisions_test.cpp"},
    {"revision-without-case", "about the command line: src/app/consequence_commands_test.cpp"},
    {"id-without-time", "about the command line: src/app/time_commands_test.cpp"},
    {"no-enclosing-case", "about the folder of a command: src/app"},
    {"no-such-id", "about the command line: src/app"},
    {"no-such-kind", "about the command line: src/app"},
    {"no-such-message", "about the command line: src/app"},
    {"no-such-shell", "about the command line: src/app"},
    {"no-such-picture", "about the command line: src/app"},
    {"nothing-to-compare", "about the command line: src/app"},
    {"not-a-commitment", "about the command line: src/app"},
    {"not-a-reading", "about the command line: src/app"},
    {"accepted-clash", "about a reading and all sources together: src/dispute/assessment_test.cpp"},
    {"preferences-in-a-circle",
     "about a reading and all sources together: src/dispute/assessment_test.cpp"},
    {"conclusion-not-statable", "about rules taken together: src/inference/rules_test.cpp"},
    {"rule-variable-unbound", "about rules taken together: src/inference/rules_test.cpp"},
    {"silence-feeds-clash", "about rules taken together: src/inference/rules_test.cpp"},
};

std::string level_of(std::string_view name) {
    for (const text::MessageKind& kind : text::catalogue()) {
        if (kind.name == name) return std::string(level_name(kind.level));
    }
    return "";
}

TEST(Pages, EveryMessageHasAPageAndEveryPageAMessage) {
    std::vector<std::string> messages;
    for (const text::MessageKind& kind : text::catalogue()) messages.emplace_back(kind.name);
    std::vector<std::string> pages;
    for (const auto& [name, page] : read_pages()) {
        pages.push_back(name);
        EXPECT_EQ(page.title, name);
        EXPECT_GT(page.prose.size(), 80U) << name << " says too little";
    }
    EXPECT_THAT(pages, ::testing::ElementsAreArray(messages));
}

TEST(Pages, EveryPageHasAWrongAndARightExample) {
    std::set<std::string> unseen;
    for (const Example& example : unseen_examples) unseen.insert(example.message);
    for (const auto& [name, page] : read_pages()) {
        if (without_example.contains(name) || unseen.contains(name)) {
            EXPECT_TRUE(page.examples.empty()) << name << " has examples; it needs no exemption";
            continue;
        }
        ASSERT_EQ(page.examples.size(), 2U) << name;
        EXPECT_TRUE(page.examples[0].wrong) << name;
        EXPECT_FALSE(page.examples[1].wrong) << name;
    }
}

TEST(Pages, TheExamplesDoWhatTheirPagesSay) {
    std::vector<Example> examples = unseen_examples;
    for (const auto& [name, page] : read_pages()) {
        examples.insert(examples.end(), page.examples.begin(), page.examples.end());
    }
    for (const Example& example : examples) {
        const Case a_case = testing::read_case(example.files);
        std::vector<std::string> expected;
        if (example.wrong) expected.push_back(level_of(example.message) + " " + example.message);
        EXPECT_EQ(testing::message_names(a_case), expected)
            << "the " << (example.wrong ? "wrong" : "right") << " example of " << example.message
            << " gives:\n"
            << testing::rendered(a_case);
    }
}

TEST(Pages, EveryMessageIsSomewhereProduced) {
    std::set<std::string> produced;
    for (const Example& example : unseen_examples) produced.insert(example.message);
    for (const auto& [name, where] : without_example) produced.insert(name);
    for (const auto& [name, page] : read_pages()) {
        for (const Example& example : page.examples) {
            if (!example.wrong) continue;
            for (const std::string& message :
                 testing::message_names(testing::read_case(example.files))) {
                produced.insert(message.substr(message.find(' ') + 1));
            }
        }
    }
    for (const text::MessageKind& kind : text::catalogue()) {
        EXPECT_TRUE(produced.contains(std::string(kind.name))) << kind.name << " is never produced";
    }
}

}  // namespace
}  // namespace valla::casefile
