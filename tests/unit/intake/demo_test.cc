#include "intake/demo.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/json.h"
#include "unit/intake/desk.h"

using namespace shixin;
using intake::DemoList;
using intake::RawRow;

namespace {

std::vector<RawRow> demo_rows(const DemoList& list) {
  std::vector<RawRow> rows;
  intake::each_demo_row(list, [&](const RawRow& row, std::uint64_t) {
    rows.push_back(row);
    return true;
  });
  return rows;
}

std::string text_of(const DemoList& list) {
  std::string text;
  for (const RawRow& row : demo_rows(list)) text += row.text + "\n";
  return text;
}

}  // namespace

TEST_SUITE("intake/demo") {
  TEST_CASE("the same count, seed and day make the same rows, and others make others") {
    const DemoList list{50, 7, support::kToday};
    CHECK_EQ(text_of(list), text_of(list));
    CHECK_NE(text_of(list), text_of({50, 8, support::kToday}));
    CHECK_NE(text_of(list), text_of({50, 7, support::kToday.plus_days(1)}));
  }

  TEST_CASE("some people are debtors and stand for a company too, some stand for two") {
    struct Roles {
      bool debtor = false;
      std::set<std::string> units;
    };
    for (const std::uint64_t seed : {1, 2, 3}) {
      CAPTURE(seed);
      std::map<std::string, Roles> people;
      for (const RawRow& row : demo_rows({400, seed, support::kToday})) {
        const auto json = base::parse_json(row.text);
        REQUIRE(json);
        const bool orders = (*json)["kind"] == "list" || (*json)["kind"] == "restrict";
        if (!orders || (*json)["subject"]["kind"] != "person") continue;
        Roles& roles = people[(*json)["subject"]["documents"][0]["number"]];
        if (json->contains("role_of")) {
          roles.units.insert((*json)["role_of"]);
        } else {
          roles.debtor = true;
        }
      }
      const auto count = [&](auto holds) {
        return std::ranges::count_if(people, [&](const auto& one) { return holds(one.second); });
      };
      CHECK_GT(count([](const Roles& r) { return r.debtor && !r.units.empty(); }), 0);
      CHECK_GT(count([](const Roles& r) { return r.units.size() > 1; }), 0);
    }
  }

  TEST_CASE("rows stop when they are no longer wanted") {
    int seen = 0;
    intake::each_demo_row({1000, 1, support::kToday}, [&](const RawRow& row, std::uint64_t) {
      CHECK_EQ(row.line, ++seen);
      return seen < 3;
    });
    CHECK_EQ(seen, 3);
  }

  TEST_CASE("whatever the seed and the day, the law allows every row and the count is kept") {
    struct Case {
      std::string what;
      DemoList list;
    };
    for (const Case& each :
         {Case{"one", {1, 1, support::kToday}}, Case{"many", {3000, 1, support::kToday}},
          Case{"another seed", {300, 2, support::kToday}},
          Case{"a third seed", {300, 3, support::kToday}},
          Case{"a leap day", {200, 4, Day{2028, 2, 29}}},
          Case{"later", {300, 5, Day{2031, 12, 31}}}}) {
      CAPTURE(each.what);
      test::Desk desk;
      desk.house.clock.set(each.list.today.begins() + std::chrono::hours{9});
      const auto batch = desk.open(intake::Format::kCourtNdjson, {.migrate = true});
      auto taken = desk.importer->take(batch, demo_rows(each.list));
      REQUIRE(taken);
      for (const auto& row : *taken) {
        if (row.outcome == intake::Outcome::kAccepted) continue;
        for (const Fault& fault : row.reasons) FAIL_CHECK(fault.pointer << " " << fault.detail);
      }
      auto confirmed = desk.importer->confirm(batch, test::kPresident, taken->size() + 1).get();
      REQUIRE(confirmed);
      CHECK_EQ(confirmed->decided, taken->size());
      const test::House& house = desk.house;
      const auto report =
          registry::fsck(*house.engine.snapshot(),
                         {house.key, house.key, *house.catalogues.in_force(), house.calendar});
      CHECK(report.clean());
      CHECK_EQ(report.subjects, each.list.subjects);
    }
  }
}
