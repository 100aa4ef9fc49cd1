#include "app/application.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/options.hpp"
#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::Outcome;
using ::testing::StartsWith;
using Json = nlohmann::json;

/// Runs command lines in a folder of its own, which goes when the test ends.
class Application : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        // The tests of two builds run side by side.
        folder_ = fs::temp_directory_path() /
                  (std::string("valla-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Outcome run_in(const fs::path& place, const std::vector<std::string>& words,
                   const std::string& in = "") {
        const auto disk = text::open_disk();
        std::istringstream input(in);
        std::ostringstream out;
        std::ostringstream err;
        World world{*disk, input, out, err, place.string()};
        Outcome outcome;
        outcome.status = run(words, world);
        outcome.out = out.str();
        outcome.err = err.str();
        return outcome;
    }
    Outcome run_line(const std::vector<std::string>& words, const std::string& in = "") {
        return run_in(folder_, words, in);
    }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& bytes) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    std::string read(const std::string& name) const {
        std::ifstream file(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path folder_;
};

TEST_F(Application, ANewCaseIsWithoutMistakesAndInNormalForm) {
    const Outcome made = run_line({"new", path("story")});
    EXPECT_EQ(made.status, 0) << made.err;
    const Outcome checked = run_line({"check", path("story")});
    EXPECT_EQ(checked.status, 0);
    EXPECT_EQ(checked.out, "");
    EXPECT_EQ(run_line({"fmt", "--check", path("story")}).status, 0);
    EXPECT_THAT(run_line({"report", path("story")}).out,
                HasSubstr("a constable through police-report at sheet 4"));
}

TEST_F(Application, ANewCaseOverwritesNothing) {
    run_line({"new", path("story")});
    write("story/case.valla", "mine");
    const Outcome again = run_line({"new", path("story")});
    EXPECT_EQ(again.status, 2);
    EXPECT_THAT(again.err, HasSubstr("case-there-already"));
    EXPECT_EQ(read("story/case.valla"), "mine");
}

TEST_F(Application, TheNearestEnclosingCaseIsTakenWithoutAnOption) {
    run_line({"new", path("story")});
    fs::create_directories(folder_ / "story" / "notes" / "deep");
    EXPECT_THAT(run_in(folder_ / "story" / "notes" / "deep", {"list"}).out,
                HasSubstr("person anna"));
    const Outcome none = run_in(folder_, {"list"});
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.err, HasSubstr("no-enclosing-case"));
}

TEST_F(Application, ACaseWithErrorsDoesNotAnswerUnlessAsked) {
    run_line({"new", path("story")});
    write("story/more.valla", "event late\n  by: nobody-known\n");
    for (const char* command : {"report", "list"}) {
        const Outcome refused = run_line({command, "-C", path("story")});
        EXPECT_EQ(refused.status, 1) << command;
        EXPECT_EQ(refused.out, "") << command;
        EXPECT_THAT(refused.err, HasSubstr("nothing is called \"nobody-known\"")) << command;
        const Outcome partial = run_line({command, "-C", path("story"), "--partial"});
        EXPECT_EQ(partial.status, 1) << command;
        EXPECT_THAT(partial.out, StartsWith("PARTIAL: the case has 1 error;")) << command;
        const Json json = Json::parse(
            run_line({command, "-C", path("story"), "--partial", "--format", "json"}).out);
        EXPECT_EQ(json["partial"], true) << command;
        const std::string csv =
            run_line({command, "-C", path("story"), "--partial", "--format", "csv"}).out;
        EXPECT_THAT(csv.substr(0, csv.find('\n')), ::testing::EndsWith(",partial")) << command;
    }
    const Outcome picture = run_line({"draw", "people", "-C", path("story"), "--partial"});
    EXPECT_EQ(picture.status, 1);
    EXPECT_THAT(picture.out, StartsWith("<?xml"));
    EXPECT_THAT(picture.err, StartsWith("PARTIAL: the case has 1 error;"));
}

