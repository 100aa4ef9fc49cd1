#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dispute/answer.hpp"
#include "dispute/clash_list.hpp"
#include "dispute/situation.hpp"
#include "dispute/small_search.hpp"
#include "dispute/tangle.hpp"
#include "dispute/theory.hpp"

namespace valla::dispute {

/// Why a reading gives no answer at all.
struct Objection {
    /// Each is preferred to the next, and the last to the first; empty when the order is sound.
    std::vector<RankId> preference_cycle;
    /// Accepted units that cannot stand together; none can be left out of it. Ascending.
    std::vector<UnitId> accepted_clash;
};

struct Versions {
    std::vector<std::vector<UnitId>> list;  ///< each ascending
    bool complete = true;
};

/// A version that shows something, as far as the components of what was asked about reach; every
/// unit of the mask that is in no component is in every version.
struct Witness {
    std::optional<std::vector<UnitId>> version;
    Limit limit = Limit::none;  ///< why there is neither a version nor the certainty of none
};

/// The versions of a problem under a mask, and how every unit and statement stands in view of all
/// of them; exact after every change.
///
/// A *version* is a set S of units of the mask that contains no clash, and for each unit u that it
/// leaves out there is a clash K, charged to u, with all other members in S. With preferences there
/// must be an order of the units, the accepted ones first and for the rest no unit before a better
/// one, in which for each u left out all other members of such a K come before u: accept one unit
/// at a time, skip what clashes with what is accepted (the preferred subtheories of Brewka 1989;
/// the completion-optimal repairs of Staworko, Chomicki and Marcinkowski 2012). Accepted units of
/// the mask are in every version.
///
/// Ties connect units to *components*; the versions of the whole are all combinations of versions
/// of components. So preferences bear on units that ties connect, as in the last work named.
///
/// Because some members are not charged a component may have no version: an argument against the
/// premise of another, and the other way round. Then all members of its clashes are treated as
/// charged, and charges_ignored() says so.
///
///     Solver solver(problem, UnitSet::all(problem.units()));
///     solver.of(in_the_office).standing;      // only_on_some_versions
///     solver.remove(quarrel);                 // its component alone is solved again
///     solver.of(in_the_office).standing;      // no_word_left
///
/// Each component is solved by the cheapest exact method; docs/dispute.md says how, and at what
/// cost.
class Solver {
  public:
    /// Solves everything. `problem` and `theory`, which may be nothing, must outlive the solver.
    Solver(const Problem& problem, const UnitSet& mask, Theory* theory = nullptr,
           const Effort& effort = {});

    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;

    /// Takes in what was appended to the problem since; new units are out, new ties in force. Not
    /// while a level is open.
    void extend();

    /// Units of the mask, and the mask as a whole; rejecting a source is one call with its units
    /// erased.
    void add(UnitId unit);
    void remove(UnitId unit);
    void set_mask(const UnitSet& mask);
    /// Takes several units out of the mask at the cost of what they touch, whatever the size of the
    /// mask. None of them twice.
    void remove(std::span<const UnitId> units);
    /// Ties that are switched off say nothing.
    void add(TieId tie);
    void remove(TieId tie);
    void accept(UnitId unit);
    void unaccept(UnitId unit);
    void set_rank(UnitId unit, RankId rank);
    /// The theory has changed its mind about clashes of these units.
    void refresh(std::span<const UnitId> units);

    /// Opens a level; pop() undoes all changes since, without solving anything.
    void push();
    void pop();
    [[nodiscard]] std::size_t levels() const { return levels_.size(); }

    /// While there is one, no answer may be asked for.
    [[nodiscard]] std::optional<Objection> objection();

    [[nodiscard]] Answer of(UnitId unit) const;
    [[nodiscard]] Answer of(StatementId statement) const;

    /// Nothing for a unit that is out or that no tie in force holds; such a unit is in every
    /// version if it is in the mask.
    [[nodiscard]] std::optional<ComponentId> component(UnitId unit) const;
    [[nodiscard]] std::span<const UnitId> members(ComponentId component) const;
    /// All there are, in the order of their first units.
    [[nodiscard]] std::vector<ComponentId> components() const;
    /// Whether uncharged members were treated as charged, for want of any version.
    [[nodiscard]] bool charges_ignored(ComponentId component) const;

    /// The versions of one component in lexicographic order, a lower unit in before out, up to
    /// `limit` of them.
    [[nodiscard]] Versions versions(ComponentId component, std::size_t limit);
    /// A version that contains all `units`.
    [[nodiscard]] Witness version_with(std::span<const UnitId> units);
    /// A version that contains no support of the statement.
    [[nodiscard]] Witness version_without(StatementId statement);

