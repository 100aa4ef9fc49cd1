#pragma once

#include <optional>
#include <span>
#include <vector>

#include "deduction/deduction.hpp"

namespace valla::deduction {

/// What is held to be so without a rule: given facts, tokens, and rules that are units.
struct Mask {
    FactSet facts;
    TokenSet tokens;
    RuleSet rules;

    /// Everything given to this deduction so far.
    static Mask all(const Deduction& deduction);

    [[nodiscard]] bool contains(Element element) const;
    /// Not for absences, which follow from the rest.
    void insert(Element element);
    void erase(Element element);
};

/// What holds under a mask: the facts of the mask and all that follows from them, its tokens and
/// its rules. Exact after every change.
///
///     Belief belief(deduction, Mask::all(deduction));
///     belief.holds(fact);
///     belief.push();
///     belief.remove(hearsay);          // what falls, falls; what was only absent by it rises
///     belief.pop();
///     query.visible = &belief.holding();
///
/// From nothing by counting, in each instance, what of its body does not hold yet (Dowling and
/// Gallier, "Linear-time algorithms for testing the satisfiability of propositional Horn formulae",
/// Journal of Logic Programming 1, 1984): linear in the graph. Each fact that holds remembers an
/// instance that was complete when it came to hold; these are never circular. When something goes,
/// the facts that stood on it by these instances are withdrawn, and those that follow from what is
/// left come back (Gupta, Mumick, Subrahmanian, "Maintaining views incrementally", SIGMOD 1993,
/// with fewer withdrawn). Stratum by stratum, since what holds in one decides what is absent for
/// the next. A change costs the instances around the facts that it touches.
class Belief {
  public:
    /// `deduction` must outlive this. Its graph may grow between calls, see extend().
    Belief(const Deduction& deduction, Mask mask);

    /// Takes in what the deduction found since; new given facts are not in the mask. Linear in the
    /// graph; not while a level is open.
    void extend();

    [[nodiscard]] bool holds(FactId fact) const { return holding_.contains(fact); }
    [[nodiscard]] bool holds(Element element) const;
    /// All facts that hold.
    [[nodiscard]] const FactSet& holding() const { return holding_; }
    [[nodiscard]] const Mask& mask() const { return mask_; }

    /// Adds to the mask, or removes from it; what is there already, or is not, changes nothing. A
    /// fact that is not given, token or rule that the graph does not have is remembered, no more.
    void add(Element element) { change({&element, 1}, {}); }
    void remove(Element element) { change({}, {&element, 1}); }
    /// Many at once, for the cost of what they touch together.
    void change(std::span<const Element> added, std::span<const Element> removed);

    /// Opens a level; pop() undoes all changes since, at the cost of what they changed.
    void push() { levels_.push_back(trail_.size()); }
    void pop();
    [[nodiscard]] std::size_t levels() const { return levels_.size(); }

    /// An instance by which a fact holds, all of whose body holds; nothing when it is in the mask
    /// or does not hold. Followed down, these never come back to the fact.
    [[nodiscard]] std::optional<InstanceId> ground(FactId fact) const;

  private:
    enum class Kept : std::uint8_t { missing, ground, fact, token, rule, absence };
    /// A value as it was.
    struct Change {
        Kept kept;
        std::uint32_t index;
        std::uint32_t old;
    };
    struct Gain {
        std::uint32_t fact;
        std::uint32_t ground;
    };
    static constexpr std::uint32_t ungrounded = 0xFFFFFFFF;
    static constexpr std::uint32_t in_mask = 0xFFFFFFFE;
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    [[nodiscard]] std::size_t node(Element element) const;
    [[nodiscard]] std::span<const std::uint32_t> uses(std::size_t node) const;
    void load();
    void index_uses();
    void keep(Kept kept, std::uint32_t index, std::uint32_t old);
    void set_missing(std::uint32_t instance, std::uint32_t value);
    void set_ground(std::uint32_t fact, std::uint32_t value);
    void set_mask(Element element, bool on);
    void set_absent(std::uint32_t absence, bool absent);
    [[nodiscard]] bool is_grounded(std::uint32_t fact) const;
    [[nodiscard]] std::uint32_t find_ground(std::uint32_t fact) const;
    void lose(std::size_t node, std::uint32_t stratum, std::vector<std::uint32_t>& queue);
    void gain(std::size_t node, std::uint32_t stratum, std::vector<std::uint32_t>& queue);
    void settle();
    void settle(std::uint32_t stratum);
    void note(std::uint32_t fact);

    const Deduction* deduction_;
    Mask mask_;
    FactSet holding_;
    std::vector<std::uint32_t> strata_;  ///< per predicate
    std::uint32_t stratum_count_ = 0;
    std::vector<std::uint32_t> fact_strata_;  ///< per fact
    std::vector<std::uint32_t> missing_;  ///< per instance: elements of its body that do not hold
    std::vector<std::uint32_t> ground_;   ///< per fact
    std::vector<std::uint32_t> absence_of_;  ///< per fact
    std::vector<bool> absent_;               ///< per absence
    /// Where the tokens, rules and absences begin among nodes, after the facts.
    std::size_t first_token_ = 0, first_rule_ = 0, first_absence_ = 0, nodes_ = 0;
    std::vector<std::uint32_t> use_ends_;
    std::vector<std::uint32_t> uses_;
    /// Per stratum: facts that may not hold any more, and facts that may hold now.
    std::vector<std::vector<std::uint32_t>> lost_;
    std::vector<std::vector<Gain>> gained_;
    /// Facts with an absence that this change touched, and whether they held before it.
    std::vector<std::uint32_t> noted_;
    std::vector<std::uint8_t> note_;
    std::vector<Change> trail_;
    std::vector<std::size_t> levels_;
};

}  // namespace valla::deduction
