#pragma once

// For the tests: small random programs with facts, the obvious evaluator that the engine is
// measured by, and the shrinking of a program on which they part.

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "deduction/belief.hpp"
#include "deduction/deduction.hpp"

namespace valla::deduction::testing {

using GroundAtom = std::vector<std::uint32_t>;  ///< the predicate, then the terms

struct Table {
    std::uint32_t arity = 0;
    std::uint64_t required = 0;
    std::vector<ExternalMatch> rows;
};

/// A program with its facts as plain data, so that it can be cut smaller.
struct Case {
    std::uint32_t terms = 2;
    std::vector<std::uint32_t> arities;
    std::vector<Table> tables;
    std::vector<Rule> rules;
    std::vector<GroundAtom> facts;
    std::uint32_t tokens = 3;
    std::uint32_t seed = 0;  ///< of whatever the test does with it

    /// The program; a rule that is refused is left out.
    [[nodiscard]] Program program() const {
        Program program;
        for (const std::uint32_t arity : arities) program.add_predicate(arity);
        for (const Table& table : tables) {
            program.add_external(
                {.arity = table.arity,
                 .required = table.required,
                 .function = [rows = table.rows](std::span<const TermId>, std::uint64_t,
                                                 std::vector<ExternalMatch>& matches) {
                     // Also rows that were not asked for, which must be ignored.
                     matches.insert(matches.end(), rows.begin(), rows.end());
                 }});
        }
        for (const Rule& rule : rules) static_cast<void>(program.add_rule(rule));
        return program;
    }
};

inline void print(std::ostream& out, const Conjunction& of) {
    const auto arguments = [&](const std::vector<Argument>& list) {
        out << '(';
        for (const Argument& argument : list) {
            if (&argument != list.data()) out << ", ";
            if (argument.is_variable()) {
                out << '?' << argument.variable().index;
            } else {
                out << argument.term().index;
            }
        }
        out << ") ";
    };
    for (const Atom& atom : of.atoms) {
        out << 'p' << atom.predicate.index;
        arguments(atom.arguments);
    }
    for (const ExternalAtom& atom : of.externals) {
        out << 'e' << atom.external.index;
        arguments(atom.arguments);
    }
    for (const Comparison& comparison : of.comparisons) {
        constexpr const char* names[] = {"equal", "unequal", "less", "not_greater"};
        out << names[static_cast<int>(comparison.comparator)];
        arguments({comparison.left, comparison.right});
    }
}

inline std::ostream& operator<<(std::ostream& out, const Case& shown) {
    out << shown.terms << " terms, seed " << shown.seed << '\n';
    for (const Rule& rule : shown.rules) {
        out << "  ";
        print(out, {.atoms = rule.heads});
        out << ":- ";
        print(out, rule.body);
        for (const Conjunction& absent : rule.absent) {
            out << "absent [";
            print(out, absent);
            out << "] ";
        }
        out << (rule.second_stratum ? "(second) " : "") << (rule.is_unit ? "(unit)" : "") << '\n';
    }
    for (std::size_t number = 0; number < shown.tables.size(); ++number) {
        for (const ExternalMatch& row : shown.tables[number].rows) {
            out << "  e" << number << " (required " << shown.tables[number].required << ")";
            for (const TermId term : row.terms) out << ' ' << term.index;
            for (const std::vector<TokenId>& tokens : row.alternatives) {
                out << " |";
                for (const TokenId token : tokens) out << " t" << token.index;
            }
            out << '\n';
        }
    }
    for (const GroundAtom& fact : shown.facts) {
        out << "  p" << fact[0] << ':';
        for (std::size_t at = 1; at < fact.size(); ++at) out << ' ' << fact[at];
        out << '\n';
    }
    return out;
}

class Random {
  public:
    explicit Random(std::uint32_t seed) : random_(seed) {}
    std::uint32_t below(std::uint32_t limit) {
        return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random_);
    }
    bool one_in(std::uint32_t count) { return below(count) == 0; }

  private:
    std::mt19937 random_;
};

struct Shape {
    std::uint32_t most_facts = 14;
    std::uint32_t most_rules = 6;
    std::uint32_t most_terms = 3;
    std::uint32_t absent_one_in = 3;  ///< how often a rule looks at what is absent
};

inline Argument random_argument(Random& random, const Case& of, std::uint32_t variables) {
    if (random.one_in(6)) return TermId{random.below(of.terms)};
    return Variable{random.below(variables)};
}

