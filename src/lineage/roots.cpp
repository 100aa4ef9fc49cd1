#include "lineage/roots.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace valla::lineage {

namespace {

RootCount to_count(const HittingSet& set) {
    RootCount count;
    count.most = static_cast<std::uint32_t>(set.elements.size());
    count.least = set.least;
    for (const std::uint32_t element : set.elements) {
        if (element == Chains::unnamed_element) count.unnamed = true;
        else if (element == Chains::researcher_element) count.researcher = true;
        else count.sources.push_back({element});
    }
    return count;
}

std::vector<NameId> hands_of(const Chain& chain) {
    std::vector<NameId> hands;
    for (const Step& step : chain.steps) {
        if (step.kind != Step::Kind::named) continue;
        hands.push_back(step.name);
        if (!step.locus.none()) hands.push_back(step.locus);
    }
    std::sort(hands.begin(), hands.end());
    hands.erase(std::unique(hands.begin(), hands.end()), hands.end());
    return hands;
}

bool same_way(const Chain& a, const Chain& b) {
    if (a.steps.size() != b.steps.size()) return false;
    for (std::size_t i = 0; i < a.steps.size(); ++i) {
        const Step& one = a.steps[i];
        const Step& other = b.steps[i];
        const bool named = one.kind == Step::Kind::named || one.kind == Step::Kind::researcher;
        if (one.kind != other.kind || one.name != other.name || one.locus != other.locus)
            return false;
        if (!named && one.hop != other.hop) return false;
    }
    return true;
}

/// What stands in all chains, in the order of the first; of a place and its source the place.
/// Nothing when there is only one way.
std::vector<NameId> common_to(const std::vector<Chain>& chains) {
    const bool one_way = std::all_of(chains.begin(), chains.end(), [&](const Chain& each) {
        return same_way(each, chains.front());
    });
    if (one_way) return {};
    std::vector<NameId> common = hands_of(chains.front());
    for (const Chain& chain : chains) {
        const std::vector<NameId> hands = hands_of(chain);
        std::erase_if(common, [&](NameId each) {
            return !std::binary_search(hands.begin(), hands.end(), each);
        });
    }
    std::vector<NameId> shown;
    for (const Step& step : chains.front().steps) {
        const auto in_all = [&](NameId name) {
            return !name.none() && std::binary_search(common.begin(), common.end(), name);
        };
        const NameId hand = in_all(step.locus) ? step.locus : step.name;
        const bool seen = std::find(shown.begin(), shown.end(), hand) != shown.end();
        if (in_all(hand) && !seen) shown.push_back(hand);
    }
    return shown;
}

/// The closed walks in which several chains, put together, lead back to where they came from.
std::vector<std::vector<NameId>> circles_in(const std::vector<Chain>& chains) {
    std::map<NameId, std::set<NameId>> later;  // to whom each handed it on
    for (const Chain& chain : chains) {
        for (std::size_t i = 0; i + 1 < chain.steps.size(); ++i) {
            const bool named = chain.steps[i].kind == Step::Kind::named &&
                               chain.steps[i + 1].kind == Step::Kind::named;
            if (named) later[chain.steps[i].name].insert(chain.steps[i + 1].name);
        }
    }
    std::vector<std::vector<NameId>> walks;
    std::set<NameId> in_walk;
    for (const auto& [start, next] : later) {
        if (in_walk.contains(start)) continue;
        // The shortest way from here back to here.
        std::map<NameId, NameId> came_from;
        std::vector<NameId> queue{start};
        bool closed = false;
        for (std::size_t at = 0; at < queue.size() && !closed; ++at) {
            const auto found = later.find(queue[at]);
            if (found == later.end()) continue;
            for (const NameId each : found->second) {
                if (each == start) {
                    std::vector<NameId> walk{queue[at]};
                    while (walk.back() != start) walk.push_back(came_from.at(walk.back()));
                    std::reverse(walk.begin(), walk.end());
                    in_walk.insert(walk.begin(), walk.end());
                    walks.push_back(std::move(walk));
                    closed = true;
                    break;
                }
                if (came_from.try_emplace(each, queue[at]).second) queue.push_back(each);
            }
        }
    }
    return walks;
}

}  // namespace

std::vector<std::uint32_t> Roots::unhit(StatementId statement, Links links,
                                        const std::vector<std::uint32_t>& chosen) const {
    const Evidence& evidence = chains_.rejections().evidence();
    for (const ClaimId claim : evidence.claims_of(statement)) {
        if (evidence[claim].alleged) continue;
        const Chain chain = chains_.one_without(claim, links, chosen);
        if (!chain.steps.empty()) return chains_.elements(chain);
    }
    return {};
}

