#include "lineage/hitting_set.hpp"

#include <algorithm>
#include <map>

namespace valla::lineage {

namespace {

using Set = std::vector<std::uint32_t>;

/// Branch and bound over a list of sets. Each branch takes one element of the first set that is not
/// met; what the elements before it in that set would give is not tried again.
class Search {
  public:
    Search(const std::vector<Set>& sets, std::uint32_t& steps) : sets_(sets), steps_(steps) {
        // Elements that meet more sets first, so that a good choice is found early.
        std::map<std::uint32_t, std::size_t> uses;
        for (const Set& set : sets_) {
            for (const std::uint32_t each : set) ++uses[each];
        }
        for (Set& set : sets_) {
            std::stable_sort(set.begin(), set.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return uses[a] > uses[b]; });
        }
    }

    /// Whether the search went to its end.
    bool run() {
        best_ = greedy();
        least_ = disjoint({}, {});
        if (least_ == best_.size()) return true;
        Set chosen;
        Set excluded;
        // The branches that are open: of which set, and how far along it.
        struct Frame {
            std::size_t set;
            std::size_t next;
            std::size_t excluded;
        };
        std::vector<Frame> frames;
        const auto open = [&] {
            if (steps_ == 0) return false;
            --steps_;
            const std::size_t set = first_unmet(chosen);
            if (set == sets_.size()) {
                if (chosen.size() < best_.size()) best_ = chosen;
                return false;
            }
            if (chosen.size() + disjoint(chosen, excluded) >= best_.size()) return false;
            frames.push_back({set, 0, excluded.size()});
            return true;
        };
        if (!open()) return steps_ > 0;
        while (!frames.empty()) {
            Frame& frame = frames.back();
            const Set& set = sets_[frame.set];
            if (frame.next > 0 && chosen.size() == frames.size()) {
                excluded.push_back(chosen.back());
                chosen.pop_back();
            }
            while (frame.next < set.size() && has(excluded, set[frame.next])) ++frame.next;
            if (frame.next == set.size() || steps_ == 0) {
                excluded.resize(frame.excluded);
                frames.pop_back();
                continue;
            }
            chosen.push_back(set[frame.next++]);
            open();
        }
        if (steps_ == 0) return false;
        least_ = best_.size();
        return true;
    }

    [[nodiscard]] Set best() const {
        Set sorted = best_;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }
    [[nodiscard]] std::size_t least() const { return least_; }

  private:
    static bool has(const Set& set, std::uint32_t each) {
        return std::find(set.begin(), set.end(), each) != set.end();
    }
    static bool unmet(const Set& set, const Set& chosen) {
        return std::none_of(set.begin(), set.end(),
                            [&](std::uint32_t each) { return has(chosen, each); });
    }
    [[nodiscard]] std::size_t first_unmet(const Set& chosen) const {
        std::size_t at = 0;
        while (at < sets_.size() && !unmet(sets_[at], chosen)) ++at;
        return at;
    }

    [[nodiscard]] Set greedy() const {
        Set chosen;
        std::vector<bool> met(sets_.size(), false);
        while (true) {
            std::map<std::uint32_t, std::size_t> uses;
            for (std::size_t i = 0; i < sets_.size(); ++i) {
                if (met[i]) continue;
                for (const std::uint32_t each : sets_[i]) ++uses[each];
            }
            if (uses.empty()) return chosen;
            const auto most =
                std::max_element(uses.begin(), uses.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            chosen.push_back(most->first);
            for (std::size_t i = 0; i < sets_.size(); ++i)
                met[i] = met[i] || has(sets_[i], most->first);
        }
    }

    /// How many sets have nothing in common, of those not met: each needs an element of its own.
    [[nodiscard]] std::size_t disjoint(const Set& chosen, const Set& excluded) const {
        Set used;
        std::size_t count = 0;
        for (const Set& set : sets_) {
            if (!unmet(set, chosen)) continue;
            const bool apart = std::none_of(set.begin(), set.end(), [&](std::uint32_t each) {
                return has(used, each) && !has(excluded, each);
            });
            if (!apart) continue;
            ++count;
            used.insert(used.end(), set.begin(), set.end());
        }
        return count;
    }

    std::vector<Set> sets_;
    std::uint32_t& steps_;
    Set best_;
    std::size_t least_ = 0;
};

/// Adds a set, unless one of the list is part of it; those that it is part of go.
void add(std::vector<Set>& sets, Set set) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    std::erase_if(sets, [&](const Set& each) {
        return std::includes(each.begin(), each.end(), set.begin(), set.end());
    });
    sets.push_back(std::move(set));
}

}  // namespace

HittingSet smallest_hitting_set(const FindUnhit& find_unhit, std::uint32_t steps) {
    std::vector<Set> sets;
    HittingSet found;
    std::uint32_t left = steps;
    while (true) {
        bool finished = true;
        if (!sets.empty()) {
            Search search(sets, left);
            finished = search.run();
            found.elements = search.best();
            found.least = std::max(found.least, static_cast<std::uint32_t>(search.least()));
        }
        // Several sets at a time, so that the search runs less often.
        Set chosen = found.elements;
        bool more = false;
        while (true) {
            Set set = find_unhit(chosen);
            if (set.empty()) break;
            more = true;
            std::sort(set.begin(), set.end());
            const Set& smallest = set;
            chosen.insert(chosen.end(), smallest.begin(), smallest.end());
            std::sort(chosen.begin(), chosen.end());
            add(sets, set);
        }
        if (!more) return found;
        if (!finished || left == 0) {
            // Given up: what was found so far, with as much as it takes.
            Set all = found.elements;
            while (true) {
                const Set set = find_unhit(all);
                if (set.empty()) break;
                all.push_back(set.front());
                std::sort(all.begin(), all.end());
                add(sets, set);
            }
            found.elements = all;
            return found;
        }
    }
}

}  // namespace valla::lineage
