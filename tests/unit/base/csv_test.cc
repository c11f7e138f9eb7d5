#include "base/csv.h"

#include <doctest/doctest.h>

#include <array>

using namespace shixin::base;

TEST_SUITE("base/csv") {
  TEST_CASE("cells with separators, quotes or line breaks are quoted, and others are not") {
    CHECK_EQ(csv_line({"甲", "", "乙"}), "甲,,乙");
    CHECK_EQ(csv_line({"甲,乙", "a;b", "x\ty"}), "\"甲,乙\",\"a;b\",\"x\ty\"");
    CHECK_EQ(csv_line({R"(甲"乙")", "甲\r\n乙"}), "\"甲\"\"乙\"\"\",\"甲\r\n乙\"");
    CHECK_EQ(csv_line({}), "");
  }

  TEST_CASE("what a spreadsheet would change or run stays the text it is, and reads back") {
    struct Row {
      const char* what;
      std::string cell;
      std::string written;
    };
    const std::array rows{
        Row{"plain", "王守信", "王守信"},
        Row{"a citizen's number", "361102188001010015", "=\"361102188001010015\""},
        Row{"one that ends in X", "36110218800101004X", "36110218800101004X"},
        Row{"leading zeros", "007", "=\"007\""},
        Row{"a power of ten", "12E34", "=\"12E34\""},
        Row{"a code that is none", "12E3X", "12E3X"},
        Row{"a short number", "123", "123"},
        Row{"nought", "0", "0"},
        Row{"a day", "2026-03-02", "2026-03-02"},
        Row{"a formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
        Row{"a formula in quotes", "=\"a\"", "'=\"a\""},
        Row{"a sum", "+1", "'+1"},
        Row{"a call", "@SUM(A1)", "'@SUM(A1)"},
        Row{"a tab before it", "\t=1", "'\t=1"},
        Row{"nothing", "", ""},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(as_sheet_text(row.cell), row.written);
      CHECK_EQ(from_sheet_text(row.written), row.cell);
    }
    CHECK_EQ(from_sheet_text("'tis"), "'tis");
    CHECK_EQ(from_sheet_text("=\"x\""), "=\"x\"");
    CHECK_EQ(from_sheet_text("=\""), "=\"");
  }
}
