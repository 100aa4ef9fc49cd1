#pragma once

// For the tests: small random problems, and the shrinking of one on which something fails.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "dispute/solver.hpp"
#include "text/random_cases.hpp"

namespace valla::dispute::testing {

/// A set of units of a small problem, one bit each.
using Set = std::uint32_t;

inline Set only(std::uint32_t unit) { return Set{1} << unit; }
inline bool has(Set set, std::uint32_t unit) { return (set & only(unit)) != 0; }
inline bool within(Set part, Set whole) { return (part & ~whole) == 0; }

inline std::vector<UnitId> units_of(Set set) {
    std::vector<UnitId> units;
    for (std::uint32_t k = 0; k < 32; ++k) {
        if (has(set, k)) units.push_back({k});
    }
    return units;
}

inline Set set_of(std::span<const UnitId> units) {
    Set set = 0;
    for (const UnitId unit : units) set |= only(unit.index);
    return set;
}

struct CaseTie {
    TieKind kind = TieKind::clash;
    Set members = 0;           ///< of a clash or a neighbourhood
    Set uncharged = 0;         ///< of a clash
    std::vector<Set> classes;  ///< of a group
    std::vector<Set> hidden;   ///< of a neighbourhood: clashes that only the theory knows
    bool on = true;
};

/// A problem as plain data, so that it can be cut smaller.
struct Case {
    std::uint32_t units = 0;
    Set mask = 0;
    Set accepted = 0;
    std::vector<std::uint32_t> ranks;
    std::uint32_t rank_count = 1;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> preferences;
    std::vector<CaseTie> ties;
    std::vector<std::vector<Set>> statements;
    std::uint32_t seed = 0;  ///< of whatever the test does with it

    static void append(Problem& problem, const CaseTie& tie) {
        if (tie.kind == TieKind::clash) {
            std::vector<Member> members;
            for (const UnitId unit : units_of(tie.members)) {
                members.push_back({unit, !has(tie.uncharged, unit.index)});
            }
            static_cast<void>(problem.add_clash(members));
        } else if (tie.kind == TieKind::group) {
            std::vector<std::vector<UnitId>> classes;
            for (const Set each : tie.classes) classes.push_back(units_of(each));
            static_cast<void>(problem.add_group(classes));
        } else {
            static_cast<void>(problem.add_neighbourhood(units_of(tie.members)));
        }
    }
    static void append(Problem& problem, const std::vector<Set>& supports) {
        problem.add_statement();
        for (const Set support : supports) problem.add_support(units_of(support));
    }
    /// Without ties and statements when `bare`.
    [[nodiscard]] Problem problem(bool bare = false) const {
        Problem result;
        while (result.ranks() < rank_count) result.add_rank();
        for (std::uint32_t k = 0; k < units; ++k) result.add_unit({ranks[k]});
        for (const auto& [better, worse] : preferences) result.prefer({better}, {worse});
        if (bare) return result;
        for (const CaseTie& tie : ties) append(result, tie);
        for (const std::vector<Set>& supports : statements) append(result, supports);
        return result;
    }
    [[nodiscard]] UnitSet unit_mask() const {
        UnitSet set;
        for (const UnitId unit : units_of(mask)) set.insert(unit);
        return set;
    }
};

inline void print(std::ostream& out, Set set) {
    out << '{';
    bool first = true;
    for (const UnitId unit : units_of(set)) {
        out << (first ? "" : " ") << unit.index;
        first = false;
    }
    out << '}';
}

inline std::ostream& operator<<(std::ostream& out, const Case& shown) {
    out << shown.units << " units, mask ";
    print(out, shown.mask);
    out << ", accepted ";
    print(out, shown.accepted);
    out << ", ranks";
    for (const std::uint32_t rank : shown.ranks) out << ' ' << rank;
    out << " of " << shown.rank_count << ", seed " << shown.seed << '\n';
    for (const auto& [better, worse] : shown.preferences) {
        out << "  rank " << better << " before " << worse << '\n';
    }
    for (const CaseTie& tie : shown.ties) {
        out << (tie.kind == TieKind::clash   ? "  clash "
                : tie.kind == TieKind::group ? "  group "
                                             : "  neighbourhood ");
        print(out, tie.members);
        if (tie.uncharged != 0) {
            out << " not charged to ";
            print(out, tie.uncharged);
        }
        for (const Set each : tie.classes) print(out, each);
        for (const Set each : tie.hidden) {
            out << " hiding ";
            print(out, each);
        }
        out << (tie.on ? "\n" : " (off)\n");
    }
    for (const std::vector<Set>& supports : shown.statements) {
        out << "  statement";
        for (const Set support : supports) {
            out << ' ';
            print(out, support);
        }
        out << '\n';
    }
    return out;
}

/// Knows the hidden clashes of a case.
class HiddenClashes : public Theory {
  public:
    /// Gives up about one in so many questions, whatever the answer; none if 0.
    explicit HiddenClashes(const Case& shown, std::uint32_t gives_up = 0)
        : case_(&shown), gives_up_(gives_up) {}
    std::optional<std::vector<UnitId>> find_clash(std::span<const UnitId> units) override {
        const Set asked = set_of(units);
        std::optional<Set> found;
        gave_up_ = gives_up_ != 0 && asked * 2654435761U % gives_up_ == 0;
        if (gave_up_) return std::nullopt;
        for (const CaseTie& tie : case_->ties) {
            for (const Set each : tie.hidden) {
                if (!tie.on || !within(each, asked)) continue;
                if (!found || __builtin_popcount(each) < __builtin_popcount(*found)) found = each;
            }
        }
        if (!found) return std::nullopt;
        return units_of(*found);
    }
    [[nodiscard]] bool gave_up() const override { return gave_up_; }

