#pragma once

// For the tests: small random networks, the obvious solver that the engine is measured by, and the
// shrinking of a network on which they part.

#include <algorithm>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "chronology/choice.hpp"
#include "chronology/claim_set.hpp"
#include "chronology/network.hpp"
#include "text/random_cases.hpp"

namespace valla::chronology::testing {

struct CaseClaim {
    std::uint32_t rank = 0;
    std::vector<Constraint> rows;
};

/// A network as plain data, so that it can be cut smaller.
struct Case {
    std::uint32_t points = 2;  ///< the origin counted
    std::vector<CaseClaim> claims;
    std::vector<bool> active;
    std::uint32_t seed = 0;  ///< of whatever the test does with it

    [[nodiscard]] Network network() const {
        Network result;
        while (result.points() < points) result.add_point();
        for (const CaseClaim& claim : claims) append(result, claim);
        return result;
    }
    [[nodiscard]] ClaimSet mask() const {
        ClaimSet set;
        for (std::uint32_t k = 0; k < claims.size(); ++k) {
            if (active[k]) set.insert({k});
        }
        return set;
    }
    static void append(Network& network, const CaseClaim& claim) {
        network.add_claim(claim.rank);
        for (const Constraint& row : claim.rows) {
            if (row.y == Network::origin) {
                network.not_after(row.x, row.distance);
            } else if (row.x == Network::origin) {
                network.not_before(row.y, -row.distance);
            } else {
                network.at_most(row.x, row.y, row.distance);
            }
        }
    }
};

inline std::ostream& operator<<(std::ostream& out, const Case& shown) {
    out << shown.points - 1 << " points, seed " << shown.seed << '\n';
    for (std::size_t k = 0; k < shown.claims.size(); ++k) {
        if (shown.claims[k].rows.empty()) continue;
        out << "  claim " << k << " rank " << shown.claims[k].rank
            << (shown.active[k] ? ":" : " (off):");
        for (const Constraint& row : shown.claims[k].rows) {
            out << "  p" << row.x.index << " - p" << row.y.index << " <= " << row.distance << ';';
        }
        out << '\n';
    }
    return out;
}

/// `contested` is how far from a hidden truth the constraints may stray: at 0 the network is
/// consistent.
inline Case random_case(std::mt19937& random, std::uint32_t most_points, std::uint32_t most_claims,
                        int contested) {
    const auto number = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    Case result;
    result.points = static_cast<std::uint32_t>(number(2, static_cast<int>(most_points) + 1));
    result.seed = static_cast<std::uint32_t>(random());
    std::vector<int> truth(result.points);
    for (std::size_t point = 1; point < truth.size(); ++point) truth[point] = number(-20, 20);
    const int claims = number(1, static_cast<int>(most_claims));
    std::vector<std::uint32_t> ranks(static_cast<std::size_t>(claims));
    for (std::size_t k = 0; k < ranks.size(); ++k) ranks[k] = static_cast<std::uint32_t>(k);
    std::shuffle(ranks.begin(), ranks.end(), random);
    for (const std::uint32_t rank : ranks) {
        CaseClaim claim{rank, {}};
        for (int rows = number(1, 3); rows > 0; --rows) {
            const auto last = static_cast<int>(result.points) - 1;
            // Every other row is a date.
            std::uint32_t x = static_cast<std::uint32_t>(number(0, 1) == 0 ? 0 : number(1, last));
            std::uint32_t y = static_cast<std::uint32_t>(number(1, last));
            if (number(0, 1) == 0) std::swap(x, y);
            const int slack = number(0, 3) == 0 ? 0 : number(-contested, 8);
            claim.rows.push_back({{x}, {y}, truth[x] - truth[y] + slack});
        }
        result.claims.push_back(claim);
        result.active.push_back(number(0, 5) != 0);
    }
    return result;
}

constexpr Minutes oracle_infinite = Minutes{1} << 40;

/// All shortest paths by Floyd and Warshall over the constraints of the claims in `kept`: entry (a,
/// b) is the least d with a - b <= d. The origin is point 0.
class Matrix {
  public:
    Matrix(const Network& network, const std::vector<ClaimId>& kept) : size_(network.points()) {
        entries_.assign(std::size_t{size_} * size_, oracle_infinite);
        for (std::uint32_t k = 0; k < size_; ++k) at(k, k) = 0;
        for (const ClaimId claim : kept) {
            for (std::uint32_t id = network.first_row(claim); id < network.end_row(claim); ++id) {
                const Constraint& row = network.row({id});
                at(row.x.index, row.y.index) = std::min(at(row.x.index, row.y.index), row.distance);
            }
        }
        close();
    }
    [[nodiscard]] Minutes difference(PointId x, PointId y) const {
        return entries_[std::size_t{x.index} * size_ + y.index];
    }
    [[nodiscard]] bool consistent() const {
        for (std::uint32_t k = 0; k < size_; ++k) {
            if (difference({k}, {k}) < 0) return false;
        }
        return true;
    }

