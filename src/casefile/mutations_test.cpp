// One mistake is one message: every token of a case is misspelt, deleted and doubled in turn, and
// each of these cases gives at most one error, on the card that was changed or on one that speaks
// of it.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "casefile/testing.hpp"
#include "syntax/testing.hpp"
#include "syntax/tree.hpp"
#include "syntax/words.hpp"
#include "text/random_cases.hpp"

namespace valla::casefile {
namespace {

using syntax::testing::project_file;
using testing::Files;

struct Mutant {
    std::string what;
    std::string text;
    std::size_t at;  ///< where the text was changed
};

/// The word with two of its letters changed places, so that it is another one.
std::string misspelt(std::string_view word) {
    std::string wrong(word);
    for (std::size_t i = wrong.size() / 2; i + 1 < wrong.size(); ++i) {
        if (wrong[i] == wrong[i + 1] || wrong[i] < 'a' || wrong[i + 1] < 'a') continue;
        std::swap(wrong[i], wrong[i + 1]);
        return wrong;
    }
    return wrong + "q";
}

std::vector<Mutant> mutants_of(const std::string& text) {
    std::vector<Mutant> mutants;
    std::size_t line_begin = 0;
    while (line_begin < text.size()) {
        const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
        const std::string_view line =
            std::string_view(text).substr(line_begin, line_end - line_begin);
        if (!line.starts_with("--")) {
            std::vector<syntax::Word> words;
            syntax::split(line, words);
            for (const syntax::Word& word : words) {
                const std::size_t at = line_begin + word.span.begin;
                const std::string old(word.span.in(line));
                const auto replaced = [&](const std::string& with) {
                    return text.substr(0, at) + with + text.substr(at + old.size());
                };
                mutants.push_back({"misspelt " + old, replaced(misspelt(old)), at});
                const bool blank = at + old.size() < text.size() && text[at + old.size()] == ' ';
                mutants.push_back(
                    {"deleted " + old,
                     text.substr(0, at) + text.substr(at + old.size() + (blank ? 1 : 0)), at});
                mutants.push_back({"doubled " + old, replaced(old + " " + old), at});
            }
        }
        line_begin = line_end + 1;
    }
    return mutants;
}

/// Whether a card of the case that begins at `begin` names something that the card around `at`
/// declares, in the text as it was or as it is.
bool speaks_of(std::string_view card, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return card.find(name) != std::string_view::npos;
    });
}

std::string_view card_around(std::string_view text, std::size_t at) {
    const syntax::Tree tree = syntax::parse(text);
    for (const syntax::CardNode& node : tree.cards) {
        if (at >= node.begin && at < node.end)
            return text.substr(node.begin, node.end - node.begin);
    }
    return {};
}

std::string id_of(std::string_view card) {
    const std::string_view head = card.substr(0, card.find('\n'));
    return std::string(head.substr(std::min(head.find(' ') + 1, head.size())));
}

bool is_one_of(std::string_view word, const std::vector<std::string_view>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

void expect_one_error_each(const std::string& path, const std::string& text, Files files,
                           std::size_t step) {
    files[path] = text;
    ASSERT_THAT(testing::message_names(testing::read_case(files)), ::testing::IsEmpty())
        << testing::rendered(testing::read_case(files));
    int shown = 0;
    std::vector<Mutant> mutants = mutants_of(text);
    for (std::size_t i = 0; i < mutants.size(); i += step) {
        const Mutant& mutant = mutants[i];
        files[path] = mutant.text;
        const std::string_view before = card_around(text, mutant.at);
        const std::string_view before_head = before.substr(0, before.find_first_of(" \n"));
        const Case a_case = testing::read_case(files);
        std::vector<text::PlacedMessage> errors;
        for (const text::PlacedMessage& placed : check(a_case)) {
            if (placed.message.kind().level == text::Level::error) errors.push_back(placed);
        }
        // A word of the language that is lost or changed leaves every line that uses it unread.
        const bool declares_word =
            is_one_of(before_head, {"kind", "property", "hedge", "vocabulary"});
        bool good = errors.size() <= 1 || declares_word;
        if (good && errors.size() == 1) {
            const std::string_view bytes = errors[0].source->bytes();
            const std::string_view card = card_around(bytes, errors[0].message.span.begin);
            const std::string_view after = card_around(mutant.text, mutant.at);
            good = errors[0].source->path() != path || card == after ||
                   speaks_of(card, {id_of(before), id_of(after)});
        }
        if (good || ++shown > 12) continue;
        std::string report;
        for (const text::PlacedMessage& error : errors) report += text::render_for_people(error);
        ADD_FAILURE() << path << ", " << mutant.what << ":\n" << report;
    }
    EXPECT_EQ(shown, 0) << "of " << mutants.size() << " mutants";
}

/// Every mutant, or one in so many where fewer are tried.
constexpr std::size_t step = 10 / text::random_cases(10);

TEST(Mutations, EachOfOneTokenIsOneMistake) {
    expect_one_error_each("every-field.valla", project_file("tests/cases/every-field.valla"),
                          {{"wages.csv", "Nr;Day\n1;13 July 1907\n2;14 July 1907\n"}}, step);
}

/// The files of a case that comes with the project; empty when there is none of this name.
Files example(const std::string& name) {
    namespace fs = std::filesystem;
    Files files;
    const fs::path folder = fs::path(VALLA_SOURCE_DIR) / "examples" / name;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = fs::relative(entry.path(), folder).string();
        files[path] = project_file("examples/" + name + "/" + path);
    }
    return files;
}

TEST(Mutations, SoInTheExamples) {
    for (const char* name : {"moscow-1936"}) {
        const Files files = example(name);
        for (const auto& [path, bytes] : files) {
            if (path.ends_with(".valla")) expect_one_error_each(path, bytes, files, step);
        }
    }
}

}  // namespace
}  // namespace valla::casefile
