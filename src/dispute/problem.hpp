#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "dispute/ids.hpp"

namespace valla::dispute {

/// A unit in a clash. A clash is charged to its member when the member may be left out because of
/// it; not so the premises of an argument, for an inference must not discredit its own witnesses.
struct Member {
    UnitId unit;
    bool charged = true;
};

/// Why a row was not taken; the problem is then as it was.
enum class Refusal : std::uint8_t {
    unknown_unit,  ///< one that add_unit() did not give
    unknown_rank,  ///< one that add_rank() did not give
    no_members,    ///< a clash or neighbourhood of nothing
    two_classes,   ///< a unit in two classes of one group would clash with itself
    no_statement,  ///< a support before any statement
    too_many,      ///< more units or members than 32-bit columns hold
};

enum class TieKind : std::uint8_t { clash, group, neighbourhood };

/// A member of a tie as it is stored: a unit and one flag.
class Slot {
  public:
    Slot(UnitId unit, bool flag) : bits_(unit.index | (flag ? flag_bit : 0)) {}
    [[nodiscard]] UnitId unit() const { return {bits_ & ~flag_bit}; }
    /// In a clash: not charged to the unit. In a group: the unit is the first of a class.
    [[nodiscard]] bool flag() const { return (bits_ & flag_bit) != 0; }

  private:
    static constexpr std::uint32_t flag_bit = std::uint32_t{1} << 31;
    std::uint32_t bits_;
};

/// Units, what cannot stand together, whom to prefer, and what follows: plain columns, only ever
/// appended to. Nothing is computed here.
///
///     Problem problem;
///     const UnitId quarrel = problem.add_unit(), harmony = problem.add_unit();
///     problem.add_clash({quarrel, harmony});
///     const StatementId in_the_office = problem.add_statement();
///     problem.add_support({quarrel});
class Problem {
  public:
    static constexpr std::uint32_t unit_limit = std::uint32_t{1} << 30;
    static constexpr std::uint32_t member_limit = std::uint32_t{1} << 31;

    UnitId add_unit(RankId rank = unranked);
    RankId add_rank();
    /// What has rank `better` is preferred to what has rank `worse`; the solver closes this
    /// transitively. A weak order is a chain of ranks; for pairs of units give each its own rank.
    std::optional<Refusal> prefer(RankId better, RankId worse);

    /// A set of units that cannot stand together. Members named twice count once, charged when one
    /// of the two is. A clash that contains another is allowed, and its charges count.
    tl::expected<TieId, Refusal> add_clash(std::span<const Member> members);
    /// The same, charged to all its members.
    tl::expected<TieId, Refusal> add_clash(std::initializer_list<UnitId> units);
    /// Units in classes, such as those that give a single-valued field the same value: any two
    /// units of different classes clash, charged to both. Never expanded to pairs.
    tl::expected<TieId, Refusal> add_group(std::span<const std::vector<UnitId>> classes);
    /// Units among which the theory may find clashes; each clash it finds must lie within some
    /// neighbourhood. May be larger than needed.
    tl::expected<TieId, Refusal> add_neighbourhood(std::span<const UnitId> units);

    /// Begins a statement, which owns the supports that are added until the next one begins.
    StatementId add_statement();
    /// A set of units from which the statement follows. An empty one always does.
    std::optional<Refusal> add_support(std::span<const UnitId> units);
    std::optional<Refusal> add_support(std::initializer_list<UnitId> units) {
        return add_support(std::span<const UnitId>(units.begin(), units.size()));
    }

    [[nodiscard]] std::uint32_t units() const { return static_cast<std::uint32_t>(ranks_.size()); }
    [[nodiscard]] std::uint32_t ranks() const { return rank_count_; }
    [[nodiscard]] std::uint32_t ties() const { return static_cast<std::uint32_t>(kinds_.size()); }
    [[nodiscard]] std::uint32_t statements() const {
        return static_cast<std::uint32_t>(first_supports_.size() - 1);
    }

    struct Preference {
        RankId better;
        RankId worse;
    };
    [[nodiscard]] RankId rank(UnitId unit) const { return ranks_[unit.index]; }
    [[nodiscard]] std::span<const Preference> preferences() const { return preferences_; }

    [[nodiscard]] TieKind kind(TieId tie) const { return kinds_[tie.index]; }
    [[nodiscard]] std::span<const Slot> slots(TieId tie) const {
        const std::uint32_t first = first_slots_[tie.index];
        return std::span(slots_).subspan(first, first_slots_[tie.index + 1] - first);
    }

    /// The supports of a statement are numbered without a gap.
    [[nodiscard]] std::uint32_t first_support(StatementId statement) const {
        return first_supports_[statement.index];
    }
    [[nodiscard]] std::uint32_t end_support(StatementId statement) const {
        return first_supports_[statement.index + 1];
    }
    [[nodiscard]] std::span<const UnitId> support(std::uint32_t support) const {
        const std::uint32_t first = first_support_units_[support];
        return std::span(support_units_).subspan(first, first_support_units_[support + 1] - first);
    }

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    [[nodiscard]] bool known(UnitId unit) const { return unit.index < ranks_.size(); }
    TieId close_tie(TieKind kind);

    std::vector<RankId> ranks_;
    std::uint32_t rank_count_ = 1;
    std::vector<Preference> preferences_;
    std::vector<TieKind> kinds_;
    std::vector<std::uint32_t> first_slots_{0};
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> first_supports_{0};
    std::vector<std::uint32_t> first_support_units_{0};
    std::vector<UnitId> support_units_;
};

}  // namespace valla::dispute
