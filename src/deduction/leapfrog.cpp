#include "deduction/leapfrog.hpp"

#include <algorithm>
#include <bit>

#include "deduction/safety.hpp"

namespace valla::deduction {

bool is_cyclic(std::span<const Atom> atoms) {
    std::vector<VariableSet> edges;
    for (const Atom& atom : atoms) edges.push_back(variables_of(atom.arguments));
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t at = 0; at < edges.size() && !changed; ++at) {
            VariableSet others = 0;
            for (std::size_t other = 0; other < edges.size(); ++other) {
                if (other != at) others |= edges[other];
            }
            const VariableSet shared = edges[at] & others;
            for (std::size_t other = 0; other < edges.size() && !changed; ++other) {
                changed = other != at && (shared & ~edges[other]) == 0;
            }
            if (changed || shared == 0) {
                changed = true;
                edges.erase(edges.begin() + static_cast<std::ptrdiff_t>(at));
            }
        }
    }
    return !edges.empty();
}

/// First the variable that most atoms have, of these the one with the fewest terms; then always one
/// that is joined to those before it, if there is one.
void Leapfrog::choose_order(std::span<const Atom> atoms) {
    VariableSet left = 0;
    for (const Atom& atom : atoms) left |= variables_of(atom.arguments);
    VariableSet joined = 0;
    while (left != 0) {
        std::uint32_t best = variable_limit;
        double best_terms = 0;
        int best_atoms = 0;
        const VariableSet from = (left & joined) != 0 ? left & joined : left;
        for (std::uint32_t index = 0; index < variable_limit; ++index) {
            if ((from >> index & 1) == 0) continue;
            int count = 0;
            double terms = 0;
            for (const Atom& atom : atoms) {
                for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
                    if (atom.arguments[column] != Argument(Variable{index})) continue;
                    ++count;
                    const double own = facts_.distinct(atom.predicate, column);
                    terms = count == 1 ? own : std::min(terms, own);
                }
            }
            const bool is_better = best == variable_limit || count > best_atoms ||
                                   (count == best_atoms && terms < best_terms);
            if (!is_better) continue;
            best = index;
            best_atoms = count;
            best_terms = terms;
        }
        order_.push_back({best});
        left &= ~bit(Variable{best});
        for (const Atom& atom : atoms) {
            const VariableSet own = variables_of(atom.arguments);
            if ((own & bit(Variable{best})) != 0) joined |= own;
        }
    }
}

Leapfrog::Leapfrog(const FactStore& facts, std::span<const Atom> atoms, const FactSet* visible)
    : facts_(facts), visible_(visible) {
    choose_order(atoms);
    levels_.resize(order_.size());
    for (std::uint32_t number = 0; number < atoms.size(); ++number) {
        const Atom& atom = atoms[number];
        std::vector<std::uint32_t> columns;
        for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
            if (!atom.arguments[column].is_variable()) columns.push_back(column);
        }
        const std::size_t constants = columns.size();
        std::vector<std::size_t> depths;
        for (std::size_t depth = 0; depth < order_.size(); ++depth) {
            for (std::uint32_t column = 0; column < atom.arguments.size(); ++column) {
                if (atom.arguments[column] != Argument(order_[depth])) continue;
                columns.push_back(column);
                depths.push_back(depth);
            }
        }
        const SortedIndex& index = facts.sorted(atom.predicate, columns);
        Range range{0, index.size()};
        for (std::size_t part = 0; part < constants; ++part) {
            const std::span<const TermId> terms = index.terms(part);
            const TermId term = atom.arguments[columns[part]].term();
            const auto [low, high] =
                std::equal_range(terms.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                 terms.begin() + static_cast<std::ptrdiff_t>(range.end), term);
            range.begin = static_cast<std::size_t>(low - terms.begin());
            range.end = static_cast<std::size_t>(high - terms.begin());
        }
        predicates_.push_back(atom.predicate);
        indexes_.push_back(&index);
        ranges_.emplace_back(depths.size() + 1);
        ranges_.back()[0] = range;
        for (std::size_t level = 0; level < depths.size(); ++level) {
            Cursor cursor;
            cursor.atom = number;
            cursor.terms = index.terms(constants + level);
            cursor.is_last = level + 1 == depths.size();
            cursor.level = static_cast<std::uint32_t>(level);
            levels_[depths[level]].cursors.push_back(cursor);
        }
    }
}

void Leapfrog::open(std::size_t depth) {
    for (Cursor& cursor : levels_[depth].cursors) {
        const Range range = ranges_[cursor.atom][cursor.level];
        cursor.at = range.begin;
        cursor.end = range.end;
    }
}

bool Leapfrog::is_visible(const Level& level) const {
    for (const Cursor& cursor : level.cursors) {
        if (!cursor.is_last) continue;
        const Row row = indexes_[cursor.atom]->rows()[ranges_[cursor.atom][cursor.level + 1].begin];
        const Relation& relation = facts_.relation(predicates_[cursor.atom]);
        if (!visible_->contains(relation.fact(row))) return false;
    }
    return true;
}

bool Leapfrog::next(std::size_t depth) {
    Level& level = levels_[depth];
    while (true) {
        std::size_t agreeing = 0;
        TermId term{0};
        for (std::size_t number = 0; agreeing < level.cursors.size();
             number = number + 1 == level.cursors.size() ? 0 : number + 1) {
            Cursor& cursor = level.cursors[number];
            cursor.at = seek(cursor.terms, cursor.at, cursor.end, term);
            if (cursor.at == cursor.end) return false;
            agreeing = cursor.terms[cursor.at] == term && agreeing > 0 ? agreeing + 1 : 1;
            term = cursor.terms[cursor.at];
        }
        for (Cursor& cursor : level.cursors) {
            const std::size_t begin = cursor.at;
            // The row is the only one with all of its terms.
            cursor.at = cursor.is_last ? begin + 1
                        : term.index == 0xFFFFFFFF
                            ? cursor.end
                            : seek(cursor.terms, begin, cursor.end, {term.index + 1});
            ranges_[cursor.atom][cursor.level + 1] = {begin, cursor.at};
        }
        level.term = term;
        if (visible_ == nullptr || is_visible(level)) return true;
    }
}

Row Leapfrog::row(std::size_t atom) const {
    return indexes_[atom]->rows()[ranges_[atom].back().begin];
}

}  // namespace valla::deduction