TEST_F(Application, EveryErrorHasTheSameEnvelope) {
    const std::vector<std::vector<std::string>> lines = {
        {"check", "--format", "json", "--colour"},      {"chekc", "--format", "json"},
        {"check", "--format", "json", path("nowhere")}, {"check", "--format=json", "-C"},
        {"date", "--format", "json", "13 Jully 1936"},
    };
    for (const auto& line : lines) {
        const Outcome outcome = run_line(line);
        EXPECT_NE(outcome.status, 0) << line[0];
        const Json json = Json::parse(outcome.out);
        EXPECT_EQ(json["valla"], 1);
        ASSERT_EQ(json["messages"].size(), 1U) << outcome.out;
        EXPECT_EQ(json["messages"][0]["level"], "error");
        EXPECT_FALSE(json["messages"][0]["sentence"].get<std::string>().empty());
        EXPECT_EQ(outcome.err, "");
    }
}

TEST_F(Application, AMisspeltCommandOrOptionIsToldWhatWasMeant) {
    EXPECT_THAT(run_line({"reprot"}).err, HasSubstr("did you mean \"report\"?"));
    EXPECT_THAT(run_line({"report", "--fromat", "json"}).err,
                HasSubstr("did you mean \"--format\"?"));
    EXPECT_EQ(run_line({"report", "--format", "xml"}).status, 2);
    EXPECT_EQ(run_line({"show"}).status, 2);
    EXPECT_EQ(run_line({"check", "a", "b"}).status, 2);
}

TEST_F(Application, ShowTellsWhatWasMeantByAMisspeltId) {
    run_line({"new", path("story")});
    const Outcome outcome = run_line({"show", "-C", path("story"), "serch"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("did you mean \"search\"?"));
}

TEST_F(Application, FmtWritesTheNormalFormOnceAndLeavesTheRest) {
    write("story/case.valla", "case   story\n\tname:  A story \n");
    write("story/good.valla", "person anna\n  name: Anna\n");
    write("story/broken.valla", "person anna\n  name\n");
    const auto before = fs::last_write_time(folder_ / "story/good.valla");
    EXPECT_EQ(run_line({"fmt", "--check", path("story/case.valla")}).status, 1);
    EXPECT_EQ(read("story/case.valla"), "case   story\n\tname:  A story \n");
    const Outcome outcome = run_line({"fmt", path("story")});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("broken-file"));
    EXPECT_EQ(read("story/case.valla"), "case story\n  name: A story\n");
    EXPECT_EQ(read("story/broken.valla"), "person anna\n  name\n");
    EXPECT_EQ(fs::last_write_time(folder_ / "story/good.valla"), before);
    EXPECT_EQ(
        run_line({"fmt", "--check", path("story/case.valla"), path("story/good.valla")}).status, 0);
}

TEST_F(Application, FmtGivesBackWhatItReadsFromStandardInput) {
    EXPECT_EQ(run_line({"fmt", "-"}, "person  anna\n").out, "person anna\n");
    EXPECT_EQ(run_line({"fmt", "-"}, "person anna\n").out, "person anna\n");
    const Outcome broken = run_line({"fmt", "-"}, "person anna\n  name\n");
    EXPECT_EQ(broken.out, "person anna\n  name\n");
    EXPECT_EQ(broken.status, 1);
}

TEST_F(Application, EveryMessageHasAPageAndEveryCommandAHelp) {
    for (const text::MessageKind& kind : text::catalogue()) {
        const Outcome page = run_line({"message", std::string(kind.name)});
        EXPECT_EQ(page.status, 0) << kind.name;
        EXPECT_THAT(page.out, StartsWith("# " + std::string(kind.name) + "\n"));
    }
    for (const CommandRow& command : commands()) {
        const Outcome help = run_line({std::string(command.name), "--help"});
        EXPECT_EQ(help.status, 0) << command.name;
        EXPECT_THAT(help.out, HasSubstr(std::string(command.means)));
        for (const OptionRow& option : options()) {
            if (!takes(command, option)) continue;
            EXPECT_THAT(help.out, HasSubstr(std::string(option.name)));
        }
    }
}

