#pragma once

// For the tests of this stage and of those above it: cases from texts, and what became of them in
// words.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casefile/case.hpp"
#include "casefile/check.hpp"
#include "text/render.hpp"

namespace valla::casefile::testing {

/// File names and what the files hold. Those that end in .valla make the case, the others are there
/// for `table` cards to name.
using Files = std::map<std::string, std::string>;

inline Case read_case(const Files& files) {
    std::vector<text::Source> sources;
    for (const auto& [path, bytes] : files) {
        if (path.ends_with(".valla")) sources.emplace_back(path, bytes);
    }
    return Case::read(
        std::move(sources),
        [&files](const std::string& path) -> tl::expected<std::string, text::Message> {
            const auto found = files.find(path);
            if (found != files.end()) return found->second;
            return tl::unexpected(text::Message("no-such-file", {}).with("path", path));
        });
}

inline Case read_case(std::string_view text) {
    return read_case(Files{{"case.valla", std::string(text)}});
}

/// The names of all messages, in their order, as "error unknown-id".
inline std::vector<std::string> message_names(const Case& a_case) {
    std::vector<std::string> names;
    for (const text::PlacedMessage& placed : check(a_case)) {
        const text::MessageKind& kind = placed.message.kind();
        names.push_back(std::string(level_name(kind.level)) + " " + std::string(kind.name));
    }
    return names;
}

/// All messages as people see them, one after the other.
inline std::string rendered(const Case& a_case) {
    std::string all;
    for (const text::PlacedMessage& placed : check(a_case)) all += text::render_for_people(placed);
    return all;
}

/// Everything that the tables say of a card, in words, one line a row and one a chain. The tag of a
/// value is told by how it is written: "text", <date>, <duration>, #number, 'choice', (statement).
class Rows {
  public:
    explicit Rows(const Case& a_case) : case_(a_case), tables_(a_case.tables()) {}

    [[nodiscard]] std::string value(CardId card, FieldId field, Value value) const {
        switch (value.tag) {
            case ValueTag::none: return "";
            case ValueTag::name:
            case ValueTag::variable: return name({value.number});
            case ValueTag::begin_of: return "begin of " + name({value.number});
            case ValueTag::end_of: return "end of " + name({value.number});
            case ValueTag::text: return '"' + case_.text_value(card, value.number) + '"';
            case ValueTag::date: return '<' + in(card, tables_.date_spans[value.number]) + '>';
            case ValueTag::duration:
                return '<' + in(card, tables_.duration_spans[value.number]) + '>';
            case ValueTag::number: return '#' + std::to_string(value.number);
            case ValueTag::choice: return "'" + choice(field, value.number) + "'";
            case ValueTag::statement: return '(' + row({value.number}) + ')';
            case ValueTag::field:
                return "field " + std::string(case_.vocabulary().fields()[value.number].name);
            case ValueTag::hedge:
                return "hedge " + std::string(case_.vocabulary().hedges()[value.number].name);
        }
        return "";
    }

    [[nodiscard]] std::string row(RowId id) const {
        const std::uint32_t at = id.number;
        const FieldId field = tables_.field[at];
        std::string line;
        const auto flag = [&](std::uint16_t bit, std::string_view word) {
            if (tables_.has(id, bit)) line += std::string(word) + ' ';
        };
        if (tables_.role[at] == RowRole::said) line += "said: ";
        if (tables_.role[at] == RowRole::mentioned) line += "mentioned: ";
        flag(row_flags::silence, "no word that");
        flag(row_flags::possible, "can");
        flag(row_flags::begin_of_subject, "begin of");
        flag(row_flags::end_of_subject, "end of");
        line += name(tables_.subject[at]) + ' ' +
                std::string(case_.vocabulary().field(field).name) + ' ';
        flag(row_flags::bare, "bare");
        flag(row_flags::implied, "implied");
        flag(row_flags::negated, "not");
        flag(row_flags::only, "only");
        flag(row_flags::jointly, "jointly");
        if (!tables_.hedge[at].none()) {
            line += std::string(case_.vocabulary().hedge(tables_.hedge[at]).name) + ' ';
        }
        line += value(tables_.card[at], field, tables_.value_of(id));
        const auto [first, last] = tables_.qualifiers_of(id);
        for (std::size_t i = first; i < last; ++i) {
            const QualifierRow& each = tables_.qualifiers[i];
            line += " | " + std::string(name_of(each.key));
            const std::string operand = value(tables_.card[at], field, each.value);
            if (!operand.empty()) line += ' ' + operand;
        }
        while (line.ends_with(' ')) line.pop_back();
        return line;
    }

    [[nodiscard]] std::string word(const WordRow& word) const {
        std::string line = "word";
        for (std::uint32_t i = 0; i < word.hop_count; ++i) {
            const Hop& hop = tables_.hops[word.first_hop + i];
            line += i == 0 ? ": " : " > ";
            if (hop.kind == Hop::Kind::unnamed) line += "unnamed";
            if (hop.kind == Hop::Kind::described) line += '"' + in(word.card, hop.span) + '"';
            if (hop.kind == Hop::Kind::named) line += name(hop.name);
            if (!hop.locus.none()) line += " [" + name(hop.locus) + ']';
            if (!hop.hedge.none())
                line += " " + std::string(case_.vocabulary().hedge(hop.hedge).name);
            if (!hop.hedge_by.none()) line += " by " + name(hop.hedge_by);
        }
        return line;
    }

    /// The lines of a card: its rows, those that a statement of its makes left out, and its chains.
    [[nodiscard]] std::vector<std::string> card(CardId id) const {
        const CardRow& card = case_.card(id);
        std::vector<std::string> lines;
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (tables_.role[at] == RowRole::claimed) lines.push_back(row({at}));
        }
        for (std::uint32_t at = card.first_word; at < card.first_word + card.word_count; ++at) {
            lines.push_back(word(tables_.words[at]));
        }
        return lines;
    }

    /// The lines of all cards of the case's own files, in their order.
    [[nodiscard]] std::vector<std::string> all() const {
        std::vector<std::string> lines;
        for (const CardId id : case_.cards_in_order()) {
            if (case_.file(case_.card(id).file).shipped) continue;
            for (std::string& line : card(id)) lines.push_back(std::move(line));
        }
        return lines;
    }

  private:
    [[nodiscard]] std::string name(NameId id) const {
        const std::string_view text = tables_.names.text(id);
        const bool variable = tables_.names.space(id) == NameSpace::variable;
        return std::string(variable ? text.substr(0, text.find(' ')) : text);
    }
    [[nodiscard]] std::string in(CardId card, Span span) const {
        return std::string(span.in(case_.text_of(card)));
    }
    [[nodiscard]] std::string choice(FieldId field, std::uint32_t index) const {
        std::string_view choices = case_.vocabulary().field(field).choices;
        while (index-- > 0) choices.remove_prefix(choices.find('|') + 1);
        return std::string(choices.substr(0, choices.find('|')));
    }

    const Case& case_;
    const Tables& tables_;
};

}  // namespace valla::casefile::testing
