#include "render/pictures.hpp"

#include <gtest/gtest.h>

namespace valla::render {
namespace {

TEST(CardAnchor, IsAnotherOneForEachFile) {
    EXPECT_EQ(card_anchor("", {"fire.valla", 3}), "card-fire.valla-3");
    EXPECT_EQ(card_anchor("", {"лк.csv", 2}), "card-_d0_bb_d0_ba.csv-2");
    EXPECT_NE(card_anchor("", {"люди.csv", 2}), card_anchor("", {"дела.csv", 2}));
    EXPECT_NE(card_anchor("", {"a_b.csv", 2}), card_anchor("", {"a b.csv", 2}));
    EXPECT_NE(card_anchor("", {"a_20.csv", 2}), card_anchor("", {"a .csv", 2}));
}

}  // namespace
}  // namespace valla::render
