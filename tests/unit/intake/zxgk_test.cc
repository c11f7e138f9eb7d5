#include "intake/zxgk.h"

#include <doctest/doctest.h>

#include <sstream>

#include "base/json.h"
#include "domain/case_number.h"
#include "intake/format.h"
#include "unit/intake/zxgk_record.h"

using namespace shixin;
using base::Json;
using domain::Ground;
using test::zxgk_record;

namespace {

Json with(const char* key, Json value) {
  Json record = zxgk_record();
  record[key] = std::move(value);
  return record;
}

Result<domain::Decision> read(const Json& record) {
  base::SeededRandom random(1);
  return intake::read_zxgk(record, random);
}

domain::ListAct listing(const Json& record) {
  auto decision = read(record);
  REQUIRE(decision);
  return std::get<domain::ListAct>(decision->act);
}

// The pointers of every fault, joined by spaces; "read" when there is none.
std::string faults(const Json& record) {
  const auto decision = read(record);
  if (decision) return "read";
  std::string out;
  for (const Fault& fault : decision.error().faults) {
    out += (out.empty() ? "" : " ") + fault.pointer;
  }
  return out;
}

std::string public_rows(const std::string& text) {
  std::istringstream file(text);
  std::string out;
  const auto done = intake::split_zxgk(file, [&](const intake::RawRow& row) {
    out += std::to_string(row.line) + row.text;
    return true;
  });
  return done ? out : "malformed";
}

}  // namespace

