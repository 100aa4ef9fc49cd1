#pragma once

// For the tests: the obvious evaluator of rules that the engine is measured by.

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "deduction/random_program.hpp"
#include "deduction/safety.hpp"

namespace valla::deduction::testing {

/// All ground instances of a program's rules over the terms of the case, found by trying every
/// assignment; and what follows from them, found by applying all of them until nothing changes.
class Oracle {
  public:
    struct Outside {
        std::vector<std::vector<TokenId>> alternatives;
        GroundAtom key;  ///< the external, then the terms
    };
    struct Ground {
        std::vector<GroundAtom> atoms;
        std::vector<Outside> outside;
    };
    struct Absent {
        std::vector<Ground> ways;  ///< in which it may be there after all
        GroundAtom wanted;         ///< how the engine names it
    };
    struct Instance {
        std::uint32_t rule = 0;
        GroundAtom head;
        Ground body;
        std::vector<Absent> absent;
    };

    Oracle(const Case& of, const Program& program) : case_(of), program_(program) {
        for (std::uint32_t id = 0; id < program.rules(); ++id) ground(id);
        find_strata();
    }

    [[nodiscard]] const std::vector<Instance>& instances() const { return instances_; }

    /// Whether an element of the mask is on; absences are not asked for.
    using IsOn = std::function<bool(Element)>;
    /// Whether what an instance wants absent is absent.
    using IsAbsent = std::function<bool(const Absent&)>;

    [[nodiscard]] bool holds(const Ground& ground, const std::set<GroundAtom>& facts,
                             const IsOn& is_on) const {
        for (const GroundAtom& atom : ground.atoms) {
            if (!facts.contains(atom)) return false;
        }
        return std::all_of(ground.outside.begin(), ground.outside.end(), [&](const Outside& match) {
            if (match.alternatives.empty()) return true;
            return std::any_of(match.alternatives.begin(), match.alternatives.end(),
                               [&](const std::vector<TokenId>& tokens) {
                                   return std::all_of(tokens.begin(), tokens.end(), is_on);
                               });
        });
    }

    /// The least set of atoms that contains `facts` and is closed under the instances.
    [[nodiscard]] std::set<GroundAtom> close(std::set<GroundAtom> facts, const IsOn& is_on,
                                             const IsAbsent& is_absent,
                                             std::uint32_t stratum = 0xFFFFFFFF) const {
        for (bool changed = true; changed;) {
            changed = false;
            for (const Instance& instance : instances_) {
                if (stratum != 0xFFFFFFFF && strata_[instance.head[0]] != stratum) continue;
                if (program_.rule({instance.rule}).is_unit && !is_on(RuleId{instance.rule})) {
                    continue;
                }
                if (facts.contains(instance.head) || !holds(instance.body, facts, is_on)) continue;
                if (!std::all_of(instance.absent.begin(), instance.absent.end(), is_absent))
                    continue;
                facts.insert(instance.head);
                changed = true;
            }
        }
        return facts;
    }

    /// What holds under a mask, stratum by stratum.
    [[nodiscard]] std::set<GroundAtom> model(const std::set<GroundAtom>& given,
                                             const IsOn& is_on) const {
        std::set<GroundAtom> facts = given;
        for (std::uint32_t stratum = 0; stratum <= case_.arities.size(); ++stratum) {
            const std::set<GroundAtom> below = facts;
            facts = close(
                facts, is_on,
                [&](const Absent& absent) {
                    return std::none_of(
                        absent.ways.begin(), absent.ways.end(),
                        [&](const Ground& way) { return holds(way, below, is_on); });
                },
                stratum);
        }
        return facts;
    }

  private:
    using Values = std::vector<std::uint32_t>;

    static std::uint32_t value(const Argument& argument, const Values& values) {
        return argument.is_variable() ? values[argument.variable().index] : argument.term().index;
    }
    static GroundAtom instantiate(std::uint32_t predicate, const std::vector<Argument>& arguments,
                                  const Values& values) {
        GroundAtom atom{predicate};
        for (const Argument& argument : arguments) atom.push_back(value(argument, values));
        return atom;
    }