  private:
    Minutes& at(std::uint32_t x, std::uint32_t y) { return entries_[std::size_t{x} * size_ + y]; }
    void close() {
        for (std::uint32_t k = 0; k < size_; ++k) {
            for (std::uint32_t x = 0; x < size_; ++x) {
                for (std::uint32_t y = 0; y < size_; ++y) {
                    if (at(x, k) == oracle_infinite || at(k, y) == oracle_infinite) continue;
                    at(x, y) = std::min(at(x, y), std::max(at(x, k) + at(k, y), -oracle_infinite));
                }
            }
        }
    }

    std::uint32_t size_;
    std::vector<Minutes> entries_;
};

/// What is kept of `mask` when claims are taken one by one in canonical order.
inline std::vector<ClaimId> kept_in_order(const Network& network, const ClaimSet& mask) {
    std::vector<ClaimId> order;
    for (std::uint32_t k = 0; k < network.claims(); ++k) {
        if (mask.contains({k})) order.push_back({k});
    }
    std::sort(order.begin(), order.end(),
              [&](ClaimId a, ClaimId b) { return network.comes_before(a, b); });
    std::vector<ClaimId> kept;
    for (const ClaimId claim : order) {
        kept.push_back(claim);
        if (!Matrix(network, kept).consistent()) kept.pop_back();
    }
    return kept;
}

/// A network of which the later claims are alternatives, two or three to a choice.
struct Contested {
    Network network;
    ClaimSet mask;
    std::vector<Choice> choices;

    explicit Contested(const Case& shown) : network(shown.network()) {
        const auto given = static_cast<std::uint32_t>(shown.claims.size() / 3);
        for (std::uint32_t k = 0; k < given; ++k) mask.insert({k});
        std::mt19937 random(shown.seed);
        for (std::uint32_t k = given; k < shown.claims.size();) {
            Choice choice;
            for (auto size = 2 + random() % 2; size > 0 && k < shown.claims.size(); --size) {
                choice.alternatives.push_back({k++});
            }
            choice.owner = network.add_claim(network.claims() + 1000);
            mask.insert(choice.owner);
            choices.push_back(choice);
        }
    }
};

/// Whether some way of choosing among `choices` is consistent with `given`: all are tried.
inline bool any_way(const Network& network, const std::vector<ClaimId>& given,
                    const std::vector<Choice>& choices) {
    std::vector<std::size_t> digits(choices.size(), 0);
    while (true) {
        std::vector<ClaimId> claims = given;
        for (std::size_t k = 0; k < choices.size(); ++k) {
            claims.push_back(choices[k].alternatives[digits[k]]);
        }
        if (Matrix(network, claims).consistent()) return true;
        std::size_t k = 0;
        while (k < choices.size() && ++digits[k] == choices[k].alternatives.size()) digits[k++] = 0;
        if (k == choices.size()) return false;
    }
}

/// What is wrong, in words; empty when nothing is.
using Check = std::function<std::string(const Case&)>;

/// The smallest network found by leaving out claims and rows on which `check` still fails, printed.
inline std::string shrunk(Case failing, const Check& check) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t k = 0; k < failing.claims.size() && !smaller; ++k) {
            Case next = failing;
            next.claims.erase(next.claims.begin() + static_cast<std::ptrdiff_t>(k));
            next.active.erase(next.active.begin() + static_cast<std::ptrdiff_t>(k));
            if (!next.claims.empty() && !check(next).empty()) {
                failing = next;
                smaller = true;
            }
            for (std::size_t row = 0; !smaller && row < failing.claims[k].rows.size(); ++row) {
                next = failing;
                std::vector<Constraint>& rows = next.claims[k].rows;
                rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
                if (!check(next).empty()) {
                    failing = next;
                    smaller = true;
                }
            }
        }
    }
    std::ostringstream out;
    out << check(failing) << "\non " << failing;
    return out.str();
}

/// Runs `check` on `count` random networks; the first failure, shrunk, or an empty text.
inline std::string first_failure(std::uint32_t seed, int count, std::uint32_t most_points,
                                 std::uint32_t most_claims, int contested, const Check& check) {
    std::mt19937 random(seed);
    for (int k = 0; k < text::random_cases(count); ++k) {
        const Case next = random_case(random, most_points, most_claims, contested);
        if (!check(next).empty()) return shrunk(next, check);
    }
    return {};
}

}  // namespace valla::chronology::testing
