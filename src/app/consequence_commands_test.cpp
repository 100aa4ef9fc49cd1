// Whole answers about the Moscow case, as they stand in tests/golden/consequence and in
// docs/consequence.md; and what the commands say when they cannot answer.

#include <filesystem>
#include <fstream>
#include <sstream>

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
using Words = std::vector<std::string>;

struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Runs in the folder of the examples, so that places are named from there.
class Consequences : public ::testing::Test {
  protected:
    void SetUp() override {
        before_ = fs::current_path();
        fs::current_path(fs::path(VALLA_SOURCE_DIR) / "examples");
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  (std::string("valla-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override {
        fs::current_path(before_);
        fs::remove_all(folder_);
    }
    static Outcome run_line(const Words& words) {
        const auto disk = text::open_disk();
        std::istringstream input;
        std::ostringstream out;
        std::ostringstream err;
        World world{*disk, input, out, err, fs::current_path().string()};
        Outcome outcome;
        outcome.status = run(words, world);
        outcome.out = out.str();
        outcome.err = err.str();
        return outcome;
    }
    static Outcome ask(Words words) {
        words.insert(words.end(), {"-C", "moscow-1936"});
        return run_line(words);
    }
    static void expect_golden(const std::string& name, const Words& words) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        const fs::path path =
            fs::path(VALLA_SOURCE_DIR) / "tests" / "golden" / "consequence" / (name + ".txt");
        EXPECT_EQ(outcome.out, read(path)) << path;
    }

    fs::path folder_;
    fs::path before_;
};

TEST_F(Consequences, WithoutKrivitsky) {
    expect_golden("without-krivitsky", {"without", "krivitsky"});
}
TEST_F(Consequences, WithoutTheOfficialRecord) {
    expect_golden("without-official-record", {"without", "official-record"});
}
TEST_F(Consequences, WithoutNote78) {
    expect_golden("without-note-78", {"without", "conquest at  note 78"});
}
TEST_F(Consequences, WithoutEach) { expect_golden("without-each", {"without", "--each"}); }
TEST_F(Consequences, WithoutAStatement) {
    expect_golden("without-under-way", {"without", "confession-of-kamenev under way 13 July 1936"});
}
TEST_F(Consequences, CompareTheConfrontation) {
    expect_golden("compare-confrontation", {"compare", "confrontation"});
}
TEST_F(Consequences, WhyTheMotive) {
    expect_golden("why-motive", {"why", "surrender caused by zinovievs-wish-to-save-his-family"});
}
TEST_F(Consequences, WhyTheMotiveUnderTheSceptic) {
    expect_golden(
        "why-motive-sceptic",
        {"why", "surrender caused by zinovievs-wish-to-save-his-family", "--reading", "sceptic"});
}
TEST_F(Consequences, WhyTheInference) {
    expect_golden("why-some-still-reliable", {"why", "some-still-reliable"});
}
TEST_F(Consequences, WhyALineOfAnAccount) {
    expect_golden("why-ends-in", {"why", "confrontation", "ends", "in", "falling-out"});
}
TEST_F(Consequences, WhyAnAbsence) {
    expect_golden("why-absent", {"why", "not meeting present molotov"});
}

/// A copy of the Moscow case with the added document in it.
TEST_F(Consequences, DiffWithTheAddedDocument) {
    const fs::path copy = folder_ / "with-letter";
    fs::copy("moscow-1936", copy, fs::copy_options::recursive);
    fs::copy("added-document/kamenev-25-july.valla", copy);
    Outcome outcome = run_line({"diff", "moscow-1936", copy.string()});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const std::string shown = copy.string();
    for (std::size_t at = outcome.out.find(shown); at != std::string::npos;
         at = outcome.out.find(shown))
        outcome.out.replace(at, shown.size(), "with-letter");
    EXPECT_EQ(outcome.out,
              read(fs::path(VALLA_SOURCE_DIR) / "tests/golden/consequence/diff-added.txt"));
    const Outcome same = run_line({"diff", "moscow-1936", "moscow-1936"});
    EXPECT_THAT(same.out, HasSubstr("No answer changed."));
}

TEST_F(Consequences, ProgramsGetTheSameAnswers) {
    const std::vector<Words> lines{{"without", "krivitsky"},
                                   {"without", "--each"},
                                   {"compare", "confrontation"},
                                   {"why", "some-still-reliable"},
                                   {"why", "meeting occurred yes"}};
    for (Words words : lines) {
        words.insert(words.end(), {"--format", "json"});
        const Outcome json = ask(words);
        ASSERT_EQ(json.status, 0) << json.out;
        const Json parsed = Json::parse(json.out);
        EXPECT_EQ(parsed.at("command"), words[0]);
        EXPECT_EQ(parsed.at("case"), "moscow-1936");
        words.back() = "csv";
        const Outcome csv = ask(words);
        EXPECT_EQ(csv.status, 0);
        EXPECT_GT(std::count(csv.out.begin(), csv.out.end(), '\n'), 1) << csv.out;
    }
    const Outcome krivitsky = ask({"without", "krivitsky", "--format", "json"});
    EXPECT_EQ(Json::parse(krivitsky.out).at("loss").at("falls").size(), 3U);
    const Outcome diff = run_line({"diff", "moscow-1936", "moscow-1936", "--format", "json"});
    EXPECT_TRUE(Json::parse(diff.out).at("answers").empty());
}

TEST_F(Consequences, WhatIsNotFoundIsSaid) {
    EXPECT_THAT(ask({"without", "krivitski"}).err, HasSubstr("krivitsky"));
    EXPECT_EQ(ask({"without", "krivitski"}).status, 2);
    EXPECT_THAT(ask({"without", "conquest at note 7"}).err, HasSubstr("conquest at note 7"));
    EXPECT_EQ(ask({"without"}).status, 2);
    EXPECT_EQ(ask({"compare", "surrender"}).out, "No accounts of surrender are told apart.\n");
    EXPECT_THAT(ask({"why", "krivitsky", "--reading", "conquest"}).err, HasSubstr("no reading"));
    EXPECT_EQ(ask({"why", "surrender", "flies", "to", "moon"}).status, 2);
    EXPECT_EQ(run_line({"diff", "moscow-1936", "nowhere"}).status, 2);
}

TEST_F(Consequences, ACaseWithErrorsIsAnsweredOnlyInPart) {
    write(folder_ / "case.valla",
          "case k\n  researcher: me\nperson me\nsource a\nevent x\n  by: nobody\n  source: a\n");
    const Outcome refused = run_line({"without", "a", "-C", folder_.string()});
    EXPECT_EQ(refused.status, 1);
    const Outcome partial = run_line({"without", "a", "--partial", "-C", folder_.string()});
    EXPECT_EQ(partial.status, 1);
    EXPECT_THAT(partial.out, HasSubstr("PARTIAL"));
    EXPECT_EQ(run_line({"diff", folder_.string(), "moscow-1936"}).status, 1);
    EXPECT_THAT(run_line({"diff", folder_.string(), "moscow-1936", "--partial"}).out,
                HasSubstr("PARTIAL"));
}

/// Each command of the page with what it prints, up to a line of dots.
TEST_F(Consequences, ThePageShowsWhatIsPrinted) {
    std::istringstream page(read(fs::path(VALLA_SOURCE_DIR) / "docs" / "consequence.md"));
    std::string line;
    int shown = 0;
    while (std::getline(page, line)) {
        if (line.rfind("$ valla ", 0) != 0) continue;
        Words words;
        std::string word;
        bool quoted = false;
        for (const char c : line.substr(8) + ' ') {
            if (c == '"') quoted = !quoted;
            else if (c == ' ' && !quoted) {
                if (!word.empty()) words.push_back(word);
                word.clear();
            } else word += c;
        }
        std::string expected;
        bool cut = false;
        while (std::getline(page, line) && line != "```") {
            if (line == "...") cut = true;
            else if (!cut) expected += line + '\n';
        }
        const Outcome outcome = ask(words);
        if (cut) EXPECT_EQ(outcome.out.substr(0, expected.size()), expected);
        else EXPECT_EQ(outcome.out, expected);
        ++shown;
    }
    EXPECT_GE(shown, 5);
}

}  // namespace
}  // namespace valla::app
