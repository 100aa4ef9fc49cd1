// A page is in one language: what is not the case's own is nowhere in another.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"
#include "calendar/language.hpp"
#include "casefile/testing.hpp"
#include "render/terms.hpp"
#include "render/vocabulary_terms.hpp"
#include "render/words.hpp"
#include "text/random_cases.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using calendar::Language;
using casefile::Case;
using testing::run_on;
using testing::source_folder;
using Json = nlohmann::json;

Case case_in(const fs::path& folder) {
    casefile::testing::Files files;
    for (const auto& entry : fs::directory_iterator(folder))
        files[entry.path().filename()] = testing::content(entry.path());
    return casefile::testing::read_case(files);
}

/// Everything that somebody wrote into the cards of a case: names, texts, the words of lengths of
/// time and of sources without a name, files.
std::set<std::string> written_in(const Case& a_case) {
    std::set<std::string> texts;
    const auto& tables = a_case.tables();
    for (const casefile::CardId card : a_case.cards_in_order()) {
        const casefile::CardRow& row = a_case.card(card);
        if (a_case.file(row.file).shipped) continue;
        const fs::path path = a_case.file(row.file).source.path();
        texts.insert(path.filename());
        if (!row.name.none()) texts.insert(std::string(tables.names.text(row.name)));
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.tag[at] == casefile::ValueTag::text)
                texts.insert(a_case.text_value(card, tables.value[at]));
            if (tables.tag[at] == casefile::ValueTag::duration)
                texts.insert(
                    std::string(tables.duration_spans[tables.value[at]].in(a_case.text_of(card))));
            const auto [first, last] = tables.qualifiers_of({at});
            for (std::size_t i = first; i < last; ++i) {
                const casefile::Value value = tables.qualifiers[i].value;
                if (value.tag == casefile::ValueTag::text)
                    texts.insert(a_case.text_value(card, value.number));
            }
        }
    }
    for (std::uint32_t i = 0; i < tables.names.size(); ++i) {
        const casefile::NameId name{i};
        const std::string text(tables.names.text(name));
        switch (tables.names.space(name)) {
            case casefile::NameSpace::id: texts.insert(text); break;
            case casefile::NameSpace::locus:
                texts.insert(text.substr(text.find(" at ") + 4));
                break;
            case casefile::NameSpace::variable: texts.insert(text.substr(0, text.find(' '))); break;
            default: break;
        }
    }
    for (const casefile::WordRow& word : tables.words) {
        for (std::uint32_t i = 0; i < word.hop_count; ++i) {
            const casefile::Hop& hop = tables.hops[word.first_hop + i];
            if (hop.kind == casefile::Hop::Kind::described)
                texts.insert(std::string(hop.span.in(a_case.text_of(word.card))));
        }
    }
    for (const auto& kind : a_case.vocabulary().hedges()) texts.insert(std::string(kind.name));
    for (const render::TermRow& row : render::term_rows) {
        if (row.use == render::Term::hedge) texts.erase(std::string(row.in[0]));
    }
    texts.erase("");
    return texts;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) & 0x80);
}

/// A text without what the case wrote, without commands and dates, each left out as a blank.
std::string without_the_case(std::string text, const std::vector<std::string>& longest_first) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (const std::string& own : longest_first) {
        for (std::size_t at = 0; (at = text.find(own, at)) != std::string::npos;) {
            const std::size_t end = at + own.size();
            const auto latin = [](char c) { return is_letter(c) && (c & 0x80) == 0; };
            const bool whole = (at == 0 || !latin(text[at - 1]) || !latin(own.front())) &&
                               (end == text.size() || !latin(text[end]) || !latin(own.back()));
            if (!whole) {
                ++at;
                continue;
            }
            text.replace(at, own.size(), " ");
        }
    }
    static const std::regex command("`[^`]*`");
    return std::regex_replace(text, command, " ");
}

std::string unescaped(std::string text) {
    constexpr std::array<std::array<std::string_view, 2>, 5> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
    for (const auto& [entity, sign] : entities) {
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
            text.replace(at, entity.size(), sign);
    }
    return text;
}

struct Texts {
    std::vector<std::string> whole;   ///< of elements, and of the data of the script
    std::vector<std::string> broken;  ///< lines of pictures, where a text may be broken anywhere
};

Texts texts_of(const std::string& page) {
    Texts texts;
    std::string skipped;
    for (std::size_t at = 0; (at = page.find('<', at)) != std::string::npos;) {
        const std::size_t end = page.find('>', at);
        const std::size_t next = std::min(page.find('<', end), page.size());
        const std::string tag = page.substr(at + 1, end - at - 1);
        const std::string name = tag.substr(0, tag.find_first_of(" \n"));
        const std::string text = unescaped(page.substr(end + 1, next - end - 1));
        at = next;
        if (skipped.empty() && (name == "pre" || name == "style" || name == "script"))
            skipped = '/' + name;
        else if (name == skipped) skipped.clear();
        if (!skipped.empty()) continue;
        if (text.find_first_not_of(" \n") == std::string::npos) continue;
        (name == "text" || name == "tspan" ? texts.broken : texts.whole).push_back(text);
    }
    const std::size_t holder = page.find("id=\"case-data\"");
    if (holder == std::string::npos) return texts;
    const std::size_t begin = page.find('>', holder) + 1;
    const Json data = Json::parse(page.substr(begin, page.find("</script>", begin) - begin));
    for (const Json& each : data["statements"]) texts.whole.push_back(each[0]);
    for (const Json& each : data["standings"]) texts.whole.push_back(each);
    for (const auto& [name, text] : data["words"].items()) texts.whole.push_back(text);
    for (const Json& each : data["without"]) {
        for (const char* list : {"inferences", "bounds", "clashes"}) {
            for (const Json& row : each.value(list, Json::array())) {
                for (const Json& text : row) texts.whole.push_back(text);
            }
        }
    }
    return texts;
}