  private:
    const Case* case_;
    std::uint32_t gives_up_;
    bool gave_up_ = false;
};

/// What a random problem may have.
struct Flavour {
    std::uint32_t most_units = 8;
    std::uint32_t most_ties = 7;
    bool groups = true;
    bool uncharged = true;
    bool preferences = true;
    bool theory = true;
    bool accepted = true;
};

inline CaseTie random_tie(std::mt19937& random, std::uint32_t units, const Flavour& flavour) {
    const auto chance = [&](std::uint32_t one_in) { return random() % one_in == 0; };
    // Members close to each other, so that there are several components.
    const auto some = [&](std::uint32_t count) {
        const auto middle = static_cast<std::uint32_t>(random() % units);
        Set set = 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            const auto at = chance(6) ? random() % units : (middle + random() % 4) % units;
            set |= only(static_cast<std::uint32_t>(at));
        }
        return set;
    };
    CaseTie tie;
    if (flavour.theory && chance(4)) {
        tie.kind = TieKind::neighbourhood;
        tie.members = some(5);
        for (auto count = random() % 3; count > 0; --count) {
            Set hidden = 0;
            for (const UnitId unit : units_of(tie.members)) {
                if (chance(2)) hidden |= only(unit.index);
            }
            if (hidden != 0) tie.hidden.push_back(hidden);
        }
    } else if (flavour.groups && chance(4)) {
        tie.kind = TieKind::group;
        Set used = 0;
        for (auto count = 2 + random() % 3; count > 0; --count) {
            const Set units_of_class = some(2) & ~used;
            used |= units_of_class;
            if (units_of_class != 0) tie.classes.push_back(units_of_class);
        }
    } else {
        tie.members = some(chance(12) ? 1 : 2 + static_cast<std::uint32_t>(random() % 3));
        if (flavour.uncharged && chance(3)) tie.uncharged = tie.members & some(3);
    }
    tie.on = !chance(12);
    return tie;
}

inline std::vector<Set> random_supports(std::mt19937& random, std::uint32_t units) {
    std::vector<Set> supports;
    for (auto count = random() % 4; count > 0; --count) {
        Set support = 0;
        for (auto members = 1 + random() % 3; members > 0; --members) {
            support |= only(static_cast<std::uint32_t>(random() % units));
        }
        supports.push_back(random() % 40 == 0 ? 0 : support);
    }
    return supports;
}

