// The reference of the language says what the program does: its worked cards are one case without
// mistakes, and its tables name every kind, field and qualifier that there is.

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "casefile/check.hpp"

namespace valla::casefile {
namespace {

struct LanguagePage {
    std::string text;
    std::string cards;                         ///< all worked cards, one after the other
    std::map<std::string, std::string> files;  ///< the files that they name
};

LanguagePage read_language_page() {
    LanguagePage page;
    std::ifstream file(std::string(VALLA_SOURCE_DIR) + "/docs/language.md");
    std::string* block = nullptr;
    for (std::string line; std::getline(file, line);) {
        page.text += line + '\n';
        if (line.starts_with("```")) {
            if (block != nullptr) block = nullptr;
            else if (line == "```valla") block = &page.cards;
            else if (line.starts_with("```csv ")) block = &page.files[line.substr(7)];
        } else if (block != nullptr) {
            *block += line + '\n';
        }
    }
    return page;
}

TEST(LanguagePage, ItsWorkedCardsAreOneCaseWithoutMistakes) {
    const LanguagePage page = read_language_page();
    std::vector<text::Source> sources;
    sources.emplace_back("language.valla", page.cards);
    const Case a_case = Case::read(
        std::move(sources),
        [&](const std::string& path) -> tl::expected<std::string, text::Message> {
            const auto found = page.files.find(path);
            if (found == page.files.end()) {
                return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
            }
            return found->second;
        });
    std::string messages;
    for (const text::PlacedMessage& message : check(a_case))
        messages += text::render_for_people(message);
    EXPECT_EQ(messages, "");

    std::set<BaseKind> worked;
    for (const CardRow& row : a_case.cards()) {
        if (row.known_kind && !a_case.file(row.file).shipped) {
            worked.insert(a_case.vocabulary().kind(row.kind).base);
        }
    }
    for (std::size_t kind = 0; kind < vocabulary::base_kind_count; ++kind) {
        EXPECT_TRUE(worked.contains(static_cast<BaseKind>(kind)))
            << "no worked card of kind " << vocabulary::base_kinds()[kind].name;
    }
}

TEST(LanguagePage, ItNamesEveryKindFieldAndQualifier) {
    const std::string text = read_language_page().text;
    const auto names = [&](std::string_view word) {
        return text.find("`" + std::string(word) + "`") != std::string::npos;
    };
    for (const auto& kind : vocabulary::base_kinds()) EXPECT_TRUE(names(kind.name)) << kind.name;
    for (const auto& field : vocabulary::builtin_fields()) {
        EXPECT_TRUE(names(field.name)) << field.name;
        EXPECT_NE(text.find(std::string(field.means)), std::string::npos)
            << field.name << " means something else on the page: " << field.means;
        for (const auto& qualifier : field.qualifiers) {
            EXPECT_TRUE(names(qualifier.keyword)) << field.name << " " << qualifier.keyword;
        }
    }
}

}  // namespace
}  // namespace valla::casefile
