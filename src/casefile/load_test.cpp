#include "casefile/load.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <unistd.h>

#include "casefile/testing.hpp"

namespace valla::casefile {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class LoadTest : public ::testing::Test {
  protected:
    LoadTest() {
        std::string pattern = (fs::temp_directory_path() / "valla-load-test-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~LoadTest() override { fs::remove_all(folder_); }

    void put(const std::string& name, const std::string& bytes) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }

    std::unique_ptr<text::Disk> disk_ = text::open_disk();
    fs::path folder_;
};

TEST_F(LoadTest, ReadsEveryCaseFileBelowAFolder) {
    put("case.valla", "case c\n");
    put("deep/er/people.valla", "person anna\n");
    put("notes.txt", "person ivan\n");
    const auto loaded = load_case(*disk_, folder_.string());
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(loaded->problems.empty());
    EXPECT_THAT(testing::message_names(loaded->the_case), ElementsAre());
    const NameTable& names = loaded->the_case.tables().names;
    EXPECT_TRUE(names.find(NameSpace::id, "anna"));
    EXPECT_FALSE(names.find(NameSpace::id, "ivan"));
}

TEST_F(LoadTest, ReadsTablesFromTheFolderOfTheCase) {
    put("case.valla", "case c\n");
    put("deep/table.valla",
        "table t\n  file: data/t.csv\n  kind: person\n  column: Name as name\n  prefix: p\n");
    put("data/t.csv", "Name\nAnna\n");
    const auto loaded = load_case(*disk_, folder_.string());
    ASSERT_TRUE(loaded);
    EXPECT_EQ(testing::rendered(loaded->the_case), "");
    EXPECT_THAT(testing::Rows(loaded->the_case).all(), ::testing::Contains("p1 name \"Anna\""));
}

TEST_F(LoadTest, SaysWhenThereIsNothingToRead) {
    const auto empty = load_case(*disk_, folder_.string());
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().kind().name, "empty-case");
    const auto missing = load_case(*disk_, (folder_ / "missing").string());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind().name, "no-such-file");
}

TEST_F(LoadTest, AMissingTableIsSaidOfItsCard) {
    put("case.valla", "case c\ntable t\n  file: t.csv\n  kind: person\n  column: Name as name\n");
    const auto loaded = load_case(*disk_, folder_.string());
    ASSERT_TRUE(loaded);
    EXPECT_THAT(testing::message_names(loaded->the_case), ElementsAre("error no-such-file"));
}

TEST_F(LoadTest, FindsTheCaseAroundAFolder) {
    put("case.valla", "case c\n");
    put("deep/er/people.valla", "person anna\n");
    EXPECT_EQ(enclosing_case(*disk_, (folder_ / "deep/er").string()), folder_.string());
    EXPECT_EQ(enclosing_case(*disk_, folder_.string()), folder_.string());
    EXPECT_FALSE(enclosing_case(*disk_, folder_.parent_path().string()));
}

}  // namespace
}  // namespace valla::casefile
