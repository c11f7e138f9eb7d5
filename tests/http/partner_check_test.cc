// The partner surface for those who hold no copy: verdicts at the counter, and tables for
// spreadsheets.
#include <doctest/doctest.h>

#include "http/partner_surface.h"
#include "intake/xlsx_book.h"

using namespace shixin;
using base::Json;
using test::json_of;
using test::problem_of;
using test::text_of;

namespace {

const domain::SubjectRef kWho = support::person(1);

Json item(const std::string& ref, const std::string& name, const std::string& number,
          const std::string& type = "citizen_id") {
  return {{"ref", ref}, {"name", name}, {"documents", {{{"type", type}, {"number", number}}}}};
}

Json asking(std::vector<Json> items) { return {{"items", std::move(items)}}; }

// "<ref> <verdict>" of each, joined by commas.
std::string verdicts(const test::PartnerSurface& surface, const Json& body) {
  const auto answer = surface.post("/feeds/rail/check", body);
  REQUIRE_EQ(answer.status, 200);
  std::string out;
  for (const Json& each : json_of(answer)) {
    CHECK_EQ(each["contact"], "信州区人民法院 0793-1");
    CHECK_EQ(each["as_of"], base::rfc3339(surface.house.clock.now()));
    out += (out.empty() ? "" : ", ") + each["ref"].get<std::string>() + " " +
           each["verdict"].get<std::string>();
  }
  return out;
}

std::string number_of(const domain::SubjectRef& who) {
  return who.documents.front().number.reveal();
}

}  // namespace

TEST_SUITE("web/partner check") {
  TEST_CASE("each item is answered in its place, whatever the others are") {
    test::PartnerSurface surface;
    surface.restrict_some(1, 3);
    const std::string number = number_of(kWho);
    CHECK_EQ(verdicts(surface,
                      asking({item("1", kWho.name, number),
                              item("2", "另一人", number),
                              item("3", kWho.name, number_of(support::person(9))),
                              item("4", kWho.name, "361102188001010016"),
                              item("5", kWho.name, number, "passport"),
                              {{"ref", "6"}, {"name", kWho.name}, {"documents", Json::array()}}})),
             "1 restricted, 2 ask, 3 clear, 4 unknown, 5 unknown, 6 unknown");
    surface.lift(1);
    CHECK_EQ(verdicts(surface, asking({item("1", kWho.name, number)})), "1 clear");
    CHECK_EQ(verdicts(surface, asking({})), "");
  }

  TEST_CASE("of several documents the strongest verdict counts") {
    test::PartnerSurface surface;
    surface.restrict_some(1, 1);
    Json both = item("a", kWho.name, "361102188001010016");
    both["documents"].push_back({{"type", "citizen_id"}, {"number", number_of(kWho)}});
    CHECK_EQ(verdicts(surface, asking({both})), "a restricted");
  }

  TEST_CASE("a day that is over can not be told; one to come can") {
    test::PartnerSurface surface;
    surface.restrict_some(1, 1);
    Json past = item("past", kWho.name, number_of(kWho));
    past["on"] = support::kToday.plus_days(-1).text();
    Json later = past;
    later["ref"] = "later";
    later["on"] = support::kToday.plus_days(30).text();
    CHECK_EQ(verdicts(surface, asking({past, later})), "past unknown, later restricted");
  }

  TEST_CASE("what is malformed is said at its place, and nothing that was asked is repeated") {
    test::PartnerSurface surface;
    const Json number_missing = {{"ref", "a"}, {"documents", {{{"type", "citizen_id"}}}}};
    const auto answer = surface.post("/feeds/rail/check", asking({number_missing, {{"ref", 7}}}));
    CHECK_EQ(problem_of(answer), "400 malformed");
    const Json errors = json_of(answer)["errors"];
    REQUIRE_EQ(errors.size(), 3);
    CHECK_EQ(errors[0]["pointer"], "/items/0/documents/0/number");
    CHECK_EQ(errors[1]["pointer"], "/items/1/ref");
    CHECK_EQ(errors[2]["pointer"], "/items/1/documents");

    std::vector<Json> many(10'001, Json{{"ref", ""}, {"documents", Json::array()}});
    CHECK_EQ(problem_of(surface.post("/feeds/rail/check", asking(std::move(many)))),
             "413 too_large");
  }

  TEST_CASE("whoever may not read the feed may not ask it either") {
    test::PartnerSurface surface;
    CHECK_EQ(problem_of(surface.post("/feeds/nothing/check", asking({}))), "403 forbidden");
  }

  TEST_CASE("a sheet has who stands in the feed, and changes have who left it") {
    test::PartnerSurface surface;
    surface.restrict_some(1, 3);
    const std::string before = surface.head();
    surface.lift(2);
    const auto sheet = surface.get("/feeds/rail/snapshot.csv");
    CHECK_EQ(sheet.content_type, "text/csv; charset=utf-8");
    CHECK_EQ(sheet.header("Shixin-Last-Seq"), surface.head());
    const std::string text = text_of(sheet);
    CHECK(text.starts_with("\xEF\xBB\xBF位置,编号,变动,"));
    CHECK_NE(text.find("\"=\"\"" + number_of(support::person(1)) + "\"\"\""), std::string::npos);
    CHECK_EQ(text.find(number_of(support::person(2))), std::string::npos);
    CHECK_NE(text.find(number_of(support::person(3))), std::string::npos);

    const std::string changed = text_of(surface.get("/feeds/rail/changes.csv?since=" + before));
    CHECK_EQ(std::ranges::count(changed, '\n'), 2);  // the header and one removal
    CHECK_NE(changed.find(surface.head() + ","), std::string::npos);
    CHECK_NE(changed.find(",移除,解除,法释〔2015〕17号 9,"), std::string::npos);
    CHECK_EQ(problem_of(surface.get("/feeds/rail/changes.csv?since=x")), "400 malformed");
    surface.start_over();
    CHECK_EQ(problem_of(surface.get("/feeds/rail/changes.csv?since=" + before)),
             "410 generation_changed");
  }

  TEST_CASE("the workbook says what the table says") {
    test::PartnerSurface surface;
    surface.restrict_some(1, 3);
    surface.lift(2);
    const auto sheet = surface.get("/feeds/rail/snapshot.xlsx");
    CHECK_EQ(sheet.content_type,
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    CHECK_EQ(sheet.header("Shixin-Last-Seq"), surface.head());
    CHECK_EQ(sheet.header("Content-Disposition"), "attachment; filename=\"rail.xlsx\"");
    auto package = intake::XlsxPackage::open(text_of(sheet));
    REQUIRE(package);
    auto xml = package->part("xl/worksheets/sheet1.xml", 1 << 20);
    REQUIRE(xml);
    std::string table;
    for (const auto& row : xml->child("worksheet").child("sheetData").children("row")) {
      for (const auto& cell : row.children("c")) table += intake::xlsx_text(cell.child("is")) + ',';
      table += '\n';
    }
    CHECK(table.starts_with("位置,编号,变动,移除原因,移除依据,类别,"));
    CHECK_EQ(std::ranges::count(table, '\n'), 3);
    CHECK_NE(table.find(',' + number_of(support::person(1)) + ','), std::string::npos);
    CHECK_EQ(table.find(number_of(support::person(2))), std::string::npos);
    CHECK_NE(table.find(',' + number_of(support::person(3)) + ','), std::string::npos);
  }
}