inline std::vector<Argument> random_arguments(Random& random, const Case& of, std::uint32_t count,
                                              std::uint32_t variables) {
    std::vector<Argument> list;
    while (list.size() < count) list.push_back(random_argument(random, of, variables));
    return list;
}

inline Conjunction random_conjunction(Random& random, const Case& of, std::uint32_t most_atoms,
                                      std::uint32_t variables) {
    Conjunction result;
    for (std::uint32_t left = 1 + random.below(most_atoms); left > 0; --left) {
        const PredicateId predicate{random.below(static_cast<std::uint32_t>(of.arities.size()))};
        result.atoms.push_back(
            {predicate, random_arguments(random, of, of.arities[predicate.index], variables)});
    }
    if (random.one_in(3) && !of.tables.empty()) {
        const ExternalId external{random.below(static_cast<std::uint32_t>(of.tables.size()))};
        const std::uint32_t arity = of.tables[external.index].arity;
        result.externals.push_back({external, random_arguments(random, of, arity, variables)});
        if (random.one_in(6)) result.atoms.clear();
    }
    if (random.one_in(3)) {
        result.comparisons.push_back({static_cast<Comparator>(random.below(4)),
                                      random_argument(random, of, variables),
                                      random_argument(random, of, variables)});
    }
    return result;
}

inline Rule random_rule(Random& random, const Case& of, const Shape& shape) {
    constexpr std::uint32_t variables = 3;
    Rule rule;
    rule.body = random_conjunction(random, of, 3, variables);
    const auto predicates = static_cast<std::uint32_t>(of.arities.size());
    for (std::uint32_t heads = random.one_in(4) ? 2 : 1; heads > 0; --heads) {
        const PredicateId predicate{random.below(predicates)};
        Atom head{predicate, {}};
        while (head.arguments.size() < of.arities[predicate.index]) {
            const Argument argument = random_argument(random, of, variables);
            const bool known = !argument.is_variable() ||
                               (variables_of(rule.body) & bit(argument.variable())) != 0;
            if (known || random.one_in(20)) head.arguments.push_back(argument);
        }
        rule.heads.push_back(head);
    }
    if (random.one_in(shape.absent_one_in)) {
        rule.absent.push_back(random_conjunction(random, of, 2, variables + 1));
        if (random.one_in(4)) {
            rule.absent.push_back(random_conjunction(random, of, 1, variables + 1));
        }
    }
    rule.second_stratum = !rule.absent.empty() || random.one_in(6);
    rule.is_unit = random.one_in(3);
    return rule;
}

inline Case random_case(std::uint32_t seed, const Shape& shape) {
    Random random(seed);
    Case result;
    result.seed = seed;
    result.terms = 2 + random.below(shape.most_terms - 1);
    for (std::uint32_t left = 2 + random.below(4); left > 0; --left) {
        result.arities.push_back(1 + random.below(random.one_in(4) ? 3 : 2));
    }
    for (std::uint32_t left = random.below(3); left > 0; --left) {
        Table table;
        table.arity = 1 + random.below(2);
        table.required = random.below(4) & ((1U << table.arity) - 1);
        for (std::uint32_t rows = random.below(4); rows > 0; --rows) {
            ExternalMatch match;
            while (match.terms.size() < table.arity) {
                match.terms.push_back({random.below(result.terms)});
            }
            for (std::uint32_t ways = random.below(3); ways > 0; --ways) {
                std::vector<TokenId>& tokens = match.alternatives.emplace_back();
                for (std::uint32_t left_tokens = 1 + random.below(2); left_tokens > 0;
                     --left_tokens) {
                    tokens.push_back({random.below(result.tokens)});
                }
            }
            table.rows.push_back(match);
        }
        result.tables.push_back(table);
    }
    for (std::uint32_t left = 1 + random.below(shape.most_rules); left > 0; --left) {
        // Most of what chance makes would be refused.
        for (int tries = 0; tries < 20; ++tries) {
            const Rule rule = random_rule(random, result, shape);
            Program program = result.program();
            if (!program.add_rule(rule)) continue;
            result.rules.push_back(rule);
            break;
        }
    }
    for (std::uint32_t left = 1 + random.below(shape.most_facts); left > 0; --left) {
        GroundAtom fact{random.below(static_cast<std::uint32_t>(result.arities.size()))};
        for (std::uint32_t column = 0; column < result.arities[fact[0]]; ++column) {
            fact.push_back(random.below(result.terms));
        }
        result.facts.push_back(fact);
    }
    return result;
}

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

