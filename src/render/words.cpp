#include "render/words.hpp"

#include <map>
#include <unordered_map>
#include <utility>

#include "render/terms.hpp"
#include "render/vocabulary_terms.hpp"

namespace valla::render {

namespace {

std::size_t form_of(std::uint64_t number, calendar::Language language) {
    switch (language) {
        case calendar::Language::french: return number < 2 ? 0 : 1;
        case calendar::Language::russian: {
            const std::uint64_t last = number % 10;
            const bool teens = number / 10 % 10 == 1;
            if (teens || last == 0 || last > 4) return 2;
            return last == 1 ? 0 : 1;
        }
        default: return number == 1 ? 0 : 1;
    }
}

const PhraseRow* row_of(std::string_view english) {
    static const auto rows = [] {
        std::unordered_map<std::string_view, const PhraseRow*> made;
        for (const PhraseRow& row : phrase_rows) made.try_emplace(row.in[0], &row);
        return made;
    }();
    const auto found = rows.find(english);
    return found == rows.end() ? nullptr : found->second;
}

}  // namespace

std::string_view form_for(std::string_view phrase, std::uint64_t number,
                          calendar::Language language) {
    for (std::size_t form = form_of(number, language); form > 0; --form) {
        const std::size_t bar = phrase.find('|');
        if (bar == std::string_view::npos) break;
        phrase.remove_prefix(bar + 1);
    }
    return phrase.substr(0, phrase.find('|'));
}

std::string Words::known(std::string_view english) const {
    const auto column = static_cast<std::size_t>(language_);
    if (const PhraseRow* row = row_of(english)) return std::string(row->in[column]);
    static constexpr std::string_view alleged = "only alleged, ";
    if (english.starts_with(alleged)) {
        if (const PhraseRow* row = row_of(english.substr(alleged.size())))
            return known("only alleged") + ", " + std::string(row->in[column]);
    }
    return std::string(english);
}

std::string_view Words::term(Term use, std::string_view english) const {
    if (language_ == calendar::Language::english) return english;
    static const auto rows = [] {
        std::map<std::pair<Term, std::string_view>, const TermRow*> made;
        for (const TermRow& row : term_rows) made.try_emplace({row.use, row.in[0]}, &row);
        for (const TermRow& row : vocabulary_term_rows)
            made.try_emplace({row.use, row.in[0]}, &row);
        return made;
    }();
    const auto found = rows.find({use, english});
    if (found == rows.end()) return english;
    return found->second->in[static_cast<std::size_t>(language_)];
}

const Words& in_english() {
    static const Words words(calendar::Language::english);
    return words;
}

}  // namespace valla::render