    /// Nothing where a comparison or a table says no.
    [[nodiscard]] std::optional<Ground> instantiate(const Conjunction& of,
                                                    const Values& values) const {
        Ground ground;
        for (const Comparison& comparison : of.comparisons) {
            const std::uint32_t left = value(comparison.left, values);
            const std::uint32_t right = value(comparison.right, values);
            const bool holds[] = {left == right, left != right, left < right, left <= right};
            if (!holds[static_cast<int>(comparison.comparator)]) return std::nullopt;
        }
        for (const ExternalAtom& atom : of.externals) {
            Outside outside;
            outside.key = instantiate(atom.external.index, atom.arguments, values);
            bool found = false;
            bool always = false;
            for (const ExternalMatch& row : case_.tables[atom.external.index].rows) {
                GroundAtom key{atom.external.index};
                for (const TermId term : row.terms) key.push_back(term.index);
                if (key != outside.key) continue;
                found = true;
                always = always || row.alternatives.empty();
                outside.alternatives.insert(outside.alternatives.end(), row.alternatives.begin(),
                                            row.alternatives.end());
            }
            if (!found) return std::nullopt;
            if (always) outside.alternatives.clear();
            ground.outside.push_back(outside);
        }
        for (const Atom& atom : of.atoms) {
            ground.atoms.push_back(instantiate(atom.predicate.index, atom.arguments, values));
        }
        return ground;
    }

    template <class Visit>
    void for_all(std::vector<std::uint32_t> variables, Values& values, Visit visit) const {
        for (const std::uint32_t variable : variables) values[variable] = 0;
        while (true) {
            visit();
            std::size_t at = 0;
            while (at < variables.size() && ++values[variables[at]] == case_.terms) {
                values[variables[at++]] = 0;
            }
            if (at == variables.size()) return;
        }
    }

    static std::vector<std::uint32_t> list(VariableSet set) {
        std::vector<std::uint32_t> variables;
        for (std::uint32_t index = 0; index < variable_limit; ++index) {
            if ((set >> index & 1) != 0) variables.push_back(index);
        }
        return variables;
    }

    void ground(std::uint32_t id) {
        const Rule& rule = program_.rule({id});
        const VariableSet outer = variables_of(rule.body);
        Values values(variable_limit, 0);
        for_all(list(outer), values, [&] {
            const std::optional<Ground> body = instantiate(rule.body, values);
            if (!body) return;
            Instance instance{id, {}, *body, {}};
            for (std::size_t number = 0; number < rule.absent.size(); ++number) {
                const Conjunction& conjunction = rule.absent[number];
                const Atom& wanted = program_.absent_atoms({id})[number];
                Absent absent;
                absent.wanted = instantiate(wanted.predicate.index, wanted.arguments, values);
                for_all(list(variables_of(conjunction) & ~outer), values, [&] {
                    if (const auto way = instantiate(conjunction, values))
                        absent.ways.push_back(*way);
                });
                instance.absent.push_back(absent);
            }
            for (const Atom& head : rule.heads) {
                instance.head = instantiate(head.predicate.index, head.arguments, values);
                instances_.push_back(instance);
            }
        });
    }

    void find_strata() {
        strata_.assign(case_.arities.size(), 0);
        for (std::size_t round = 0; round <= case_.arities.size(); ++round) {
            for (std::uint32_t id = 0; id < program_.rules(); ++id) {
                const Rule& rule = program_.rule({id});
                for (const Atom& head : rule.heads) {
                    std::uint32_t& own = strata_[head.predicate.index];
                    for (const Atom& atom : rule.body.atoms) {
                        own = std::max(own, strata_[atom.predicate.index]);
                    }
                    for (const Conjunction& absent : rule.absent) {
                        for (const Atom& atom : absent.atoms) {
                            own = std::max(own, strata_[atom.predicate.index] + 1);
                        }
                    }
                }
            }
        }
    }

    const Case& case_;
    const Program& program_;
    std::vector<Instance> instances_;
    std::vector<std::uint32_t> strata_;
};

}  // namespace valla::deduction::testing
