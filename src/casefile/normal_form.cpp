#include "casefile/normal_form.hpp"

#include "calendar/reading.hpp"
#include "syntax/format.hpp"
#include "syntax/words.hpp"
#include "text/unicode.hpp"
#include "vocabulary/shipped.hpp"
#include "vocabulary/vocabulary.hpp"

namespace valla::casefile {

using vocabulary::Vocabulary;

namespace {

Vocabulary shipped_vocabulary() {
    std::vector<vocabulary::TermCard> terms;
    for (const auto& shipped : vocabulary::shipped_vocabularies()) {
        const syntax::Tree tree = syntax::parse(shipped.bytes);
        for (const syntax::CardNode& node : tree.cards) {
            const std::string_view card = shipped.bytes.substr(node.begin, node.end - node.begin);
            if (auto term = vocabulary::read_term(card, tree, node))
                terms.push_back(std::move(*term));
        }
    }
    std::vector<Vocabulary::Problem> problems;
    return Vocabulary::build(terms, problems);
}

/// A structured value with the marks and blanks between its words in their plain form. The words
/// stay letter for letter: what looks like a digit or a hyphen may belong to an id.
std::optional<std::string> plain_marks(std::string_view value) {
    std::vector<syntax::Word> words;
    syntax::split(value, words);
    std::string plain;
    std::uint32_t at = 0;
    const auto add_between = [&](std::uint32_t end) {
        const std::string_view piece = value.substr(at, end - at);
        plain += text::fold_look_alikes(piece).value_or(std::string(piece));
    };
    for (const syntax::Word& word : words) {
        if (word.kind == syntax::WordKind::comma) continue;
        add_between(word.span.begin);
        plain += word.span.in(value);
        at = word.span.end;
    }
    add_between(static_cast<std::uint32_t>(value.size()));
    if (plain == value) return std::nullopt;
    return plain;
}

}  // namespace

std::optional<std::string> normal_form(std::string_view bytes) {
    static const Vocabulary table = shipped_vocabulary();
    const auto rewrite = [](std::string_view kind, std::string_view name,
                            std::string_view value) -> std::optional<std::string> {
        if (text::is_ascii(value)) return std::nullopt;
        const auto card = table.find_kind(kind);
        if (!card) return std::nullopt;
        const auto field = table.find_field(table.kind(*card).base, name);
        if (!field) return std::nullopt;
        switch (table.field(*field).type) {
            case vocabulary::ValueType::text:
            case vocabulary::ValueType::path:
            case vocabulary::ValueType::label:
            case vocabulary::ValueType::message: return std::nullopt;
            case vocabulary::ValueType::content:
                if (syntax::ends_sentence(value)) return std::nullopt;
                break;
            default: break;
        }
        return plain_marks(value);
    };
    return syntax::format(bytes, rewrite);
}

bool is_usable_id(std::string_view text) { return text::is_id(text) && !calendar::read_date(text); }

}  // namespace valla::casefile
