#include "text/render.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "text/unicode.hpp"

namespace valla::text {
namespace {

/// The message "unknown-id" about the first `marked` in `bytes`, as it is shown to people.
std::string shown(std::string bytes, const std::string& marked) {
    const Source source("people.valla", std::move(bytes));
    const auto begin = static_cast<std::uint32_t>(source.bytes().find(marked));
    const Span span{begin, begin + static_cast<std::uint32_t>(marked.size())};
    return render_for_people({&source, Message("unknown-id", span).with("id", "x")});
}

std::string shown_at(std::string bytes, Span span) {
    const Source source("people.valla", std::move(bytes));
    return render_for_people({&source, Message("unknown-id", span).with("id", "x")});
}

TEST(RenderForPeople, ShowsThePlaceTheLineAndTheHelp) {
    const Source source("people.valla", "person: zinoviev\n  by: kamenef, 1936\n");
    const Message message =
        Message("unknown-id", {23, 30}).with("id", "kamenef").with("suggestion", "kamenev");
    EXPECT_EQ(render_for_people({&source, message}),
              R"(people.valla:2:7: error: nothing is called "kamenef" [unknown-id]
    2 |   by: kamenef, 1936
      |       ^^^^^^^ did you mean "kamenev"?
)");
}

TEST(RenderForPeople, ShowsAMessageAboutNoPlaceWithoutALine) {
    EXPECT_EQ(render_for_people({nullptr, Message("no-such-file", {}).with("path", "a/b.valla")}),
              "error: there is no file or folder a/b.valla [no-such-file]\n");
    EXPECT_EQ(render_for_people({nullptr, Message("file-too-large", {}).with("path", "a.valla")}),
              "error: a.valla has 4 GiB or more [file-too-large]\n"
              "  split it into several files\n");
}

TEST(RenderForPeople, MarksUnderWideCharacters) {
    EXPECT_EQ(shown("場所: 東京都 x y\n", "x"),
              R"(people.valla:1:9: error: nothing is called "x" [unknown-id]
    1 | 場所: 東京都 x y
      |              ^
)");
    EXPECT_EQ(shown("場所: 東京都\n", "京"),
              R"(people.valla:1:6: error: nothing is called "x" [unknown-id]
    1 | 場所: 東京都
      |         ^^
)");
}

TEST(RenderForPeople, MarksUnderCombiningCharacters) {
    EXPECT_EQ(shown("cafe\u0301 x\n", "x"),
              "people.valla:1:7: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | cafe\u0301 x\n"
              "      |      ^\n");
    EXPECT_EQ(shown("by: e\u0301\u0323f\n", "e\u0301\u0323"),
              "people.valla:1:5: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | by: e\u0301\u0323f\n"
              "      |     ^\n");
}

TEST(RenderForPeople, CountsRightToLeftTextInTheOrderItIsWritten) {
    EXPECT_EQ(shown("של: בן־גוריון x\n", "x"),
              "people.valla:1:15: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | של: בן־גוריון x\n"
              "      |               ^\n");
    EXPECT_EQ(shown("של: בן־גוריון\n", "גוריון"),
              "people.valla:1:8: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | של: בן־גוריון\n"
              "      |        ^^^^^^\n");
}

TEST(RenderForPeople, ShowsOverridesSoThatTheLineReadsAsItIs) {
    EXPECT_EQ(shown("by: \u202Exy\u202C z\n", "z"),
              R"(people.valla:1:10: error: nothing is called "x" [unknown-id]
    1 | by: <U+202E>xy<U+202C> z
      |                        ^
)");
}

TEST(RenderForPeople, ShowsATabAsOneBlank) {
    EXPECT_EQ(shown("\tby:\tx\n", "x"),
              R"(people.valla:1:6: error: nothing is called "x" [unknown-id]
    1 |  by: x
      |      ^
)");
}

TEST(RenderForPeople, LeavesOutTheLineEndOfEitherKind) {
    EXPECT_EQ(shown("a\r\nby: x\r\nb\r\n", "x"),
              R"(people.valla:2:5: error: nothing is called "x" [unknown-id]
    2 | by: x
      |     ^
)");
    EXPECT_EQ(shown("a\rx\n", "x"), R"(people.valla:1:3: error: nothing is called "x" [unknown-id]
    1 | a<U+000D>x
      |          ^
)");
}

TEST(RenderForPeople, LeavesOutTheByteOrderMark) {
    EXPECT_EQ(shown("\xEF\xBB\xBFx y\n", "x"),
              R"(people.valla:1:1: error: nothing is called "x" [unknown-id]
    1 | x y
      | ^
)");
    EXPECT_EQ(shown_at("\xEF\xBB\xBFx y\n", {0, 4}),
              R"(people.valla:1:1: error: nothing is called "x" [unknown-id]
    1 | x y
      | ^
)");
    EXPECT_EQ(shown_at("\xEF\xBB\xBF", {0, 0}),
              "people.valla:1:1: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | \n"
              "      | ^\n");
}

TEST(RenderForPeople, ShowsBytesThatAreNotUtf8) {
    EXPECT_EQ(shown("by: Vall\xE9 x\n", "x"),
              R"(people.valla:1:11: error: nothing is called "x" [unknown-id]
    1 | by: Vall<E9> x
      |              ^
)");
    EXPECT_EQ(shown("by: Vall\xE9 x\n", "\xE9"),
              R"(people.valla:1:9: error: nothing is called "x" [unknown-id]
    1 | by: Vall<E9> x
      |         ^^^^
)");
}

TEST(RenderForPeople, ShowsNulAndEscape) {
    EXPECT_EQ(shown(std::string("a\0\x1B[2J x\n", 9), "x"),
              R"(people.valla:1:8: error: nothing is called "x" [unknown-id]
    1 | a<U+0000><U+001B>[2J x
      |                      ^
)");
}

TEST(RenderForPeople, ShowsTheUsersTextInTheSentenceWithoutControls) {
    const Source source("a\x1B.valla", "x\n");
    EXPECT_EQ(
        render_for_people({&source, Message("unknown-id", {0, 1}).with("id", "a\n\u202Eb\xFF")}),
        "a<U+001B>.valla:1:1: error: nothing is called \"a<U+000A><U+202E>b<FF>\" [unknown-id]\n"
        "    1 | x\n"
        "      | ^\n");
}

TEST(RenderForPeople, MarksAnEmptyPlaceWithOneSign) {
    EXPECT_EQ(shown_at("by: \n", {4, 4}),
              "people.valla:1:5: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | by: \n"
              "      |     ^\n");
}

TEST(RenderForPeople, MarksTheEndOfTheFile) {
    EXPECT_EQ(shown_at("by:", {3, 3}),
              R"(people.valla:1:4: error: nothing is called "x" [unknown-id]
    1 | by:
      |    ^
)");
    EXPECT_EQ(shown_at("by:\n", {4, 4}),
              "people.valla:2:1: error: nothing is called \"x\" [unknown-id]\n"
              "    2 | \n"
              "      | ^\n");
    EXPECT_EQ(shown_at("by:", {90, 95}),
              R"(people.valla:1:4: error: nothing is called "x" [unknown-id]
    1 | by:
      |    ^
)");
}

TEST(RenderForPeople, MarksTheLineEnd) {
    EXPECT_EQ(shown_at("by: a\r\nb\n", {5, 7}),
              R"(people.valla:1:6: error: nothing is called "x" [unknown-id]
    1 | by: a
      |      ^
)");
}

TEST(RenderForPeople, MarksOfSeveralLinesTheFirst) {
    EXPECT_EQ(shown("by: one two\n  three\n", "two\n  three"),
              R"(people.valla:1:9: error: nothing is called "x" [unknown-id]
    1 | by: one two
      |         ^^^
)");
    EXPECT_EQ(shown("by: one two\r\n  three\r\n", "two\r\n  three"),
              R"(people.valla:1:9: error: nothing is called "x" [unknown-id]
    1 | by: one two
      |         ^^^
)");
}

TEST(RenderForPeople, CutsALongLineAroundThePlace) {
    const std::string many(300, 'a');
    EXPECT_EQ(shown(many + " x " + many + "\n", "x"),
              "people.valla:1:302: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | ..." +
                  std::string(39, 'a') + " x " + std::string(78, 'a') +
                  "...\n"
                  "      | " +
                  std::string(43, ' ') + "^\n");
    EXPECT_EQ(shown("by: x " + many + "\n", "x"),
              "people.valla:1:5: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | by: x " +
                  std::string(78, 'a') +
                  "...\n"
                  "      |     ^\n");
    EXPECT_EQ(shown(many + " x\n", "x"),
              "people.valla:1:302: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | ..." +
                  std::string(39, 'a') +
                  " x\n"
                  "      | " +
                  std::string(43, ' ') + "^\n");
    EXPECT_EQ(shown(many + "\n", many),
              "people.valla:1:1: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | " +
                  std::string(80, 'a') +
                  "...\n"
                  "      | " +
                  std::string(83, '^') + "\n");
}

TEST(RenderForPeople, ShowsALineOfJustTheGreatestWidthWhole) {
    const std::string widest = "x" + std::string(119, 'a');
    EXPECT_EQ(shown(widest + "\n", "x"),
              "people.valla:1:1: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | " +
                  widest +
                  "\n"
                  "      | ^\n");
    EXPECT_EQ(shown(widest + "b\n", "x"),
              "people.valla:1:1: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | " +
                  widest.substr(0, 80) +
                  "...\n"
                  "      | ^\n");
}

TEST(RenderForPeople, CutsNoLetterFromItsMarks) {
    std::string accented;
    for (int count = 0; count < 200; ++count) accented += "e\u0301";
    const auto some = [](int count) {
        std::string text;
        for (; count > 0; --count) text += "e\u0301";
        return text;
    };
    EXPECT_EQ(shown(accented + "x" + accented + "\n", "x"),
              "people.valla:1:401: error: nothing is called \"x\" [unknown-id]\n"
              "    1 | ..." +
                  some(40) + "x" + some(79) +
                  "...\n"
                  "      | " +
                  std::string(43, ' ') + "^\n");
}

TEST(RenderForPeople, CutsALongTextInTheSentence) {
    const Source source("people.valla", "x\n");
    const std::string message = render_for_people(
        {&source, Message("unknown-id", {0, 1}).with("id", std::string(1'000'000, 'a'))});
    EXPECT_EQ(message, "people.valla:1:1: error: nothing is called \"" + std::string(400, 'a') +
                           "...\" [unknown-id]\n"
                           "    1 | x\n"
                           "      | ^\n");
}

TEST(RenderForPeople, KeepsTheMarkInsideTheShownLineForEveryPlace) {
    const Source source("people.valla",
                        "\xEF\xBB\xBF東e\u0301\t\xFF\r\n\n\u202E" + std::string(200, 'a') + "\r\n");
    const auto size = static_cast<std::uint32_t>(source.bytes().size());
    for (std::uint32_t begin = 0; begin <= size + 1; ++begin) {
        for (std::uint32_t end = begin; end <= size + 1; end += 3) {
            const std::string text =
                render_for_people({&source, Message("unknown-id", {begin, end}).with("id", "x")});
            ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
            const std::size_t line_begin = text.find('\n') + 1;
            const std::size_t mark_begin = text.find('\n', line_begin) + 1;
            const std::string_view line =
                std::string_view(text).substr(line_begin, mark_begin - 1 - line_begin);
            const std::string_view mark =
                std::string_view(text).substr(mark_begin, text.size() - 1 - mark_begin);
            ASSERT_LE(cell_width(mark), cell_width(line) + 1) << text;
            ASSERT_TRUE(mark.ends_with('^')) << text;
        }
    }
}

TEST(SortMessages, GoesByFileThenPlaceThenName) {
    const Source a("a.valla", "one two three\n");
    const Source b("b.valla", "one two three\n");
    std::vector<PlacedMessage> messages{
        {&b, Message("not-a-date", {0, 3}).with("text", "one")},
        {&a, Message("unknown-id", {4, 7}).with("id", "two")},
        {&a, Message("not-a-date", {4, 7}).with("text", "two")},
        {&a, Message("unknown-id", {0, 3}).with("id", "one")},
        {nullptr, Message("no-such-file", {}).with("path", "c.valla")},
    };
    sort_messages(messages);
    std::vector<std::string> order;
    for (const PlacedMessage& placed : messages) {
        order.push_back((placed.source == nullptr ? "" : placed.source->path()) + " " +
                        placed.message.sentence());
    }
    EXPECT_EQ(order, (std::vector<std::string>{
                         " there is no file or folder c.valla",
                         "a.valla nothing is called \"one\"",
                         "a.valla \"two\" is not a date",
                         "a.valla nothing is called \"two\"",
                         "b.valla \"one\" is not a date",
                     }));
}

TEST(SortMessages, DropsRepetitionsInWhateverOrderTheyCame) {
    const Source source("a.valla", "one\n");
    const auto about = [&](const char* id) {
        return PlacedMessage{&source, Message("unknown-id", {0, 3}).with("id", id)};
    };
    std::vector<PlacedMessage> messages{about("b"), about("a"), about("b"), about("a")};
    sort_messages(messages);
    ASSERT_EQ(messages.size(), 2);
    EXPECT_EQ(messages[0].message.value("id"), "a");
    EXPECT_EQ(messages[1].message.value("id"), "b");
}

TEST(RenderAsJson, GivesEveryFieldOfAMessage) {
    const Source source("людей.valla",
                        "\xEF\xBB\xBF"
                        "by: \U0001F5FA東 kamenef\n");
    const Message message = Message("unknown-id", {15, 22})
                                .with("id", "kamenef")
                                .with("suggestion", "kamenev")
                                .with("count", 3);
    const auto json = nlohmann::json::parse(render_as_json("check", {{&source, message}}));
    EXPECT_EQ(json, nlohmann::json::parse(R"({
        "valla": 1,
        "command": "check",
        "messages": [{
            "name": "unknown-id",
            "level": "error",
            "sentence": "nothing is called \"kamenef\"",
            "help": "did you mean \"kamenev\"?",
            "parameters": {"id": "kamenef", "suggestion": "kamenev", "count": 3},
            "file": "людей.valla",
            "begin": {"byte": 15, "line": 1, "column": 8, "utf16": 9, "cell": 9},
            "end": {"byte": 22, "line": 1, "column": 15, "utf16": 16, "cell": 16}
        }]
    })"));
}

TEST(RenderAsJson, GivesNoPlaceWhereThereIsNone) {
    const Message message = Message("no-such-file", {}).with("path", "a.valla");
    const auto json = nlohmann::json::parse(render_as_json("report", {{nullptr, message}}));
    EXPECT_EQ(json, nlohmann::json::parse(R"({
        "valla": 1,
        "command": "report",
        "messages": [{
            "name": "no-such-file",
            "level": "error",
            "sentence": "there is no file or folder a.valla",
            "help": "",
            "parameters": {"path": "a.valla"}
        }]
    })"));
}

TEST(RenderAsJson, GivesAnEmptyListWhenThereIsNothingToSay) {
    const auto json = nlohmann::json::parse(render_as_json("check", {}));
    EXPECT_EQ(json, nlohmann::json::parse(R"({"valla": 1, "command": "check", "messages": []})"));
}

TEST(RenderAsJson, StaysJsonWhateverTheUserWrote) {
    const std::string nasty("\"\\\0\x1B\n\u202E\xFF\xED\xA0\x80", 12);
    const Source source(nasty, nasty);
    const std::string text =
        render_as_json(nasty, {{&source, Message("unknown-id", {0, 12}).with("id", nasty)}});
    const auto json = nlohmann::json::parse(text);
    const std::string replaced("\"\\\0\x1B\n\u202E\uFFFD\uFFFD\uFFFD\uFFFD", 20);
    EXPECT_EQ(json["messages"][0]["parameters"]["id"], replaced);
    EXPECT_EQ(json["messages"][0]["end"]["byte"], 12);
    EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(RenderAsJson, KeepsTheOrderOfItsFields) {
    const std::string text = render_as_json("check", {});
    EXPECT_EQ(text, "{\n  \"valla\": 1,\n  \"command\": \"check\",\n  \"messages\": []\n}\n");
}

}  // namespace
}  // namespace valla::text
