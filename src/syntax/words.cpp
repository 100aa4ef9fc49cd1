#include "syntax/words.hpp"

#include "text/unicode.hpp"

namespace valla::syntax {

namespace {

enum class Role : std::uint8_t { part, blank, comma, quote };

Role role_of(char32_t code_point) {
    switch (code_point) {
        case ' ':
        case '\t':
        case '\n':
        case '\r': return Role::blank;
        case ',': return Role::comma;
        case '"': return Role::quote;
        default: break;
    }
    if (code_point < 0x80) return Role::part;
    switch (text::look_alike(code_point)) {
        case ' ': return Role::blank;
        case ',': return Role::comma;
        case '"': return Role::quote;
        default: return Role::part;
    }
}

}  // namespace

void split(std::string_view text, std::vector<Word>& words) {
    words.clear();
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto character = [&](std::uint32_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        return byte < 0x80 ? text::Decoded{byte, 1, true} : text::decode(text, at);
    };
    for (std::uint32_t at = 0; at < size;) {
        const text::Decoded first = character(at);
        const std::uint32_t begin = at;
        at += first.size;
        switch (role_of(first.code_point)) {
            case Role::blank: break;
            case Role::comma: words.push_back({{begin, at}, WordKind::comma}); break;
            case Role::quote: {
                const std::uint32_t inside = at;
                std::uint32_t close = size;
                std::uint32_t after = size;
                while (at < size) {
                    const text::Decoded next = character(at);
                    if (role_of(next.code_point) == Role::quote) {
                        close = at;
                        after = at + next.size;
                        break;
                    }
                    at += next.size;
                }
                words.push_back({{inside, close}, WordKind::quoted});
                at = after;
                break;
            }
            case Role::part: {
                while (at < size) {
                    const text::Decoded next = character(at);
                    if (role_of(next.code_point) != Role::part) break;
                    at += next.size;
                }
                const bool variable = text[begin] == '?' && at - begin > 1;
                words.push_back({{begin, at}, variable ? WordKind::variable : WordKind::word});
                break;
            }
        }
    }
}

bool ends_sentence(std::string_view text) {
    constexpr std::u32string_view closing = U"\"'”’»›)]}」』";
    constexpr std::u32string_view ends = U".!?…。！？؟۔।։";
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
        const char32_t character = text::decode(text, last).code_point;
        if (closing.find(character) == std::u32string_view::npos) {
            return ends.find(character) != std::u32string_view::npos;
        }
        text = text.substr(0, last);
    }
    return false;
}

text::Span span_of(const Word* first, const Word* last) {
    return {first->span.begin, (last - 1)->span.end};
}

}  // namespace valla::syntax
