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
            if (auto term = vocabulary::read_term(card, tree, node)) terms.push_back(std::move(*term));
        }
    }
    std::vector<Vocabulary::Problem> problems;
    return Vocabulary::build(terms, problems);
}

/// A structured value with its look-alikes replaced, except between quotation marks.
std::optional<std::string> plain_marks(std::string_view value) {
    std::vector<syntax::Word> words;
    syntax::split(value, words);
    std::string plain;
    std::uint32_t at = 0;
    bool changed = false;
    const auto add = [&](std::string_view piece) {
        const auto folded = text::fold_look_alikes(piece);
        changed = changed || folded.has_value();
        plain += folded ? *folded : std::string(piece);
    };
    for (const syntax::Word& word : words) {
        if (word.kind != syntax::WordKind::quoted) continue;
        add(value.substr(at, word.span.begin - at));
        plain += word.span.in(value);
        at = word.span.end;
    }
    add(value.substr(at));
    if (!changed) return std::nullopt;
    return plain;
}

bool ends_as_sentence(std::string_view value) {
    return !value.empty() && std::string_view(".!?").find(value.back()) != std::string_view::npos;
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
                if (ends_as_sentence(value)) return std::nullopt;
                break;
            default: break;
        }
        return plain_marks(value);
    };
    return syntax::format(bytes, rewrite);
}

bool is_usable_id(std::string_view text) { return text::is_id(text) && !calendar::read_date(text); }

}  // namespace valla::casefile
