#include "domain/own_court.h"

#include <doctest/doctest.h>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/own_court");

TEST_CASE("a court decides in its own cases") {
  struct Row {
    const char* what;
    const char* no;
    bool ours;
  };
  const Row rows[]{
      {"its own", "（2018）赣1102执123号", true},
      {"from before its region was renumbered", "（2018）赣1121执1号", true},
      {"from before numbers carried a code", "（2013）沙法民执字第00785号", true},
      {"another court's", "（2018）赣1103执1号", false},
      {"the court's above", "（2018）赣11执1号", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_act();
    act.facts.no = *CaseNumber::parse(row.no);
    auto listing = decision(person(), act);
    const auto claimed = own_court().claim(listing);
    CHECK_EQ(claimed.has_value(), row.ours);
    if (!claimed) CHECK_EQ(claimed.error().faults.front().pointer, "/case/no");
  }
}

TEST_CASE("a court names itself where a decision names none") {
  auto listing = decision(person(), list_act());
  REQUIRE(own_court().claim(listing).has_value());
  CHECK_EQ(std::get<ListAct>(listing.act).facts.court, "信州区人民法院");
  auto told = list_act();
  told.facts.court = "上饶市信州区人民法院";
  auto other = decision(person(), told);
  REQUIRE(own_court().claim(other).has_value());
  CHECK_EQ(std::get<ListAct>(other.act).facts.court, "上饶市信州区人民法院");
}

TEST_SUITE_END();
