#include "dispute/problem.hpp"

#include <algorithm>
#include <cassert>

namespace valla::dispute {

UnitId Problem::add_unit(RankId rank) {
    assert(rank.index < rank_count_ && units() < unit_limit);
    ranks_.push_back(rank);
    return {units() - 1};
}

RankId Problem::add_rank() { return {rank_count_++}; }

std::optional<Refusal> Problem::prefer(RankId better, RankId worse) {
    if (better.index >= rank_count_ || worse.index >= rank_count_) return Refusal::unknown_rank;
    preferences_.push_back({better, worse});
    return std::nullopt;
}

TieId Problem::close_tie(TieKind kind) {
    kinds_.push_back(kind);
    first_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
    return {ties() - 1};
}

tl::expected<TieId, Refusal> Problem::add_clash(std::span<const Member> members) {
    if (members.empty()) return tl::unexpected(Refusal::no_members);
    if (slots_.size() + members.size() > member_limit) return tl::unexpected(Refusal::too_many);
    for (const Member& member : members) {
        if (!known(member.unit)) return tl::unexpected(Refusal::unknown_unit);
    }
    const auto first = static_cast<std::ptrdiff_t>(slots_.size());
    for (const Member& member : members) slots_.emplace_back(member.unit, !member.charged);
    // Of equal units the charged one comes first, and stays.
    std::sort(slots_.begin() + first, slots_.end(), [](Slot a, Slot b) {
        return a.unit() != b.unit() ? a.unit() < b.unit() : a.flag() < b.flag();
    });
    slots_.erase(std::unique(slots_.begin() + first, slots_.end(),
                             [](Slot a, Slot b) { return a.unit() == b.unit(); }),
                 slots_.end());
    return close_tie(TieKind::clash);
}

tl::expected<TieId, Refusal> Problem::add_clash(std::initializer_list<UnitId> units) {
    std::vector<Member> members;
    for (const UnitId unit : units) members.push_back({unit, true});
    return add_clash(members);
}

tl::expected<TieId, Refusal> Problem::add_group(std::span<const std::vector<UnitId>> classes) {
    std::vector<std::vector<UnitId>> sorted(classes.begin(), classes.end());
    std::vector<UnitId> all;
    for (std::vector<UnitId>& units : sorted) {
        std::sort(units.begin(), units.end());
        units.erase(std::unique(units.begin(), units.end()), units.end());
        all.insert(all.end(), units.begin(), units.end());
    }
    if (all.empty()) return tl::unexpected(Refusal::no_members);
    if (slots_.size() + all.size() > member_limit) return tl::unexpected(Refusal::too_many);
    if (!std::all_of(all.begin(), all.end(), [this](UnitId unit) { return known(unit); }))
        return tl::unexpected(Refusal::unknown_unit);
    std::sort(all.begin(), all.end());
    if (std::adjacent_find(all.begin(), all.end()) != all.end())
        return tl::unexpected(Refusal::two_classes);
    std::sort(sorted.begin(), sorted.end());
    for (const std::vector<UnitId>& units : sorted) {
        for (std::size_t k = 0; k < units.size(); ++k) slots_.emplace_back(units[k], k == 0);
    }
    return close_tie(TieKind::group);
}

tl::expected<TieId, Refusal> Problem::add_neighbourhood(std::span<const UnitId> units) {
    std::vector<UnitId> sorted(units.begin(), units.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted.empty()) return tl::unexpected(Refusal::no_members);
    if (slots_.size() + sorted.size() > member_limit) return tl::unexpected(Refusal::too_many);
    if (!known(sorted.back())) return tl::unexpected(Refusal::unknown_unit);
    for (const UnitId unit : sorted) slots_.emplace_back(unit, false);
    return close_tie(TieKind::neighbourhood);
}

StatementId Problem::add_statement() {
    first_supports_.push_back(first_supports_.back());
    return {statements() - 1};
}

std::optional<Refusal> Problem::add_support(std::span<const UnitId> units) {
    if (statements() == 0) return Refusal::no_statement;
    if (support_units_.size() + units.size() > member_limit) return Refusal::too_many;
    for (const UnitId unit : units) {
        if (!known(unit)) return Refusal::unknown_unit;
    }
    const auto first = static_cast<std::ptrdiff_t>(support_units_.size());
    support_units_.insert(support_units_.end(), units.begin(), units.end());
    std::sort(support_units_.begin() + first, support_units_.end());
    support_units_.erase(std::unique(support_units_.begin() + first, support_units_.end()),
                         support_units_.end());
    first_support_units_.push_back(static_cast<std::uint32_t>(support_units_.size()));
    ++first_supports_.back();
    return std::nullopt;
}

std::size_t Problem::memory_bytes() const {
    return ranks_.capacity() * sizeof(RankId) + preferences_.capacity() * sizeof(Preference) +
           kinds_.capacity() * sizeof(TieKind) + slots_.capacity() * sizeof(Slot) +
           support_units_.capacity() * sizeof(UnitId) +
           (first_slots_.capacity() + first_supports_.capacity() +
            first_support_units_.capacity()) *
               sizeof(std::uint32_t);
}

}  // namespace valla::dispute
