#include "text/revisions.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace valla::text {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

/// A repository of its own, with two commits of the folder "letters"; skipped without git.
class GitRevisions : public ::testing::Test {
  protected:
    void SetUp() override {
        if (std::system("git --version >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "git is not installed";
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  (std::string("valla-git-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "letters" / "more");
        fs::create_directories(folder_ / "letters" / ".hidden");
        git("init -q");
        write("letters/case.valla", "case k\n");
        write("letters/.hidden/case.valla", "case hidden\n");
        write("outside.valla", "case other\n");
        git("add -A");
        git("commit -q -m one");
        git("tag first");
        write("letters/case.valla", "case k\n  name: Letters\n");
        write("letters/more/people \"of\" note.csv", "a,b\n");
        git("add -A");
        git("commit -q -m two");
    }
    void TearDown() override {
        if (!folder_.empty()) fs::remove_all(folder_);
    }
    void git(const std::string& words) const {
        const std::string line = "git -C '" + folder_.string() +
                                 "' -c user.name=a -c user.email=a@b -c commit.gpgsign=false " +
                                 words + " >/dev/null";
        ASSERT_EQ(std::system(line.c_str()), 0) << line;
    }
    void write(const std::string& path, const std::string& bytes) const {
        std::ofstream(folder_ / path, std::ios::binary) << bytes;
    }

    fs::path folder_;
};

TEST_F(GitRevisions, GiveTheFilesOfAFolderAsTheyWere) {
    const auto revisions = open_git();
    const std::string letters = (folder_ / "letters").string();
    EXPECT_THAT(revisions->list(letters, "first").value(), ElementsAre("case.valla"));
    EXPECT_THAT(revisions->list(letters, "HEAD").value(),
                ElementsAre("case.valla", "more/people \"of\" note.csv"));
    EXPECT_EQ(revisions->read(letters, "HEAD~1", "case.valla").value(), "case k\n");
    EXPECT_EQ(revisions->read(letters, "HEAD", "case.valla").value(), "case k\n  name: Letters\n");
    EXPECT_EQ(revisions->read(letters, "HEAD", "more/people \"of\" note.csv").value(), "a,b\n");
    EXPECT_EQ(revisions->read(letters, "first", "more/none.csv").error().kind().name,
              "no-such-file");
}

TEST_F(GitRevisions, SayWhatIsNoRevision) {
    const auto revisions = open_git();
    for (const char* wrong : {"second", "--output=x", "", "first:letters", "HEAD; ls"}) {
        const auto found = revisions->list(folder_.string(), wrong);
        ASSERT_FALSE(found.has_value()) << wrong;
        EXPECT_EQ(found.error().kind().name, "no-such-revision") << wrong;
    }
}

TEST_F(GitRevisions, SayOfAFolderThatGitDoesNotKeepIt) {
    fs::remove_all(folder_ / ".git");
    const auto found = open_git()->list((folder_ / "letters").string(), "HEAD");
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().kind().name, "not-kept-by-git");
}

TEST(Revisions, SayThatGitIsNotInstalled) {
    const char* const path = std::getenv("PATH");
    const std::string before = path == nullptr ? "" : path;
    ::setenv("PATH", "/nonexistent", 1);
    const auto found = open_git()->list("/", "HEAD");
    ::setenv("PATH", before.c_str(), 1);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().kind().name, "no-git");
    EXPECT_EQ(found.error().value("argument"), "HEAD");
}

}  // namespace
}  // namespace valla::text
