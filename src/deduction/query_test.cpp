#include "deduction/query.hpp"

#include <gtest/gtest.h>

#include "deduction/random_program.hpp"
#include "deduction/solutions.hpp"

namespace valla::deduction {
namespace {

using testing::Case;
using testing::GroundAtom;
using testing::Random;

constexpr std::uint32_t most_variables = 4;

Alternative random_alternative(Random& random, const Case& of, std::uint32_t most_atoms) {
    Alternative alternative;
    alternative.body = random_conjunction(random, of, most_atoms, most_variables);
    if (random.one_in(4)) {
        alternative.absent.push_back(random_conjunction(random, of, 2, most_variables + 1));
    }
    return alternative;
}

/// Three sides of a triangle over binary predicates, if there is one.
Conjunction random_triangle(Random& random, const Case& of) {
    Conjunction result;
    for (std::uint32_t side = 0; side < 3; ++side) {
        for (int tries = 0; tries < 10; ++tries) {
            const PredicateId predicate{
                random.below(static_cast<std::uint32_t>(of.arities.size()))};
            if (of.arities[predicate.index] != 2) continue;
            result.atoms.push_back({predicate, {Variable{side}, Variable{(side + 1) % 3}}});
            break;
        }
    }
    return result;
}

Query random_query(const Case& of) {
    Random random(of.seed);
    Query query;
    const Alternative first = random_alternative(random, of, 4);
    query.body = random.one_in(4) ? random_triangle(random, of) : first.body;
    query.absent = first.absent;
    while (random.one_in(4)) {
        std::vector<Alternative>& choice = query.one_of.emplace_back();
        for (std::uint32_t left = 1 + random.below(2); left > 0; --left) {
            choice.push_back(random_alternative(random, of, 2));
        }
    }
    for (std::uint32_t index = 0; index < most_variables; ++index) {
        if ((variables_of(query.body) >> index & 1) == 0) continue;
        if (random.one_in(2)) query.show.push_back({index});
        if (random.one_in(3)) query.count.push_back({index});
    }
    if (random.one_in(3)) std::reverse(query.show.begin(), query.show.end());
    query.counts = random.one_in(3);
    query.distinct = query.counts || !random.one_in(4);
    if (random.one_in(2) && !query.show.empty()) {
        query.order.push_back(
            {query.show[random.below(static_cast<std::uint32_t>(query.show.size()))],
             random.one_in(2)});
        if (query.counts) query.order.insert(query.order.begin(), SortKey{{}, true});
    }
    if (random.one_in(5)) query.rank = [](TermId term) { return std::uint64_t{100} - term.index; };
    if (random.one_in(6)) query.most_rows = random.below(4);
    return query;
}

using Values = std::vector<std::uint32_t>;

/// Visits all assignments of terms to these variables.
template <class Visit>
void for_all(const Case& of, VariableSet variables, Values& values, Visit visit) {
    std::vector<std::uint32_t> list;
    for (std::uint32_t index = 0; index < variable_limit; ++index) {
        if ((variables >> index & 1) == 0) continue;
        list.push_back(index);
        values[index] = 0;
    }
    while (true) {
        visit();
        std::size_t at = 0;
        while (at < list.size() && ++values[list[at]] == of.terms) values[list[at++]] = 0;
        if (at == list.size()) return;
    }
}

class QueryOracle {
  public:
    QueryOracle(const Case& of, const FactStore& facts, const FactSet& visible) : case_(of) {
        for (std::uint32_t id = 0; id < facts.size(); ++id) {
            if (!visible.contains({id})) continue;
            GroundAtom atom{facts.predicate({id}).index};
            for (const TermId term : facts.terms({id})) atom.push_back(term.index);
            facts_.insert(atom);
        }
    }

    [[nodiscard]] bool holds(const Conjunction& of, const Values& values) const {
        const auto value = [&](const Argument& argument) {
            return argument.is_variable() ? values[argument.variable().index]
                                          : argument.term().index;
        };
        const auto key = [&](std::uint32_t name, const std::vector<Argument>& arguments) {
            GroundAtom atom{name};
            for (const Argument& argument : arguments) atom.push_back(value(argument));
            return atom;
        };
        for (const Atom& atom : of.atoms) {
            if (!facts_.contains(key(atom.predicate.index, atom.arguments))) return false;
        }
        for (const ExternalAtom& atom : of.externals) {
            bool found = false;
            for (const ExternalMatch& row : case_.tables[atom.external.index].rows) {
                GroundAtom terms{atom.external.index};
                for (const TermId term : row.terms) terms.push_back(term.index);
                found = found || terms == key(atom.external.index, atom.arguments);
            }
            if (!found) return false;
        }
        for (const Comparison& comparison : of.comparisons) {
            const std::uint32_t left = value(comparison.left);
            const std::uint32_t right = value(comparison.right);
            const bool holds[] = {left == right, left != right, left < right, left <= right};
            if (!holds[static_cast<int>(comparison.comparator)]) return false;
        }
        return true;
    }