TEST_SUITE("intake/zxgk") {
  TEST_CASE("a record becomes the listing it tells of, served when it was published") {
    const auto decision = read(zxgk_record());
    REQUIRE(decision);
    CHECK(decision->migrated);
    CHECK_EQ(decision->subject.name, "周思守");
    CHECK(decision->subject.sex == domain::Sex::kMale);
    const auto act = std::get<domain::ListAct>(decision->act);
    CHECK_EQ(act.facts.no.text(), "（2025）赣1102执201号");
    CHECK_EQ(act.facts.court, "江西省上饶市信州区人民法院");
    CHECK_EQ(act.facts.performed, "");
    CHECK_EQ(act.facts.outstanding, "");
    CHECK(act.facts.filed_on == Day{2025, 1, 6});
    REQUIRE(act.service);
    CHECK(act.service->on == Day{2025, 3, 18});
    CHECK(act.publication == domain::Publication::kPublic);
  }

  TEST_CASE("every wording of a ground is known by the words that only it has") {
    using enum Ground;
    struct Case {
      std::string what;
      std::vector<Ground> grounds;
    };
    for (const Case& each : {
             Case{"有履行能力而拒不履行生效法律文书确定义务", {kRefusal}},
             Case{"有履行能力而拒不履行生效法律文书确定义务的", {kRefusal}},
             Case{"其他有履行能力而拒不履行生效法律文书确定义务", {kRefusal}},
             Case{"以伪造证据、暴力、威胁等方法妨碍、抗拒执行", {kObstruction}},
             Case{"伪造证据妨碍、抗拒执行", {kObstruction}},
             Case{"其他妨碍、抗拒执行", {kObstruction}},
             Case{"以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", {kEvasion}},
             Case{"其他规避执行", {kEvasion}},
             Case{"违反财产报告制度", {kReportBreach}},
             Case{"违反财产报告制度的", {kReportBreach}},
             Case{"违反限制消费令", {kConsumptionBreach}},
             Case{"违反限制高消费令的", {kConsumptionBreach}},
             Case{"无正当理由拒不履行执行和解协议", {kSettlementBreach}},
             Case{"被执行人无正当理由拒不履行执行和解协议的", {kSettlementBreach}},
             Case{"违反财产报告制度,其他规避执行", {kReportBreach, kEvasion}},
             Case{"违反财产报告制度，其他规避执行；违反限制消费令",
                  {kReportBreach, kEvasion, kConsumptionBreach}},
             Case{"违反财产报告制度,违反财产报告制度的,", {kReportBreach}},
         }) {
      CAPTURE(each.what);
      CHECK(listing(with("disruptTypeName", each.what)).grounds == each.grounds);
    }
    CHECK_EQ(faults(with("disruptTypeName", "其他")), "/disruptTypeName");
    CHECK_EQ(faults(with("disruptTypeName", "暂无")), "/disruptTypeName");
    CHECK_EQ(faults(with("disruptTypeName", "违反财产报告制度,其他")), "/disruptTypeName");
  }

  TEST_CASE("days come in three forms, and nothing like them does") {
    struct Case {
      std::string what;
      const char* day;  // "" refused
    };
    for (const auto& [what, day] : {
             Case{"20250318", "2025-03-18"},
             Case{"2025年03月18日", "2025-03-18"},
             Case{"2025年3月8日", "2025-03-08"},
             Case{"2025-03-18", "2025-03-18"},
             Case{"2025年13月18日", ""},
             Case{"2025年02月30日", ""},
             Case{"2025年03月", ""},
             Case{"202503018", ""},
             Case{"2025318", ""},
             Case{"12025年03月18日", ""},
             Case{"2025-03-18日", ""},
             Case{"2025-3-18", ""},
             Case{"2025年03月18日 00:00", ""},
             Case{"March", ""},
         }) {
      CAPTURE(what);
      if (std::string_view(day).empty()) {
        CHECK_EQ(faults(with("publishDate", what)), "/publishDate");
      } else {
        CHECK_EQ(listing(with("publishDate", what)).service->on.text(), day);
      }
    }
    CHECK_EQ(listing(with("publishDate", 20250318)).service->on.text(), "2025-03-18");
    CHECK_EQ(faults(with("publishDate", nullptr)), "/publishDate");
    CHECK_FALSE(listing(with("regDate", nullptr)).facts.filed_on);
  }

  TEST_CASE("the stamp tells the day of publication where the day itself is missing") {
    Json record = with("publishDate", "暂无");
    record["publishDateStamp"] = 1742227200;  // midnight in Beijing
    CHECK_EQ(listing(record).service->on.text(), "2025-03-18");
    record["publishDateStamp"] = "1742227200";
    CHECK_EQ(listing(record).service->on.text(), "2025-03-18");
    for (const char* stamp : {"1742227200000", "-1", "x", "1742227200 "}) {
      CAPTURE(stamp);
      record["publishDateStamp"] = stamp;
      CHECK_EQ(faults(record), "/publishDateStamp");
    }
    record = with("publishDate", "March");
    record["publishDateStamp"] = 1742227200;
    CHECK_EQ(faults(record), "/publishDate");
  }

  TEST_CASE("a text that the site has cut says so, and a shorter one is left alone") {
    std::string text;
    for (int i = 0; i < 1023; ++i) text += "还";
    CHECK_EQ(listing(with("duty", text)).facts.duty, text);
    text += "款";
    for (const char* key : {"duty", "performedPart", "unperformPart"}) {
      CAPTURE(key);
      const auto facts = listing(with(key, text)).facts;
      const bool marked = (facts.duty + facts.performed + facts.outstanding).find("可能被截断") !=
                          std::string::npos;
      CHECK(marked);
    }
  }

  TEST_CASE("what the site writes for nothing is nothing: 暂无, null, an age of 0") {
    for (const Json& nothing : {Json("暂无"), Json(nullptr), Json("")}) {
      CHECK_EQ(listing(with("duty", nothing)).facts.duty, "");
      CHECK_EQ(listing(with("gistId", nothing)).facts.basis.no, "");
    }
    Json company = with("age", "0");
    company["partyTypeName"] = "1";
    company["sexy"] = "";
    company["cardNum"] = "91361102MA0000381E";
    company["iname"] = "上饶市信州区文守服饰有限公司";
    CHECK_EQ(faults(company), "read");
    CHECK_EQ(faults(with("age", "0")), "read");
    CHECK_EQ(faults(with("age", 45)), "read");
  }

  TEST_CASE("faults stand at the record's own keys") {
    CHECK_EQ(faults(with("iname", "")), "/iname");
    CHECK_EQ(faults(with("sexy", "女性")), "/sexy");
    CHECK_EQ(faults(with("duty", "\u0001")), "/duty");
    CHECK_EQ(faults(with("unperformPart", "\u0001")), "/unperformPart");
    CHECK_EQ(faults(with("gistUnit", "\u0001")), "/gistUnit");
    CHECK_EQ(intake::zxgk_key("/subject/documents/0/number"), "/cardNum");
    CHECK_EQ(intake::zxgk_key("/case/no"), "/caseCode");
    CHECK_EQ(intake::zxgk_key("/service/on"), "/publishDate");
    CHECK_EQ(intake::zxgk_key("/case/nothing"), "/case/nothing");
    CHECK_EQ(intake::zxgk_key("/paper/no"), "/paper/no");
  }

  TEST_CASE("a masked or a doubtful number identifies nobody") {
    struct Case {
      std::string what;
      const char* party;
      const char* number;
      const char* faults;
    };
    for (const auto& [what, party, number, wrong] : {
             Case{"whole", "0", "361102188002200013", "read"},
             Case{"lower-case x", "0", "36110218800223001x", "read"},
             Case{"month and day masked", "0", "3611021880****0013", "/cardNum"},
             Case{"twice masked", "0", "3611****80****0013", "/cardNum"},
             Case{"region masked", "0", "36****1880****001X", "/cardNum"},
             Case{"masked at full width", "0", "3611021880＊＊＊＊0013", "/cardNum"},
             Case{"wrong check digit", "0", "361102188002200014", "/cardNum"},
             Case{"several meanings", "0", "00000001", "/cardNum"},
             Case{"cut short", "0", "361102188001", "/cardNum"},
             Case{"a few digits", "0", "12345", "/cardNum"},
             Case{"a permit, or cut short", "0", "C00000001", "/cardNum"},
             Case{"letters and digits of some country", "0", "AB1234567", "/cardNum"},
             Case{"E and eight digits", "0", "E00000001", "read"},
             Case{"E, a letter and seven", "0", "EA0000001", "read"},
             Case{"no O among them", "0", "EO0000001", "/cardNum"},
             Case{"E and seven digits", "0", "E0000001", "/cardNum"},
             Case{"a diplomat's", "0", "DE0000001", "read"},
             Case{"of Hong Kong", "0", "KJ0000001", "read"},
             Case{"of Macao", "0", "MA0000001", "read"},
             Case{"a permit of Hong Kong", "0", "H00000001", "read"},
             Case{"permanent residence, 2017", "0", "USA361100000001", "read"},
             Case{"permanent residence, 2023", "0", "900000188001010017", "read"},
             Case{"none", "0", "", "/cardNum"},
             Case{"a company's for a person", "0", "91361102MA0000381E", "/cardNum"},
             Case{"credit code", "1", "91361102MA0000381E", "read"},
             Case{"org code, dashed", "1", "13000000-X", "read"},
             Case{"org code, plain", "1", "13000000X", "read"},
             Case{"a person's for a company", "1", "361102188002200013", "/cardNum"},
             Case{"neither person nor unit", "2", "361102188002200013", "/partyTypeName"},
         }) {
      CAPTURE(what);
      Json record = with("cardNum", number);
      record["partyTypeName"] = party;
      record["sexy"] = "";
      CHECK_EQ(faults(record), wrong);
    }
  }

  TEST_CASE("performance in the site's words, and what it left out is not known") {
    using enum domain::Performance;
    CHECK(listing(with("performance", "全部未履行")).facts.performance == kNone);
    CHECK(listing(with("performance", "部分未履行")).facts.performance == kPartial);
    CHECK(listing(with("performance", "全部已履行")).facts.performance == kFull);
    CHECK(listing(with("performance", "暂无")).facts.performance == kUnknown);
    CHECK(listing(with("performance", nullptr)).facts.performance == kUnknown);
  }

  TEST_CASE("case numbers with brackets of both widths, old and new") {
    CHECK_EQ(listing(with("caseCode", "（2025）赣1102执恢17号")).facts.no.text(),
             "（2025）赣1102执恢17号");
    CHECK_EQ(faults(with("caseCode", "(2013)沙法民执字第00785号")), "read");
    CHECK_EQ(faults(with("caseCode", "执行201号")), "/caseCode");
  }

  TEST_CASE("every fault of a record is told at once") {
    Json record = zxgk_record();
    record["cardNum"] = "3611021880****0013";
    record["caseCode"] = "";
    record["regDate"] = "x";
    record["disruptTypeName"] = "x";
    record["gistId"] = Json::array();
    CHECK_EQ(faults(record), "/cardNum /caseCode /regDate /gistId /disruptTypeName");
    CHECK_EQ(faults("x"), "");
    CHECK_EQ(faults(Json::object()), "/iname");
  }

  TEST_CASE("records stand alone, in lists, and inside what the site wraps them in") {
    struct Case {
      std::string what;
      const char* text;
      const char* rows;
    };
    for (const auto& [what, text, rows] : {
             Case{"one record", R"({"iname":"a"})", R"(1{"iname":"a"})"},
             Case{"a list", R"([{"iname":"a"},{"iname":"b"}])", R"(1{"iname":"a"}2{"iname":"b"})"},
             Case{"the site's reply", R"([{"result":[{"iname":"a"}],"totalPage":1}])",
                  R"(1{"iname":"a"})"},
             Case{"the open data", R"({"status":"0","data":[{"disp_data":[{"iname":"a"}]}]})",
                  R"(1{"iname":"a"})"},
             Case{"a strange row among others", R"([{"iname":"a"},7,{"x":1}])",
                  R"(1{"iname":"a"}273{"x":1})"},
             Case{"as it came, to the space", "[ { \"iname\" : \"\\u0061]\\\"\" }\n, [7.0e1] ]",
                  "1{ \"iname\" : \"\\u0061]\\\"\" }27.0e1"},
             Case{"a wrapper written otherwise", R"({"d\u0061ta":[{"iname":"a"}]})",
                  R"(1{"iname":"a"})"},
             Case{"a wrapper that holds no records", R"({"data":"x","result":[{"iname":"a"}]})",
                  R"(1{"iname":"a"})"},
             Case{"a byte order mark", "\xEF\xBB\xBF[{\"iname\":\"a\"}]", R"(1{"iname":"a"})"},
             Case{"nothing", "[]", ""},
             Case{"truncated", R"([{"iname":"a"},{"ina)", "malformed"},
             Case{"empty", "", "malformed"},
             Case{"not UTF-8", "[{\"iname\":\"\xD6\xDC\"}]", "malformed"},
         }) {
      CAPTURE(what);
      CHECK_EQ(public_rows(text), rows);
    }
  }

  TEST_CASE("rows are handed over until they are no longer wanted") {
    std::istringstream file(R"([{"iname":"a"},{"iname":"b"},{"iname":"c"}])");
    int seen = 0;
    REQUIRE(intake::split_zxgk(file, [&](const intake::RawRow&) { return ++seen < 2; }));
    CHECK_EQ(seen, 2);
  }
}