inline Case random_case(std::mt19937& random, const Flavour& flavour) {
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    Case result;
    result.seed = static_cast<std::uint32_t>(random());
    result.units = 1 + below(flavour.most_units);
    for (std::uint32_t k = 0; k < result.units; ++k) {
        if (below(8) != 0) result.mask |= only(k);
        if (flavour.accepted && below(12) == 0) result.accepted |= only(k);
    }
    if (flavour.accepted && below(3) != 0) result.accepted = 0;
    result.ranks.assign(result.units, 0);
    if (flavour.preferences && below(4) != 0) {
        const bool weak = below(3) == 0;
        result.rank_count = 2 + below(result.units + 1);
        for (std::uint32_t& rank : result.ranks) rank = below(result.rank_count);
        for (std::uint32_t k = 0; weak && k + 1 < result.rank_count; ++k) {
            result.preferences.emplace_back(k, k + 1);
        }
        const bool cyclic = below(20) == 0;
        for (std::uint32_t k = weak ? 0 : below(2 * result.rank_count); k > 0; --k) {
            std::uint32_t better = below(result.rank_count);
            std::uint32_t worse = below(result.rank_count);
            if (!cyclic && better > worse) std::swap(better, worse);
            if (better != worse || cyclic) result.preferences.emplace_back(better, worse);
        }
    }
    for (std::uint32_t k = below(flavour.most_ties + 1); k > 0; --k) {
        result.ties.push_back(random_tie(random, result.units, flavour));
    }
    for (std::uint32_t k = below(5); k > 0; --k) {
        result.statements.push_back(random_supports(random, result.units));
    }
    return result;
}

/// What is wrong, in words; empty when nothing is.
using Check = std::function<std::string(const Case&)>;

/// The problems that are one step smaller.
inline std::vector<Case> smaller(const Case& shown) {
    std::vector<Case> result;
    const auto without = [&](auto member) {
        for (std::size_t k = 0; k < (shown.*member).size(); ++k) {
            result.push_back(shown);
            auto& list = result.back().*member;
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(k));
        }
    };
    without(&Case::ties);
    without(&Case::statements);
    without(&Case::preferences);
    for (std::uint32_t k = 0; k < shown.units; ++k) {
        if (has(shown.accepted, k)) {
            result.push_back(shown);
            result.back().accepted &= ~only(k);
        }
        if (has(shown.mask, k)) {
            result.push_back(shown);
            result.back().mask &= ~only(k);
        }
    }
    for (std::size_t k = 0; k < shown.ties.size(); ++k) {
        if (shown.ties[k].uncharged != 0) {
            result.push_back(shown);
            result.back().ties[k].uncharged &= result.back().ties[k].uncharged - 1;
        }
        if (!shown.ties[k].hidden.empty()) {
            result.push_back(shown);
            result.back().ties[k].hidden.pop_back();
        }
    }
    for (std::size_t k = 0; k < shown.statements.size(); ++k) {
        if (shown.statements[k].empty()) continue;
        result.push_back(shown);
        result.back().statements[k].pop_back();
    }
    return result;
}

inline std::string shrunk(Case failing, const Check& check) {
    for (bool found = true; found;) {
        found = false;
        for (const Case& next : smaller(failing)) {
            if (check(next).empty()) continue;
            failing = next;
            found = true;
            break;
        }
    }
    std::ostringstream out;
    out << check(failing) << "\non " << failing;
    return out.str();
}

/// Runs `check` on `count` random problems; the first failure, shrunk, or an empty text.
inline std::string first_failure(std::uint32_t seed, int count, const Flavour& flavour,
                                 const Check& check) {
    std::mt19937 random(seed);
    for (int k = 0; k < text::random_cases(count); ++k) {
        const Case next = random_case(random, flavour);
        if (!check(next).empty()) return shrunk(next, check);
    }
    return {};
}

}  // namespace valla::dispute::testing
