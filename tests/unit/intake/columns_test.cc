#include "intake/columns.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "intake/cells.h"

using namespace shixin;
using intake::Cell;
using intake::Header;

namespace {

std::string refused(const std::vector<std::string>& titles, const intake::ColumnMap& map = {}) {
  const auto header = Header::read(titles, map);
  if (header) return "read";
  std::string out;
  for (const Fault& fault : header.error().faults) out += fault.detail + " ";
  return out;
}

std::string cell(Cell kind, std::string_view text, std::span<const intake::Spelling> words = {}) {
  return intake::cell_json(kind, words, text).dump();
}

}  // namespace

TEST_SUITE("intake/columns") {
  TEST_CASE("titles in Chinese and in English, as people type them") {
    CHECK_EQ(refused({"种类", "name", " 证件号码 ", "标的金额（元）", "CASE_NO"}), "read");
    CHECK_NE(refused({"案号", "备注"}).find("第2列“备注”"), std::string::npos);
    CHECK_NE(refused({"案号", "case_no"}).find("这一列重复"), std::string::npos);
    CHECK_NE(refused({}).find("标题行"), std::string::npos);
    // A file without a header has somebody's number there, which no error repeats.
    CHECK_EQ(refused({"361102188001010015"}).find("3611"), std::string::npos);
  }

  TEST_CASE("a saved map names their columns and leaves some out") {
    const intake::ColumnMap map{{"被执行人", "姓名或名称"}, {"备注", ""}, {"卷号", "case_no"}};
    const auto header = Header::read({"被执行人", "备注", "卷号"}, map);
    REQUIRE(header);
    CHECK_EQ(header->json({"周思守", "x", "1"}),
             R"({"subject":{"name":"周思守"},"case":{"no":"1"}})");
    CHECK(header->tells_identity(0));
    CHECK_FALSE(header->tells_identity(1));
    CHECK_NE(refused({"案号", "卷号"}, map).find("这一列重复"), std::string::npos);
  }

  TEST_CASE("a row becomes the row of court-ndjson, its empty cells left out") {
    const auto header = Header::read({"种类", "证件类型", "证件号码", "标的金额(元)", "失信情形",
                                      "签发日期", "行号", "原因", "义务"},
                                     {});
    REQUIRE(header);
    CHECK_EQ(header->json({"纳入失信名单", "身份证", "361102188001010015", "125,000.5",
                           "规避执行、违反财产报告制度", "2025/3/1", "7", "x", " "}),
             R"({"kind":"list","subject":{"documents":[{"type":"citizen_id",)"
             R"("number":"361102188001010015"}]},"case":{"amount_fen":12500050},)"
             R"("grounds":["evasion","report_breach"],"paper":{"signed_on":"2025-03-01"}})");
    CHECK_EQ(header->json({"", "", "", "", "", "", "", "", "'=1"}), R"({"case":{"duty":"=1"}})");
  }

  TEST_CASE("cells convert where they say something, and stay as they stand where not") {
    struct Case {
      Cell kind;
      const char* text;
      const char* json;
    };
    for (const auto& [kind, text, json] : {
             Case{Cell::kDay, "2025-03-01", R"("2025-03-01")"},
             Case{Cell::kDay, "2025/3/1", R"("2025-03-01")"},
             Case{Cell::kDay, "2025.3.1", R"("2025-03-01")"},
             Case{Cell::kDay, "20250301", R"("2025-03-01")"},
             Case{Cell::kDay, "2025年3月1日", R"("2025-03-01")"},
             Case{Cell::kDay, "３月", R"("３月")"},
             Case{Cell::kDay, "45000", R"("45000")"},
             Case{Cell::kDay, "2025-03-01 08:00", R"("2025-03-01 08:00")"},
             Case{Cell::kDays, "2025-03-01、2025/4/1", R"(["2025-03-01","2025-04-01"])"},
             Case{Cell::kYuan, "125000", "12500000"},
             Case{Cell::kYuan, "125,000.00元", "12500000"},
             Case{Cell::kYuan, "0.5", "50"},
             Case{Cell::kYuan, "0.005", R"("0.005")"},
             Case{Cell::kYuan, "-1", R"("-1")"},
             Case{Cell::kYuan, "12万", R"("12万")"},
             Case{Cell::kYuan, "99999999999999999999", R"("99999999999999999999")"},
             Case{Cell::kCount, "2", "2"},
             Case{Cell::kCount, "二", R"("二")"},
             Case{Cell::kFlag, "是", "true"},
             Case{Cell::kFlag, "否", "false"},
             Case{Cell::kFlag, "x", R"("x")"},
             Case{Cell::kTexts, "笔录、回执;截图\n", R"(["笔录","回执","截图"])"},
         }) {
      CAPTURE(text);
      CHECK_EQ(cell(kind, text), json);
    }
    CHECK_EQ(cell(Cell::kWord, " 男 ", intake::kSexWords), R"("male")");
    CHECK_EQ(cell(Cell::kWord, "female", intake::kSexWords), R"("female")");
    CHECK_EQ(cell(Cell::kWord, "不详", intake::kSexWords), R"("不详")");
    CHECK_EQ(cell(Cell::kWords, "以伪造证据、暴力、威胁等方法妨碍、抗拒执行;规避执行",
                  intake::kGroundWords),
             R"(["obstruction","evasion"])");
  }

  TEST_CASE("a fault names the column beside its place") {
    const Fault placed = intake::placed_in_table({"/subject/documents/0/number", "x"});
    CHECK_EQ(placed.pointer, "/subject/documents/0/number");
    CHECK_EQ(placed.detail, "“证件号码”列:x");
    CHECK_EQ(intake::placed_in_table({"/grounds/1", "x"}).detail, "“失信情形”列:x");
    CHECK_NE(intake::placed_in_table({"/from", "x"}).detail.find("2026-03-01"), std::string::npos);
    CHECK_EQ(intake::placed_in_table({"/unheard", "x"}).detail, "x");
  }
}
