// Nothing is read and then ignored: every field of the language stands in
// tests/cases/every-field.valla, is a row with a typed value in the tables, and another value there
// is another row.

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "casefile/testing.hpp"
#include "syntax/testing.hpp"
#include "syntax/tree.hpp"

namespace valla::casefile {
namespace {

using testing::Files;
using testing::Rows;

Case read_every_field(const std::string& text) {
    return testing::read_case(Files{{"every-field.valla", text},
                                    {"wages.csv", "Nr;Day\n1;13 July 1907\n2;14 July 1907\n"}});
}

std::string every_field() { return syntax::testing::project_file("tests/cases/every-field.valla"); }

/// What a value of a type is kept as.
std::set<ValueTag> tags_of(vocabulary::ValueType type) {
    using enum vocabulary::ValueType;
    switch (type) {
        case text:
        case label:
        case path:
        case type_name:
        case message:
        case period_part: return {ValueTag::text};
        case choices: return {ValueTag::text, ValueTag::variable};
        case content: return {ValueTag::text, ValueTag::statement};
        case statements: return {ValueTag::statement};
        case names:
        case steps:
        case kind_names:
        case vocabulary_names: return {ValueTag::name, ValueTag::variable};
        case time: return {ValueTag::date, ValueTag::name, ValueTag::begin_of, ValueTag::end_of};
        case date: return {ValueTag::date};
        case duration: return {ValueTag::duration};
        case anything: return {ValueTag::name, ValueTag::variable, ValueTag::number};
        case number: return {ValueTag::number, ValueTag::variable};
        case choice: return {ValueTag::choice, ValueTag::none};
        case reference: return {ValueTag::name, ValueTag::statement};
        case field_name: return {ValueTag::field};
        case hedge_name: return {ValueTag::hedge};
        case chain: return {};
    }
    return {};
}

TEST(Fields, EveryRowOfTheTableBecomesATypedValue) {
    const Case a_case = read_every_field(every_field());
    ASSERT_EQ(testing::rendered(a_case), "");
    const Tables& tables = a_case.tables();
    std::map<std::uint16_t, std::set<ValueTag>> tags;
    for (std::uint32_t row = 0; row < tables.row_count(); ++row) {
        if (a_case.file(a_case.card(tables.card[row]).file).shipped) continue;
        tags[tables.field[row].row].insert(tables.tag[row]);
    }
    const auto fields = vocabulary::builtin_fields();
    for (std::uint16_t field = 0; field < fields.size(); ++field) {
        const std::string name =
            std::string(fields[field].name) + " of " + describe(fields[field].kinds);
        if (fields[field].type == vocabulary::ValueType::chain) {
            EXPECT_FALSE(tables.words.empty()) << name;
            continue;
        }
        EXPECT_TRUE(tags.contains(field)) << name << " has no line in every-field.valla";
        const auto allowed = tags_of(fields[field].type);
        for (const ValueTag tag : tags[field]) {
            EXPECT_TRUE(allowed.contains(tag))
                << name << " has a value of type " << static_cast<int>(tag);
        }
    }
}

TEST(Fields, EveryLineLeavesItsMarkInTheTables) {
    const std::string text = every_field();
    const std::vector<std::string> before = Rows(read_every_field(text)).all();
    const syntax::Tree tree = syntax::parse(text);
    int lines = 0;
    for (const syntax::CardNode& node : tree.cards) {
        const std::string_view card =
            std::string_view(text).substr(node.begin, node.end - node.begin);
        syntax::FieldNode field;
        for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field); ++lines) {
            const std::string written(field.line.in(card));
            std::string without = text;
            without.erase(node.begin + field.line.begin, field.line.size());
            EXPECT_NE(Rows(read_every_field(without)).all(), before) << "without: " << written;
            // The last letter or digit of the value becomes another one.
            std::string changed = text;
            std::size_t at = node.begin + field.value.end - 1;
            while (std::isalnum(static_cast<unsigned char>(changed[at])) == 0) --at;
            changed[at] = changed[at] == '4'                         ? '5'
                          : changed[at] == 'z'                       ? 'y'
                          : changed[at] >= '0' && changed[at] <= '9' ? '4'
                                                                     : 'z';
            EXPECT_NE(Rows(read_every_field(changed)).all(), before) << "changed: " << written;
        }
    }
    EXPECT_GT(lines, 150);
}

