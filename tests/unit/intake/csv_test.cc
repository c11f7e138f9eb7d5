#include "intake/csv.h"

#include <doctest/doctest.h>

#include <sstream>

#include "base/csv.h"
#include "intake/format.h"

using namespace shixin;
using intake::TableRow;

namespace {

// The rows as "line[cell|cell]", a broken one as "line!".
std::string sheet_rows(const std::string& text) {
  std::istringstream file(text);
  std::string out;
  const auto done = intake::read_csv(file, [&](const TableRow& row) {
    out += std::to_string(row.line);
    if (!row.broken.empty()) {
      out += "!";
      return true;
    }
    out += "[";
    for (std::size_t i = 0; i < row.cells.size(); ++i) out += (i == 0 ? "" : "|") + row.cells[i];
    out += "]";
    return true;
  });
  return done ? out : "refused";
}

}  // namespace

TEST_SUITE("intake/csv") {
  TEST_CASE("rows and cells as RFC 4180 has them, and as people write them") {
    struct Case {
      std::string what;
      std::string text;
      std::string rows;
    };
    for (const Case& each : {
             Case{"two rows", "a,b\n1,2\n", "1[a|b]2[1|2]"},
             Case{"no end to the last", "a,b\n1,2", "1[a|b]2[1|2]"},
             Case{"CRLF", "a,b\r\n1,2\r\n", "1[a|b]2[1|2]"},
             Case{"a byte order mark",
                  "\xEF\xBB\xBF"
                  "a,b\n",
                  "1[a|b]"},
             Case{"semicolons", "a;b\n1,5;2\n", "1[a|b]2[1,5|2]"},
             Case{"tabs", "a\tb\n1;5\t2\n", "1[a|b]2[1;5|2]"},
             Case{"one column", "a\n1,5\n", "1[a]2[1|5]"},
             Case{"a delimiter in a quoted title", "\"a;b;c\",d\n1,2\n", "1[a;b;c|d]2[1|2]"},
             Case{"a comma inside quotes", "a,b\n\"1,5\",2\n", "1[a|b]2[1,5|2]"},
             Case{"a line break inside quotes", "a,b\n\"1\r\n5\",2\nx,y\n",
                  "1[a|b]2[1\r\n5|2]4[x|y]"},
             Case{"quotes inside quotes", "a,b\n\"1\"\"5\",2\n", "1[a|b]2[1\"5|2]"},
             Case{"empty cells", "a,b\n,\"\"\n,2\n", "1[a|b]3[|2]"},
             Case{"blank lines count", "a,b\n\n\r\n1,2\n", "1[a|b]4[1|2]"},
             Case{"a quote in the middle", "a,b\n1\"5,2\nx,y\n", "1[a|b]2!3[x|y]"},
             Case{"something after the quote", "a,b\n\"1\"5,2\nx,y\n", "1[a|b]2!3[x|y]"},
             Case{"a quote that is not closed", "a,b\n\"1,2\nx,y\n", "1[a|b]2!"},
             Case{"nothing", "", ""},
             Case{"UTF-16", std::string("a\0,\0b\0", 6), "refused"},
             Case{"neither encoding", "a,\x80\xFF\n", "refused"},
         }) {
      CAPTURE(each.what);
      CHECK_EQ(sheet_rows(each.text), each.rows);
    }
  }

  TEST_CASE("GB18030 is read where UTF-8 does not fit, four bytes and rare characters too") {
    CHECK_EQ(sheet_rows("\xB0\xB8\xBA\xC5,\xD2\xE5\xCE\xF1\n"), "1[案号|义务]");
    CHECK_EQ(sheet_rows("\xB0\xB8\xBA\xC5,\x95\x32\x82\x36\n"), "1[案号|\U00020000]");
    // A character may stand across the pieces in which a file is read.
    std::string text;
    for (int i = 0; i < 40'000; ++i) text += "\xB0\xB8\x95\x32\x82\x36";
    const std::string half(3, 'x');
    std::string rows;
    for (int i = 0; i < 40'000; ++i) rows += "案\U00020000";
    for (const std::size_t shift : {0U, 1U, 2U, 3U}) {
      CAPTURE(shift);
      const std::string before = half.substr(0, shift) + "\n";
      std::string broken;
      std::istringstream file(before + text.substr(0, 120'000) + "\n");
      std::string read;
      REQUIRE(intake::read_csv(file, [&](const TableRow& row) {
        if (row.line == 2) read = row.cells.at(0);
        return true;
      }));
      CHECK_EQ(read, rows.substr(0, read.size()));
      CHECK_EQ(read.size(), 20'000 * 7);
    }
  }

  TEST_CASE("a row that is too long is broken where it stands, in bounded memory") {
    const std::string longest(intake::kRowBytesMax, 'x');
    CHECK_EQ(sheet_rows("a,b\n" + longest + "," + longest + "\n1,2\n"), "1[a|b]2!3[1|2]");
    CHECK_EQ(sheet_rows("a,b\n\"" + longest + longest + "\n1,2\n"), "1[a|b]2!");
  }

  TEST_CASE("a line is written so that it is read back") {
    const std::vector<std::string> cells{"", "a", "1,5", "\"", "x\r\ny", "；", "x\r"};
    CHECK_EQ(base::csv_line(cells), ",a,\"1,5\",\"\"\"\",\"x\r\ny\",；,\"x\r\"");
    CHECK(intake::csv_cells(base::csv_line(cells)) == cells);
    CHECK(intake::csv_cells(",") == std::vector<std::string>{"", ""});
  }
}