HittingSet Roots::smallest(const FindUnhit& find_unhit) const {
    HittingSet set = smallest_hitting_set(find_unhit);
    // Where one book of an author does, the book is named and not the author.
    for (std::uint32_t& element : set.elements) {
        if (element >= Chains::researcher_element) continue;
        for (const NameId work : chains_.rejections().derivations().works_of({element})) {
            std::vector<std::uint32_t> other = set.elements;
            std::replace(other.begin(), other.end(), element, work.number);
            std::sort(other.begin(), other.end());
            if (!find_unhit(other).empty()) continue;
            element = work.number;
            break;
        }
    }
    std::sort(set.elements.begin(), set.elements.end());
    return set;
}

RootCount Roots::count(StatementId statement, Links links) const {
    return to_count(smallest([&](const auto& chosen) { return unhit(statement, links, chosen); }));
}

bool Roots::has_single_root(StatementId statement, Links links) const {
    const std::vector<std::uint32_t> first = unhit(statement, links, {});
    return std::any_of(first.begin(), first.end(), [&](std::uint32_t element) {
        return unhit(statement, links, {element}).empty();
    });
}

Chain Roots::of_unit(UnitId unit, Links links, const std::vector<std::uint32_t>& chosen) const {
    const Evidence& evidence = chains_.rejections().evidence();
    if (evidence[unit].kind == evidence::UnitKind::argument) {
        for (const evidence::Argument& argument : evidence.arguments()) {
            if (argument.unit == unit) return chains_.one_without(argument, links, chosen);
        }
    }
    for (const ClaimId claim : evidence.claims_of(unit)) {
        Chain chain = chains_.one_without(claim, links, chosen);
        if (!chain.steps.empty()) return chain;
    }
    return {};
}

RootCount Roots::count_derived(std::span<const Support> supports, Links links) const {
    return to_count(smallest([&](const std::vector<std::uint32_t>& chosen) {
        for (const Support& support : supports) {
            std::vector<std::uint32_t> all;
            bool whole = true;
            for (const UnitId unit : support) {
                const Chain chain = of_unit(unit, links, chosen);
                whole = whole && !chain.steps.empty();
                if (!whole) break;
                const std::vector<std::uint32_t> elements = chains_.elements(chain);
                all.insert(all.end(), elements.begin(), elements.end());
            }
            if (whole && !all.empty()) return all;
        }
        return std::vector<std::uint32_t>{};
    }));
}

Trace Roots::trace(StatementId statement) const {
    const Evidence& evidence = chains_.rejections().evidence();
    Trace trace;
    trace.statement = statement;
    for (const ClaimId claim : evidence.claims_of(statement)) {
        std::vector<Chain>& into = evidence[claim].alleged ? trace.alleged : trace.chains;
        std::vector<Chain> more =
            chains_.of(claim, Links::with_hedged, chain_limit, trace.complete);
        for (Chain& chain : more) {
            if (into.size() < chain_limit) into.push_back(std::move(chain));
            else trace.complete = false;
        }
    }
    std::vector<Chain> firm;
    bool complete = true;
    for (const ClaimId claim : evidence.claims_of(statement)) {
        if (evidence[claim].alleged || firm.size() >= chain_limit) continue;
        std::vector<Chain> more = chains_.of(claim, Links::firm, chain_limit, complete);
        firm.insert(firm.end(), more.begin(), more.end());
    }
    trace.common_hands = common_to(firm);
    trace.common_hands_with_hedged = common_to(trace.chains);
    trace.firm = count(statement, Links::firm);
    trace.with_hedged = count(statement, Links::with_hedged);
    trace.circles = circles_in(trace.chains);
    const Derivations& derivations = chains_.rejections().derivations();
    std::set<NameId> circular;
    for (const Chain& chain : trace.chains) {
        if (chain.circular) circular.insert(chain.steps.front().name);
    }
    for (const std::vector<NameId>& walk : derivations.circles(Links::with_hedged)) {
        const bool here = std::any_of(walk.begin(), walk.end(),
                                      [&](NameId each) { return circular.contains(each); });
        // A circle names each after the one that it derives from.
        if (here) trace.circles.emplace_back(walk.rbegin(), walk.rend());
    }
    return trace;
}

}  // namespace valla::lineage
