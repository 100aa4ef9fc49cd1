// trace, sources and audit as a whole: the answers about the reference case, kept under
// tests/golden/, and those that docs/lineage.md shows. With VALLA_WRITE_GOLDEN set, the files are
// written anew instead.

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using testing::expect_golden;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_on_reference;
using testing::source_folder;
using Json = nlohmann::json;

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

using Files = std::map<std::string, std::string>;

/// A folder with files, taken away at the end.
struct Folder {
    explicit Folder(const Files& files) {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        path = fs::temp_directory_path() /
               (std::string("valla-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(path);
        fs::create_directories(path);
        for (const auto& [name, bytes] : files)
            std::ofstream(path / name, std::ios::binary) << bytes;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }

    fs::path path;
};

TEST(LineageCommands, QuotationsThatDifferAreSaidByCheckAndByAudit) {
    const Folder folder(
        Files{{"case.valla",
               "case k\n  researcher: me\nperson me\nsource book\n  text: book.txt\n"
               "passage bad\n  source: book\n  quote: The roof was up.\n"},
              {"book.txt", "One.\nThe roof was down.\n"}});
    const Outcome check = testing::run_on(folder.path, {"check"});
    EXPECT_EQ(check.status, 0);
    EXPECT_THAT(check.out, HasSubstr("case.valla:8:10: warning: this quotation is not in the "
                                     "transcript book.txt"));
    EXPECT_THAT(check.out, HasSubstr("in line 2: \"The roof was down.\""));
    const Json json = Json::parse(testing::run_on(folder.path, {"check", "--format", "json"}).out);
    EXPECT_EQ(json["messages"][0]["name"], "quote-differs");
    const Outcome audit = testing::run_on(folder.path, {"audit"});
    EXPECT_THAT(audit.out, HasSubstr("QUOTATIONS THAT DIFFER FROM THE TRANSCRIPT\n"
                                     "  \"The roof was up.\"  [case.valla:8]\n"
                                     "    \"The roof was down.\"  [book.txt:2], 1 word other\n"));
}

TEST(LineageCommands, TheAuditListsWhatRestsOnSilence) {
    const Folder folder(Files{{"case.valla",
                               "case k\n  researcher: me\nperson me\nperson anna\nperson boris\n"
                               "source diary\nrule r\n"
                               "  if: ?p friend of ?q and no word that ?p relative of ?q\n"
                               "  then: ?p acts for ?q\n"
                               "person anna\n  friend of: boris\n  source: diary\n"}});
    const Outcome audit = testing::run_on(folder.path, {"audit"});
    EXPECT_EQ(audit.status, 0) << audit.err;
    EXPECT_THAT(audit.out, HasSubstr("ON SILENCE\n  anna acts for boris\n"
                                     "    no word that ?p relative of ?q  [case.valla:8]\n"));
    const Json json = Json::parse(testing::run_on(folder.path, {"audit", "--format", "json"}).out);
    EXPECT_EQ(json["silence"][0]["text"], "anna acts for boris");
    EXPECT_EQ(json["silence"][0]["because"][0]["text"], "no word that ?p relative of ?q");
    EXPECT_THAT(testing::run_on(folder.path, {"audit", "--format", "csv"}).out,
                HasSubstr("silence,anna acts for boris,no word that ?p relative of ?q,"));
}

TEST(LineageCommands, TheAuditSaysHowManyMoreThereAreThanItLists) {
    std::string cards = "case k\n  researcher: me\nperson me\nperson anna\nsource diary\n";
    for (int i = 0; i < 4; ++i)
        cards += "event visit-" + std::to_string(i) + "\n  by: anna\n  source: diary\n";
    const Folder folder(Files{{"case.valla", cards}});
    const Outcome audit = testing::run_on(folder.path, {"audit", "--limit", "3"});
    EXPECT_THAT(audit.out, HasSubstr("  diary: 8 statements\n"));
    EXPECT_THAT(audit.out, HasSubstr("    visit-1 by anna  [case.valla:10]\n    and 5 more\n"));
    EXPECT_THAT(testing::run_on(folder.path, {"audit"}).out, Not(HasSubstr("more")));
    const Json json = Json::parse(
        testing::run_on(folder.path, {"audit", "--limit", "3", "--format", "json"}).out);
    EXPECT_EQ(json["single-roots"][0]["statements"].size(), 8U);
    const Outcome wrong = testing::run_on(folder.path, {"audit", "--limit", "few"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.err, HasSubstr("\"few\" is not a whole number"));
}

TEST(LineageCommands, ThePageShowsWhatTheCommandsAnswer) {
    const fs::path folder =
        fs::temp_directory_path() / ("valla-lineage-page-" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path page = source_folder / "docs" / "lineage.md";
    for (const testing::Block& block : testing::blocks_of(page)) {
        if (block.language == "valla")
            std::ofstream(folder / "case.valla", std::ios::app) << block.text;
    }
    const std::size_t commands = testing::expect_page(page, folder);
    EXPECT_GE(commands, 5U);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace valla::app
