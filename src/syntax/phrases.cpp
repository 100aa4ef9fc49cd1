#include "syntax/phrases.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace valla::syntax {

std::string phrase_key(std::string_view phrase) {
    std::string key;
    key.reserve(phrase.size());
    const auto folded = text::to_nfc(phrase);
    const std::string_view source = folded ? std::string_view(*folded) : phrase;
    for (std::size_t at = 0; at < source.size();) {
        const text::Decoded decoded = text::decode(source, at);
        const bool blank = decoded.code_point == ' ' || decoded.code_point == '\t' ||
                           decoded.code_point == '\n' || decoded.code_point == '\r' ||
                           decoded.code_point == '-' || text::look_alike(decoded.code_point) == ' ';
        if (!blank) key += source.substr(at, decoded.size);
        else if (!key.empty() && key.back() != ' ') key += ' ';
        at += decoded.size;
    }
    while (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}

bool Phrases::add(std::string_view phrase, std::uint16_t number) {
    std::string key = phrase_key(phrase);
    if (key.empty() || numbers_.contains(key)) return false;
    const auto words = static_cast<std::uint16_t>(1 + std::count(key.begin(), key.end(), ' '));
    std::uint16_t& longest = longest_from_[key.substr(0, key.find(' '))];
    longest = std::max(longest, words);
    numbers_.emplace(std::move(key), number);
    return true;
}

std::optional<std::uint16_t> Phrases::find(std::string_view phrase) const {
    auto found = numbers_.find(phrase);
    if (found == numbers_.end()) found = numbers_.find(phrase_key(phrase));
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
}

std::optional<Phrases::Match> Phrases::longest(std::string_view text, const Word* first,
                                               const Word* last) const {
    if (first == last || first->kind != WordKind::word) return std::nullopt;
    const std::string_view head = first->span.in(text);
    const std::size_t hyphen = head.find('-');
    const auto longest = longest_from_.find(head.substr(0, hyphen));
    if (longest == longest_from_.end()) return std::nullopt;
    auto count =
        static_cast<std::uint16_t>(std::min<std::ptrdiff_t>(longest->second, last - first));
    for (; count > 0; --count) {
        const Word* end = first + count;
        if (!std::all_of(first, end, [](const Word& w) { return w.kind == WordKind::word; }))
            continue;
        if (const auto number = find(span_of(first, end).in(text))) return Match{*number, count};
    }
    return std::nullopt;
}

std::vector<std::string_view> Phrases::all() const {
    std::vector<std::string_view> phrases;
    phrases.reserve(numbers_.size());
    for (const auto& entry : numbers_) phrases.push_back(entry.first);
    return phrases;
}

}  // namespace valla::syntax
