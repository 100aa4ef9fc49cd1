// The commands that reason, as a whole, on the reference case: the answers to its questions, kept
// under tests/golden/, and the tour.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"
#include "text/sha256.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using testing::expect_golden;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_on;
using testing::run_on_reference;
using testing::source_folder;
using Json = nlohmann::json;

TEST(ReasoningCommands, TheReferenceCasesAnswersAreAsKept) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> lines{
        {"standing.txt", {"standing"}},
        {"standing-confrontation.json", {"standing", "confrontation", "--format", "json"}},
        {"standing-confrontation.csv", {"standing", "confrontation", "--format", "csv"}},
        {"standing-sceptic.txt", {"standing", "surrender", "--reading", "sceptic"}},
        {"clashes.txt", {"clashes"}},
        {"clashes.json", {"clashes", "--format", "json"}},
        {"versions.txt", {"versions"}},
        {"versions.csv", {"versions", "--format", "csv"}},
        {"readings-sceptic.txt", {"readings", "sceptic"}},
        {"commitments.txt", {"commitments"}},
        {"commitments.csv", {"commitments", "--format", "csv"}},
        {"commitments-spare-lives.json", {"commitments", "spare-lives", "--format", "json"}},
        {"ask-after-pressure.txt", {"ask", "confession-after-pressure", "--why"}},
        {"ask-perhaps-after-pressure.txt", {"ask", "confession-perhaps-after-pressure"}},
        {"ask-absent.txt", {"ask", "absent-from-the-forum-wanted", "--why"}},
        {"ask-absent.json", {"ask", "absent-from-the-forum-wanted", "--format", "json"}},
        {"ask-motives.txt", {"ask", "motives-without-krivitsky"}},
        {"report.html", {"report", "--format", "html"}},
        {"timeline.svg", {"draw", "timeline"}},
        {"lineage.svg", {"draw", "lineage"}},
        {"compare.svg", {"draw", "compare"}},
    };
    for (const auto& [name, words] : lines) {
        const Outcome outcome = run_on_reference(words);
        EXPECT_EQ(outcome.status, 0) << name;
        EXPECT_EQ(outcome.err, "") << name;
        expect_golden(name, outcome.out);
    }
}

/// The reference case with files of another folder beside it, in a folder that goes with the test.
class Added : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("valla-added-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::copy(source_folder / "examples" / "moscow-1936", folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(Added, ADocumentThatDatesTheConfessionLaterClashesWithOneLine) {
    fs::copy(source_folder / "examples" / "added-document" / "kamenev-25-july.valla",
             folder_ / "kamenev-25-july.valla");
    const Outcome outcome = run_on(folder_, {"clashes", "confession-of-kamenev"});
    EXPECT_EQ(outcome.status, 0);
    expect_golden("clashes-added-document.txt", outcome.out);
    const Json json =
        Json::parse(run_on(folder_, {"clashes", "confession-of-kamenev", "--format", "json"}).out);
    ASSERT_EQ(json["clashes"].size(), 1U);
    EXPECT_EQ(json["clashes"][0]["members"].size(), 2U);
}

TEST_F(Added, WhatUsersWriteNeverBecomesMarkup) {
    std::ofstream(folder_ / "hostile.valla")
        << "person mallory\n  name: <script>alert(1)</script> & \"quotes\" 'and' ]]>\n"
           "event plot\n  by: mallory\n  description: </pre><img src=x onerror=alert(1)>\n"
           "  source: \"<b>nobody</b>\" through conquest at note <i>\n"
           "claim c\n  says: --><style>*{display:none}</style><!-- is what he said.\n";
    const std::string page = run_on(folder_, {"report", "--format", "html"}).out;
    const std::string plain = run_on_reference({"report", "--format", "html"}).out;
    EXPECT_EQ(testing::count_of(page, "<script"), testing::count_of(plain, "<script"));
    EXPECT_EQ(testing::count_of(page, "</script"), testing::count_of(plain, "</script"));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<b>")));
    EXPECT_THAT(page, Not(HasSubstr("<i>")));
    EXPECT_THAT(page, Not(HasSubstr("*{display:none}</style>")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "));
    EXPECT_THAT(run_on(folder_, {"draw", "people"}).out, Not(HasSubstr("<script")));
}

TEST_F(Added, PagesAndPicturesAreTheSameWhereverTheCaseIsKept) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"report", "--format", "html"}, {"draw", "timeline"}, {"draw", "lineage"}})
        EXPECT_EQ(run_on(folder_, words).out, run_on_reference(words).out);
}

