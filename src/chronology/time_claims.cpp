#include "chronology/time_claims.hpp"

namespace valla::chronology {

using casefile::CardId;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;

AboutPolicy AboutPolicy::of(const casefile::Case& the_case, NameId reading) {
    static const std::uint16_t about_means =
        vocabulary::builtin_field(BaseKind::reading, "about means");
    const Tables& tables = the_case.tables();
    AboutPolicy of_reading;
    AboutPolicy of_vocabulary;
    for (const CardId card : the_case.cards_in_order()) {
        const casefile::CardRow& row = the_case.card(card);
        if (!row.known_kind) continue;
        const bool is_reading = the_case.vocabulary().kind(row.kind).base == BaseKind::reading;
        if (is_reading && (reading.none() || row.name != reading)) continue;
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.field[at].row != about_means || tables.tag[at] != ValueTag::duration)
                continue;
            const auto& most = tables.durations[tables.value[at]].most;
            AboutPolicy& policy = is_reading ? of_reading : of_vocabulary;
            if (!most || (policy.width && calendar::most_minutes(*most) <= *policy.width)) continue;
            policy = {calendar::most_minutes(*most), {at}};
        }
    }
    return of_reading.width ? of_reading : of_vocabulary;
}

std::vector<Choice> TimeClaims::choices_in(const ClaimSet& mask) const {
    std::vector<Choice> chosen;
    for (const Choice& choice : choices_) {
        if (mask.contains(choice.owner)) chosen.push_back(choice);
    }
    return chosen;
}

std::span<const ClaimId> TimeClaims::of_unit(evidence::UnitId unit) const {
    const auto found = by_unit_.find(unit.number);
    if (found == by_unit_.end()) return {};
    return found->second;
}

std::optional<PointId> TimeClaims::begin_of(NameId name) const {
    const auto found = points_.find(name.number);
    if (found == points_.end()) return std::nullopt;
    return found->second.begin;
}

std::optional<PointId> TimeClaims::end_of(NameId name) const {
    const auto found = points_.find(name.number);
    if (found == points_.end()) return std::nullopt;
    return found->second.end;
}

std::optional<PointId> TimeClaims::publication_of(NameId source) const {
    const auto found = points_.find(source.number);
    if (found == points_.end() || found->second.publication == Network::origin) return std::nullopt;
    return found->second.publication;
}

ClaimId TimeClaims::nature_of(PointId point) const {
    return points_.at(name_at(point).number).nature;
}

std::optional<Event> TimeClaims::event_of(NameId name) const {
    const auto found = points_.find(name.number);
    if (found == points_.end()) return std::nullopt;
    return Event{found->second.begin, found->second.end};
}

}  // namespace valla::chronology