TEST(Fields, EveryModifierLeavesItsMarkInTheTables) {
    const std::string text = every_field();
    const std::vector<std::string> before = Rows(read_every_field(text)).all();
    for (const std::string modifier :
         {", presumably", ", perhaps", ", jointly", ", only of union", ", only"}) {
        const std::size_t at = text.find(modifier + ":");
        ASSERT_NE(at, std::string::npos) << modifier;
        std::string without = text;
        without.erase(at, modifier.size());
        EXPECT_NE(Rows(read_every_field(without)).all(), before) << modifier;
    }
}

/// The lines that one field of an event gives, in a case where anna, ivan and paul are persons,
/// council is a body, diary a source, and trial an event.
std::vector<std::string> lines_of(const std::string& card) {
    const Case a_case = testing::read_case(
        "case c\nperson anna\n\nperson ivan\n\nperson paul\n\nbody council\n\nsource "
        "diary\n\nevent trial\n\n" +
        card);
    EXPECT_EQ(testing::rendered(a_case), "") << card;
    return Rows(a_case).all();
}

TEST(Values, AreReadAsTheirFieldsTakeThem) {
    struct Row {
        std::string line;
        std::vector<std::string> rows;
    };
    const Row rows[] = {
        {"by: anna", {"e by anna"}},
        {"by: anna and ivan", {"e by anna", "e by ivan"}},
        {"by, not: anna", {"e by not anna"}},
        {"by, presumably: anna and ivan", {"e by presumably anna", "e by presumably ivan"}},
        {"by, presumably by anna: ivan", {"e by presumably ivan | by anna"}},
        {"by, jointly: anna and ivan", {"e by jointly anna", "e by jointly ivan"}},
        {"present, only: anna", {"e present only anna"}},
        {"present, only of council: anna and ivan",
         {"e present only anna | only of council", "e present only ivan | only of council"}},
        {"in the name of: council", {"e in the name of council"}},
        {"occurred: planned", {"e occurred 'planned'"}},
        {"name: \"Tom\" said: so, and so.", {"e name \"\"Tom\" said: so, and so.\""}},
        {"name: one\n    two", {"e name \"one\ntwo\""}},
        {"on: 13 July 1936", {"e on <13 July 1936>"}},
        {"on: trial", {"e on trial"}},
        {"after: begin of trial", {"e after begin of trial"}},
        {"before: end of trial and 1937", {"e before end of trial", "e before <1937>"}},
        {"on: between 13 July 1936 and 20 July 1936",
         {"e on <between 13 July 1936 and 20 July 1936>"}},
        {"after: trial or 1936", {"e after trial | or <1936>"}},
        {"lasts: 2 to 3 weeks", {"e lasts <2 to 3 weeks>"}},
        {"within: 3 days after trial", {"e within <3 days> | after trial"}},
        {"within: 3 days of begin of trial", {"e within <3 days> | of begin of trial"}},
        {"kind: meeting", {"e kind meeting"}},
        {"source: diary", {"word: diary"}},
        {"source: diary at page 2", {"word: diary [diary at page 2]"}},
        {"source: anna through diary at note 3, 4", {"word: anna > diary [diary at note 3, 4]"}},
        {"source: a man from Riga, allegedly, through ivan through diary",
         {"word: \"a man from Riga\" allegedly > ivan > diary"}},
        {"source: unnamed through diary, evidently by anna",
         {"word: unnamed > diary evidently by anna"}},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(lines_of("event e\n  " + row.line + "\n"), row.rows) << row.line;
    }
}