TEST_F(Application, CompletionScriptsAreReadByTheirShells) {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const Outcome script = run_line({"completion", shell});
        EXPECT_EQ(script.status, 0);
        for (const CommandRow& command : commands()) {
            EXPECT_THAT(script.out, HasSubstr(std::string(command.name))) << shell;
        }
        for (const OptionRow& option : options()) {
            const std::string name(option.name);
            EXPECT_THAT(script.out, HasSubstr(shell == std::string("fish")
                                                  ? name.substr(name.find_first_not_of('-'))
                                                  : name));
        }
    }
    write("completion.bash",
          run_line({"completion", "bash"}).out +
              "COMP_WORDS=(valla rep); COMP_CWORD=1; _valla; echo \"${COMPREPLY[*]}\"\n"
              "COMP_WORDS=(valla report --for); COMP_CWORD=2; _valla; echo \"${COMPREPLY[*]}\"\n"
              "COMP_WORDS=(valla report --format j); COMP_CWORD=3; _valla; echo "
              "\"${COMPREPLY[*]}\"\n");
    FILE* pipe = popen(("bash " + path("completion.bash")).c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string said;
    std::array<char, 256> part{};
    while (std::fgets(part.data(), part.size(), pipe) != nullptr) said += part.data();
    EXPECT_EQ(pclose(pipe), 0);
    EXPECT_EQ(said, "report\n--format\njson\n");
}

TEST_F(Application, AFullDeviceIsReported) {
    run_line({"new", path("story")});
    const Outcome outcome =
        run_line({"report", path("story"), "-o", path("no/such/folder/report.txt")});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("unwritable-file"));
    EXPECT_EQ(run_line({"report", path("story"), "-o", path("report.txt")}).status, 0);
    EXPECT_THAT(read("report.txt"), StartsWith("A case of your own\n"));
}

TEST_F(Application, TheReadmeShowsWhatTheProgramPrints) {
    // The case of the README, written out from its own indented blocks, and the outputs that follow
    // `$`.
    std::ifstream file(fs::path(VALLA_SOURCE_DIR) / "README.md");
    const std::string readme{std::istreambuf_iterator<char>(file), {}};
    const auto block_from = [&](const std::string& first) {
        std::string block;
        std::istringstream lines(readme.substr(readme.find("       " + first)));
        for (std::string line; std::getline(lines, line);) {
            if (line.empty()) block += '\n';
            else if (line.starts_with("       ")) block += line.substr(7) + '\n';
            else break;
        }
        while (block.ends_with("\n\n")) block.pop_back();
        return block;
    };
    write("letters/case.valla", block_from("case letters"));
    write("letters/cards.valla", block_from("person porter"));
    const fs::path here = fs::current_path();
    fs::current_path(folder_);
    EXPECT_EQ(run_line({"check", "letters"}).out, "");
    const std::string shown = block_from("$ build/valla show -C letters opening");
    EXPECT_EQ(run_line({"show", "-C", "letters", "opening"}).out,
              shown.substr(shown.find('\n') + 1));
    fs::current_path(VALLA_SOURCE_DIR);
    std::istringstream report(run_line({"report", "examples/moscow-1936"}).out);
    fs::current_path(folder_);
    std::set<std::string> printed;
    for (std::string line; std::getline(report, line);) printed.insert(line);
    const std::size_t excerpt = readme.find("    of confrontation\n");
    std::istringstream shown_lines(readme.substr(excerpt, readme.find("\n\n", excerpt) - excerpt));
    for (std::string line; std::getline(shown_lines, line);) {
        EXPECT_TRUE(printed.contains(line.substr(2))) << line;
    }
    std::string cards = read("letters/cards.valla");
    cards.replace(cards.find("source: diary"), 13, "source: dairy");
    write("letters/cards.valla", cards);
    EXPECT_EQ(run_line({"check", "letters"}).out, block_from("letters/cards.valla:12:11"));
    fs::current_path(here);
}

TEST_F(Application, DatesMayBeginLikeOptionsAndLists) {
    const Outcome outcome = run_line({"date", "-0043", "[1667,1668,1670..1672]", "--format", "json",
                                      "-1XXX", "--", "{1960,1961-12}", "-0099"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    std::vector<std::string> texts;
    const Json answer = Json::parse(outcome.out);
    for (const Json& date : answer["dates"]) texts.push_back(date["text"]);
    EXPECT_THAT(texts, ::testing::ElementsAre("-0043", "[1667,1668,1670..1672]", "-1XXX",
                                              "{1960,1961-12}", "-0099"));
    EXPECT_EQ(run_line({"date", "-x"}).status, run_line({"date", "--x"}).status);
    EXPECT_THAT(run_line({"date", "--", "--x"}).err, HasSubstr("not-a-date"));
    EXPECT_THAT(run_line({"date", "-x"}).err, HasSubstr("command-line"));
}

}  // namespace
}  // namespace valla::app
