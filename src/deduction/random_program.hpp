#pragma once

// For the tests: small random programs with facts, and the shrinking of a program on which two
// evaluators part.

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
#include "text/random_cases.hpp"

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
    for (std::uint32_t k = 0; k < text::random_cases(count); ++k) {
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
