// `valla when` and `valla order`: what they answer of the reference case, whole, and what they
// refuse.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::Outcome;
using testing::source_folder;
using Json = nlohmann::json;

/// Runs a command on the case in a folder; what it prints names the files as from inside of it.
Outcome run_in(const fs::path& folder, std::vector<std::string> words) {
    const auto disk = text::open_disk();
    std::istringstream input;
    std::ostringstream out;
    std::ostringstream err;
    World world{*disk, input, out, err, folder.string()};
    words.insert(words.begin() + 1, {"-C", folder.string()});
    Outcome outcome;
    outcome.status = run(words, world);
    outcome.out = out.str();
    outcome.err = err.str();
    const std::string prefix = folder.string() + "/";
    for (std::string* text : {&outcome.out, &outcome.err}) {
        for (std::size_t at; (at = text->find(prefix)) != std::string::npos;)
            text->replace(at, prefix.size(), "./");
    }
    return outcome;
}

/// A folder of its own, which goes when the test ends.
class TimeCommands : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  (std::string("valla-time-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& text) { std::ofstream(folder_ / "case.valla") << text; }

    fs::path folder_;
};

/// Compares with tests/golden/NAME; what the program says now stands in the message.
void expect_golden(const std::string& name, const std::string& text) {
    std::ifstream file(source_folder / "tests" / "golden" / name, std::ios::binary);
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(golden, text) << "tests/golden/" << name << " and the answer differ";
}

const std::vector<std::string> confessions{"confession-of-kamenev", "confession-of-zinoviev",
                                           "confession-of-bakayev", "confession-of-dreitser",
                                           "confession-of-mrachkovsky"};

std::vector<std::string> command(std::vector<std::string> words,
                                 const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

TEST_F(TimeCommands, Question2WhenTheConfessionsCanHaveBegun) {
    const Outcome outcome =
        run_in(source_folder / "examples" / "moscow-1936", command({"when"}, confessions));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    expect_golden("moscow-when-confessions.txt", outcome.out);
}

TEST_F(TimeCommands, Question2WhichConfessionCanHaveComeFirst) {
    const Outcome outcome =
        run_in(source_folder / "examples" / "moscow-1936", command({"order"}, confessions));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    expect_golden("moscow-order-confessions.txt", outcome.out);
}

TEST_F(TimeCommands, Question8WhichTimesClashWithAnAddedDocument) {
    fs::copy(source_folder / "examples" / "moscow-1936", folder_);
    fs::copy(source_folder / "examples" / "added-document" / "kamenev-25-july.valla", folder_);
    const Outcome outcome = run_in(folder_, {"when", "confession-of-kamenev"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    expect_golden("moscow-when-added-document.txt", outcome.out);
}

constexpr const char* small_case =
    "case k\n  researcher: me\nperson me\nperson anna\nsource diary\n"
    "event visit\n  on: 5 July 1936\n  source: diary at page 3\n"
    "event talk\n  after: visit\n  over by: 7 July 1936\n  source: diary at page 4\n"
    "state frost\n  throughout: 1 July 1936\n  source: diary\n"
    "event nothing\n  by: anna\n  source: diary\n";

TEST_F(TimeCommands, BoundsThatFollowSayFromWhat) {
    write(small_case);
    EXPECT_EQ(run_in(folder_, {"when", "talk"}).out,
              "event talk\n"
              "  not begun before 5 July 1936, which follows from\n"
              "    visit on 5 July 1936: diary at page 3  [./case.valla:7]\n"
              "    talk after visit: diary at page 4  [./case.valla:10]\n"
              "  over by 7 July 1936: diary at page 4  [./case.valla:11]\n");
}

TEST_F(TimeCommands, WhatReachesTooFarIsNamed) {
    write(
        "case k\n  researcher: me\nperson me\nsource book\n"
        "event flood\n  on: 5000 BC\n  source: book at page 1\n"
        "event feast\n  within: 5000 years after flood\n  source: book at page 2\n"
        "event fair\n  within: 3 years after feast\n  source: book at page 3\n");
    EXPECT_EQ(run_in(folder_, {"when", "feast"}).out,
              "event feast\n"
              "  not begun before 1 January 5000 BCE, which follows from\n"
              "    flood on 5000 BC: book at page 1  [./case.valla:6]\n"
              "    feast within 5000 years after flood: book at page 2  [./case.valla:9]\n"
              "  not reckoned with in full, since it reaches further than some 3,800 years\n"
              "    feast within 5000 years after flood: book at page 2  [./case.valla:9]\n");
    const Json answer = Json::parse(run_in(folder_, {"when", "--format", "json"}).out);
    std::vector<std::size_t> counts;
    for (const Json& thing : answer["things"]) counts.push_back(thing["beyond-limit"].size());
    EXPECT_THAT(counts, ::testing::ElementsAre(0, 1, 0));
}

TEST_F(TimeCommands, CheckNamesWhatReachesTooFar) {
    const std::string cards =
        "case k\n  researcher: me\nperson me\nsource book\n"
        "event flood\n  on: 5000 BC\n  source: book at page 1\n";
    write(cards + "event feast\n  within: 5000 years after flood\n  source: book at page 2\n");
    const Outcome told = run_in(folder_, {"check"});
    EXPECT_EQ(told.status, 0);
    EXPECT_EQ(told.out,
              "./case.valla:9:11: warning: this reaches further than some 3,800 years, and is not "
              "reckoned with in full [time-beyond-reach]\n"
              "    9 |   within: 5000 years after flood\n"
              "      |           ^^^^^^^^^^ give feast dates instead, which may lie further apart\n"
              "1 warning\n");
    write(cards + "event rock\n  on: Y-99999999\n  source: book at page 2\n");
    EXPECT_THAT(run_in(folder_, {"check"}).out,
                ::testing::AllOf(::testing::HasSubstr("./case.valla:9:7: warning: this reaches "
                                                      "further than some 33 million years"),
                                 ::testing::HasSubstr("dates up to some 33 million years away")));
    // What can be reckoned with gives no message: 3,000 years, and 5,000 from a date.
    write(cards +
          "event feast\n  within: 3000 years after flood\n  source: book at page 2\n"
          "event fair\n  within: 5000 years after 5000 BC\n  source: book at page 2\n");
    EXPECT_EQ(run_in(folder_, {"check"}).out, "");
}

TEST_F(TimeCommands, AFarTimeCanBeWaived) {
    const std::string cards =
        "case k\n  researcher: me\nperson me\nsource book\nevent flood\nevent feast\n"
        "  waive: time-beyond-reach because nothing between them is dated\n"
        "  source: book at page 2\n";
    write(cards + "  within: 5000 years after flood\n");
    EXPECT_EQ(run_in(folder_, {"check"}).out, "");
    write(cards + "  within: 5 years after flood\n");
    EXPECT_THAT(run_in(folder_, {"check"}).out,
                ::testing::HasSubstr("there is no \"time-beyond-reach\" on this card to waive"));
}

TEST_F(TimeCommands, WithoutIdsItAnswersForAllThatHasABound) {
    write(small_case);
    const Json answer = Json::parse(run_in(folder_, {"when", "--format", "json"}).out);
    std::vector<std::string> ids;
    for (const Json& thing : answer["things"]) ids.push_back(thing["id"]);
    EXPECT_THAT(ids, ::testing::ElementsAre("visit", "talk", "frost"));
    EXPECT_EQ(answer["things"][0]["bounds"].size(), 4U);
    EXPECT_EQ(answer["things"][0]["bounds"][0]["moment"], "1936-07-05T00:00");
    EXPECT_EQ(run_in(folder_, {"when", "nothing"}).out,
              "event nothing\n  nothing that is said dates it\n");
}

TEST_F(TimeCommands, WhatWasGoingOn) {
    write(small_case);
    EXPECT_EQ(run_in(folder_, {"when", "--around", "1 July 1936"}).out,
              "1 July 1936\n"
              "\n"
              "CERTAINLY GOING ON\n"
              "  state frost\n"
              "    begun by the begin of 1 July 1936: diary  [./case.valla:14]\n"
              "    not over before the end of 1 July 1936: diary  [./case.valla:14]\n"
              "\n"
              "POSSIBLY GOING ON\n"
              "  nothing\n"
              "\n"
              "1 more that nothing dates.\n");
    const Json answer = Json::parse(
        run_in(folder_, {"when", "--format", "json", "--between", "4 July 1936", "6 July 1936"})
            .out);
    EXPECT_EQ(answer["certainly"].size(), 1U);
    EXPECT_EQ(answer["certainly"][0]["id"], "visit");
    EXPECT_EQ(answer["possibly"].size(), 2U);
    EXPECT_EQ(answer["undated"], 1);
}

TEST_F(TimeCommands, TheOrderOfTwo) {
    write(small_case);
    const Json answer =
        Json::parse(run_in(folder_, {"order", "visit", "talk", "--format", "json"}).out);
    std::vector<std::string> verdicts;
    for (const Json& each : answer["relations"]) {
        verdicts.push_back(each["relation"].get<std::string>() + ": " +
                           each["verdict"].get<std::string>());
    }
    EXPECT_THAT(verdicts,
                ::testing::ElementsAre("before: must", "after: cannot", "begins before: must",
                                       "begins after: cannot", "overlaps: cannot",
                                       "includes: cannot", "within: cannot", "same day: can"));
    EXPECT_EQ(answer["relations"][0]["reasons"][0]["text"], "talk after visit");
    EXPECT_THAT(run_in(folder_, {"order", "visit", "talk", "--format", "csv"}).out,
                HasSubstr("visit,before,talk,must,yes,statement,talk after visit,diary at page "
                          "4,,./case.valla,10\n"));
}

constexpr const char* disputed_case =
    "case k\n  researcher: me\nperson me\nsource diary\nsource letter\nsource parish-book\n"
    "reading plain\n  prefer: diary over letter\n  because: it was written that day\n"
    "event visit\n  on: 5 July 1936\n  source: diary at page 3\n  source: parish-book\n"
    "event visit\n  on: 8 July 1936\n  source: letter\n"
    "event talk\n  after: visit\n  over by: 20 July 1936\n  source: parish-book\n"
    "event supper\n  on: 6 July 1936\n  source: letter\n";

TEST_F(TimeCommands, EachVersionHasItsOwnTimes) {
    write(disputed_case);
    EXPECT_EQ(run_in(folder_, {"when", "talk", "--each"}).out,
              "ON THE VERSION without visit on 8 July 1936\n"
              "\n"
              "event talk\n"
              "  not begun before 5 July 1936, which follows from\n"
              "    visit on 5 July 1936: diary at page 3; and parish-book  [./case.valla:11]\n"
              "    talk after visit: parish-book  [./case.valla:18]\n"
              "  over by 20 July 1936: parish-book  [./case.valla:19]\n"
              "\n"
              "ON THE VERSION without visit on 5 July 1936\n"
              "\n"
              "event talk\n"
              "  not begun before 8 July 1936, which follows from\n"
              "    visit on 8 July 1936: letter  [./case.valla:15]\n"
              "    talk after visit: parish-book  [./case.valla:18]\n"
              "  over by 20 July 1936: parish-book  [./case.valla:19]\n");
    EXPECT_THAT(run_in(folder_, {"when", "supper", "--each"}).out,
                ::testing::StartsWith("The same on every version.\n\nevent supper\n"));
    const Json order = Json::parse(
        run_in(folder_, {"order", "visit", "supper", "--each", "--format", "json"}).out);
    ASSERT_EQ(order["on-versions"].size(), 2U);
    EXPECT_TRUE(order["complete"]);
    EXPECT_EQ(order["on-versions"][0]["without"][0][0], "visit on 8 July 1936");
    EXPECT_EQ(order["on-versions"][0]["relations"][0]["verdict"], "must");
    EXPECT_EQ(order["on-versions"][1]["relations"][0]["verdict"], "cannot");
    EXPECT_THAT(
        run_in(folder_, {"when", "--around", "8 July 1936", "--each", "--format", "csv"}).out,
        HasSubstr("visit on 5 July 1936,certainly,visit,latest-begin,"));
}

TEST_F(TimeCommands, ReadingsAndWhatIsLeftOutChangeTheTimes) {
    write(disputed_case);
    const auto first_bound = [&](const std::vector<std::string>& more) {
        const std::string text = run_in(folder_, command({"when", "visit"}, more)).out;
        const std::size_t at = text.find('\n') + 1;
        return text.substr(at, text.find('\n', at) - at);
    };
    EXPECT_EQ(first_bound({"--without", "diary"}),
              "  not begun before 5 July 1936: parish-book  [./case.valla:11]");
    EXPECT_EQ(first_bound({"--without", "diary and parish-book"}),
              "  not begun before 8 July 1936: letter  [./case.valla:15]");
    EXPECT_THAT(run_in(folder_, {"when", "visit", "--reading", "plain", "--each"}).out,
                ::testing::StartsWith("The same on every version.\n"));
    EXPECT_THAT(run_in(folder_, {"when", "visit", "--reading", "visit"}).err,
                HasSubstr("[not-a-reading]"));
}

TEST_F(TimeCommands, WhatCannotBeAskedIsRefused) {
    write(small_case);
    EXPECT_THAT(run_in(folder_, {"when", "anna"}).err, HasSubstr("[id-without-time]"));
    EXPECT_THAT(run_in(folder_, {"when", "diary"}).err, HasSubstr("[id-without-time]"));
    EXPECT_THAT(run_in(folder_, {"when", "vist"}).err, HasSubstr("did you mean \"visit\"?"));
    EXPECT_THAT(run_in(folder_, {"when", "--around", "before 1936"}).err,
                HasSubstr("[date-without-end]"));
    EXPECT_THAT(run_in(folder_, {"when", "--between", "1937", "1936"}).err,
                HasSubstr("[dates-in-wrong-order]"));
    EXPECT_THAT(run_in(folder_, {"when", "--around", "nonsense"}).err, HasSubstr("[not-a-date]"));
    EXPECT_EQ(run_in(folder_, {"when", "anna"}).status, 2);
    EXPECT_EQ(run_in(folder_, {"order", "visit"}).status, 2);
}

/// The cards of docs/time.md are one case, and each command on the page answers what stands below
/// it.
TEST_F(TimeCommands, ThePageShowsWhatTheProgramPrints) {
    std::ifstream page(source_folder / "docs" / "time.md");
    std::string case_text;
    std::string asked;
    std::string shown;
    std::vector<std::pair<std::string, std::string>> examples;
    enum class Block { none, cards, console } block = Block::none;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("```")) {
            if (block == Block::console) examples.emplace_back(asked, shown);
            block = block != Block::none   ? Block::none
                    : line == "```valla"   ? Block::cards
                    : line == "```console" ? Block::console
                                           : Block::none;
            shown.clear();
        } else if (block == Block::cards) {
            case_text += line + '\n';
        } else if (block == Block::console && line.starts_with("$ valla ")) {
            asked = line.substr(8);
        } else if (block == Block::console) {
            shown += line + '\n';
        }
    }
    write(case_text);
    EXPECT_EQ(run_in(folder_, {"check"}).out, "");
    EXPECT_EQ(examples.size(), 4U);
    for (const auto& [line, expected] : examples) {
        std::istringstream in(line);
        const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
        const Outcome outcome = run_in(folder_, words);
        EXPECT_EQ(outcome.out, expected) << line;
        EXPECT_EQ(outcome.err, "") << line;
    }
}

}  // namespace
}  // namespace valla::app