/// What is wrong, in words; empty when nothing is.
using Check = std::function<std::string(const Case&)>;

inline void smaller_conjunctions(const Conjunction& of, std::vector<Conjunction>& results) {
    const auto without = [&](auto member) {
        for (std::size_t at = 0; at < (of.*member).size(); ++at) {
            Conjunction next = of;
            (next.*member).erase((next.*member).begin() + static_cast<std::ptrdiff_t>(at));
            results.push_back(next);
        }
    };
    without(&Conjunction::atoms);
    without(&Conjunction::externals);
    without(&Conjunction::comparisons);
}

/// All cases with one thing less.
inline std::vector<Case> smaller_cases(const Case& of) {
    std::vector<Case> results;
    const auto add = [&](auto change) {
        results.push_back(of);
        change(results.back());
    };
    for (std::size_t at = 0; at < of.rules.size(); ++at) {
        add([&](Case& next) {
            next.rules.erase(next.rules.begin() + static_cast<std::ptrdiff_t>(at));
        });
        const Rule& rule = of.rules[at];
        for (std::size_t head = 0; rule.heads.size() > 1 && head < rule.heads.size(); ++head) {
            add([&](Case& next) {
                next.rules[at].heads.erase(next.rules[at].heads.begin() +
                                           static_cast<std::ptrdiff_t>(head));
            });
        }
        std::vector<Conjunction> bodies;
        smaller_conjunctions(rule.body, bodies);
        for (const Conjunction& body : bodies) {
            add([&](Case& next) { next.rules[at].body = body; });
        }
        for (std::size_t number = 0; number < rule.absent.size(); ++number) {
            add([&](Case& next) {
                next.rules[at].absent.erase(next.rules[at].absent.begin() +
                                            static_cast<std::ptrdiff_t>(number));
            });
            std::vector<Conjunction> absents;
            smaller_conjunctions(rule.absent[number], absents);
            for (const Conjunction& absent : absents) {
                add([&](Case& next) { next.rules[at].absent[number] = absent; });
            }
        }
    }
    for (std::size_t at = 0; at < of.facts.size(); ++at) {
        add([&](Case& next) {
            next.facts.erase(next.facts.begin() + static_cast<std::ptrdiff_t>(at));
        });
    }
    for (std::size_t table = 0; table < of.tables.size(); ++table) {
        for (std::size_t row = 0; row < of.tables[table].rows.size(); ++row) {
            add([&](Case& next) {
                std::vector<ExternalMatch>& rows = next.tables[table].rows;
                rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
            });
        }
    }
    return results;
}

/// The smallest case found by leaving things out on which `check` still fails, printed.
inline std::string shrunk(Case failing, const Check& check) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (const Case& next : smaller_cases(failing)) {
            if (check(next).empty()) continue;
            failing = next;
            smaller = true;
            break;
        }
    }
    std::ostringstream out;
    out << check(failing) << "\non " << failing;
    return out.str();
}

/// Runs `check` on `count` random cases; the first failure, shrunk, or an empty text.
inline std::string first_failure(std::uint32_t seed, std::uint32_t count, const Shape& shape,
                                 const Check& check) {
    for (std::uint32_t k = 0; k < count; ++k) {
        const Case next = random_case(seed + k, shape);
        if (!check(next).empty()) return shrunk(next, check);
    }
    return {};
}

/// A fact of the engine in the oracle's form.
inline GroundAtom ground_atom(const Deduction& deduction, FactId fact) {
    GroundAtom atom{deduction.facts().predicate(fact).index};
    for (const TermId term : deduction.facts().terms(fact)) atom.push_back(term.index);
    return atom;
}

inline std::vector<TermId> terms_of(const GroundAtom& atom) {
    std::vector<TermId> terms;
    for (std::size_t at = 1; at < atom.size(); ++at) terms.push_back({atom[at]});
    return terms;
}

inline void add_facts(Deduction& deduction, std::span<const GroundAtom> facts) {
    for (const GroundAtom& fact : facts) {
        deduction.facts().add({fact[0]}, std::span<const TermId>(terms_of(fact)));
    }
}

}  // namespace valla::deduction::testing
