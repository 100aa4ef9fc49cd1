#include "chronology/allen.hpp"

#include <gtest/gtest.h>

namespace valla::chronology {
namespace {

bool holds(Allen relation, const std::array<Minutes, 4>& ends) {
    for (const EndConstraint& row : constraints_of(relation)) {
        const Minutes x = ends[static_cast<std::size_t>(row.x)];
        const Minutes y = ends[static_cast<std::size_t>(row.y)];
        if (x - y > row.distance) return false;
    }
    return true;
}

TEST(AllenTest, ExactlyOneRelationHolds) {
    std::array<int, allen_relations> seen{};
    for (Minutes b1 = 0; b1 < 6; ++b1) {
        for (Minutes e1 = b1 + 1; e1 < 7; ++e1) {
            for (Minutes b2 = 0; b2 < 6; ++b2) {
                for (Minutes e2 = b2 + 1; e2 < 7; ++e2) {
                    int holding = 0;
                    for (std::size_t k = 0; k < allen_relations; ++k) {
                        const auto relation = static_cast<Allen>(k);
                        const bool here = holds(relation, {b1, e1, b2, e2});
                        EXPECT_EQ(here, holds(converse(relation), {b2, e2, b1, e1}));
                        holding += here;
                        seen[k] += here;
                    }
                    EXPECT_EQ(holding, 1);
                }
            }
        }
    }
    for (const int count : seen) EXPECT_GT(count, 0);
}

TEST(AllenTest, NamesLeadBack) {
    for (std::size_t k = 0; k < allen_relations; ++k) {
        EXPECT_EQ(allen_named(name(static_cast<Allen>(k))), static_cast<Allen>(k));
    }
    EXPECT_EQ(allen_named("beside"), std::nullopt);
    EXPECT_EQ(converse(Allen::overlaps), Allen::overlapped_by);
    EXPECT_EQ(converse(Allen::equals), Allen::equals);
}

}  // namespace
}  // namespace valla::chronology
