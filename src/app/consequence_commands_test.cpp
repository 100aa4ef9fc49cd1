// Whole answers about the Moscow case, as they stand in tests/golden/consequence and in
// docs/consequence.md; and what the commands say when they cannot answer.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using testing::content;
using ::testing::HasSubstr;
using testing::Outcome;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

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
    static Outcome run_line(const Words& words, text::Revisions* revisions = nullptr) {
        const auto disk = text::open_disk();
        std::istringstream input;
        std::ostringstream out;
        std::ostringstream err;
        World world{*disk, input, out, err, fs::current_path().string(), revisions};
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
        EXPECT_EQ(outcome.out, content(path)) << path;
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
              content(fs::path(VALLA_SOURCE_DIR) / "tests/golden/consequence/diff-added.txt"));
    const Outcome same = run_line({"diff", "moscow-1936", "moscow-1936"});
    EXPECT_THAT(same.out, HasSubstr("No answer changed."));
}

/// Revisions that are made up: what the files of the folder "letters" held at each.
class MadeUp final : public text::Revisions {
  public:
    using Files = std::map<std::string, std::string>;
    explicit MadeUp(std::map<std::string, Files> revisions) : revisions_(std::move(revisions)) {}

    tl::expected<std::vector<std::string>, text::Message> list(
        const std::string& folder, const std::string& revision) override {
        EXPECT_EQ(folder, "letters");
        if (!revisions_.contains(revision))
            return tl::unexpected(text::Message("no-such-revision", {})
                                      .with("revision", revision)
                                      .with("path", folder));
        std::vector<std::string> paths;
        for (const auto& [path, bytes] : revisions_[revision]) paths.push_back(path);
        return paths;
    }
    tl::expected<std::string, text::Message> read(const std::string&, const std::string& revision,
                                                  const std::string& path) override {
        const Files& files = revisions_[revision];
        const auto found = files.find(path);
        if (found == files.end())
            return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
        return found->second;
    }

  private:
    std::map<std::string, Files> revisions_;
};

const std::string letters_case =
    "case k\n  researcher: me\nperson me\nperson anna\nsource a\nsource b\n"
    "event visit\n  by: anna\n  source: a\n";

TEST_F(Consequences, DiffOfTwoRevisionsIsThatOfTwoFolders) {
    const std::string denial = "event visit\n  by, not: anna\n  source: b\n";
    MadeUp revisions({{"v1", {{"case.valla", letters_case}, {"notes.txt", "no card"}}},
                      {"v2", {{"case.valla", letters_case}, {"more/b.valla", denial}}},
                      {"v0", {{"notes.txt", "no card"}}}});
    const fs::path later = folder_ / "later";
    fs::create_directories(later / "more");
    write(later / "case.valla", letters_case);
    write(later / "more" / "b.valla", denial);
    const Outcome found = run_line({"diff", "v1", "v2", "-C", "letters"}, &revisions);
    EXPECT_EQ(found.status, 0) << found.err;
    EXPECT_THAT(found.out, HasSubstr("more/b.valla"));
    EXPECT_THAT(found.out, HasSubstr("visit by anna"));
    // The same with a folder on one side.
    Outcome mixed = run_line({"diff", "v1", later.string(), "-C", "letters"}, &revisions);
    EXPECT_EQ(mixed.status, 0) << mixed.err;
    for (std::size_t at; (at = mixed.out.find(later.string())) != std::string::npos;)
        mixed.out.replace(at, later.string().size(), "v2");
    EXPECT_EQ(mixed.out, found.out);

    const Outcome none = run_line({"diff", "v1", "v3", "-C", "letters"}, &revisions);
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.err, HasSubstr("v3 is neither a folder nor a revision"));
    EXPECT_THAT(run_line({"diff", "v0", "v1", "-C", "letters"}, &revisions).err,
                HasSubstr("no file in letters that ends in .valla"));
    EXPECT_THAT(run_line({"diff", "v1", "v2", "-C", "letters"}).err,
                HasSubstr("git, which may keep a revision of this name, is not installed"));
}

TEST_F(Consequences, DiffAsksGitForRevisions) {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
    const auto git = [&](const std::string& words) {
        const std::string line = "git -C '" + folder_.string() +
                                 "' -c user.name=a -c user.email=a@b -c commit.gpgsign=false " +
                                 words + " >/dev/null";
        ASSERT_EQ(std::system(line.c_str()), 0) << line;
    };
    git("init -q");
    write(folder_ / "case.valla", letters_case);
    git("add -A");
    git("commit -q -m one");
    write(folder_ / "b.valla", "event visit\n  by, not: anna\n  source: b\n");
    git("add -A");
    git("commit -q -m two");
    const auto revisions = text::open_git();
    const Outcome found =
        run_line({"diff", "HEAD~1", "HEAD", "-C", folder_.string()}, revisions.get());
    EXPECT_EQ(found.status, 0) << found.err;
    EXPECT_THAT(found.out, HasSubstr("b.valla"));
    EXPECT_THAT(found.out, HasSubstr("visit by anna"));
    EXPECT_THAT(run_line({"diff", "HEAD", "HEAD", "-C", folder_.string()}, revisions.get()).out,
                HasSubstr("No answer changed."));
    EXPECT_EQ(run_line({"diff", "HEAD~2", "HEAD", "-C", folder_.string()}, revisions.get()).status,
              2);
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
    std::istringstream page(content(fs::path(VALLA_SOURCE_DIR) / "docs" / "consequence.md"));
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
