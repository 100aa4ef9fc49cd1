#include "text/disk.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valla::text {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::IsEmpty;

class DiskTest : public testing::Test {
  protected:
    DiskTest() {
        std::string pattern = (fs::temp_directory_path() / "valla-disk-test-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        fs::permissions(folder_, fs::perms::all);
    }
    ~DiskTest() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const std::string& name) const {
        return (fs::path(folder_) / name).string();
    }
    void put(const std::string& name, const std::string& bytes) const {
        fs::create_directories(fs::path(at(name)).parent_path());
        std::ofstream(at(name), std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string get(const std::string& name) const {
        std::ostringstream bytes;
        bytes << std::ifstream(at(name), std::ios::binary).rdbuf();
        return bytes.str();
    }
    /// All names in the folder, those that begin with a dot too.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_)) {
            all.push_back(entry.path().filename().string());
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    [[nodiscard]] mode_t mode(const std::string& name) const {
        struct stat status {};
        return ::stat(at(name).c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
    }
    /// The files below the test's folder, without its own path in front.
    std::vector<std::string> listed(const std::string& ending) {
        auto files = disk_->list(folder_, ending, problems_);
        EXPECT_TRUE(files.has_value());
        for (std::string& file : *files) file.erase(0, folder_.size() + 1);
        return *files;
    }

    std::string folder_;
    std::unique_ptr<Disk> disk_ = open_disk();
    std::vector<Message> problems_;
};

std::string sentence(const tl::expected<std::string, Message>& result) {
    return result.has_value() ? "" : result.error().sentence();
}
std::string sentence(const tl::expected<void, Message>& result) {
    return result.has_value() ? "" : result.error().sentence();
}

/// Does `work` in a process of its own, so that it can give up rights and take on limits, and ends
/// it when it hangs; whether `work` came back true.
bool in_child(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(10);
        ::_exit(work() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Root may do anything: what a file's permissions forbid is tried as another user.
bool become_ordinary() {
    constexpr uid_t nobody = 65534;
    return ::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0);
}

TEST_F(DiskTest, ReadsAllBytes) {
    std::string bytes;
    for (int count = 0; count < 100'000; ++count) bytes += static_cast<char>(count);
    put("a.valla", bytes);
    put("empty.valla", "");
    EXPECT_EQ(disk_->read(at("a.valla")), bytes);
    EXPECT_EQ(disk_->read(at("empty.valla")), "");
}

TEST_F(DiskTest, ReadsAFileWhoseSizeTheSystemDoesNotTell) {
    const auto bytes = disk_->read("/proc/self/status");
    ASSERT_TRUE(bytes.has_value());
    EXPECT_THAT(*bytes, testing::HasSubstr("Name:"));
}

TEST_F(DiskTest, SaysWhyItCannotRead) {
    EXPECT_EQ(sentence(disk_->read("/no/such/file")), "there is no file or folder /no/such/file");
    EXPECT_EQ(sentence(disk_->read("")), "there is no file or folder ");
    EXPECT_EQ(sentence(disk_->read(folder_)), folder_ + " cannot be read: it is a folder");
    put("a.valla", "x");
    EXPECT_EQ(sentence(disk_->read(at("a.valla/b"))),
              at("a.valla/b") + " cannot be read: Not a directory");
    fs::create_symlink("round", at("round"));
    EXPECT_EQ(sentence(disk_->read(at("round"))),
              at("round") + " cannot be read: Too many levels of symbolic links");
}

TEST_F(DiskTest, DoesNotReadWhatItHasNoRightTo) {
    put("secret.valla", "x");
    fs::permissions(at("secret.valla"), fs::perms::none);
    EXPECT_TRUE(in_child([&] {
        return become_ordinary() && sentence(disk_->read(at("secret.valla"))) ==
                                        at("secret.valla") + " cannot be read: Permission denied";
    }));
}

TEST_F(DiskTest, DoesNotWaitForAPipeOrADevice) {
    ASSERT_EQ(::mkfifo(at("pipe.valla").c_str(), 0600), 0);
    EXPECT_TRUE(in_child([&] {
        return sentence(disk_->read(at("pipe.valla"))) ==
                   at("pipe.valla") + " cannot be read: it is not a regular file" &&
               sentence(disk_->read("/dev/zero")) ==
                   "/dev/zero cannot be read: it is not a regular file" &&
               sentence(disk_->write(at("pipe.valla"), "x")) ==
                   at("pipe.valla") +
                       " cannot be written, and is as it was: No such device or address";
    })) << "hung, or gave other words";
    EXPECT_TRUE(fs::is_fifo(at("pipe.valla")));
}

TEST_F(DiskTest, RefusesAFileOfFourGibibytesWithoutReadingIt) {
    put("large.valla", "");
    std::error_code error;
    fs::resize_file(at("large.valla"), 0xFFFFFFFFULL, error);
    if (error) GTEST_SKIP() << "this file system has no files with holes";
    EXPECT_EQ(sentence(disk_->read(at("large.valla"))), at("large.valla") + " has 4 GiB or more");
}

TEST_F(DiskTest, WritesANewFile) {
    const mode_t before = ::umask(027);
    EXPECT_EQ(sentence(disk_->write(at("a.valla"), std::string_view("x\0y", 3))), "");
    ::umask(before);
    EXPECT_EQ(get("a.valla"), std::string("x\0y", 3));
    EXPECT_EQ(mode("a.valla"), 0640) << "as the user's umask asks";
    EXPECT_THAT(names(), ElementsAre("a.valla"));
}

TEST_F(DiskTest, WritesInTheFolderWhereItStands) {
    const fs::path before = fs::current_path();
    fs::current_path(folder_);
    EXPECT_EQ(sentence(disk_->write("a.valla", "x")), "");
    fs::current_path(before);
    EXPECT_THAT(names(), ElementsAre("a.valla"));
}

TEST_F(DiskTest, ReplacesAFileAndKeepsItsPermissions) {
    put("a.valla", "old and long");
    for (const mode_t permissions : {0600U, 0666U, 0755U}) {
        ::chmod(at("a.valla").c_str(), permissions);
        EXPECT_EQ(sentence(disk_->write(at("a.valla"), "new")), "");
        EXPECT_EQ(get("a.valla"), "new");
        EXPECT_EQ(mode("a.valla"), permissions);
    }
    EXPECT_THAT(names(), ElementsAre("a.valla"));
}

TEST_F(DiskTest, KeepsTheOwnerOfAFile) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can write in the place of another user";
    put("a.valla", "old");
    ASSERT_EQ(::chown(at("a.valla").c_str(), 1234, 5678), 0);
    EXPECT_EQ(sentence(disk_->write(at("a.valla"), "new")), "");
    struct stat status {};
    ASSERT_EQ(::stat(at("a.valla").c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, 1234);
    EXPECT_EQ(status.st_gid, 5678);
}

TEST_F(DiskTest, WritesAFileWithTheLongestName) {
    const std::string name = std::string(249, 'a') + ".valla";
    EXPECT_EQ(sentence(disk_->write(at(name), "x")), "");
    EXPECT_THAT(names(), ElementsAre(name));
}

TEST_F(DiskTest, FollowsSymbolicLinks) {
    put("real/a.valla", "old");
    fs::create_symlink("real/a.valla", at("link"));
    fs::create_symlink("link", at("link-to-link"));
    EXPECT_EQ(sentence(disk_->write(at("link-to-link"), "new")), "");
    EXPECT_EQ(get("real/a.valla"), "new");
    EXPECT_TRUE(fs::is_symlink(at("link-to-link")));
    EXPECT_TRUE(fs::is_symlink(at("link")));
}

TEST_F(DiskTest, FollowsASymbolicLinkToAFileThatIsNotThereYet) {
    fs::create_directory(at("real"));
    fs::create_symlink(at("real/a.valla"), at("link"));
    EXPECT_EQ(sentence(disk_->write(at("link"), "new")), "");
    EXPECT_EQ(get("real/a.valla"), "new");
    EXPECT_TRUE(fs::is_symlink(at("link")));
}

TEST_F(DiskTest, LeavesLinksThatGoRoundAlone) {
    fs::create_symlink("b", at("a"));
    fs::create_symlink("a", at("b"));
    EXPECT_EQ(sentence(disk_->write(at("a"), "x")),
              at("a") + " cannot be written, and is as it was: Too many levels of symbolic links");
    EXPECT_THAT(names(), ElementsAre("a", "b"));
}

TEST_F(DiskTest, SaysWhyItCannotWrite) {
    const std::string tail = " cannot be written, and is as it was: ";
    EXPECT_EQ(sentence(disk_->write(folder_, "x")), folder_ + tail + "Is a directory");
    EXPECT_EQ(sentence(disk_->write(at("no/a.valla"), "x")),
              at("no/a.valla") + tail + "No such file or directory");
    EXPECT_EQ(sentence(disk_->write("/proc/none", "x")),
              "/proc/none" + tail + "No such file or directory");
}

TEST_F(DiskTest, WritesToADeviceAndDoesNotReplaceIt) {
    EXPECT_EQ(sentence(disk_->write("/dev/full", "x")),
              "/dev/full cannot be written, and is as it was: No space left on device");
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
    EXPECT_EQ(sentence(disk_->write("/dev/null", "x")), "");
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(DiskTest, WritesWholeToAPipeThatIsReadSlowly) {
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    const std::string bytes(1'000'000, 'x');
    const int reader = ::open(at("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    ::fcntl(reader, F_SETFL, 0);
    std::size_t size = 0;
    std::thread reading([&] {
        char part[5000];
        for (ssize_t count = 1; size < bytes.size() && count > 0;) {
            count = ::read(reader, part, sizeof part);
            size += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        }
    });
    EXPECT_EQ(sentence(disk_->write(at("pipe"), bytes)), "");
    reading.join();
    ::close(reader);
    EXPECT_EQ(size, bytes.size());
}

TEST_F(DiskTest, LeavesTheOldFileWhenTheNewOneIsTooLarge) {
    put("a.valla", "old");
    EXPECT_TRUE(in_child([&] {
        const rlimit limit{1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        return sentence(disk_->write(at("a.valla"), std::string(2000, 'x'))) ==
               at("a.valla") + " cannot be written, and is as it was: File too large";
    }));
    EXPECT_EQ(get("a.valla"), "old");
    EXPECT_THAT(names(), ElementsAre("a.valla"));
}

TEST_F(DiskTest, LeavesTheOldFileWhenItCannotTakeItsPlace) {
    // A folder in the sticky mode lets nobody replace the files of others.
    put("a.valla", "old");
    fs::permissions(at("a.valla"), fs::perms(0666));
    fs::permissions(folder_, fs::perms(01777));
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make a file of another user";
    ASSERT_EQ(::chown(folder_.c_str(), 0, 0), 0);
    EXPECT_TRUE(in_child([&] {
        return become_ordinary() &&
               sentence(disk_->write(at("a.valla"), "new")) ==
                   at("a.valla") + " cannot be written, and is as it was: Operation not permitted";
    }));
    EXPECT_EQ(get("a.valla"), "old");
    EXPECT_THAT(names(), ElementsAre("a.valla")) << "no temporary file is left";
}

TEST_F(DiskTest, LeavesAReadOnlyFileAlone) {
    put("a.valla", "old");
    fs::permissions(at("a.valla"), fs::perms(0444));
    EXPECT_TRUE(in_child([&] {
        return become_ordinary() &&
               sentence(disk_->write(at("a.valla"), "new")) ==
                   at("a.valla") + " cannot be written, and is as it was: Permission denied";
    }));
    EXPECT_EQ(get("a.valla"), "old");
    EXPECT_THAT(names(), ElementsAre("a.valla"));
}

TEST_F(DiskTest, DoesNotWriteIntoAFolderItHasNoRightTo) {
    fs::create_directory(at("closed"));
    fs::permissions(at("closed"), fs::perms(0555));
    EXPECT_TRUE(in_child([&] {
        return become_ordinary() &&
               sentence(disk_->write(at("closed/a.valla"), "new")) ==
                   at("closed/a.valla") + " cannot be written, and is as it was: Permission denied";
    }));
    EXPECT_TRUE(fs::is_empty(at("closed")));
}

TEST_F(DiskTest, PassesOverATemporaryFileThatSomebodyLeft) {
    const std::string left = ".valla-" + std::to_string(::getpid()) + "-0";
    put(left, "left");
    EXPECT_EQ(sentence(disk_->write(at("a.valla"), "x")), "");
    EXPECT_EQ(get(left), "left");
    EXPECT_EQ(get("a.valla"), "x");
}

TEST_F(DiskTest, ListsFilesAtAnyDepthByName) {
    for (const char* name : {"b.valla", "a.valla", "a/z.valla", "a/b/c.valla", "a-b/a.valla",
                             "notes.txt", ".hidden.valla", ".git/x.valla", "Ж.valla", "valla"}) {
        put(name, "");
    }
    EXPECT_THAT(listed(".valla"), ElementsAre("a-b/a.valla", "a.valla", "a/b/c.valla", "a/z.valla",
                                              "b.valla", "Ж.valla"));
    EXPECT_THAT(listed(".pdf"), IsEmpty());
    EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(DiskTest, ListsAFolderThatLinksLeadToTwiceOnce) {
    put("real/a.valla", "");
    fs::create_symlink(".", at("real/round"));
    fs::create_symlink("..", at("real/up"));
    fs::create_symlink("real", at("also"));
    fs::create_symlink("real", at("zebra"));
    EXPECT_THAT(listed(".valla"), ElementsAre("real/a.valla"));
    EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(DiskTest, FollowsALinkToAFolderElsewhere) {
    put("elsewhere/sub/a.valla", "");
    fs::create_directory(at("case"));
    fs::create_symlink("../elsewhere", at("case/linked"));
    EXPECT_EQ(disk_->list(at("case"), ".valla", problems_).value(),
              std::vector<std::string>{at("case/linked/sub/a.valla")});
}

TEST_F(DiskTest, ListsWhatItCannotReadForTheReaderToReport) {
    fs::create_symlink("nowhere", at("dangling.valla"));
    fs::create_symlink("round.valla", at("round.valla"));
    EXPECT_THAT(listed(".valla"), ElementsAre("dangling.valla", "round.valla"));
}

TEST_F(DiskTest, ReportsAFolderThatCannotBeOpenedAndGoesOn) {
    put("closed/a.valla", "");
    put("open/a.valla", "");
    fs::permissions(at("closed"), fs::perms::none);
    EXPECT_TRUE(in_child([&] {
        return become_ordinary() && listed(".valla") == std::vector<std::string>{"open/a.valla"} &&
               problems_.size() == 1 &&
               problems_[0].sentence() == at("closed") + " cannot be read: Permission denied";
    }));
    fs::permissions(at("closed"), fs::perms::all);
}

TEST_F(DiskTest, SaysWhyItCannotList) {
    put("a.valla", "");
    const auto missing = disk_->list(at("none"), ".valla", problems_);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().sentence(), "there is no file or folder " + at("none"));
    const auto file = disk_->list(at("a.valla"), ".valla", problems_);
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().sentence(), at("a.valla") + " cannot be read: Not a directory");
    EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(DiskTest, ListsTenThousandFilesInAMoment) {
    for (int number = 0; number < 10'000; ++number) {
        std::ofstream(at(std::to_string(number) + ".valla"));
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(listed(".valla").size(), 10'000);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(DiskTest, KnowsFoldersFromFiles) {
    put("a.valla", "");
    fs::create_symlink("none", at("dangling"));
    EXPECT_TRUE(disk_->is_folder(folder_));
    EXPECT_FALSE(disk_->is_folder(at("a.valla")));
    EXPECT_FALSE(disk_->is_folder(at("none")));
    EXPECT_TRUE(disk_->exists(at("a.valla")));
    EXPECT_FALSE(disk_->exists(at("dangling")));
}

TEST_F(DiskTest, MakesAFolderAndThoseAboveIt) {
    EXPECT_EQ(sentence(disk_->make_folder(at("a/b/c"))), "");
    EXPECT_TRUE(disk_->is_folder(at("a/b/c")));
    EXPECT_EQ(sentence(disk_->make_folder(at("a/b/c"))), "") << "it is there already";
    put("file", "");
    EXPECT_EQ(sentence(disk_->make_folder(at("file/b"))),
              at("file/b") + " cannot be written, and is as it was: Not a directory");
}

}  // namespace
}  // namespace valla::text
