#include "evidence/propositions.hpp"

#include <algorithm>

#include "calendar/writing.hpp"

namespace valla::evidence {

using casefile::QualifierKey;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;
namespace row_flags = casefile::row_flags;

namespace {

constexpr std::uint16_t part_flags = row_flags::begin_of_subject | row_flags::end_of_subject;
/// Of `occurred`, in the order of its choices.
constexpr std::uint32_t occurred_yes = 0;
constexpr std::uint32_t occurred_no = 1;

FieldId occurred_field() {
    static const FieldId field{vocabulary::builtin_field(BaseKind::event, "occurred")};
    return field;
}

std::string squeezed(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

/// A date by what it says: EDTF, which is Gregorian whatever calendar was written, and the bounds
/// in minutes and the repetition, which EDTF leaves out.
std::string date_content(const calendar::Date& date) {
    std::string text = "date " + calendar::to_edtf(date);
    const calendar::MinuteRange minutes = date.minutes();
    for (const auto& bound : {minutes.begin, minutes.end}) {
        text += bound ? ' ' + std::to_string(*bound) : " -";
    }
    text += ' ' + std::to_string(static_cast<int>(date.repetition()));
    return text;
}

std::string duration_content(const calendar::Duration& duration) {
    std::string text = duration.approximate ? "about duration" : "duration";
    for (const auto& length : {duration.least, duration.most}) {
        if (!length) {
            text += " -";
            continue;
        }
        for (const std::int64_t part :
             {length->months, length->days, length->nights, length->minutes}) {
            text += ' ' + std::to_string(part);
        }
    }
    return text;
}

}  // namespace

std::size_t Propositions::KeyHash::operator()(const Key& key) const {
    const auto mix = [](std::uint64_t x) {
        x ^= x >> 32;
        x *= 0xd6e8feb86659fd93ULL;
        x ^= x >> 32;
        return x;
    };
    return static_cast<std::size_t>(
        mix(key.low + mix(key.middle + 0x9e3779b97f4a7c15ULL + mix(key.high))));
}

Propositions::Key Propositions::key(const Proposition& proposition) {
    const std::uint64_t field = std::uint64_t{proposition.field.row} << 32 |
                                std::uint64_t{proposition.part} << 16 |
                                static_cast<std::uint64_t>(proposition.value.tag);
    return {std::uint64_t{proposition.subject.number} << 32 | proposition.value.number, field,
            proposition.value.behind};
}

std::uint32_t Propositions::content(std::string text, Sample sample) {
    const auto [found, fresh] = contents_.try_emplace(std::move(text), samples_.size());
    if (fresh) samples_.push_back(sample);
    return found->second;
}

ValueKey Propositions::key_of(CardId card, Value value) {
    const Tables& tables = case_->tables();
    const auto content_key = [&](std::string text) {
        return ValueKey{value.tag, content(std::move(text), {card, value}), 0};
    };
    switch (value.tag) {
        case ValueTag::text:
            return content_key("text " + squeezed(case_->text_value(card, value.number)));
        case ValueTag::date: return content_key(date_content(tables.dates[value.number]));
        case ValueTag::duration:
            return content_key(duration_content(tables.durations[value.number]));
        case ValueTag::statement:
            // Statements mention no statements, so that this goes no deeper.
            return {value.tag, state({value.number}).number, 0};
        default: return {value.tag, value.number, 0};
    }
}

Propositions::Sample Propositions::sample(const ValueKey& key) const {
    switch (key.tag) {
        case ValueTag::text:
        case ValueTag::date:
        case ValueTag::duration: return samples_[key.number];
        default: return {{}, {key.tag, key.number}};
    }
}

std::uint32_t Propositions::behind(RowId row) {
    const Tables& tables = case_->tables();
    const auto [first, last] = tables.qualifiers_of(row);
    std::string text;
    std::vector<std::string> parts;
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::only_of || qualifier.key == QualifierKey::hedge_by)
            continue;
        const ValueKey key = key_of(tables.card[row.number], qualifier.value);
        parts.push_back(std::string(name_of(qualifier.key)) + ' ' +
                        std::to_string(static_cast<int>(key.tag)) + ' ' +
                        std::to_string(key.number));
    }
    if (parts.empty()) return 0;
    std::sort(parts.begin(), parts.end());
    for (const std::string& part : parts) text += part + ';';
    const std::uint32_t number = content("behind " + text, {});
    behind_rows_.try_emplace(number, row);
    return number;
}

Propositions::Prepared Propositions::prepare(RowId row) {
    const Tables& tables = case_->tables();
    const std::uint32_t at = row.number;
    Prepared prepared;
    prepared.denied = tables.has(row, row_flags::negated);
    Proposition& proposition = prepared.proposition;
    proposition.subject = tables.subject[at];
    proposition.field = tables.field[at];
    proposition.part = tables.flags[at] & part_flags;
    proposition.row = row;
    if (tables.has(row, row_flags::bare)) {
        proposition.value = {ValueTag::choice, occurred_yes, 0};
        return prepared;
    }
    proposition.value = key_of(tables.card[at], tables.value_of(row));
    proposition.value.behind = behind(row);
    if (proposition.field == occurred_field() && proposition.value.tag == ValueTag::choice &&
        proposition.value.number == occurred_no) {
        proposition.value.number = occurred_yes;
        prepared.denied = !prepared.denied;
    }
    return prepared;
}

PropositionId Propositions::add(const Proposition& proposition) {
    const auto [found, fresh] =
        by_key_.try_emplace(key(proposition), static_cast<std::uint32_t>(propositions_.size()));
    if (fresh) propositions_.push_back(proposition);
    return {found->second};
}

StatementId Propositions::state(RowId row) {
    const Prepared prepared = prepare(row);
    return StatementId::of(add(prepared.proposition), prepared.denied);
}

PropositionId Propositions::state(NameId subject, FieldId field, std::uint16_t part,
                                  ValueKey value) {
    return add({subject, field, part, value, {}});
}

std::optional<PropositionId> Propositions::find(NameId subject, FieldId field, std::uint16_t part,
                                                ValueKey value) const {
    const auto found = by_key_.find(key({subject, field, part, value, {}}));
    if (found == by_key_.end()) return std::nullopt;
    return PropositionId{found->second};
}

std::optional<StatementId> Propositions::find(RowId row) {
    const Prepared prepared = prepare(row);
    const auto found = by_key_.find(key(prepared.proposition));
    if (found == by_key_.end()) return std::nullopt;
    return StatementId::of({found->second}, prepared.denied);
}

namespace {

Propositions::Proposition occurrence_of(NameId name) {
    return {name, occurred_field(), 0, {ValueTag::choice, occurred_yes, 0}, {}};
}

}  // namespace

PropositionId Propositions::occurrence(NameId name) { return add(occurrence_of(name)); }

std::optional<PropositionId> Propositions::find_occurrence(NameId name) const {
    const auto found = by_key_.find(key(occurrence_of(name)));
    if (found == by_key_.end()) return std::nullopt;
    return PropositionId{found->second};
}

bool Propositions::is_occurrence(PropositionId id) const {
    const Proposition& each = propositions_[id.number];
    return each.field == occurred_field() && each.value.tag == ValueTag::choice &&
           each.value.number == occurred_yes;
}

std::size_t Propositions::memory_bytes() const {
    return propositions_.capacity() * sizeof(Proposition) +
           by_key_.size() * (sizeof(Key) + 3 * sizeof(void*)) + contents_.size() * 64;
}

}  // namespace valla::evidence
