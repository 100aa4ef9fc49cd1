#include "syntax/csv.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "syntax/testing.hpp"

namespace valla::syntax {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records read(std::string_view bytes, char separator = ',') {
    Records records;
    for (const CsvRecord& record : parse_csv(bytes, separator).records) {
        records.emplace_back();
        for (const CsvCell& cell : record.cells) records.back().emplace_back(cell.text(bytes));
    }
    return records;
}

TEST(Csv, IsReadAsRfc4180HasIt) {
    struct Row {
        std::string what;
        std::string bytes;
        Records records;
    };
    const Row rows[] = {
        {"nothing", "", {}},
        {"rows and cells",
         "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n",
         {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}},
        {"no last line end", "aaa,bbb\r\nzzz,yyy", {{"aaa", "bbb"}, {"zzz", "yyy"}}},
        {"line feeds alone", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        {"carriage returns alone", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"blanks belong to the cell", " a , b \n", {{" a ", " b "}}},
        {"quoted cells", "\"aaa\",\"b bb\",ccc\n", {{"aaa", "b bb", "ccc"}}},
        {"line ends in a cell",
         "\"aaa\",\"b\r\nbb\",\"c\n\"\nz,y,x",
         {{"aaa", "b\r\nbb", "c\n"}, {"z", "y", "x"}}},
        {"separators in a cell", "\"a,b\",c\n", {{"a,b", "c"}}},
        {"doubled quotation marks",
         "\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\"\n",
         {{"a\"b", "\"", "\"c\""}}},
        {"quotation marks inside a plain cell", "a\"b\"c,d\n", {{"a\"b\"c", "d"}}},
        {"empty cells", "a,,b,\n,\n", {{"a", "", "b", ""}, {"", ""}}},
        {"an empty quoted cell is a row", "\"\"\n", {{""}}},
        {"empty lines are left out", "a\n\n\r\nb\n\n", {{"a"}, {"b"}}},
        {"a byte-order mark",
         "\xEF\xBB\xBF"
         "a,b\n",
         {{"a", "b"}}},
        {"a byte-order mark before a quotation mark", "\xEF\xBB\xBF\"a,b\"\n", {{"a,b"}}},
        {"only a byte-order mark", "\xEF\xBB\xBF", {}},
        {"text behind a closed cell is kept", "\"a\" b,c\n", {{"\"a\" b", "c"}}},
    };
    for (const Row& row : rows) EXPECT_EQ(read(row.bytes), row.records) << row.what;
}

TEST(Csv, TakesOtherSeparators) {
    EXPECT_EQ(read("a;b,c;\"d;e\"\n", ';'), (Records{{"a", "b,c", "d;e"}}));
    EXPECT_EQ(read("a\tb c\t\n", '\t'), (Records{{"a", "b c", ""}}));
}

TEST(Csv, SaysWhereAQuotationMarkIsNeverClosed) {
    EXPECT_FALSE(parse_csv("\"a\",\"b\"\n", ',').open_quote);
    const std::string_view bytes = "a,b\nc,\"d\ne,f\n";
    const CsvFile file = parse_csv(bytes, ',');
    ASSERT_TRUE(file.open_quote);
    EXPECT_EQ(file.open_quote->begin, bytes.find('"'));
    EXPECT_EQ(read(bytes), (Records{{"a", "b"}, {"c", "d\ne,f\n"}}));
    EXPECT_EQ(parse_csv("\"", ',').open_quote->begin, 0U);
}

TEST(Csv, EveryCellKnowsItsPlace) {
    const std::string_view bytes = "\xEF\xBB\xBFone,\"two\"\n\"th\"\"ree\",four\n";
    const CsvFile file = parse_csv(bytes, ',');
    ASSERT_EQ(file.records.size(), 2U);
    EXPECT_EQ(file.records[0].span.in(bytes), "one,\"two\"");
    EXPECT_EQ(file.records[0].cells[1].span.in(bytes), "two");
    EXPECT_EQ(file.records[1].cells[0].span.in(bytes), "th\"\"ree");
    EXPECT_EQ(file.records[1].cells[1].span.in(bytes), "four");
}

TEST(Csv, GivesBackWhatWasWritten) {
    testing::RandomText random(4180);
    for (int round = 0; round < 1000; ++round) {
        Records written;
        std::string bytes;
        for (std::size_t row = 0; row < 1 + random.below(4); ++row) {
            written.emplace_back();
            for (std::size_t cell = 0; cell < 1 + random.below(4); ++cell) {
                const std::string text = random.pieces(random.below(5));
                written.back().push_back(text);
                std::string quoted;
                for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
                bytes += (cell > 0 ? ",\"" : "\"") + quoted + '"';
            }
            bytes += round % 2 == 0 ? "\r\n" : "\n";
        }
        ASSERT_EQ(read(bytes), written);
    }
    for (int round = 0; round < 1000; ++round) {
        const std::string bytes = random.pieces(30);
        for (const CsvRecord& record : parse_csv(bytes, ',').records) {
            ASSERT_LE(record.span.end, bytes.size());
            for (const CsvCell& cell : record.cells) {
                ASSERT_GE(cell.span.begin, record.span.begin);
                ASSERT_LE(cell.span.end, record.span.end);
            }
        }
    }
}

}  // namespace
}  // namespace valla::syntax