std::vector<std::string> words_in(const std::string& text, bool latin_only) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        const bool latin = (static_cast<unsigned char>(c) & 0x80) == 0;
        if (is_letter(c) && (latin || !latin_only)) {
            word += c;
            continue;
        }
        // Letters of accounts, and the name of the program, are the same everywhere.
        if (word.size() > 1 && word != "Valla") words.push_back(word);
        word.clear();
    }
    return words;
}

class OneLanguage : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("valla-language-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "every");
        fs::copy(source_folder / "tests" / "cases" / "every-field.valla", folder_ / "every");
        std::ofstream(folder_ / "every" / "wages.csv") << "Day;Nr\n13 July 1907;1\n";
        std::ofstream(folder_ / "every" / "gazette.txt") << "They left at noon.\n";
        const fs::path all = source_folder / "examples";
        fs::copy(all / "moscow-1936", folder_ / "added");
        fs::copy(all / "added-document" / "kamenev-25-july.valla", folder_ / "added");
        cases_ = {folder_ / "every", folder_ / "added", all / "caravan", all / "factory-fire"};
        // With sanitizers the case that has everything is enough.
        cases_.resize(text::random_cases(cases_.size()));
    }
    void TearDown() override { fs::remove_all(folder_); }

    static std::string page_of(const fs::path& folder, Language language) {
        const auto outcome = run_on(folder, {"report", "--format", "html", "--language",
                                             std::string(language_code(language))});
        EXPECT_NE(outcome.out.find("id=\"case-data\""), std::string::npos) << outcome.err;
        return outcome.out;
    }

    fs::path folder_;
    std::vector<fs::path> cases_;
};

TEST_F(OneLanguage, ARussianPageHasNoWordInLatinLettersThatTheCaseHasNot) {
    for (const fs::path& folder : cases_) {
        const std::set<std::string> own = written_in(case_in(folder));
        std::vector<std::string> longest_first(own.begin(), own.end());
        std::sort(longest_first.begin(), longest_first.end(),
                  [](const auto& a, const auto& b) { return a.size() > b.size(); });
        std::set<std::string> own_words;
        for (const std::string& text : own) {
            for (std::string& word : words_in(text, true)) own_words.insert(std::move(word));
        }
        const Texts texts = texts_of(page_of(folder, Language::russian));
        EXPECT_GT(texts.whole.size(), 200U);
        for (const std::string& text : texts.whole) {
            const auto left = words_in(without_the_case(text, longest_first), true);
            EXPECT_TRUE(left.empty())
                << folder.filename() << ": " << left.front() << " in " << text;
        }
        const auto expect_own = [&](const std::vector<std::string>& lines) {
            for (const std::string& text : lines) {
                for (const std::string& word :
                     words_in(without_the_case(text, longest_first), true))
                    EXPECT_TRUE(own_words.contains(word)) << folder.filename() << ": " << text;
            }
        };
        expect_own(texts.broken);
        std::size_t drawn_lines = 0;
        for (const char* picture : {"timeline", "compare", "lineage", "arguments", "people"}) {
            const auto drawn = run_on(folder, {"draw", picture, "--language", "ru"});
            if (drawn.err.find("nothing-to-compare") != std::string::npos) continue;
            const Texts in_it = texts_of(drawn.out);
            expect_own(in_it.broken);
            expect_own(in_it.whole);
            drawn_lines += in_it.broken.size();
        }
        EXPECT_GT(drawn_lines, 20U) << folder.filename();
    }
}

TEST_F(OneLanguage, WhatIsLikeTheEnglishPageIsTheCasesOwn) {
    std::array<std::set<std::string>, calendar::language_count> alike;
    const auto note = [&](const auto& row) {
        for (std::size_t i = 0; i < row.in.size(); ++i) {
            if (row.in[i] == row.in[0]) alike[i].insert(std::string(row.in[0]));
        }
    };
    // Months in dates.
    for (auto& texts : alike) texts = {"April", "August", "September", "November"};
    for (const auto& row : render::phrase_rows) note(row);
    for (const auto& row : render::term_rows) note(row);
    for (const auto& row : render::vocabulary_term_rows) note(row);
    const auto trimmed = [](const std::string& text) {
        const auto first = std::find_if(text.begin(), text.end(), is_letter);
        const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
        return first < last ? std::string(first, last) : std::string();
    };
    for (const fs::path& folder : cases_) {
        const std::set<std::string> own = written_in(case_in(folder));
        std::vector<std::string> longest_first(own.begin(), own.end());
        std::sort(longest_first.begin(), longest_first.end(),
                  [](const auto& a, const auto& b) { return a.size() > b.size(); });
        const auto rest = [&](Language language) {
            std::set<std::string> texts;
            for (const std::string& text : texts_of(page_of(folder, language)).whole)
                texts.insert(trimmed(without_the_case(text, longest_first)));
            return texts;
        };
        const std::set<std::string> english = rest(Language::english);
        for (int i = 1; i < calendar::language_count; ++i) {
            const auto language = static_cast<Language>(i);
            for (const std::string& text : rest(language)) {
                if (words_in(text, false).empty() || !english.contains(text)) continue;
                EXPECT_TRUE(alike[static_cast<std::size_t>(i)].contains(text))
                    << folder.filename() << ", " << language_code(language) << ": " << text;
            }
        }
    }
}

}  // namespace
}  // namespace valla::app
