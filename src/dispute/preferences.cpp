#include "dispute/preferences.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_set>

namespace valla::dispute {

namespace {

/// A cycle among the ranks that still wait for a better one. Each of them has one that waits too,
/// so walking up from any of them comes round.
PreferenceCycle cycle_among(const Problem& problem, const std::vector<std::uint32_t>& waiting) {
    std::vector<std::uint32_t> better(problem.ranks(), 0);
    for (const Problem::Preference& pair : problem.preferences()) {
        if (waiting[pair.better.index] != 0) better[pair.worse.index] = pair.better.index;
    }
    std::uint32_t at = 0;
    while (waiting[at] == 0) ++at;
    std::vector<bool> seen(problem.ranks(), false);
    for (; !seen[at]; at = better[at]) seen[at] = true;
    PreferenceCycle cycle;
    for (std::uint32_t next = better[at]; next != at; next = better[next]) {
        cycle.ranks.push_back({next});
    }
    cycle.ranks.push_back({at});
    std::reverse(cycle.ranks.begin(), cycle.ranks.end());
    return cycle;
}

}  // namespace

tl::expected<Preferences, PreferenceCycle> Preferences::from(const Problem& problem) {
    Preferences result;
    if (problem.preferences().empty()) return result;
    const std::uint32_t count = problem.ranks();
    result.first_worse_.assign(count + 1, 0);
    std::vector<std::uint32_t> waiting(count, 0);
    for (const Problem::Preference& pair : problem.preferences()) {
        ++result.first_worse_[pair.better.index + 1];
        ++waiting[pair.worse.index];
    }
    for (std::uint32_t k = 0; k < count; ++k) result.first_worse_[k + 1] += result.first_worse_[k];
    result.worse_.resize(problem.preferences().size());
    std::vector<std::uint32_t> next(result.first_worse_.begin(), result.first_worse_.end() - 1);
    for (const Problem::Preference& pair : problem.preferences()) {
        result.worse_[next[pair.better.index]++] = pair.worse.index;
    }

    result.depths_.assign(count, 0);
    std::vector<std::uint32_t> order;
    for (std::uint32_t k = 0; k < count; ++k) {
        if (waiting[k] == 0) order.push_back(k);
    }
    for (std::size_t k = 0; k < order.size(); ++k) {
        for (const std::uint32_t worse : result.worse_than(order[k])) {
            result.depths_[worse] = std::max(result.depths_[worse], result.depths_[order[k]] + 1);
            if (--waiting[worse] == 0) order.push_back(worse);
        }
    }
    if (order.size() < count) return tl::unexpected(cycle_among(problem, waiting));

    if (count <= matrix_limit) {
        result.has_matrix_ = true;
        result.all_worse_.reset(count);
        for (std::size_t k = order.size(); k-- > 0;) {
            for (const std::uint32_t worse : result.worse_than(order[k])) {
                result.all_worse_.set(order[k], worse);
                result.all_worse_.merge(order[k], worse);
            }
        }
    }
    return result;
}

void Preferences::compare(std::span<const RankId> ranks, std::size_t first,
                          BitMatrix& better) const {
    assert(std::is_sorted(ranks.begin(), ranks.end()));
    if (empty()) return;
    if (has_matrix_) {
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            for (std::size_t j = 0; j < ranks.size(); ++j) {
                if (all_worse_.at(ranks[j].index, ranks[i].index)) better.set(first + i, first + j);
            }
        }
        return;
    }
    std::uint32_t deepest = 0;
    for (const RankId rank : ranks) deepest = std::max(deepest, depths_[rank.index]);
    std::vector<std::uint32_t> queue;
    std::unordered_set<std::uint32_t> seen;
    for (std::size_t j = 0; j < ranks.size(); ++j) {
        queue.assign(1, ranks[j].index);
        seen.clear();
        while (!queue.empty()) {
            const std::uint32_t at = queue.back();
            queue.pop_back();
            for (const std::uint32_t worse : worse_than(at)) {
                if (depths_[worse] > deepest || !seen.insert(worse).second) continue;
                queue.push_back(worse);
                const auto found = std::lower_bound(ranks.begin(), ranks.end(), RankId{worse});
                if (found != ranks.end() && found->index == worse) {
                    better.set(first + static_cast<std::size_t>(found - ranks.begin()), first + j);
                }
            }
        }
    }
}

}  // namespace valla::dispute
