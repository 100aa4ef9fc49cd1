#include "lineage/quotes.hpp"

#include <algorithm>
#include <iterator>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/testing.hpp"
#include "lineage/quote_messages.hpp"
#include "text/random_cases.hpp"

namespace valla::lineage {
namespace {

using ::testing::SizeIs;

Passage find(const std::string& transcript, const std::string& quotation) {
    return Transcript("t.txt", transcript).find(quotation);
}

TEST(QuotesTest, LineEndsAndBlanksAreOneBlank) {
    EXPECT_TRUE(find("And when the\r\n  bell\twas rung", "when the bell was").matches);
    EXPECT_TRUE(find("when the\xC2\xA0"
                     "bell",
                     "the bell")
                    .matches);
    EXPECT_EQ(find("one\ntwo\nthree four", "three").line, 3U);
}

TEST(QuotesTest, AHyphenAtALineEndMayBeThePrintersOwn) {
    EXPECT_TRUE(find("the confes-\nsion of", "the confession of").matches);
    EXPECT_TRUE(find("a well-\nknown man", "a well-known man").matches);
    EXPECT_TRUE(find("the confes\xC2\xAD\nsion of", "the confession of").matches);
    EXPECT_TRUE(
        find("he went - late - home", "he went \xE2\x80\x94 late \xE2\x80\x93 home").matches);
    EXPECT_FALSE(find("he went -\nhome", "he wenthome").matches);
}

TEST(QuotesTest, UnicodeFormsAndMarksAreFoldedAndAccentsAreNot) {
    EXPECT_TRUE(find("the of\xEF\xAC\x81"
                     "ce",
                     "the office")
                    .matches);                                    // a ligature
    EXPECT_TRUE(find("caf\x65\xCC\x81", "caf\xC3\xA9").matches);  // composed
    EXPECT_TRUE(find("\xE2\x80\x9Cno\xE2\x80\x9D, he said", "\"no\", he said").matches);
    EXPECT_TRUE(find("\xC2\xABno\xC2\xBB, he said", "\"no\", he said").matches);
    EXPECT_TRUE(find("don't",
                     "\xE2\x80\x9C"
                     "don\xE2\x80\x99t\xE2\x80\x9D")
                    .matches);
    EXPECT_FALSE(find("cafe", "caf\xC3\xA9").matches);
    EXPECT_FALSE(find("Cafe", "cafe").matches);
}

TEST(QuotesTest, WhatTheWriterLeftOutMayBeAnything) {
    const std::string text = "And when the bell was rung the roof was down already.";
    for (const char* quotation :
         {"And when [...] the roof", "And when ... the roof", "And when \xE2\x80\xA6 the roof",
          "And when [\xE2\x80\xA6] the roof", "... the bell was rung [...] down ...", "..."}) {
        EXPECT_TRUE(find(text, quotation).matches) << quotation;
    }
    EXPECT_FALSE(find(text, "the roof [...] the bell").matches);
    const std::string far = "first " + std::string(Transcript::gap_limit * 2, 'x') + " last";
    EXPECT_FALSE(find(far, "first [...] last").matches);
    EXPECT_TRUE(find("a b " + far + " a c", "a [...] c").matches);
}

TEST(QuotesTest, TheNearestPassageIsShownAsItStands) {
    const std::string text =
        "He came late.\nAnd when the fire-bell was\nrung, the roof was down.\nNobody was hurt.\n";
    const Passage found = find(text, "when the bell was rung, the roof was down.");
    EXPECT_FALSE(found.matches);
    EXPECT_EQ(found.slips, 1U);
    EXPECT_EQ(found.line, 2U);
    EXPECT_EQ(found.text, "when the fire-bell was rung, the roof was down.");
    EXPECT_EQ(find(text, "entirely other words").line, 0U);
    EXPECT_EQ(find("", "anything").line, 0U);
}

std::string words(std::mt19937& random, std::size_t count, std::uint32_t kinds) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (text.empty() ? "" : " ") + std::string("w") +
                std::to_string(static_cast<std::uint32_t>(random() % kinds));
    return text;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

/// The fewest words to change, put in or leave out, over all stretches, by trying every one.
std::size_t fewest_slips(const std::vector<std::string>& text,
                         const std::vector<std::string>& quotation) {
    std::size_t best = quotation.size();
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        std::vector<std::size_t> row(quotation.size() + 1);
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
        for (std::size_t end = begin; end < text.size(); ++end) {
            std::size_t diagonal = row[0]++;
            for (std::size_t i = 1; i < row.size(); ++i) {
                const std::size_t same = diagonal + (text[end] == quotation[i - 1] ? 0 : 1);
                diagonal = row[i];
                row[i] = std::min({same, row[i] + 1, row[i - 1] + 1});
            }
            best = std::min(best, row.back());
        }
    }
    return best;
}

TEST(QuotesTest, NothingIsNearerThanTheNearestPassage) {
    std::mt19937 random(3);
    int differ = 0;
    for (int i = 0; i < text::random_cases(3000); ++i) {
        const std::string text = words(random, 1 + random() % 30, 6);
        const std::string quotation = words(random, 1 + random() % 7, 6);
        const Passage found = find(text, quotation);
        const std::size_t fewest = fewest_slips(split(text), split(quotation));
        if (found.matches) {
            ASSERT_EQ(fewest, 0U) << text << " | " << quotation;
            continue;
        }
        ++differ;
        if (found.line == 0) {
            ASSERT_EQ(fewest, split(quotation).size()) << text << " | " << quotation;
            continue;
        }
        ASSERT_EQ(found.slips, fewest) << text << " | " << quotation;
        ASSERT_EQ(fewest_slips(split(found.text), split(quotation)), fewest) << found.text;
    }
    EXPECT_GT(differ, text::random_cases(500));
}

TEST(QuotesTest, WhatIsTakenFromATranscriptIsFoundInIt) {
    std::mt19937 random(5);
    for (int i = 0; i < text::random_cases(2000); ++i) {
        const std::vector<std::string> text = split(words(random, 5 + random() % 40, 50));
        std::string transcript;
        for (const std::string& word : text) {
            const std::size_t cut = random() % 5 == 0 ? 1 : word.size();
            transcript += word.substr(0, cut) + (cut < word.size() ? "-\n" : "") + word.substr(cut);
            transcript += random() % 6 == 0 ? "\n" : random() % 9 == 0 ? "  " : " ";
        }
        std::string quotation;
        for (std::size_t at = random() % text.size(); at < text.size();) {
            quotation += text[at] + " ";
            ++at;
            if (random() % 5 == 0) {
                quotation += "[...] ";
                at += random() % 4;
            }
            if (random() % 10 == 0) break;
        }
        ASSERT_TRUE(find(transcript, quotation).matches) << transcript << " | " << quotation;
    }
}

TEST(QuotesTest, QuotationsOfACaseAreComparedWithTheTranscriptOfTheirSource) {
    const casefile::testing::Files files{
        {"case.valla",
         "case k\nsource book\n  text: sources/book.txt\nsource diary\nsource lost\n"
         "  text: sources/lost.txt\n"
         "passage good\n  source: diary through book at page 3\n  quote: The roof was\n    down.\n"
         "passage bad\n  source: book at page 4\n  quote: The roof was up.\n"
         "passage unknown\n  source: diary\n  quote: Anything.\n"
         "passage gone\n  source: lost\n  quote: Anything.\n"
         "passage gone-too\n  source: lost\n  quote: Anything.\n"},
        {"sources/book.txt", "One.\nThe roof was down."}};
    const casefile::Case the_case = casefile::testing::read_case(files);
    ASSERT_EQ(casefile::testing::rendered(the_case), "");
    const QuoteCheck check = check_quotes(
        the_case, [&](const std::string& path) -> tl::expected<std::string, text::Message> {
            const auto found = files.find(path);
            if (found != files.end()) return found->second;
            return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
        });
    EXPECT_EQ(check.checked, 2U);
    EXPECT_EQ(check.unchecked, 3U);
    ASSERT_THAT(check.problems, SizeIs(2));
    EXPECT_EQ(check.problems[0].nearest.text, "The roof was down.");
    EXPECT_EQ(check.problems[0].nearest.line, 2U);
    EXPECT_TRUE(check.problems[1].unreadable.has_value());
}

/// The messages about the quotations of a case whose only transcript is book.txt, as people see
/// them.
std::string messages_about(const std::string& cards) {
    const casefile::Case the_case = casefile::testing::read_case(
        "case k\nsource book\n  text: book.txt\nsource lost\n  text: lost.txt\n" + cards);
    EXPECT_EQ(casefile::testing::rendered(the_case), "");
    const QuoteCheck check = check_quotes(
        the_case, [](const std::string& path) -> tl::expected<std::string, text::Message> {
            if (path == "book.txt") return "One.\nThe roof was down.";
            return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
        });
    std::string text;
    for (const auto& each : quote_messages(the_case, check)) {
        const text::PlacedMessage placed = casefile::placed(the_case, each);
        text += std::to_string(placed.source->position(placed.message.span.begin).line) + " " +
                std::string(placed.message.kind().name) + ": " + placed.message.sentence() + "; " +
                placed.message.help() + "\n";
    }
    return text;
}

TEST(QuotesTest, AQuotationThatDiffersIsAMessageWithTheNearestPassage) {
    EXPECT_EQ(messages_about("passage good\n  source: book\n  quote: The roof was down.\n"
                             "passage bad\n  source: book\n  quote: The roof was up.\n"
                             "passage other\n  source: book\n  quote: Nothing like.\n"),
              "11 quote-differs: this quotation is not in the transcript book.txt; the nearest "
              "passage, 1 word other, is in line 2: \"The roof was down.\"\n"
              "14 quote-differs: this quotation is not in the transcript book.txt; nothing like it "
              "is there; compare it with the source\n");
}

TEST(QuotesTest, ATranscriptThatCannotBeReadIsAMessageOnce) {
    EXPECT_EQ(messages_about("passage one\n  source: lost\n  quote: Anything.\n"
                             "passage two\n  source: lost\n  quote: Anything else.\n"),
              "8 no-transcript: no quotation can be compared with lost.txt: there is no file or "
              "folder lost.txt; mend the path behind text:, or take the line out\n");
}

TEST(QuotesTest, ACardMayWaiveTheMessage) {
    EXPECT_EQ(messages_about("passage bad\n  source: book\n  quote: The roof was up.\n"
                             "  waive: quote-differs because the copy has a slip\n"),
              "");
    EXPECT_EQ(messages_about("passage good\n  source: book\n  quote: The roof was down.\n"
                             "  waive: quote-differs because the copy has a slip\n"),
              "9 unused-waiver: there is no \"quote-differs\" on this card to waive; remove the "
              "line\n");
}

}  // namespace
}  // namespace valla::lineage
