#include "dispute/large_search.hpp"

#include <algorithm>
#include <map>

#include "dispute/closed_form.hpp"

namespace valla::dispute {

LargeSearch::LargeSearch(const Tangle& tangle, Theory* theory, Effort effort)
    : tangle_(tangle), theory_(theory), effort_(effort), version_(tangle.size(), 0) {
    index_ties();
    encode();
}

void LargeSearch::index_ties() {
    in_clashes_.resize(tangle_.size());
    in_groups_.resize(tangle_.size());
    in_neighbourhoods_.resize(tangle_.size());
    clashes_ = tangle_.clashes;
    for (std::uint32_t row = 0; row < clashes_.size(); ++row) {
        const auto members = clashes_[row];
        justifications_.resize(justifications_.size() + members.size(), 0);
        for (std::uint32_t k = 0; k < members.size(); ++k) {
            in_clashes_[members[k].unit].push_back({row, k});
        }
    }
    for (std::uint32_t row = 0; row < tangle_.groups.size(); ++row) {
        const auto members = tangle_.groups[row];
        for (std::uint32_t k = 0; k < members.size(); ++k) {
            in_groups_[members[k].unit].push_back({row, k});
        }
    }
    for (std::uint32_t row = 0; row < tangle_.neighbourhoods.size(); ++row) {
        for (const Local unit : tangle_.neighbourhoods[row]) {
            in_neighbourhoods_[unit].push_back(row);
        }
    }
}

void LargeSearch::encode() {
    // Guessing "in" gives large sets, which are often versions already.
    for (Local k = 0; k < tangle_.size(); ++k) formula_.add_variable(true);
    for (std::uint32_t row = 0; row < clashes_.size(); ++row) encode_clash(row);
    // What each unit's clause says besides that the unit is in.
    std::vector<std::vector<Literal>> reasons(tangle_.size());
    for (std::uint32_t row = 0; row < clashes_.size(); ++row) {
        const auto members = clashes_[row];
        for (std::uint32_t k = 0; k < members.size(); ++k) {
            bool justifies = members[k].charged;
            for (const LocalSlot& other : members) {
                justifies = justifies && !tangle_.comes_after(other.unit, members[k].unit);
            }
            if (justifies) reasons[members[k].unit].push_back(justification({row, k}));
        }
    }
    for (std::uint32_t row = 0; row < tangle_.groups.size(); ++row) encode_group(row, reasons);
    for (Local k = 0; k < tangle_.size(); ++k) {
        // Where the theory has a say refine() states the clause, when more is known.
        if (tangle_.accepted[k] == 0 && theory_ != nullptr && !in_neighbourhoods_[k].empty()) {
            continue;
        }
        clause_.assign(1, unit(k));
        if (tangle_.accepted[k] == 0) {
            clause_.insert(clause_.end(), reasons[k].begin(), reasons[k].end());
        }
        formula_.add_clause(clause_);
    }
}

void LargeSearch::encode_clash(std::uint32_t row) {
    clause_.clear();
    for (const LocalSlot& member : clashes_[row]) clause_.push_back(-unit(member.unit));
    formula_.add_clause(clause_);
}

void LargeSearch::encode_group(std::uint32_t row, std::vector<std::vector<Literal>>& reasons) {
    const auto members = tangle_.groups[row];
    std::map<std::uint32_t, std::vector<Literal>> classes;
    for (const LocalSlot& member : members) {
        classes[member.of_class].push_back(unit(member.unit));
    }
    // At most one class: a chain of "one of the classes so far".
    std::map<std::uint32_t, Literal> chosen;
    Literal so_far = 0;
    for (const auto& [of_class, units] : classes) {
        Literal literal = units[0];
        if (units.size() > 1) {
            literal = formula_.add_variable(false);
            for (const Literal each : units) {
                formula_.add_clause(std::vector<Literal>{-each, literal});
            }
        }
        chosen[of_class] = literal;
        if (so_far != 0) formula_.add_clause(std::vector<Literal>{-so_far, -literal});
        const Literal next = formula_.add_variable(false);
        formula_.add_clause(std::vector<Literal>{-literal, next});
        if (so_far != 0) formula_.add_clause(std::vector<Literal>{-so_far, next});
        so_far = next;
    }
    // "A unit of another class, which need not come after mine": one literal for each class and
    // rank, and each says "of any class, but not of mine".
    std::map<std::uint32_t, Literal> any;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Literal> another;
    for (const LocalSlot& member : members) {
        const std::uint32_t rank = tangle_.ranks[member.unit];
        Literal& of_rank = any[rank];
        if (of_rank == 0) {
            of_rank = formula_.add_variable(false);
            clause_.assign(1, -of_rank);
            for (const LocalSlot& other : members) {
                if (!tangle_.comes_after(other.unit, member.unit)) {
                    clause_.push_back(unit(other.unit));
                }
            }
            formula_.add_clause(clause_);
        }
        Literal& of_class = another[{member.of_class, rank}];
        if (of_class == 0) {
            of_class = formula_.add_variable(false);
            formula_.add_clause(std::vector<Literal>{-of_class, of_rank});
            formula_.add_clause(std::vector<Literal>{-of_class, -chosen[member.of_class]});
        }
        reasons[member.unit].push_back(of_class);
    }
}

/// A literal that can be true only when all other members of the clash are in.
Literal LargeSearch::justification(Mention mention) {
    const auto members = clashes_[mention.row];
    if (members.size() == 2) return unit(members[1 - mention.place].unit);
    Literal& literal = justifications_[clashes_.first(mention.row) + mention.place];
    if (literal != 0) return literal;
    literal = formula_.add_variable(false);
    for (std::uint32_t k = 0; k < members.size(); ++k) {
        if (k == mention.place) continue;
        formula_.add_clause(std::vector<Literal>{-literal, unit(members[k].unit)});
    }
    return literal;
}

Literal LargeSearch::lack(const Rows<Local>& supports, std::uint32_t begin, std::uint32_t end) {
    const Literal literal = formula_.add_variable(false);
    for (std::uint32_t row = begin; row < end; ++row) {
        clause_.assign(1, -literal);
        for (const Local each : supports[row]) clause_.push_back(-unit(each));
        formula_.add_clause(clause_);
    }
    return literal;
}

bool LargeSearch::find(std::span<const Literal> assumptions) {
    while (limit_ == Limit::none) {
        const std::uint64_t used = formula_.conflicts();
        const std::optional<bool> found =
            used < effort_.conflicts ? formula_.solve(assumptions, effort_.conflicts - used)
                                     : std::nullopt;
        if (!found || refinements_ > effort_.refinements) {
            limit_ = found ? Limit::refinements : Limit::conflicts;
            return false;
        }
        if (!*found) return false;
        for (Local k = 0; k < tangle_.size(); ++k) version_[k] = formula_.value(unit(k)) ? 1 : 0;
        const bool found_version = is_version();
        // What the theory did not say may have made it one, or the clause that it learned.
        if (limit_ != Limit::none) return false;
        if (found_version) return true;
        ++refinements_;
    }
    return false;
}

bool LargeSearch::holds(const LocalStatements& statements, std::uint32_t statement) const {
    for (std::uint32_t row = statements.first_supports[statement];
         row < statements.first_supports[statement + 1]; ++row) {
        const auto support = statements.supports[row];
        if (std::all_of(support.begin(), support.end(),
                        [this](Local each) { return contains(each); }))
            return true;
    }
    return false;
}

void LargeSearch::note_findings(const LocalStatements& statements, Findings& findings) {
    for (Local k = 0; k < tangle_.size(); ++k) {
        const Knowledge before = findings.units[k];
        findings.units[k] |= contains(k) ? in_some : not_in_every;
        // The next version is to show what this one does not.
        if (findings.units[k] != before) formula_.guess(unit(k), !contains(k));
    }
    for (std::uint32_t k = 0; k < statements.size(); ++k) {
        findings.statements[k] |= holds(statements, k) ? in_some : not_in_every;
    }
}

void LargeSearch::survey(const LocalStatements& statements, Findings& findings) {
    findings.any_version = find({});
    findings.limit = limit_;
    if (!findings.any_version) return;
    note_findings(statements, findings);
    // Each question whose answer the versions so far do not show is asked; each version that it
    // yields is noted for all.
    const auto ask = [&](std::span<const Literal> assumptions) {
        if (limit_ != Limit::none) return false;
        const bool found = find(assumptions);
        if (found) note_findings(statements, findings);
        return !found && limit_ == Limit::none;
    };
    for (Local k = 0; k < tangle_.size(); ++k) {
        Knowledge& known = findings.units[k];
        const Literal in = unit(k);
        const Literal out = -in;
        if ((known & (in_some | in_none)) == 0 && ask({&in, 1})) known |= in_none;
        if ((known & (in_every | not_in_every)) == 0 && ask({&out, 1})) known |= in_every;
    }
    settle_by_units(statements, findings);
    std::vector<Literal> assumptions;
    for (std::uint32_t k = 0; k < statements.size(); ++k) {
        Knowledge& known = findings.statements[k];
        const std::uint32_t begin = statements.first_supports[k];
        const std::uint32_t end = statements.first_supports[k + 1];
        bool none = (known & in_none) == 0;
        for (std::uint32_t row = begin; none && row < end && (known & in_some) == 0; ++row) {
            assumptions.clear();
            for (const Local each : statements.supports[row]) assumptions.push_back(unit(each));
            none = ask(assumptions) && none;
        }
        if ((known & in_some) == 0 && none) known |= in_none;
        if ((known & (in_every | not_in_every)) == 0) {
            const Literal without = lack(statements.supports, begin, end);
            if (ask({&without, 1})) known |= in_every;
        }
    }
    findings.limit = limit_;
}

bool LargeSearch::list(std::size_t limit, std::vector<std::vector<Local>>& versions) {
    std::vector<Literal> prefix;
    if (!find({})) return limit_ == Limit::none;
    // The version just found agrees with the prefix; wherever it has a unit out, "in" is tried
    // first, so that what is listed is the first version with that prefix.
    while (true) {
        while (prefix.size() < tangle_.size()) {
            const auto next = static_cast<Local>(prefix.size());
            prefix.push_back(unit(next));
            if (contains(next)) continue;
            const std::vector<std::uint8_t> kept = version_;
            if (find(prefix)) continue;
            if (limit_ != Limit::none) return false;
            version_ = kept;
            prefix.back() = -unit(next);
        }
        if (versions.size() == limit) return false;
        versions.emplace_back();
        for (Local k = 0; k < tangle_.size(); ++k) {
            if (contains(k)) versions.back().push_back(k);
        }
        // Back to the last "in" that can be turned into "out".
        bool found = false;
        while (!found) {
            while (!prefix.empty() && prefix.back() < 0) prefix.pop_back();
            if (prefix.empty()) return true;
            prefix.back() = -prefix.back();
            found = find(prefix);
            if (limit_ != Limit::none) return false;
            if (!found) prefix.pop_back();
        }
    }
}

}  // namespace valla::dispute