TEST(ReasoningCommands, ThePageOfAReportNeedsNothingBesideIt) {
    const std::string page = run_on_reference({"report", "--format", "html"}).out;
    for (const char* outside : {"http:", "https:", " src=", "@import", "url(http"}) {
        // The name of the namespace of SVG is no reference to anything.
        std::string text = page;
        const std::string name = "http://www.w3.org/2000/svg";
        for (std::size_t at; (at = text.find(name)) != std::string::npos;)
            text.erase(at, name.size());
        EXPECT_THAT(text, Not(HasSubstr(outside))) << outside;
    }
    EXPECT_LT(page.size(), 300'000U);
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy"));
}

TEST(ReasoningCommands, ThePolicyOfAPageAllowsItsOneScriptAndNothingElse) {
    const std::string page = run_on_reference({"report", "--format", "html"}).out;
    EXPECT_EQ(testing::count_of(page, "<script"), 2U);  // the data, which no browser runs
    EXPECT_EQ(testing::count_of(page, "<script type=\"application/json\""), 1U);
    const std::size_t begin = page.find("<script>") + 8;
    const std::string script = page.substr(begin, page.find("</script>", begin) - begin);
    EXPECT_THAT(page,
                HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
                          "'" +
                          text::policy_hash(script) + "'\""));
    for (const char* attribute : {" onclick=", " onload=", " onerror=", "javascript:"})
        EXPECT_THAT(page, Not(HasSubstr(attribute)));
}

TEST(ReasoningCommands, MistakesAreMessages) {
    const auto error = [](const std::vector<std::string>& words) {
        const Outcome outcome = run_on_reference(words);
        EXPECT_EQ(outcome.status, 2);
        return outcome.err;
    };
    EXPECT_THAT(error({"standing", "kamenew"}), HasSubstr("did you mean \"kamenev\"?"));
    EXPECT_THAT(error({"standing", "--reading", "kamenev"}), HasSubstr("not-a-reading"));
    EXPECT_THAT(error({"standing", "--without", "krivitski"}), HasSubstr("\"krivitsky\"?"));
    EXPECT_THAT(error({"clashes", "--limit", "many"}), HasSubstr("not-a-number"));
    EXPECT_THAT(error({"commitments", "kamenev"}), HasSubstr("not-a-commitment"));
    EXPECT_THAT(error({"ask", "?x byy stalin"}), HasSubstr("unknown-statement-field"));
    EXPECT_THAT(error({"ask", "no word that ?x by stalin"}), HasSubstr("rule-variable-unbound"));
    EXPECT_THAT(error({"draw", "map"}), HasSubstr("no-such-picture"));
    EXPECT_THAT(error({"draw", "timeline", "meeting"}),
                HasSubstr("`valla draw timeline` does not take \"meeting\""));
    EXPECT_THAT(error({"draw", "compare", "confrontatoin"}),
                HasSubstr("did you mean \"confrontation\"?"));
    EXPECT_THAT(error({"draw", "compare", "confrontation", "meeting"}),
                HasSubstr("no accounts of meeting are told apart"));
    EXPECT_THAT(error({"draw", "compare", "--without", "conquest"}),
                HasSubstr("no accounts of anything in the case are told apart"));
}

TEST(ReasoningCommands, AComparisonIsOfAThingOrOfAnAccountOfIt) {
    const std::string all = run_on_reference({"draw", "compare"}).out;
    EXPECT_EQ(run_on_reference({"draw", "compare", "confrontation"}).out, all);
    EXPECT_EQ(run_on_reference({"draw", "compare", "quarrel"}).out, all);
    EXPECT_EQ(run_on_reference({"draw", "compare", "good-terms", "confrontation"}).out, all);
}

TEST(ReasoningCommands, ThePicturesOfThePagesAreDrawnFromTheReferenceCase) {
    const fs::path page = source_folder / "docs" / "pictures.md";
    for (const char* name : {"timeline", "lineage", "compare"}) {
        const std::string drawn = run_on_reference({"draw", name}).out;
        const fs::path path = source_folder / "docs" / "pictures" / (std::string(name) + ".svg");
        if (testing::writes_golden()) {
            fs::create_directories(path.parent_path());
            std::ofstream(path, std::ios::binary) << drawn;
        }
        EXPECT_EQ(testing::content(path), drawn) << name;
        EXPECT_THAT(testing::content(page), HasSubstr("(pictures/" + std::string(name) + ".svg)"));
    }
    EXPECT_THAT(testing::content(source_folder / "README.md"),
                HasSubstr("(docs/pictures/timeline.svg)"));
}

TEST(ReasoningCommands, WithoutASourceLeavesItOut) {
    const std::string text = run_on_reference({"standing", "zinovievs-wish-to-save-his-family",
                                               "--without", "krivitsky and conquest at note 78"})
                                 .out;
    EXPECT_THAT(text, HasSubstr("no word left"));
}

TEST(ReasoningCommands, TheTourShowsWhatTheCommandsAnswer) {
    EXPECT_GE(testing::expect_page(source_folder / "docs" / "tour.md",
                                   source_folder / "examples" / "moscow-1936", true),
              16U);
}

}  // namespace
}  // namespace valla::app
