#include "deduction/closure.hpp"

#include <algorithm>
#include <cassert>

namespace valla::deduction {

Closure::Closure(const FactStore& facts, PredicateId links, const FactSet* visible)
    : facts_(&facts), links_(links), visible_(visible) {
    assert(facts.relation(links).arity() == 2);
}

bool Closure::Marks::mark(TermId term) {
    if (term.index >= rounds.size()) rounds.resize(std::size_t{term.index} * 2 + 16, 0);
    if (rounds[term.index] == round) return false;
    rounds[term.index] = round;
    return true;
}

void Closure::search(std::uint32_t own, TermId from, const TermId* goal, Marks& marks,
                     std::vector<TermId>& reached, std::vector<Row>* by) const {
    const GroupedIndex& index = facts_->grouped(links_, ColumnSet{1} << own);
    const Relation& relation = facts_->relation(links_);
    const std::span<const TermId> others = relation.column(1 - own);
    marks.begin();
    bool found = false;
    const auto visit = [&](Row row, TermId other) {
        if (found || (visible_ != nullptr && !visible_->contains(relation.fact(row)))) return;
        if (!marks.mark(other)) return;
        reached.push_back(other);
        if (by != nullptr) by->push_back(row);
        found = goal != nullptr && other == *goal;
    };
    TermId at = from;
    for (std::size_t next = reached.size(); !found; at = reached[next++]) {
        const Matches matches = index.matches({&at, 1});
        for (std::size_t place = matches.begin; place < matches.end; ++place) {
            visit(index.rows()[place], index.terms(1 - own)[place]);
        }
        for (Row row = matches.appended; row != no_row; row = index.next_appended(row)) {
            visit(row, others[row]);
        }
        if (next == reached.size()) break;
    }
}

std::vector<TermId> Closure::reached_from(TermId from) const {
    Marks marks;
    std::vector<TermId> reached;
    search(0, from, nullptr, marks, reached, nullptr);
    std::sort(reached.begin(), reached.end());
    return reached;
}

std::vector<TermId> Closure::reaching(TermId to) const {
    Marks marks;
    std::vector<TermId> reached;
    search(1, to, nullptr, marks, reached, nullptr);
    std::sort(reached.begin(), reached.end());
    return reached;
}

bool Closure::leads(TermId from, TermId to) const {
    Marks marks;
    std::vector<TermId> reached;
    search(0, from, &to, marks, reached, nullptr);
    return !reached.empty() && reached.back() == to;
}

std::vector<FactId> Closure::chain(TermId from, TermId to) const {
    Marks marks;
    std::vector<TermId> reached;
    std::vector<Row> by;
    search(0, from, &to, marks, reached, &by);
    if (reached.empty() || reached.back() != to) return {};
    const Relation& relation = facts_->relation(links_);
    std::vector<FactId> chain;
    TermId at = to;
    // Each was reached from one that was reached before it, so that one pass back suffices.
    for (std::size_t place = reached.size(); place-- > 0;) {
        if (reached[place] != at) continue;
        chain.push_back(relation.fact(by[place]));
        at = relation.column(0)[by[place]];
        if (at == from) break;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

Closure::Pairs Closure::pairs() const {
    const std::span<const TermId> column = facts_->relation(links_).column(0);
    std::vector<TermId> sources(column.begin(), column.end());
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    Marks marks;
    Pairs pairs;
    for (const TermId source : sources) {
        const auto begin = static_cast<std::ptrdiff_t>(pairs.to.size());
        search(0, source, nullptr, marks, pairs.to, nullptr);
        std::sort(pairs.to.begin() + begin, pairs.to.end());
        pairs.from.resize(pairs.to.size(), source);
    }
    return pairs;
}

External Closure::external() const {
    const auto function = [closure = *this](std::span<const TermId> arguments, std::uint64_t bound,
                                            std::vector<ExternalMatch>& matches) {
        const auto add = [&](TermId from, TermId to) { matches.push_back({{from, to}, {}}); };
        if (bound == 0b11) {
            if (closure.leads(arguments[0], arguments[1])) add(arguments[0], arguments[1]);
        } else if (bound == 0b01) {
            for (const TermId to : closure.reached_from(arguments[0])) add(arguments[0], to);
        } else if (bound == 0b10) {
            for (const TermId from : closure.reaching(arguments[1])) add(from, arguments[1]);
        } else {
            const Pairs all = closure.pairs();
            for (std::size_t at = 0; at < all.to.size(); ++at) add(all.from[at], all.to[at]);
        }
    };
    return {.arity = 2, .required = 0, .function = function, .usual_matches = 20};
}

}  // namespace valla::deduction