    /// The minimal clashes under the mask, of all units or of one, up to `limit`. Those of a group
    /// are made as they are listed; those of the theory are found by asking it.
    [[nodiscard]] ClashList minimal_clashes(std::size_t limit);
    [[nodiscard]] ClashList clashes_of(UnitId unit, std::size_t limit);

    [[nodiscard]] const Situation& situation() const { return situation_; }
    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct Component {
        std::uint32_t first = 0;  ///< in members_
        std::uint32_t size = 0;
        Limit limit = Limit::none;
        bool charge_all = false;
        bool objects = false;  ///< its accepted units clash
    };
    struct PastUnit {
        UnitId unit;
        std::uint32_t component = none;
        Knowledge known = 0;
    };
    struct PastStatement {
        StatementId statement;
        Knowledge known = 0;
        Limit limit = Limit::none;
    };
    enum class Switch : std::uint8_t { unit, accepted, tie, rank };
    struct PastSwitch {
        Switch what = Switch::unit;
        std::uint32_t index = 0;
        std::uint32_t before = 0;
    };
    struct Level {
        std::size_t units = 0;
        std::size_t statements = 0;
        std::size_t switches = 0;
        std::size_t components = 0;
        std::size_t members = 0;
        std::size_t objecting = 0;
    };
    /// A statement whose supports lie in one component.
    struct Bound {
        std::uint32_t component = 0;
        StatementId statement;
    };

    // solver.cpp
    void sort_preferences();
    void flip(Switch what, std::uint32_t index, std::uint32_t value);
    void set(Switch what, std::uint32_t index, std::uint32_t value);
    void add_neighbours(UnitId unit, std::vector<UnitId>& units) const;
    void solve_again(std::vector<UnitId> units);
    void solve_all();
    void drop_unused();

    // partition.cpp
    void divide(std::span<const UnitId> units);
    void divide_all();
    void number_components(std::span<const UnitId> units);
    void unite(TieId tie);
    std::uint32_t root(std::uint32_t unit);

    // settle.cpp
    void settle(std::uint32_t first_component, std::span<const StatementId> statements);
    std::optional<std::uint32_t> home(StatementId statement);
    void settle_component(std::uint32_t component, std::span<const Bound> bound);
    [[nodiscard]] bool accepted_clash();
    void note(StatementId statement, Knowledge known, Limit limit);
    [[nodiscard]] Knowledge shared_support(StatementId statement) const;
    void settle_spanning(StatementId statement);
    void survey();

    // clashes.cpp
    /// A clash of two, seen from one of them.
    struct Pair {
        UnitId other;
        bool charged = true;
        bool other_charged = true;
    };
    /// Clashes in no order, some perhaps more than once or not minimal.
    struct Gathered {
        Rows<Member> clashes;
        bool complete = true;

        void add_pair(UnitId unit, const Pair& pair) {
            const Member own{unit, pair.charged};
            const Member other{pair.other, pair.other_charged};
            clashes.push(unit < pair.other ? own : other);
            clashes.push(unit < pair.other ? other : own);
            clashes.close_row();
        }
    };
    [[nodiscard]] bool smaller_clash_within(std::span<const Member> clash) const;
    [[nodiscard]] bool clashes_alone(UnitId unit) const;
    void add_pairs(TieId tie, UnitId unit, bool greater_only, std::vector<Pair>& pairs) const;
    void add_theory_clashes(std::uint32_t component, std::size_t limit, Gathered& gathered);
    [[nodiscard]] ClashList finish(const Gathered& gathered, std::size_t limit,
                                   std::optional<UnitId> with) const;

    // witness.cpp
    void lay_out(std::span<const std::uint32_t> components);
    [[nodiscard]] std::vector<std::uint32_t> components_of(std::span<const UnitId> units) const;
    Witness with_in_component(std::uint32_t component, std::span<const UnitId> units);

    [[nodiscard]] std::uint32_t component_index(UnitId unit) const {
        return unit.index < component_of_.size() ? component_of_[unit.index] : none;
    }

    Situation situation_;
    Theory* theory_;
    Effort effort_;
    std::vector<RankId> preference_cycle_;

    std::vector<Component> components_;
    std::vector<UnitId> members_;
    std::vector<std::uint32_t> component_of_;
    std::vector<Knowledge> unit_known_;
    std::vector<Knowledge> statement_known_;
    std::unordered_map<std::uint32_t, Limit> statement_limits_;
    std::vector<std::uint32_t> objecting_;  ///< components, some of them no longer in use

    std::vector<PastUnit> past_units_;
    std::vector<PastStatement> past_statements_;
    std::vector<PastSwitch> past_switches_;
    std::vector<Level> levels_;

    Tangle tangle_;
    LocalStatements local_statements_;
    Findings findings_;
    std::vector<Part> parts_;
    SmallSearch small_;
};

}  // namespace valla::dispute
