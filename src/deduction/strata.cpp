#include "deduction/strata.hpp"

#include <algorithm>
#include <deque>

namespace valla::deduction {

namespace {

/// From a predicate to one in the body of a rule that gives it.
struct Arc {
    std::uint32_t to = 0;
    bool absent = false;
};

using Arcs = std::vector<std::vector<Arc>>;

Arcs arcs_of(std::span<const Rule> rules, std::uint32_t predicates) {
    Arcs arcs(predicates);
    for (const Rule& rule : rules) {
        for (const Atom& head : rule.heads) {
            std::vector<Arc>& from = arcs[head.predicate.index];
            for (const Atom& atom : rule.body.atoms) from.push_back({atom.predicate.index, false});
            for (const Conjunction& absent : rule.absent) {
                for (const Atom& atom : absent.atoms) from.push_back({atom.predicate.index, true});
            }
        }
    }
    return arcs;
}

constexpr std::uint32_t none = 0xFFFFFFFF;

/// A shortest way along arcs from `from` to a predicate that `is_goal`; empty when there is none.
template <class IsGoal>
std::vector<PredicateId> way(const Arcs& arcs, std::uint32_t from, IsGoal is_goal) {
    std::vector<std::uint32_t> before(arcs.size(), none);
    before[from] = from;
    std::deque<std::uint32_t> queue{from};
    while (!queue.empty()) {
        const std::uint32_t at = queue.front();
        queue.pop_front();
        if (is_goal(at)) {
            std::vector<PredicateId> path{{at}};
            for (std::uint32_t back = at; back != from;) {
                back = before[back];
                path.push_back({back});
            }
            std::reverse(path.begin(), path.end());
            return path;
        }
        for (const Arc arc : arcs[at]) {
            if (before[arc.to] != none) continue;
            before[arc.to] = at;
            queue.push_back(arc.to);
        }
    }
    return {};
}

std::optional<RuleProblem> first_from_second(std::span<const Rule> rules, const Arcs& arcs) {
    std::vector<bool> given_by_second(arcs.size());
    for (const Rule& rule : rules) {
        if (!rule.second_stratum) continue;
        for (const Atom& head : rule.heads) given_by_second[head.predicate.index] = true;
    }
    for (const Rule& rule : rules) {
        if (rule.second_stratum) continue;
        for (const Atom& atom : rule.body.atoms) {
            // One arc suffices: a predicate between is itself in the body of a first-stratum rule,
            // or given by one of the second.
            std::vector<PredicateId> path = way(
                arcs, atom.predicate.index, [&](std::uint32_t at) { return given_by_second[at]; });
            if (path.empty()) continue;
            if (!rule.heads.empty()) path.insert(path.begin(), rule.heads[0].predicate);
            return RuleProblem{Refusal::first_from_second, {}, path};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<RuleProblem> strata_problem(std::span<const Rule> rules, std::uint32_t predicates) {
    const Arcs arcs = arcs_of(rules, predicates);
    if (auto problem = first_from_second(rules, arcs)) return problem;
    for (std::uint32_t from = 0; from < predicates; ++from) {
        for (const Arc arc : arcs[from]) {
            if (!arc.absent) continue;
            std::vector<PredicateId> path =
                way(arcs, arc.to, [&](std::uint32_t at) { return at == from; });
            if (path.empty()) continue;
            path.insert(path.begin(), PredicateId{from});
            return RuleProblem{Refusal::absence_of_itself, {}, path};
        }
    }
    return std::nullopt;
}

std::vector<std::uint32_t> strata(const Program& program) {
    std::vector<std::uint32_t> stratum(program.predicates(), 0);
    // No cycle passes an absence, so that strata only rise along finitely many of them.
    for (bool changed = true; changed;) {
        changed = false;
        const auto raise = [&](const Atom& head, const Atom& from, std::uint32_t by) {
            std::uint32_t& own = stratum[head.predicate.index];
            const std::uint32_t least = stratum[from.predicate.index] + by;
            if (own >= least) return;
            own = least;
            changed = true;
        };
        for (std::uint32_t id = 0; id < program.rules(); ++id) {
            for (const Atom& head : program.rule({id}).heads) {
                for (const Atom& atom : program.rule({id}).body.atoms) raise(head, atom, 0);
                for (const Atom& atom : program.absent_atoms({id})) raise(head, atom, 1);
            }
        }
        for (const Rule& rule : program.absent_rules()) {
            for (const Atom& atom : rule.body.atoms) raise(rule.heads[0], atom, 0);
        }
    }
    return stratum;
}

}  // namespace valla::deduction
