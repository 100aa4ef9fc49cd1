#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/layered_layout.hpp"

namespace valla::drawing::testing {

/// A small generator whose numbers are the same with every standard library.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 2 + 1) {}
    std::uint32_t below(std::uint32_t limit) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint32_t>((state_ >> 33) % limit);
    }

  private:
    std::uint64_t state_;
};

/// Where the lines of a drawing cross, counted on the lines themselves: pairs of pieces of two
/// lines that properly cross, or meet in the inside of one of them.
inline std::uint64_t drawn_crossings(const std::vector<std::vector<Point>>& lines) {
    const auto side = [](Point a, Point b, Point c) {
        const std::int64_t turn =
            std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
        return turn > 0 ? 1 : turn < 0 ? -1 : 0;
    };
    std::uint64_t crossings = 0;
    for (std::size_t a = 0; a < lines.size(); ++a) {
        for (std::size_t b = a + 1; b < lines.size(); ++b) {
            for (std::size_t i = 0; i + 1 < lines[a].size(); ++i) {
                for (std::size_t j = 0; j + 1 < lines[b].size(); ++j) {
                    const Point p = lines[a][i];
                    const Point q = lines[a][i + 1];
                    const Point r = lines[b][j];
                    const Point s = lines[b][j + 1];
                    if (side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0) {
                        ++crossings;
                    }
                }
            }
        }
    }
    return crossings;
}

}  // namespace valla::drawing::testing