    [[nodiscard]] bool holds(const Alternative& of, Values& values) const {
        if (!holds(of.body, values)) return false;
        for (const Conjunction& absent : of.absent) {
            bool found = false;
            for_all(case_, variables_of(absent) & ~variables_of(of.body), values,
                    [&] { found = found || holds(absent, values); });
            if (found) return false;
        }
        return true;
    }

    /// All solutions: for each alternative the values of all variables, 0xFFFFFFFF where it has
    /// none.
    [[nodiscard]] std::vector<Values> solutions(std::span<const Alternative> alternatives) const {
        std::vector<Values> result;
        for (const Alternative& alternative : alternatives) {
            Values values(variable_limit, 0xFFFFFFFF);
            for_all(case_, variables_of(alternative.body), values, [&] {
                Values tested = values;
                if (holds(alternative, tested)) result.push_back(values);
            });
        }
        return result;
    }

  private:
    const Case& case_;
    std::set<GroundAtom> facts_;
};

/// Every way of choosing one alternative of each list, joined with the rest of the query.
std::vector<Alternative> all_alternatives(const Query& query) {
    std::vector<Alternative> result{{query.body, query.absent}};
    for (const std::vector<Alternative>& choice : query.one_of) {
        std::vector<Alternative> next;
        for (const Alternative& left : result) {
            for (const Alternative& right : choice) {
                Alternative both = left;
                const auto join = [](auto& to, const auto& from) {
                    to.insert(to.end(), from.begin(), from.end());
                };
                join(both.body.atoms, right.body.atoms);
                join(both.body.externals, right.body.externals);
                join(both.body.comparisons, right.body.comparisons);
                join(both.absent, right.absent);
                next.push_back(both);
            }
        }
        result = next;
    }
    return result;
}

struct ExpectedRow {
    Values terms;
    std::uint64_t count = 0;
};

std::vector<ExpectedRow> expected_rows(const Query& query, const std::vector<Values>& solutions) {
    std::map<Values, std::set<Values>> groups;
    std::vector<ExpectedRow> rows;
    for (const Values& solution : solutions) {
        Values shown;
        Values counted;
        for (const Variable variable : query.show) shown.push_back(solution[variable.index]);
        for (const Variable variable : query.count) counted.push_back(solution[variable.index]);
        if (query.count.empty()) counted = solution;
        groups[shown].insert(counted);
        if (!query.distinct) rows.push_back({shown, 0});
    }
    if (query.distinct) {
        for (const auto& [shown, counted] : groups) {
            rows.push_back({shown, query.counts ? counted.size() : 0});
        }
    }
    if (query.counts && query.show.empty() && rows.empty()) rows.push_back({{}, 0});
    const auto rank = [&](std::uint32_t term) {
        return query.rank ? query.rank(TermId{term}) : std::uint64_t{term};
    };
    std::sort(rows.begin(), rows.end(), [&](const ExpectedRow& a, const ExpectedRow& b) {
        for (const SortKey& key : query.order) {
            std::uint64_t left = a.count;
            std::uint64_t right = b.count;
            for (std::size_t column = 0; key.variable && column < query.show.size(); ++column) {
                if (query.show[column] != *key.variable) continue;
                left = rank(a.terms[column]);
                right = rank(b.terms[column]);
            }
            if (left != right) return key.descending ? left > right : left < right;
        }
        for (std::size_t column = 0; column < a.terms.size(); ++column) {
            if (a.terms[column] == b.terms[column]) continue;
            return rank(a.terms[column]) < rank(b.terms[column]);
        }
        return false;
    });
    if (query.most_rows && rows.size() > *query.most_rows) rows.resize(*query.most_rows);
    return rows;
}

std::string shown(const Query& query) {
    std::ostringstream out;
    const auto show = [&](const Alternative& alternative) {
        testing::print(out, alternative.body);
        for (const Conjunction& absent : alternative.absent) {
            out << "absent [";
            testing::print(out, absent);
            out << "] ";
        }
    };
    show({query.body, query.absent});
    for (const std::vector<Alternative>& choice : query.one_of) {
        out << "one of";
        for (const Alternative& alternative : choice) {
            out << " { ";
            show(alternative);
            out << "}";
        }
    }
    out << " show";
    for (const Variable variable : query.show) out << " ?" << variable.index;
    if (query.counts) out << " counts";
    for (const Variable variable : query.count) out << " ?" << variable.index;
    return out.str();
}

std::string check_query(const Case& of) {
    const Query query = random_query(of);
    const Program program = of.program();
    Deduction deduction(program);
    testing::add_facts(deduction, of.facts);
    const FactStore& facts = deduction.facts();
    Random random(of.seed + 1);
    FactSet visible;
    const bool all = random.one_in(2);
    for (std::uint32_t id = 0; id < facts.size(); ++id) {
        if (all || !random.one_in(4)) visible.insert({id});
    }
    Query with_reasons = query;
    with_reasons.most_reasons = 1'000;
    const auto found = answer(facts, query, program.externals(), all ? nullptr : &visible);
    if (!found) return {};
    const QueryOracle oracle(of, facts, visible);
    const std::vector<Values> solutions = oracle.solutions(all_alternatives(query));
    const std::vector<ExpectedRow> rows = expected_rows(query, solutions);
    const auto differs = [&](const Answer& given) {
        if (given.rows != rows.size()) {
            return "rows: " + std::to_string(given.rows) + " of " + std::to_string(rows.size()) +
                   ": " + shown(query);
        }
        for (std::size_t number = 0; number < rows.size(); ++number) {
            Values terms;
            for (const TermId term : given.row(number)) terms.push_back(term.index);
            if (terms != rows[number].terms) return "another row: " + shown(query);
            if (query.counts && given.counts[number] != rows[number].count) {
                return "count " + std::to_string(given.counts[number]) + ", not " +
                       std::to_string(rows[number].count) + ": " + shown(query);
            }
        }
        return std::string();
    };
    if (std::string wrong = differs(*found); !wrong.empty()) return wrong;
    const auto reasoned =
        answer(facts, with_reasons, program.externals(), all ? nullptr : &visible);
    if (std::string wrong = differs(*reasoned); !wrong.empty()) return wrong;
    for (const std::vector<Reason>& reasons : reasoned->reasons) {
        if (reasons.empty() && !(query.counts && query.show.empty())) return "no reason";
        for (const Reason& reason : reasons) {
            for (const FactId fact : reason.facts) {
                if (!visible.contains(fact)) return "a reason that does not count";
            }
        }
    }
    return {};
}

/// Both ways of joining must find the same solutions, and their facts.
std::string check_methods(const Case& of) {
    const Query query = random_query(of);
    const Alternative alternative{query.body, query.absent};
    if (!Solutions::may_leap(query.body)) return {};
    const Program program = of.program();
    Deduction deduction(program);
    testing::add_facts(deduction, of.facts);
    const VariableSet bound = variables_of(query.body);
    for (const Conjunction& absent : query.absent) {
        if (unbound_in(absent, bound, program.externals())) return {};
    }
    const FactStore& facts = deduction.facts();
    FactSet visible;
    Random random(of.seed + 2);
    for (std::uint32_t id = 0; id < facts.size(); ++id) {
        if (!random.one_in(5)) visible.insert({id});
    }
    std::vector<std::vector<std::vector<std::uint32_t>>> results;
    for (const auto method : {Solutions::Method::nested_loops, Solutions::Method::leapfrog}) {
        ExternalCalls calls(program.externals());
        Solutions solutions(facts, alternative, calls, &visible, method);
        std::vector<std::vector<std::uint32_t>>& rows = results.emplace_back();
        while (solutions.next()) {
            std::vector<std::uint32_t>& row = rows.emplace_back();
            for (std::uint32_t index = 0; index < most_variables; ++index) {
                if ((bound >> index & 1) != 0) row.push_back(solutions.term(Variable{index}).index);
            }
            for (std::uint32_t atom = 0; atom < query.body.atoms.size(); ++atom) {
                row.push_back(solutions.fact(atom).index);
            }
        }
        std::sort(rows.begin(), rows.end());
    }
    return results[0] == results[1] ? "" : "the methods part: " + shown(query);
}

constexpr testing::Shape many_facts{.most_facts = 60, .most_rules = 1, .most_terms = 6};

TEST(QueryTest, AgreesWithTryingAllTerms) {
    EXPECT_EQ(testing::first_failure(60'000, 4'000, {}, check_query), "");
    EXPECT_EQ(testing::first_failure(70'000, 4'000, many_facts, check_query), "");
}

TEST(QueryTest, LeapfrogAgreesWithNestedLoops) {
    EXPECT_EQ(testing::first_failure(80'000, 4'000, many_facts, check_methods), "");
}

TEST(QueryTest, CircleIsSeen) {
    const Variable x{0};
    const Variable y{1};
    const Variable z{2};
    const PredicateId p{0};
    EXPECT_TRUE(is_cyclic(std::vector<Atom>{{p, {x, y}}, {p, {y, z}}, {p, {z, x}}}));
    EXPECT_FALSE(is_cyclic(std::vector<Atom>{{p, {x, y}}, {p, {y, z}}, {p, {z, z}}}));
    EXPECT_FALSE(
        is_cyclic(std::vector<Atom>{{p, {x, y}}, {p, {y, z}}, {p, {z, x}}, {p, {x, y, z}}}));
}

TEST(QueryTest, UnboundVariableIsNamed) {
    FactStore facts;
    const PredicateId present = facts.add_predicate(1);
    const auto refused =
        answer(facts, {.body = {.atoms = {{present, {Variable{0}}}}}, .show = {Variable{3}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().variable, Variable{3});
}

TEST(QueryTest, TooManyAlternativesAreRefused) {
    FactStore facts;
    const PredicateId present = facts.add_predicate(1);
    const Alternative one{.body = {.atoms = {{present, {Variable{0}}}}}};
    Query query;
    for (int lists = 0; lists < 11; ++lists) query.one_of.push_back({one, one});
    const auto refused = answer(facts, query);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::too_many_alternatives);
}

}  // namespace
}  // namespace valla::deduction
