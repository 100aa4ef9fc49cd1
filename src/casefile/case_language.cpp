#include "casefile/case_language.hpp"

#include <algorithm>

#include "casefile/case.hpp"
#include "syntax/words.hpp"

namespace valla::casefile {

namespace {

/// Adds the languages of one line, which joins them by "and".
void add_line(std::string_view value, CaseLanguages& languages) {
    std::vector<syntax::Word> words;
    syntax::split(value, words);
    const auto is_and = [&](const syntax::Word& word) { return word.is(value, "and"); };
    for (auto at = words.begin();; ++at) {
        const auto end = std::find_if(at, words.end(), is_and);
        std::vector<calendar::Language>& named = languages.named;
        const auto language =
            end - at == 1 ? calendar::language_named(at->span.in(value)) : std::nullopt;
        if (!language) {
            const bool may_be_one = std::any_of(at, end, [&](const syntax::Word& word) {
                return calendar::is_nearly_language(word.span.in(value));
            });
            languages.unclear = languages.unclear || at == end || may_be_one;
        } else if (std::find(named.begin(), named.end(), *language) == named.end()) {
            named.push_back(*language);
        }
        if (end == words.end()) return;
        at = end;
    }
}

}  // namespace

calendar::Language case_language(const Case& a_case) {
    const std::vector<calendar::Language>& named = a_case.languages();
    return named.empty() ? calendar::Language::english : named.front();
}

void add_languages(std::string_view bytes, const syntax::Tree& tree, CaseLanguages& languages) {
    for (const syntax::CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        const std::string_view head = syntax::head_of(card, tree, node).in(card);
        if (head.substr(0, head.find_first_of(" \t")) != "case") continue;
        syntax::FieldNode field;
        for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field);) {
            if (field.name.in(card) == "language") add_line(field.value.in(card), languages);
        }
    }
}

calendar::LanguageSet date_languages(const CaseLanguages& languages) {
    if (languages.named.empty() || languages.unclear) return calendar::LanguageSet::all();
    calendar::LanguageSet set;
    for (const calendar::Language language : languages.named) set = set | language;
    return set;
}

}  // namespace valla::casefile
