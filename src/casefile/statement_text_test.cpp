#include "casefile/statement_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casefile/testing.hpp"

namespace valla::casefile {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::read_case;
using testing::Rows;

constexpr const char* cards =
    "case k\nperson anna\nperson boris\nbody council\nevent visit\n  by: anna\n";

std::vector<std::string> rows_of(const std::string& text) {
    Case the_case = read_case(cards);
    const auto rows = read_statements(the_case, text);
    if (!rows) {
        std::string all;
        for (const auto& message : rows.error()) all += text::render_for_people(message);
        return {all};
    }
    std::vector<std::string> lines;
    for (const RowId row : *rows) lines.push_back(Rows(the_case).row(row));
    return lines;
}

TEST(StatementText, SaysWhereAModifierStands) {
    EXPECT_THAT(rows_of("visit not by anna"),
                ElementsAre(HasSubstr("it stands behind the field, as in: trial by not anna")));
    EXPECT_THAT(rows_of("visit presumably by anna"), ElementsAre(HasSubstr("behind the field")));
}

TEST(StatementText, ReadsWhatACardCouldSay) {
    EXPECT_THAT(rows_of("visit by anna"), ElementsAre("mentioned: visit by anna"));
    EXPECT_THAT(rows_of("visit begun by 17 July 1936"),
                ElementsAre("mentioned: visit begun by <17 July 1936>"));
    EXPECT_THAT(rows_of("not visit"), ElementsAre("mentioned: visit occurred bare not"));
    EXPECT_THAT(rows_of("visit by anna and boris and visit to council"),
                ElementsAre("mentioned: visit by anna", "mentioned: visit by boris",
                            "mentioned: visit to council"));
}

TEST(StatementText, ReadsWhatAQuestionCanAsk) {
    EXPECT_THAT(rows_of("can begin of visit before ?x"),
                ElementsAre("mentioned: can begin of visit before ?x"));
}

TEST(StatementText, SaysWhatIsWrongAndWhere) {
    EXPECT_THAT(rows_of("visit by ana"),
                ElementsAre(HasSubstr("statement:1:10: error: nothing is called \"ana\"")));
    EXPECT_THAT(rows_of("nobody"), ElementsAre(HasSubstr("statement:1:1: error")));
    EXPECT_THAT(rows_of("visit at anna"), ElementsAre(HasSubstr("statement:1:7: error")));
    EXPECT_THAT(rows_of("anna by boris"), ElementsAre(HasSubstr("statement:1:1: error")));
    EXPECT_THAT(rows_of(""), ElementsAre(HasSubstr("statement:1:1: error")));
    EXPECT_THAT(rows_of("visit by \xFF"), ElementsAre(HasSubstr("not UTF-8")));
}

TEST(StatementText, ChangesNothingThatTheCaseSays) {
    Case the_case = read_case(cards);
    const auto before = Rows(the_case).all();
    ASSERT_TRUE(read_statements(the_case, "visit by boris"));
    EXPECT_EQ(Rows(the_case).all(), before);
    EXPECT_EQ(testing::rendered(the_case), "");
}

}  // namespace
}  // namespace valla::casefile
