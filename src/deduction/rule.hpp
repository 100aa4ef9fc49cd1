#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "deduction/ids.hpp"

namespace valla::deduction {

/// A place in a rule or a query that any term can take; the same number is the same term
/// throughout. Number them from 0, without gaps.
struct Variable {
    std::uint32_t index = 0;
    friend auto operator<=>(Variable, Variable) = default;
};
inline constexpr std::uint32_t variable_limit = 64;

/// A term, or a variable for one.
class Argument {
  public:
    Argument(TermId term) : value_(term.index) {}
    Argument(Variable variable) : value_(variable.index), is_variable_(true) {}

    [[nodiscard]] bool is_variable() const { return is_variable_; }
    [[nodiscard]] Variable variable() const { return {value_}; }
    [[nodiscard]] TermId term() const { return {value_}; }
    friend bool operator==(const Argument&, const Argument&) = default;

  private:
    std::uint32_t value_;
    bool is_variable_ = false;
};

struct Atom {
    PredicateId predicate;
    std::vector<Argument> arguments;
};

struct ExternalAtom {
    ExternalId external;
    std::vector<Argument> arguments;
};

/// The last two compare the numbers of terms.
enum class Comparator : std::uint8_t { equal, unequal, less, not_greater };

struct Comparison {
    Comparator comparator = Comparator::equal;
    Argument left;
    Argument right;
};

/// All of these at once.
struct Conjunction {
    std::vector<Atom> atoms = {};
    std::vector<ExternalAtom> externals = {};
    std::vector<Comparison> comparisons = {};
};

/// `heads :- body, not absent[0], not absent[1] ...`. A variable of an absent conjunction that
/// occurs nowhere else stands for any term: "no word that ?e witnessed by ?anybody". `unless` is
/// such a conjunction.
struct Rule {
    std::vector<Atom> heads = {};
    Conjunction body = {};
    std::vector<Conjunction> absent = {};
    /// Whether the rule may look at what is absent. What such a rule gives, a rule of the first
    /// stratum cannot take.
    bool second_stratum = false;
    /// Whether the rule is something that can be believed or not, so that it counts among what its
    /// conclusions rest on: an argument of somebody's, not a rule of a vocabulary.
    bool is_unit = false;
};

/// One answer from outside: a term for each argument, and what it rests on. It holds when all
/// tokens of one of the alternatives hold; without alternatives it always holds.
struct ExternalMatch {
    std::vector<TermId> terms;
    std::vector<std::vector<TokenId>> alternatives;
    friend bool operator==(const ExternalMatch&, const ExternalMatch&) = default;
};

/// A relation that the caller computes: time, identity, kinds. `arguments` has a term where `bound`
/// has a bit, and anything elsewhere. The function appends every match with those terms; other
/// matches are ignored. It is asked once for the same terms and must always give the same
/// answers, and for more terms the same again as for fewer.
using ExternalFunction = std::function<void(std::span<const TermId> arguments, std::uint64_t bound,
                                            std::vector<ExternalMatch>& matches)>;

struct External {
    std::uint32_t arity = 0;
    std::uint64_t required = 0;  ///< the arguments that must be bound, one bit each
    ExternalFunction function = {};
    double usual_matches = 1;  ///< how many a call gives when not all is bound; for planning
};

/// Why a rule or query is refused.
enum class Refusal : std::uint8_t {
    unsafe_variable,       ///< nothing in the body binds `variable`
    unmarked_absence,      ///< the rule looks at what is absent but is not of the second stratum
    first_from_second,     ///< a rule of the first stratum takes what one of the second gives
    absence_of_itself,     ///< something would follow from its own absence
    too_many_variables,    ///< more than variable_limit
    too_many_alternatives  ///< `or` in a query multiplies out to more than alternative_limit
};

struct RuleProblem {
    Refusal refusal = Refusal::unsafe_variable;
    Variable variable;
    /// Where strata are at fault, the way: each predicate is in the body of a rule that gives the
    /// one before it. For `first_from_second` from a head of the rule of the first stratum to the
    /// head of the one of the second; for `absence_of_itself` the first and the last are the same.
    std::vector<PredicateId> path;
};

/// What a predicate is for.
struct PredicateOrigin {
    enum class Kind : std::uint8_t {
        declared,  ///< by add_predicate()
        external,  ///< holds the matches of `external`
        absent,    ///< holds where `rule`'s absent conjunction `number` is there after all
        wanted     ///< where that conjunction was looked for; no statement, it holds nowhere
    };
    Kind kind = Kind::declared;
    ExternalId external;
    RuleId rule;
    std::uint32_t number = 0;
    /// Of the last two: the variables of the rule that the columns stand for.
    std::vector<Variable> variables;
};

/// Rules over declared predicates and externals. There are no function symbols, so that what
/// follows is always finite.
///
///     Program program;
///     PredicateId child = program.add_predicate(2), descends = program.add_predicate(2);
///     Variable x{0}, y{1}, z{2};
///     program.add_rule({.heads = {{descends, {x, y}}}, .body = {.atoms = {{child, {x, y}}}}});
///     program.add_rule({.heads = {{descends, {x, z}}},
///                       .body = {.atoms = {{child, {x, y}}, {descends, {y, z}}}}});
///
/// A rule is refused when a variable of its is not bound, or when it spoils the strata: with the
/// rules before it, no fact may depend on its own absence, and no rule of the first stratum on
/// what a rule of the second gives. A refused rule changes nothing.
class Program {
  public:
    PredicateId add_predicate(std::uint32_t arity);
    ExternalId add_external(External external);
    tl::expected<RuleId, RuleProblem> add_rule(Rule rule);

    [[nodiscard]] std::uint32_t rules() const { return static_cast<std::uint32_t>(rules_.size()); }
    [[nodiscard]] const Rule& rule(RuleId id) const { return rules_[id.index]; }
    [[nodiscard]] std::span<const External> externals() const { return externals_; }
    [[nodiscard]] std::uint32_t predicates() const {
        return static_cast<std::uint32_t>(arities_.size());
    }
    [[nodiscard]] std::uint32_t arity(PredicateId id) const { return arities_[id.index]; }
    [[nodiscard]] const PredicateOrigin& origin(PredicateId id) const { return origins_[id.index]; }
    /// The predicate that holds an external's matches.
    [[nodiscard]] PredicateId predicate(ExternalId id) const {
        return external_predicates_[id.index];
    }
    /// Rules that the program made for the absent conjunctions of others. The first atom of each
    /// body has the predicate of origin `wanted`, and is no premise.
    [[nodiscard]] std::span<const Rule> absent_rules() const { return absent_rules_; }
    /// What the rule looks for and must not find, one atom per absent conjunction.
    [[nodiscard]] std::span<const Atom> absent_atoms(RuleId id) const {
        return absent_atoms_[id.index];
    }

  private:
    PredicateId add_predicate(std::uint32_t arity, PredicateOrigin origin);
    Atom absent_atom(RuleId id, std::uint32_t number);

    std::vector<std::uint32_t> arities_;
    std::vector<PredicateOrigin> origins_;
    std::vector<External> externals_;
    std::vector<PredicateId> external_predicates_;
    std::vector<Rule> rules_;
    std::vector<std::vector<Atom>> absent_atoms_;
    std::vector<Rule> absent_rules_;
};

/// The stratum of each predicate, from 0: at least that of what it is derived from, and above that
/// of what it is derived from the absence of.
std::vector<std::uint32_t> strata(const Program& program);

}  // namespace valla::deduction
