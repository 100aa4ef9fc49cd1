#include "text/message.hpp"

#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace valla::text {
namespace {

using testing::IsEmpty;

TEST(Message, FillsItsSentenceAndItsHelp) {
    const Message message =
        Message("unknown-id", {4, 11}).with("id", "kamenef").with("suggestion", "kamenev");
    EXPECT_EQ(message.sentence(), "nothing is called \"kamenef\"");
    EXPECT_EQ(message.help(), "did you mean \"kamenev\"?");
    EXPECT_EQ(message.kind().name, "unknown-id");
    EXPECT_EQ(message.kind().level, Level::error);
}

TEST(Message, OffersTheFirstHelpWhoseParametersAreGiven) {
    const Message message = Message("unknown-id", {}).with("id", "kamenef").with("kind", "person");
    EXPECT_EQ(message.help(), "declare it with a card of its own, such as: person kamenef");
    EXPECT_EQ(Message("unknown-id", {}).with("kind", "person").help(), "");
}

TEST(Message, GivesTheValueOfAParameterAsText) {
    const Message message = Message("unknown-id", {}).with("id", "x").with("count", -3);
    EXPECT_EQ(message.value("id"), "x");
    EXPECT_EQ(message.value("count"), "-3");
    EXPECT_EQ(message.value("kind"), "");
}

TEST(Message, ShiftsItsPlace) {
    const Message message = Message("unknown-id", {4, 11}).shifted(100);
    EXPECT_EQ(message.span, (Span{104, 111}));
}

TEST(Message, DoesNotReadBracesInTheUsersText) {
    EXPECT_EQ(fill("a {x} b|other", {{"x", "{y}|{x}"}}), "a {y}|{x} b");
}

TEST(Message, FillsTheSameParameterAsOftenAsItIsNamed) {
    EXPECT_EQ(fill("{x}, {x} and {y}", {{"x", "a"}, {"y", std::int64_t{2}}}), "a, a and 2");
}

TEST(Message, HasNoSentenceWhenNoVariantCanBeFilled) {
    EXPECT_EQ(fill("{x}|{y}", {}), "");
    EXPECT_EQ(fill("{x}|", {}), "");
    EXPECT_EQ(fill("open {x", {{"x", "a"}}), "");
    EXPECT_EQ(fill("", {{"x", "a"}}), "");
}

/// What the wording rules hold against a row; the row's own name in front.
std::vector<std::string> complaints(const MessageKind& kind) {
    static const std::regex name_form("[a-z]+(-[a-z0-9]+)*");
    static const std::regex parameter_form("\\{[a-z][a-z-]*\\}");
    static const std::regex banned("\\b(invalid|illegal|must)\\b", std::regex::icase);
    std::vector<std::string> found;
    const std::string name(kind.name);
    if (!std::regex_match(name, name_form)) found.push_back(name + ": name");
    if (kind.sentence.empty()) found.push_back(name + ": no sentence");
    for (const std::string& words : {std::string(kind.sentence), std::string(kind.help)}) {
        if (std::regex_search(words, banned)) found.push_back(name + ": banned word");
        const std::string plain = std::regex_replace(words, parameter_form, "x");
        if (plain.find_first_of("{}") != std::string::npos) found.push_back(name + ": braces");
        const std::string variants = plain + "|";
        for (std::size_t at = 0; at < variants.size();) {
            const std::size_t end = variants.find('|', at);
            const std::string variant = variants.substr(at, end - at);
            at = end + 1;
            if (variant.ends_with('.') && !variant.ends_with("...")) {
                found.push_back(name + ": full stop");
            }
            if (variant.starts_with(' ') || variant.ends_with(' ')) {
                found.push_back(name + ": blank at an end");
            }
            if (variant.empty() && !words.empty()) found.push_back(name + ": empty variant");
        }
    }
    return found;
}

TEST(Catalogue, KeepsTheWordingRules) {
    std::vector<std::string> all;
    for (const MessageKind& kind : catalogue()) {
        for (const std::string& complaint : complaints(kind)) all.push_back(complaint);
    }
    EXPECT_THAT(all, IsEmpty());
}

TEST(Catalogue, WordingRulesCatchWhatTheyAreFor) {
    const auto errors = [](const char* name, const char* sentence, const char* help) {
        return complaints({name, Level::error, sentence, help}).size();
    };
    EXPECT_EQ(errors("good-name", "\"{id}\" is new", "say {a-word}|say: ..."), 0);
    EXPECT_EQ(errors("Bad_name", "it is new", ""), 1);
    EXPECT_EQ(errors("a", "", ""), 1);
    EXPECT_EQ(errors("a", "the id is Invalid", "you must not"), 2);
    EXPECT_EQ(errors("a", "mustard is new", ""), 0);
    EXPECT_EQ(errors("a", "it is new.", "so it is.|yes"), 2);
    EXPECT_EQ(errors("a", "{id is new", "id} {Id} {}"), 2);
    EXPECT_EQ(errors("a", "it is new", "a | b|"), 3);
}

TEST(Catalogue, IsSortedByNameAndNamesEachOnce) {
    for (std::size_t row = 1; row < catalogue().size(); ++row) {
        EXPECT_LT(catalogue()[row - 1].name, catalogue()[row].name);
    }
}

TEST(Catalogue, FindsEachRowByItsName) {
    EXPECT_EQ(catalogue()[MessageName("unknown-id").row].name, "unknown-id");
    EXPECT_EQ(catalogue()[MessageName("no-such-file").row].name, "no-such-file");
    EXPECT_EQ(MessageName("no-such-file"), MessageName(MessageName("no-such-file").row));
}

TEST(Catalogue, NamesEachLevel) {
    EXPECT_EQ(level_name(Level::error), "error");
    EXPECT_EQ(level_name(Level::warning), "warning");
    EXPECT_EQ(level_name(Level::note), "note");
}

}  // namespace
}  // namespace valla::text
