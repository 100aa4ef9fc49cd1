// Versions that Solver shows.

#include <algorithm>

#include "dispute/large_search.hpp"
#include "dispute/solver.hpp"

namespace valla::dispute {

void Solver::lay_out(std::span<const std::uint32_t> components) {
    parts_.clear();
    for (const std::uint32_t component : components) {
        parts_.push_back({members({component}), components_[component].charge_all});
    }
    situation_.lay_out(parts_, tangle_);
}

/// The components of `units`, in ascending order, each once.
std::vector<std::uint32_t> Solver::components_of(std::span<const UnitId> units) const {
    std::vector<std::uint32_t> result;
    for (const UnitId unit : units) {
        if (component_index(unit) != none) result.push_back(component_index(unit));
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Versions Solver::versions(ComponentId component, std::size_t limit) {
    lay_out({&component.index, 1});
    Versions result;
    const auto add = [&](auto contains) {
        result.list.emplace_back();
        for (Local k = 0; k < tangle_.size(); ++k) {
            if (contains(k)) result.list.back().push_back(tangle_.units[k]);
        }
    };
    if (SmallSearch::can_take(tangle_)) {
        small_.take(tangle_);
        const SmallSearch::List list = small_.list(limit, effort_.asking_steps);
        if (list.complete || list.more) {
            for (const SmallSearch::Bits version : list.versions) {
                add([version](Local unit) { return ((version >> unit) & 1) != 0; });
            }
            result.complete = list.complete;
            return result;
        }
    }
    std::vector<std::vector<Local>> versions;
    LargeSearch search(tangle_, theory_, effort_);
    result.complete = search.list(limit, versions);
    for (const std::vector<Local>& version : versions) {
        add([&version](Local unit) {
            return std::binary_search(version.begin(), version.end(), unit);
        });
    }
    return result;
}

Witness Solver::with_in_component(std::uint32_t component, std::span<const UnitId> units) {
    lay_out({&component, 1});
    Witness result;
    if (SmallSearch::can_take(tangle_)) {
        small_.take(tangle_);
        SmallSearch::Bits in = 0;
        for (const UnitId unit : units) {
            if (component_index(unit) == component) {
                in |= SmallSearch::Bits{1} << situation_.place(unit);
            }
        }
        const SmallSearch::Found found = small_.find(in, {}, effort_.asking_steps);
        if (found.version) {
            result.version.emplace();
            for (Local k = 0; k < tangle_.size(); ++k) {
                if (((*found.version >> k) & 1) != 0) result.version->push_back(tangle_.units[k]);
            }
        }
        if (found.complete) return result;
    }
    LargeSearch search(tangle_, theory_, effort_);
    std::vector<Literal> assumptions;
    for (const UnitId unit : units) {
        if (component_index(unit) == component) {
            assumptions.push_back(LargeSearch::unit(situation_.place(unit)));
        }
    }
    if (search.find(assumptions)) {
        result.version.emplace();
        for (Local k = 0; k < tangle_.size(); ++k) {
            if (search.contains(k)) result.version->push_back(tangle_.units[k]);
        }
    }
    result.limit = search.limit();
    return result;
}

Witness Solver::version_with(std::span<const UnitId> units) {
    Witness result;
    for (const UnitId unit : units) {
        if (!situation_.contains(unit)) return result;
    }
    std::vector<UnitId> version;
    for (const std::uint32_t component : components_of(units)) {
        Witness part = with_in_component(component, units);
        if (!part.version && part.limit == Limit::none) return part;
        if (part.limit != Limit::none) result.limit = part.limit;
        if (part.version) version.insert(version.end(), part.version->begin(), part.version->end());
    }
    if (result.limit != Limit::none) return result;
    std::sort(version.begin(), version.end());
    result.version = std::move(version);
    return result;
}

Witness Solver::version_without(StatementId statement) {
    const Problem& problem = situation_.problem();
    std::vector<UnitId> tied;
    std::vector<std::uint32_t> supports;
    for (std::uint32_t support = problem.first_support(statement);
         support < problem.end_support(statement); ++support) {
        if (!situation_.live(support)) continue;
        const std::span<const UnitId> units = problem.support(support);
        tied.insert(tied.end(), units.begin(), units.end());
        supports.push_back(support);
    }
    lay_out(components_of(tied));
    Rows<Local> rows;
    for (const std::uint32_t support : supports) {
        for (const UnitId unit : problem.support(support)) {
            if (component_index(unit) != none) rows.push(situation_.place(unit));
        }
        rows.close_row();
    }
    LargeSearch search(tangle_, theory_, effort_);
    const Literal without = search.lack(rows, 0, rows.size());
    Witness result;
    if (search.find({&without, 1})) {
        result.version.emplace();
        for (Local k = 0; k < tangle_.size(); ++k) {
            if (search.contains(k)) result.version->push_back(tangle_.units[k]);
        }
    }
    result.limit = search.limit();
    return result;
}

}  // namespace valla::dispute
