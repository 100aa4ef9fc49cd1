#include "casefile/case_dates.hpp"

#include <algorithm>
#include <array>

#include "calendar/period_part.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "vocabulary/fields.hpp"

namespace valla::casefile {

using text::Message;

namespace {

constexpr std::string_view part_field = "part of a period";

/// Which of the choices of a field of the `case` card a value is; -1 for none.
int choice_of(std::string_view field, std::string_view value) {
    const std::string written = syntax::phrase_key(value);
    const auto row = vocabulary::builtin_field(vocabulary::BaseKind::case_, field);
    std::string_view rest = vocabulary::builtin_fields()[row].choices;
    for (int number = 0; !rest.empty(); ++number) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        if (syntax::phrase_key(rest.substr(0, bar)) == written) return number;
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    return -1;
}

std::string words_of(const calendar::PeriodPart& part) {
    const std::string of = " of " + std::to_string(part.of);
    if (part.begin + 1 == part.end) return std::to_string(part.end) + of;
    return std::to_string(part.begin + 1) + " to " + std::to_string(part.end) + of;
}

class DatesReader {
  public:
    explicit DatesReader(CaseDates& dates) : dates_(dates) {}

    void read_card(std::string_view card, const syntax::Tree& tree, const syntax::CardNode& node,
                   bool is_case) {
        syntax::FieldNode field;
        for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field);) {
            const std::string name = syntax::phrase_key(field.name.in(card));
            const std::string_view value = field.value.in(card);
            if (is_case && name == "calendar") {
                const int choice = choice_of(name, value);
                if (choice >= 0) dates_.calendar = static_cast<calendar::Calendar>(choice);
            } else if (is_case && name == "seasons") {
                const int choice = choice_of(name, value);
                if (choice >= 0) dates_.hemisphere = static_cast<calendar::Hemisphere>(choice);
            } else if (text::slips_between(name, part_field, 2) <= 2) {
                read_part(value, field.value.begin, name == part_field, node.begin);
            }
        }
    }

    std::vector<CaseDates::Clash> take_clashes() { return std::move(clashes_); }

  private:
    void read_part(std::string_view value, std::uint32_t begin, bool field_is_right,
                   std::uint32_t card) {
        auto part = calendar::read_period_part(value);
        const bool sound = part.has_value() && field_is_right;
        if (!part) {
            const std::string_view word = value.substr(0, value.find_first_of(" \t\r\n"));
            part = calendar::read_period_part(std::string(word) + " as first to last half");
            if (!part) return;
        }
        const auto same_word = [&](const calendar::PeriodPart& other) {
            return other.folded == part->folded;
        };
        std::vector<calendar::PeriodPart>& parts = dates_.period_parts;
        const auto found = std::find_if(parts.begin(), parts.end(), same_word);
        if (found == parts.end()) {
            parts.push_back(*std::move(part));
            return;
        }
        const bool same = found->begin * part->of == part->begin * found->of &&
                          found->end * part->of == part->end * found->of;
        if (same || !sound) return;
        clashes_.push_back({card, Message("part-of-period-twice",
                                          {begin, begin + static_cast<std::uint32_t>(value.size())})
                                      .with("word", part->word)
                                      .with("part", words_of(*part))
                                      .with("other", words_of(*found))});
    }

    CaseDates& dates_;
    std::vector<CaseDates::Clash> clashes_;
};

}  // namespace

std::vector<CaseDates::Clash> add_dates(std::string_view bytes, const syntax::Tree& tree,
                                        CaseDates& dates) {
    DatesReader reader(dates);
    for (const syntax::CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        const std::string_view head = syntax::head_of(card, tree, node).in(card);
        const std::string_view kind = head.substr(0, head.find_first_of(" \t"));
        if (kind == "case" || kind == "vocabulary") {
            reader.read_card(card, tree, node, kind == "case");
        }
    }
    return reader.take_clashes();
}

}  // namespace valla::casefile