TEST(Statements, HaveOneGrammar) {
    struct Row {
        std::string statement;
        std::string row;
    };
    const Row rows[] = {
        {"trial by anna", "p says (said: trial by anna)"},
        {"trial", "p says (said: trial occurred bare)"},
        {"not trial", "p says (said: trial occurred bare not)"},
        {"trial by not anna", "p says (said: trial by not anna)"},
        {"trial present only of council anna",
         "p says (said: trial present only anna | only of council)"},
        {"trial on perhaps July 1936", "p says (said: trial on perhaps <July 1936>)"},
        {"trial begun by 17 July 1936", "p says (said: trial begun by <17 July 1936>)"},
        {"council member anna from 1926 until 1930",
         "p says (said: council member anna | from <1926> | until <1930>)"},
        {"She came.", "p says \"She came.\""},
        {"\"She came\"", "p says \"She came\""},
    };
    for (const Row& row : rows) {
        const auto lines = lines_of("passage p\n  says: " + row.statement + "\n");
        ASSERT_EQ(lines.size(), 1U) << row.statement;
        EXPECT_EQ(lines[0], row.row) << row.statement;
    }
    EXPECT_THAT(lines_of("question q\n  ask: can trial by anna\n"),
                ::testing::ElementsAre("q ask (mentioned: can trial by anna)"));
    EXPECT_THAT(lines_of("question q\n  ask: no word that trial by anna\n"),
                ::testing::ElementsAre("q ask (mentioned: no word that trial by anna)"));
    EXPECT_THAT(
        lines_of("passage p\n  says: trial by anna and ivan and trial on 1936\n"),
        ::testing::ElementsAre("p says (said: trial by anna)", "p says (said: trial by ivan)",
                               "p says (said: trial on <1936>)"));
}

TEST(Tables, OfCsvAreCards) {
    const Case a_case = testing::read_case(
        Files{{"case.valla",
               "case c\nperson anna\n\ntable t\n  file: t.csv\n  kind: event\n  column: Who as by\n"
               "  column: What as name\n  prefix: t-\n"},
              {"t.csv", "Who,What\r\nanna,\"a \"\"b\"\", c\"\r\nanna,\r\n"}});
    EXPECT_EQ(testing::rendered(a_case), "");
    std::vector<std::string> rows;
    for (const std::string& line : Rows(a_case).all()) {
        if (line.starts_with("t-")) rows.push_back(line);
    }
    EXPECT_THAT(rows,
                ::testing::ElementsAre("t-1 by anna", "t-1 name \"a \"b\", c\"", "t-2 by anna"));
}

TEST(Messages, OneMistakeIsOneReport) {
    struct Row {
        std::string what;
        std::string text;
        std::vector<std::string> messages;
    };
    std::string many;
    for (int i = 0; i < 50; ++i) many += "event e" + std::to_string(i) + "x\n  by: kamenev\n";
    const Row rows[] = {
        {"an id misspelt on its own card",
         "case c\nperson kamenef\n" + many,
         {"error unknown-id-in-places"}},
        {"a vocabulary misspelt",
         "case c\n  vocabulary: coertion\narrest a\n\ninterrogation b\n",
         {"error unknown-vocabulary"}},
        {"an unknown vocabulary",
         "case c\n  vocabulary: zoology\nlion a\n  roars: loud\n",
         {"error unknown-vocabulary"}},
        {"a head without an id",
         "case c\nperson\n  name: Kamenev\n" + many,
         {"error card-without-id"}},
        {"a kind of an unknown kind",
         "case c\nkind roar\n  of: xyzzy\nroar a\n  by: b\nroar b\n",
         {"error unknown-kind"}},
        {"a kind of itself",
         "case c\nkind roar\n  of: roar\nroar a\n  at: b\n",
         {"error circular-kind"}},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(testing::message_names(testing::read_case(row.text)), row.messages) << row.what;
    }
}

TEST(Messages, ShowTheLineAndWhatToWrite) {
    EXPECT_EQ(
        testing::rendered(testing::read_case(
            "case c\nperson kamenev\n  name: Lev Kamenev\nevent confession\n  by: kamenef\n")),
        "case.valla:5:7: error: nothing is called \"kamenef\" [unknown-id]\n"
        "    5 |   by: kamenef\n"
        "      |       ^^^^^^^ did you mean \"kamenev\"?\n");
    EXPECT_EQ(testing::rendered(testing::read_case("case c\nperson anna\n  nmae: Anna\n")),
              "case.valla:3:3: error: a person has no field \"nmae\" [unknown-field]\n"
              "    3 |   nmae: Anna\n"
              "      |   ^^^^ did you mean \"name\"?\n");
}

}  // namespace
}  // namespace valla::casefile
