#include "intake/xlsx.h"

#include <doctest/doctest.h>

#include <sstream>

#include "intake/format.h"
#include "intake/xlsx_book.h"
#include "support/workbook.h"

using namespace shixin;
using intake::RawRow;

namespace {

// What came of a workbook: its rows as they came, a refused one with its reason; or why not.
std::string read(const std::string& bytes, const std::string& sheet = {}) {
  std::istringstream file(bytes);
  std::string out;
  const auto done =
      intake::split(file, intake::Format::kCourtXlsx,
                    [&](const RawRow& row) {
                      out += std::to_string(row.line) + "[" + row.came + "]" + row.refused;
                      return true;
                    },
                    {{}, sheet});
  if (done) return out;
  std::string why = done.error().detail;
  for (const Fault& fault : done.error().faults) why += fault.detail;
  return "refused:" + why;
}

std::string read_sheet(const std::string& sheet) {
  return read(test::zipped(test::parts_around(sheet)));
}

// A header of 案号 and 义务, and one row of these cells.
std::string read_row(const std::string& cells) {
  return read_sheet(
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "</row><row r=\"2\">" +
      cells + "</row></sheetData>");
}

bool says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_SUITE("intake/xlsx") {
  TEST_CASE("cells as Excel writes them") {
    struct Case {
      std::string what;
      std::string cell;
      std::string came;
    };
    for (const Case& each : {
             Case{"shared", "<c r=\"B2\" t=\"s\"><v>0</v></c>", ",案号"},
             Case{"shared, in runs", "<c r=\"B2\" t=\"s\"><v>1</v></c>", ",义务"},
             Case{"inline", "<c r=\"B2\" t=\"inlineStr\"><is><t>甲</t></is></c>", ",甲"},
             Case{"a whole number", "<c r=\"B2\"><v>125000</v></c>", ",125000"},
             Case{"a number with a power", "<c r=\"B2\"><v>1.25E5</v></c>", ",125000"},
             Case{"a fraction as it is stored", "<c r=\"B2\"><v>0.10000000000000001</v></c>",
                  ",0.1"},
             Case{"an identity number that was cut", "<c r=\"B2\"><v>3.61102188001E+17</v></c>",
                  ",3.61102188001E+17"},
             Case{"a day", "<c r=\"B2\" s=\"1\"><v>45726</v></c>", ",2025-03-10"},
             Case{"a day in Excel's Chinese format", "<c r=\"B2\" s=\"2\"><v>45726.75</v></c>",
                  ",2025-03-10"},
             Case{"a number that only says day", "<c r=\"B2\" s=\"3\"><v>45726</v></c>", ",45726"},
             Case{"the first of March 1900", "<c r=\"B2\" s=\"1\"><v>61</v></c>", ",1900-03-01"},
             Case{"the last of February 1900", "<c r=\"B2\" s=\"1\"><v>59</v></c>", ",1900-02-28"},
             Case{"an ISO day", "<c r=\"B2\" t=\"d\"><v>2025-03-10T00:00:00</v></c>",
                  ",2025-03-10"},
             Case{"truth", "<c r=\"B2\" t=\"b\"><v>1</v></c>", ",是"},
             Case{"a formula's last value", "<c r=\"B2\"><f>1+1</f><v>2</v></c>", ",2"},
             Case{"a line break", "<c r=\"B2\" t=\"inlineStr\"><is><t>a_x000D_\nb</t></is></c>",
                  ",\"a\r\nb\""},
             Case{"cells without references",
                  "<c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is>"
                  "</c>",
                  "a,b"},
             Case{"nothing at the end", "<c r=\"A2\" t=\"s\"><v>0</v></c>", "案号,"},
         }) {
      CAPTURE(each.what);
      CHECK_EQ(read_row(each.cell), "2[" + each.came + "]");
    }
    CHECK_EQ(read_row("<c r=\"B2\"><v></v></c>"), "");
  }

  TEST_CASE("what can not be known for sure refuses the row") {
    for (const auto& [cell, why] : {
             std::pair{"<c r=\"B2\"><f>1+1</f></c>", "没有保存结果"},
             std::pair{"<c r=\"A2\"><f>1+1</f><v>2</v></c>", "是公式"},
             std::pair{"<c r=\"B2\" t=\"e\"><v>#N/A</v></c>", "#N/A"},
             std::pair{"<c r=\"B2\" t=\"s\"><v>7</v></c>", "损坏"},
             std::pair{"<c r=\"B2\" s=\"1\"><v>60</v></c>", "日期不存在"},
             std::pair{"<c r=\"B2\" s=\"1\"><v>-1</v></c>", "日期不存在"},
             std::pair{"<c r=\"1\" t=\"s\"><v>0</v></c>", "位置"},
             std::pair{"<c r=\"ZZZZ2\" t=\"s\"><v>0</v></c>", "位置"},
             std::pair{"<c r=\"C2\" t=\"s\"><v>0</v></c>", "有3列"},
         }) {
      CAPTURE(cell);
      CHECK(says(read_row(cell), why));
    }
    const std::string longest(32'768, 'x');
    CHECK(
        says(read_row("<c r=\"B2\" t=\"inlineStr\"><is><t>" + longest + "</t></is></c>"), "32767"));
    CHECK(says(read_row("<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"),
               "标题行"));
  }

  TEST_CASE("what is no workbook of ours is refused as a whole") {
    CHECK(says(read("x"), "不是 .xlsx"));
    CHECK(says(read(""), "不是 .xlsx"));
    CHECK(says(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "加密"));
    const std::string whole = test::zipped(test::parts_around("<sheetData/>"));
    CHECK(says(read(whole.substr(0, whole.size() / 2)), "不完整"));
    CHECK(says(read(whole), "空的"));
    CHECK(says(read(test::zipped({{"x", "y"}})), "workbook.xml"));
    CHECK(says(read_sheet("<sheetData/><mergeCells><mergeCell ref=\"A3:B4\"/></mergeCells>"),
               "A3:B4"));
    auto parts = test::parts_around("");
    parts["xl/worksheets/sheet1.xml"] = "<worksheet";
    CHECK(says(read(test::zipped(parts)), "损坏"));
    CHECK(says(read_sheet("<sheetData><row><c t=\"inlineStr\"><is><t>备注</t></is></c></row>"
                          "</sheetData>"),
               "备注"));
  }

  TEST_CASE("a sheet is found by its name") {
    const std::string bytes = test::zipped(test::parts_around("<sheetData/>"));
    CHECK_EQ(read(bytes, "其他"), "");
    CHECK(says(read(bytes, "没有"), "名单、其他"));
  }

  TEST_CASE("a workbook of 1904 counts its days from there") {
    auto parts = test::parts_around(
        "<sheetData><row><c t=\"s\"><v>1</v></c></row><row><c s=\"1\"><v>44264</v></c></row>"
        "</sheetData>");
    auto& workbook = parts["xl/workbook.xml"];
    workbook.replace(workbook.find("<workbookPr/>"), 13, "<workbookPr date1904=\"1\"/>");
    CHECK_EQ(read(test::zipped(parts)), "2[2025-03-10]");
  }

  TEST_CASE("a bomb stops where it exceeds its bound") {
    auto parts = test::parts_around("<sheetData/>");
    parts["xl/sharedStrings.xml"] = std::string(std::size_t{8} << 20, ' ');
    CHECK(says(read(test::zipped(parts)), "压缩率"));
  }

  TEST_CASE("a format shows a date when it has years or days outside quotes and brackets") {
    for (const char* date : {"yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"", "[$-804]d"}) {
      CAPTURE(date);
      CHECK(intake::shows_date(std::string_view(date)));
    }
    for (const char* other : {"0.00", "\"day\"0", "[Red]0", "h:mm:ss", "General", "\\d0", ""}) {
      CAPTURE(other);
      CHECK_FALSE(intake::shows_date(std::string_view(other)));
    }
  }
}
