// What base::Workbook writes, by the reader that takes what Excel writes.
#include "base/workbook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "intake/format.h"
#include "intake/xlsx_book.h"

using namespace shixin;

namespace {

using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string> kHeader{"案号", "证件号码"};

std::string book_of(const Rows& rows, std::size_t rows_max = base::kWorkbookRowsMax) {
  base::Workbook book("名单", kHeader, rows_max);
  for (const auto& row : rows) REQUIRE(book.add(row));
  REQUIRE(book.finish());
  return book.take();
}

// Its cells as stored, with neither guess nor conversion.
Rows cells_of(const std::string& bytes, const std::string& sheet = {}) {
  auto package = intake::XlsxPackage::open(bytes);
  REQUIRE(package);
  auto book = intake::XlsxBook::read(*package, sheet);
  REQUIRE(book);
  auto xml = package->part(book->sheet_part, std::size_t{64} << 20);
  REQUIRE(xml);
  Rows rows;
  bool all_text = true;
  for (const auto& row : xml->child("worksheet").child("sheetData").children("row")) {
    auto& cells = rows.emplace_back();
    for (const auto& cell : row.children("c")) {
      all_text = all_text && cell.attribute("t").as_string() == std::string_view("inlineStr");
      cells.push_back(intake::xlsx_text(cell.child("is")));
    }
  }
  CHECK(all_text);
  return rows;
}

}  // namespace

TEST_SUITE("intake/workbook") {
  TEST_CASE("every cell comes back as the text it was") {
    const std::vector<std::string> row{"36110218800101001X",
                                       "361102188001010010",
                                       "0013",
                                       "1E5",
                                       "=HYPERLINK(\"x\")",
                                       "+1",
                                       "-1",
                                       "@a",
                                       "<b>&\"'",
                                       "a\nb",
                                       " 空 格 ",
                                       "_x000D_",
                                       "𠮷",
                                       "2025-01-02"};
    const auto rows = cells_of(book_of({row}));
    REQUIRE_EQ(rows.size(), 2);
    CHECK_EQ(rows[0], kHeader);
    CHECK_EQ(rows[1], row);
  }

  TEST_CASE("the import reads it, and leaves what is empty empty") {
    std::istringstream file(book_of({{"(2025)赣1102执1号", "361102188001010010"}, {"", "=1"}}));
    std::string came;
    REQUIRE(intake::split(file, intake::Format::kCourtXlsx, [&](const intake::RawRow& row) {
      came += row.came + '|';
      return true;
    }));
    CHECK_EQ(came, "(2025)赣1102执1号,361102188001010010|,=1|");
  }

  TEST_CASE("what XML can not hold does not break the workbook") {
    const auto rows = cells_of(book_of({{"a\x01\x1f\x0d\xEF\xBF\xBF", "b"}}));
    REQUIRE_EQ(rows.size(), 2);
    CHECK_EQ(rows[1][0], "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  }

  TEST_CASE("a cell longer than Excel takes is cut between characters and says so") {
    constexpr std::string_view kCut = "……(过长,此处截断)";
    std::string whole, longer, wide;
    for (std::size_t i = 0; i < base::kWorkbookCharactersMax; ++i) whole += "字";
    longer = whole + "字";
    for (std::size_t i = 0; i < base::kWorkbookCharactersMax; ++i) wide += "𠮷";  // two units each
    const auto rows = cells_of(book_of({{whole, longer, wide}}));
    CHECK_EQ(rows[1][0], whole);
    CHECK(rows[1][1].ends_with("字" + std::string(kCut)));
    CHECK_LE(rows[1][1].size(), whole.size());
    CHECK(rows[1][2].ends_with("𠮷" + std::string(kCut)));
    CHECK_LE((rows[1][2].size() - kCut.size()) / 2, base::kWorkbookCharactersMax);
  }

  TEST_CASE("a full sheet is followed by another one under the same header") {
    const std::string bytes = book_of({{"1"}, {"2"}, {"3"}, {"4"}, {"5"}}, 3);
    CHECK_EQ(cells_of(bytes), Rows{kHeader, {"1"}, {"2"}});
    CHECK_EQ(cells_of(bytes, "名单2"), Rows{kHeader, {"3"}, {"4"}});
    CHECK_EQ(cells_of(bytes, "名单3"), Rows{kHeader, {"5"}});
  }

  TEST_CASE("a list of nobody is a workbook, and one without its end is none") {
    CHECK_EQ(cells_of(book_of({})).size(), 1);
    base::Workbook book("名单", kHeader);
    REQUIRE(book.add({"1"}));
    CHECK_FALSE(intake::XlsxPackage::open(book.take()));
  }

  TEST_CASE("it is sent as it is made, and little is held") {
    base::Workbook book("名单", kHeader);
    std::string bytes;
    std::size_t most = 0;
    for (int i = 0; i < 20'000; ++i) {
      REQUIRE(book.add({"(2025)赣1102执" + std::to_string(i * 7919 % 100'003) + "号", "x"}));
      most = std::max(most, book.waiting());
      if (book.waiting() > 1'000) bytes += book.take();
    }
    REQUIRE(book.finish());
    bytes += book.take();
    CHECK_LT(most, 100'000);
    CHECK_EQ(cells_of(bytes).size(), 20'001);
  }
}
