#include "domain/restrictions.h"

#include <doctest/doctest.h>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/restrictions");

namespace {

const std::vector<Role> kDebtorOnly{Role::kDebtor};

Subject then(const Subject& subject, Act act, Day today = kToday) {
  return decided(subject, decision(by_id(subject), std::move(act)), today);
}

std::string windows(const Subject& subject, Day today = kToday) {
  std::string out;
  for (const Restriction& restriction : restrictions(subject, kDebtorOnly, today)) {
    if (restriction.measure != Measure::kTravel) continue;
    for (const auto& [from, to] : restriction.lifted) out += from.text() + "…" + to.text() + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("a 限制消费令 brings consumption and travel, an exit order exit") {
  const auto consumption =
      restrictions(decided({}, decision(person(), restrict_act())), kDebtorOnly, kToday);
  REQUIRE_EQ(consumption.size(), 2);
  CHECK(consumption[0].measure == Measure::kHighConsumption);
  CHECK(consumption[1].measure == Measure::kTravel);
  CHECK_FALSE(consumption[0].until);
  const auto exit = restrictions(decided({}, decision(person(), exit_act())), kDebtorOnly, kToday);
  REQUIRE_EQ(exit.size(), 1);
  CHECK(exit[0].measure == Measure::kExit);
  CHECK_EQ(exit[0].until->text(), "2026-06-02");
}

TEST_CASE("removing one order frees nobody held by another, and frees who had no other") {
  auto subject = decided({}, decision(person(), restrict_act(1)));
  subject = then(subject, restrict_act(2));
  subject = then(subject, lift_act(1));
  CHECK_EQ(restrictions(subject, kDebtorOnly, kToday).size(), 2);
  subject = then(subject, lift_act(2));
  CHECK(restrictions(subject, kDebtorOnly, kToday).empty());
}

TEST_CASE("the union runs from the first order to the last, through every role") {
  auto subject = decided({}, decision(person(), exit_act(1)));
  auto longer = exit_act(2, {2026, 3, 10});
  longer.paper = paper();
  longer.role = Role::kLegalRepresentative;
  longer.role_of = "某公司";
  subject = then(subject, longer);
  const Day day{2026, 3, 15};
  const auto both = restrictions(subject, {Role::kDebtor, Role::kLegalRepresentative}, day);
  REQUIRE_EQ(both.size(), 1);
  CHECK_EQ(both[0].since.text(), "2026-03-02");
  CHECK_EQ(both[0].until->text(), "2026-06-10");
  CHECK(both[0].roles == std::vector{Role::kDebtor, Role::kLegalRepresentative});
  CHECK_EQ(restrictions(subject, kDebtorOnly, day)[0].until->text(), "2026-06-02");
  CHECK(restrictions(subject, {Role::kGuardian}, day).empty());
}

TEST_CASE("an order binds from its service, an exit order from its first day to its last") {
  auto announced = restrict_act();
  announced.service->method = ServiceMethod::kAnnouncement;
  auto unserved = restrict_act();
  unserved.service.reset();
  struct Row {
    const char* what;
    RestrictAct act;
    Day day;
    bool binds;
  };
  const Row rows[]{
      {"served", restrict_act(), kToday, true},
      {"unserved", unserved, {2030, 1, 1}, false},
      {"announced, on the twenty-ninth day", announced, {2026, 3, 31}, false},
      {"announced, on the thirtieth day", announced, {2026, 4, 1}, true},
      {"exit, unserved", exit_act(), kToday, true},
      {"exit, on its last day", exit_act(), {2026, 6, 2}, true},
      {"exit, the day after", exit_act(), {2026, 6, 3}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto subject = decided({}, decision(person(), row.act));
    CHECK_EQ(!restrictions(subject, kDebtorOnly, row.day).empty(), row.binds);
  }
}

TEST_CASE("an exemption travels with its window and frees nobody from another case") {
  auto subject = decided({}, decision(person(), restrict_act(1)));
  subject = then(subject, exempt_act(1));
  CHECK_EQ(windows(subject), "2026-03-02…2026-03-08 ");
  subject = then(subject, exempt_act(1, {2026, 3, 20}));
  CHECK_EQ(windows(subject), "2026-03-02…2026-03-08 2026-03-20…2026-03-26 ");
  CHECK_EQ(windows(subject, {2026, 3, 9}), "2026-03-20…2026-03-26 ");
  subject = then(subject, restrict_act(2));
  CHECK_EQ(windows(subject), "");
  subject = then(subject, exempt_act(2, {2026, 3, 5}));
  CHECK_EQ(windows(subject), "2026-03-05…2026-03-08 ");
  subject = then(subject, lift_act(2));
  CHECK_EQ(windows(subject), "2026-03-02…2026-03-08 2026-03-20…2026-03-26 ");
  CHECK_EQ(restrictions(subject, kDebtorOnly, {2026, 3, 5}).size(), 2);
}

TEST_CASE("an entry stands published from service to the end of its term") {
  struct Row {
    const char* what;
    std::optional<Service> service;
    Day day;
    bool published;
  };
  const Row rows[]{
      {"served", served(), kToday, true},
      {"unserved", {}, kToday, false},
      {"announced", Service{ServiceMethod::kAnnouncement, kToday, ""}, kToday, false},
      {"announced, a month later",
       Service{ServiceMethod::kAnnouncement, kToday, ""},
       {2026, 4, 1},
       true},
      {"on the last day of its term", served(), {2028, 3, 2}, true},
      {"past its term, time or not", served(), {2028, 3, 3}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_with_term();
    act.service = row.service;
    const auto subject = decided({}, decision(person(), act));
    CHECK_EQ(published_listings(subject, row.day).size(), row.published ? 1 : 0);
  }
}

TEST_SUITE_END();
