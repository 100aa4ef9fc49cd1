// What the rules of the shipped vocabularies conclude, and what they do not.

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* cards =
    "case k\n  researcher: me\n  vocabulary: coercion\n"
    "person me\nperson anna\nperson boris\nperson carl\nperson dora\n  child of: anna\n"
    "body council\n  member: anna and boris and carl\nbody bureau\n  part of: council\n"
    "source file\n"
    "threat warning\n  by: carl\n  to: boris\n  on: 1 May 1920\n  source: file\n"
    "harsh regime cellar\n  against: dora\n  from: 2 May 1920\n  source: file\n"
    "confession of-boris\n  by: boris\n  on: 5 May 1920\n  source: file\n"
    "confession of-anna\n  by: anna\n  on: 9 May 1920\n  source: file\n"
    "confession of-carl\n  by: carl\n  on: 1 April 1920\n  source: file\n"
    "event sitting\n  of: bureau\n  on: 3 May 1920\n  source: file\n"
    "promise mercy\n  by: carl\n  to: anna\n  part: her life\n  forum wanted: council, whole\n"
    "  forum held: sitting\n  source: file\n"
    "saying denial\n  by: carl\n  about: council\n  in substance: The council knew nothing.\n"
    "  source: file\n"
    "saying praise\n  by: dora\n  about: council\n  in substance: The council did well.\n"
    "  source: file\n"
    "saying excuse\n  by: carl\n  about: warning\n  in substance: It was no threat.\n"
    "  source: file\n";

class VocabularyRules : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ =
            fs::temp_directory_path() / ("valla-vocabulary-rules-" + std::to_string(getpid()));
        fs::create_directories(folder_);
        std::ofstream(folder_ / "case.valla") << cards;
    }
    void TearDown() override { fs::remove_all(folder_); }
    /// The rows of an answer, its columns apart by one comma.
    [[nodiscard]] std::string ask(const std::string& question) const {
        const testing::Outcome outcome =
            testing::run_on(folder_, {"ask", question, "--format", "csv"});
        EXPECT_EQ(outcome.err, "");
        return outcome.out.substr(outcome.out.find('\n') + 1);
    }
    fs::path folder_;
};

TEST_F(VocabularyRules, PressureOnOneselfOrARelativeThatHadBegun) {
    EXPECT_EQ(ask("?s made after reported pressure ?e"),
              "of-anna,cellar,not contradicted,,\nof-boris,warning,not contradicted,,\n");
}

TEST_F(VocabularyRules, PressureThatCanHaveBegun) {
    EXPECT_EQ(ask("?s perhaps made after reported pressure ?e and ?s kind saying"),
              "praise,cellar,in any case,,yes\n");
}

TEST_F(VocabularyRules, AForumReplacedByASmallerOne) {
    EXPECT_EQ(ask("?c smaller forum ?b"), "mercy,bureau,not contradicted,,\n");
}

TEST_F(VocabularyRules, WhoHadGivenInBefore) {
    EXPECT_EQ(ask("?c follows giving in by ?p"),
              "of-anna,boris,not contradicted,,\nof-anna,carl,not contradicted,,\n"
              "of-boris,carl,not contradicted,,\n");
}

TEST_F(VocabularyRules, WhoSpeaksInHisOwnCause) {
    EXPECT_EQ(ask("?s speaks in own cause ?p"),
              "denial,carl,not contradicted,,\nexcuse,carl,not contradicted,,\n");
}

}  // namespace
}  // namespace valla::app
