// Every line of the reference case's demands, threats and promises bears on its own sides of its
// own commitment, and on nothing else.

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using testing::content;
using testing::Outcome;
using testing::run_on;
using testing::source_folder;
using Json = nlohmann::json;

/// Which line says that something was made at all may be another one; that it is said may not.
Json without_places(const Json& json) {
    if (!json.is_structured()) return json;
    Json out = json.is_array() ? Json::array() : Json::object();
    for (const auto& [key, value] : json.items()) {
        if (json.is_array()) out.push_back(without_places(value));
        else if (key != "place") out[key] = without_places(value);
    }
    return out;
}

/// "disarm roles", "disarm answers": what is told of each commitment, side by side.
std::map<std::string, std::string> sides_in(const fs::path& folder) {
    const Outcome outcome = run_on(folder, {"commitments", "--format", "json"});
    EXPECT_EQ(outcome.err, "");
    std::map<std::string, std::string> sides;
    const Json json = Json::parse(outcome.out);
    for (const Json& commitment : json["commitments"]) {
        for (const auto& [side, told] : commitment.items()) {
            if (side != "id" && side != "kind")
                sides[commitment["id"].get<std::string>() + " " + side] =
                    without_places(told).dump();
        }
    }
    return sides;
}

struct Line {
    std::string file;
    std::size_t number = 0;  ///< from 0
    std::string commitment;
    std::string field;
    std::string value;
    std::string written;  ///< without its indentation
};

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::istringstream text(content(path));
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

/// The lines of the cards of demands, threats and promises.
std::vector<Line> commitment_lines(const fs::path& folder) {
    std::vector<Line> all;
    for (const std::string file : {"approach.valla", "bargain.valla"}) {
        const std::vector<std::string> lines = lines_of(folder / file);
        std::string commitment;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string& line = lines[i];
            if (line.starts_with("--")) continue;
            if (!line.starts_with(" ")) {
                const std::size_t blank = line.find(' ');
                const std::string kind = line.substr(0, blank);
                const bool is = kind == "demand" || kind == "threat" || kind == "promise";
                commitment = is ? line.substr(blank + 1) : "";
            } else if (!commitment.empty()) {
                const std::size_t colon = line.find(": ");
                const std::string name = line.substr(2, colon - 2);
                all.push_back({file, i, commitment, name.substr(0, name.find(',')),
                               line.substr(colon + 2), line.substr(2)});
            }
        }
    }
    return all;
}

class CommitmentLines : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("valla-lines-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::copy(source_folder / "examples" / "moscow-1936", folder_);
        before_ = sides_in(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// The sides that change when a line becomes another, which takes up as many lines.
    std::set<std::string> changed_by(const Line& line, const std::string& instead) const {
        const std::string kept = content(folder_ / line.file);
        std::vector<std::string> lines = lines_of(folder_ / line.file);
        lines[line.number] = instead;
        {
            std::ofstream file(folder_ / line.file, std::ios::binary);
            for (const std::string& each : lines) file << each << '\n';
        }
        const std::map<std::string, std::string> after = sides_in(folder_);
        std::ofstream(folder_ / line.file, std::ios::binary) << kept;
        std::set<std::string> changed;
        for (const auto& [side, told] : before_) {
            const auto found = after.find(side);
            if (found == after.end() || found->second != told) changed.insert(side);
        }
        return changed;
    }

    /// On what a field bears, as docs/commitments.md says.
    static std::set<std::string> borne_on(const Line& line) {
        static const std::map<std::string, std::vector<std::string>> sides{
            {"by", {"roles"}},
            {"to", {"roles", "answers"}},
            {"through", {"roles"}},
            {"in the name of", {"roles"}},
            {"or else", {"ties"}},
            {"hostage", {"roles"}},
            {"superseded by", {"ties"}},
            {"part", {"parts"}},
            {"on condition", {"ties", "condition"}},
            {"in exchange for", {"ties", "condition"}},
            {"forum wanted", {"forum"}},
            {"forum held", {"forum"}},
            {"description", {}},
            {"during", {}},
        };
        std::set<std::string> all;
        for (const std::string& side : sides.at(line.field))
            all.insert(line.commitment + " " + side);
        return all;
    }

    fs::path folder_;
    std::map<std::string, std::string> before_;
};

TEST_F(CommitmentLines, TakenOutTheyChangeWhatTheyBearOnAndNothingElse) {
    const std::vector<Line> lines = commitment_lines(folder_);
    EXPECT_GT(lines.size(), 30U);
    for (const Line& line : lines) {
        if (line.field == "in") continue;
        std::set<std::string> expected = borne_on(line);
        // A demand and its threat each tell of the other.
        if (line.field == "or else") {
            for (const std::string threat : {"trial-and-death", "threat-to-son"})
                expected.insert(threat + " stands-behind");
        }
        EXPECT_EQ(changed_by(line, "  -- taken out"), expected)
            << line.commitment << " " << line.field << ": " << line.value;
    }
}

TEST_F(CommitmentLines, WithOneValueLessTheyChangeTheSame) {
    std::size_t tried = 0;
    for (const Line& line : commitment_lines(folder_)) {
        const std::size_t last = line.value.rfind(" and ");
        if (last == std::string::npos) continue;
        const std::string shorter = "  " + line.written.substr(0, line.written.rfind(" and "));
        std::set<std::string> expected = borne_on(line);
        if (line.field == "or else")
            expected.insert(line.value.substr(last + 5) + " stands-behind");
        EXPECT_EQ(changed_by(line, shorter), expected)
            << line.commitment << " " << line.field << ": " << line.value;
        ++tried;
    }
    EXPECT_GT(tried, 5U);
}

TEST_F(CommitmentLines, TheWordOfACardIsTheWordOfItsOwnSidesOnly) {
    for (const Line& line : commitment_lines(folder_)) {
        if (line.field != "in") continue;
        const std::set<std::string> changed = changed_by(line, "  -- taken out");
        EXPECT_TRUE(changed.contains(line.commitment + " roles")) << line.commitment;
        for (const std::string& side : changed)
            EXPECT_TRUE(side.starts_with(line.commitment + " ")) << side;
    }
}

}  // namespace
}  // namespace valla::app
