#include "casefile/names.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace valla::casefile {
namespace {

TEST(Names, AreHeldOnceInEachSpace) {
    NameTable names;
    const NameId event = names.intern(NameSpace::id, "meeting");
    const NameId kind = names.intern(NameSpace::kind, "meeting");
    EXPECT_NE(event, kind);
    EXPECT_EQ(names.intern(NameSpace::id, "meeting"), event);
    EXPECT_EQ(names.find(NameSpace::kind, "meeting"), kind);
    EXPECT_EQ(names.find(NameSpace::hedge, "meeting"), std::nullopt);
    EXPECT_EQ(names.text(event), "meeting");
    EXPECT_EQ(names.space(kind), NameSpace::kind);
    EXPECT_EQ(names.size(), 2U);
}

TEST(Names, AreComparedInOneForm) {
    NameTable names;
    const NameId composed = names.intern(NameSpace::id, "caf\u00E9");
    EXPECT_EQ(names.intern(NameSpace::id, "cafe\u0301"), composed);
    EXPECT_EQ(names.find(NameSpace::id, "cafe\u0301"), composed);
    EXPECT_NE(names.intern(NameSpace::id, "cafe"), composed);
    EXPECT_NE(names.intern(NameSpace::id, "Caf\u00E9"), composed) << "capitals count";
    EXPECT_EQ(names.text(composed), "caf\u00E9");
}

TEST(Names, KeepTheirNumbersAndTextsAsTheTableGrows) {
    NameTable names;
    constexpr std::uint32_t count = 100000;
    std::vector<std::string_view> texts;
    for (std::uint32_t i = 0; i < count; ++i) {
        const NameId name = names.intern(NameSpace::id, "name-" + std::to_string(i));
        ASSERT_EQ(name.number, i) << "in the order in which they are met";
        texts.push_back(names.text(name));
    }
    const std::string long_name(200000, 'x');
    const NameId longest = names.intern(NameSpace::id, long_name);
    const NameId next = names.intern(NameSpace::id, "after the long one");
    for (std::uint32_t i = 0; i < count; ++i) {
        ASSERT_EQ(names.find(NameSpace::id, "name-" + std::to_string(i)), NameId{i});
        ASSERT_EQ(texts[i], "name-" + std::to_string(i)) << "texts never move";
    }
    EXPECT_EQ(names.text(longest), long_name);
    EXPECT_EQ(names.text(next), "after the long one");
    EXPECT_EQ(names.find(NameSpace::id, "name-100000"), std::nullopt);
}

TEST(Names, MayBeEmpty) {
    NameTable names;
    const NameId empty = names.intern(NameSpace::id, "");
    EXPECT_EQ(names.find(NameSpace::id, ""), empty);
    EXPECT_EQ(names.text(empty), "");
}

}  // namespace
}  // namespace valla::casefile
