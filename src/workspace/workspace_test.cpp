#include "workspace/workspace.hpp"

#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "casefile/mentions.hpp"
#include "text/random_cases.hpp"

namespace valla::workspace {
namespace {

using casefile::Case;

tl::expected<std::string, text::Message> read_nothing(const std::string& path) {
    if (path == "arrests.csv") return std::string("Nr,Day\na1,3 July 1936\na2,not a day\n");
    return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
}

const std::vector<std::pair<std::string, std::string>> files = {
    {"case.valla", "case story\n  name: A story\n  vocabulary: coercion\n  researcher: anna\n"},
    {"people.valla",
     "-- Who is who.\nperson anna\n  name: Anna\nperson brand\n  name: Brand\n\nbody council\n  "
     "members, only: anna "
     "and brand\nsource diary\n  author: anna\n"},
    {"events.valla",
     "event search\n  kind: meeting\n  by: brand\n  on: 3 July 1936\n  source: diary at page "
     "3\nevent search\n"
     "  before: trial\n  source: a guard through diary\n\nevent trial\n  description: The trial,\n "
     "   as told.\n"
     "passage page-4\n  source: diary at page 4\n  says: search present only of council anna\n  "
     "says: trial after "
     "search\naccount first\n  of: trial\n  source: diary\nargument why\n  by: anna\n  from: "
     "search and trial\n"
     "  hence, perhaps: trial by brand\n"},
    {"arrests.valla",
     "table arrests\n  file: arrests.csv\n  kind: event\n  column: Nr as id\n  column: Day as "
     "on\n"},
    {"words.valla",
     "kind search of papers\n  of: event\nproperty guards\n  of: person\n  value: person\n"},
};

std::vector<text::Source> sources(const std::vector<std::pair<std::string, std::string>>& from) {
    std::vector<text::Source> all;
    for (const auto& [path, bytes] : from) all.emplace_back(path, bytes);
    return all;
}

/// Everything that a case holds, in an order and in words that do not depend on how it came about.
std::string dump(const Case& a_case) {
    const casefile::Tables& tables = a_case.tables();
    std::string text;
    for (const casefile::CardId id : a_case.cards_in_order()) {
        const casefile::CardRow& row = a_case.card(id);
        if (a_case.file(row.file).shipped) break;
        text += a_case.file(row.file).source.path() + ":" + std::to_string(row.begin) + "-" +
                std::to_string(row.end) + " ";
        text += row.name.none() ? "?" : std::string(tables.names.text(row.name));
        if (row.known_kind) text += " " + std::string(a_case.vocabulary().kind(row.kind).name);
        text += '\n';
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const casefile::Value value = tables.value_of({at});
            const bool variable = value.tag == casefile::ValueTag::variable;
            text += "  " + std::string(a_case.vocabulary().field(tables.field[at]).name) + " @" +
                    std::to_string(tables.begin[at]) + " flags " +
                    std::to_string(tables.flags[at]) + " tag " +
                    std::to_string(static_cast<int>(value.tag));
            if (value.tag == casefile::ValueTag::name)
                text += " " + std::string(tables.names.text({value.number}));
            if (value.tag == casefile::ValueTag::text)
                text += " " + a_case.text_value(id, value.number);
            if (value.tag == casefile::ValueTag::number || variable) text += " .";
            text += '\n';
        }
        for (std::uint32_t w = row.first_word; w < row.first_word + row.word_count; ++w) {
            text += "  word " + std::string(tables.words[w].span.in(a_case.text_of(id))) + '\n';
        }
        casefile::for_each_mention(a_case, id, [&](const casefile::Mention& mention) {
            text += "  names " + std::string(tables.names.text(mention.name)) + '\n';
        });
    }
    return text;
}

std::string rendered(const std::vector<text::PlacedMessage>& messages) {
    std::string text;
    for (const text::PlacedMessage& message : messages) text += text::render_for_people(message);
    return text;
}

/// The lines of either text that the other has not, for a failure that can be read.
std::string parted(const std::string& a, const std::string& b) {
    std::string text;
    for (const auto& [sign, from, other] : {std::tuple("- ", &a, &b), std::tuple("+ ", &b, &a)}) {
        std::istringstream lines(*from);
        for (std::string line; std::getline(lines, line);) {
            if (("\n" + *other).find("\n" + line + "\n") == std::string::npos)
                text += sign + line + "\n";
        }
    }
    return text;
}

/// Checks that the workspace is what reading its files anew gives; the files' text is in `now`.
::testing::AssertionResult equals_fresh_read(
    const Workspace& workspace, const std::vector<std::pair<std::string, std::string>>& now) {
    const Case fresh = Case::read(sources(now), read_nothing);
    const std::string fresh_dump = dump(fresh);
    const std::string own_dump = dump(workspace.the_case());
    if (fresh_dump != own_dump) {
        return ::testing::AssertionFailure() << parted(fresh_dump, own_dump);
    }
    const std::string fresh_messages = rendered(casefile::check(fresh));
    const std::string own_messages = rendered(workspace.messages());
    if (fresh_messages != own_messages) {
        return ::testing::AssertionFailure() << parted(fresh_messages, own_messages);
    }
    return ::testing::AssertionSuccess();
}

TEST(Workspace, AnUntouchedWorkspaceIsTheFreshRead) {
    const Workspace workspace(sources(files), read_nothing);
    EXPECT_TRUE(equals_fresh_read(workspace, files));
}

TEST(Workspace, AnEditGivesTheMessagesThatItAddsAndRemoves) {
    Workspace workspace(sources(files), read_nothing);
    const std::size_t place = files[2].second.find("by: brand") + 4;
    const auto at = static_cast<std::uint32_t>(place);
    MessageDelta delta = workspace.edit({"events.valla", {at, at + 5}, "brandt"});
    ASSERT_EQ(delta.added.size(), 1U);
    EXPECT_TRUE(delta.removed.empty());
    EXPECT_EQ(delta.added[0].message.sentence(), "nothing is called \"brandt\"");
    EXPECT_EQ(delta.added[0].message.help(), "did you mean \"brand\"?");
    delta = workspace.edit({"events.valla", {at, at + 6}, "brand"});
    EXPECT_TRUE(delta.added.empty());
    EXPECT_EQ(delta.removed.size(), 1U);
}

TEST(Workspace, DeclaringAnIdRemovesTheMessageInAnotherFile) {
    auto now = files;
    now[2].second += "event late\n  by: carla\n";
    Workspace workspace(sources(now), read_nothing);
    const auto end = static_cast<std::uint32_t>(now[1].second.size());
    const MessageDelta delta = workspace.edit({"people.valla", {end, end}, "person carla\n"});
    ASSERT_EQ(delta.removed.size(), 1U);
    EXPECT_EQ(delta.removed[0].message.kind().name, "unknown-id");
    EXPECT_FALSE(delta.read_again);
}

TEST(Workspace, AnEditOfAWordOfTheLanguageReadsTheCaseAgain) {
    Workspace workspace(sources(files), read_nothing);
    const MessageDelta delta = workspace.edit({"words.valla", {0, 4}, "kind"});
    EXPECT_TRUE(delta.read_again);
    EXPECT_TRUE(equals_fresh_read(workspace, files));
}

TEST(Workspace, AnEditOutsideTheCaseChangesNothing) {
    Workspace workspace(sources(files), read_nothing);
    EXPECT_TRUE(workspace.edit({"other.valla", {0, 0}, "person x\n"}).added.empty());
    EXPECT_TRUE(workspace.edit({"people.valla", {0, 1'000'000}, ""}).added.empty());
    EXPECT_TRUE(equals_fresh_read(workspace, files));
}

class RandomEdits : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomEdits, EqualAFreshRead) {
    std::mt19937 random(GetParam());
    const std::vector<std::string> pieces = {
        "\n",
        " ",
        "  ",
        "--",
        ":",
        "person x\n",
        "event search\n",
        "  by: anna\n",
        "anna",
        "brand",
        "and ",
        "search",
        "kind ",
        "case two",
        "  on: 1936\n",
        "diary",
        "\t",
        "x",
        "?",
        "é",
        "  in: page-4\n",
        "trial",
        "  waive: unused-waiver because x\n",
        "a",
        "ь",
        "\xEF\xBB\xBF",
        "unnamed",
        " through ",
        "not",
        "    text\n",
        "-",
        "\r\n",
        "\xFF",
    };
    auto now = files;
    Workspace workspace(sources(now), read_nothing);
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
    for (int step = 0; step < 250; ++step) {
        auto& [path, bytes] = now[below(now.size())];
        const std::size_t begin = below(bytes.size() + 1);
        const std::size_t longest = below(4) == 0 ? 40 : 3;
        const std::size_t end = std::min(bytes.size(), begin + below(longest));
        const std::string text = below(5) == 0 ? "" : pieces[below(pieces.size())];
        workspace.edit(
            {path, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, text});
        bytes.replace(begin, end - begin, text);
        ASSERT_TRUE(equals_fresh_read(workspace, now))
            << "step " << step << " in " << path << " at " << begin << "-" << end << " \"" << text
            << "\"";
        // A case that is mostly wreckage tests little.
        if (step % 50 == 49) {
            now = files;
            workspace = Workspace(sources(now), read_nothing);
        }
    }
}

constexpr unsigned runs = text::random_cases(40U);  // of 250 edits
INSTANTIATE_TEST_SUITE_P(Seeds, RandomEdits, ::testing::Range(0U, runs));

}  // namespace
}  // namespace valla::workspace
