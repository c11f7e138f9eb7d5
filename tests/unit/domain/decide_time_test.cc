#include <doctest/doctest.h>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_time");

namespace {

Subject passed(const Subject& subject, Day due) {
  return decided(subject, decision(by_id(subject), TimePassedAct{due}), due);
}

std::string due_of(const Subject& subject) {
  const auto due = next_due(subject);
  return due ? due->text() : "never";
}

}  // namespace

TEST_CASE("a term ends the entry after its last day, and nothing else") {
  const auto listed = decided({}, decision(person(), list_with_term()));
  CHECK_EQ(due_of(listed), "2028-03-03");
  const auto last_day = passed(listed, {2028, 3, 2});
  CHECK(last_day.listings.front().standing.live());
  const auto after = passed(last_day, {2028, 3, 3});
  const auto& ended = after.listings.front().standing.ended;
  REQUIRE(ended);
  CHECK(ended->by.empty());
  CHECK(ended->cause == Cause::kTermEnded);
  CHECK_EQ(ended->legal, "法释〔2017〕7号 10 ¶2");
  CHECK_EQ(ended->on.text(), "2028-03-03");
  CHECK(after.orders.front().standing.live());
  CHECK_EQ(due_of(after), "never");
}

TEST_CASE("time that comes late, or twice, decides the same") {
  const auto listed = decided({}, decision(person(), list_with_term()));
  const auto once = passed(listed, {2028, 3, 3});
  auto late = passed(listed, {2029, 9, 9});
  CHECK(once.listings == late.listings);
  auto twice = passed(once, {2028, 3, 3});
  twice.version = once.version;
  CHECK(twice == once);
}

TEST_CASE("time to come does not pass") {
  const auto listed = decided({}, decision(person(), list_act()));
  CHECK_EQ(verdict(listed, decision(by_id(listed), TimePassedAct{kToday.plus_days(1)})), "/due");
}

TEST_CASE("any decision finds what is over already ended") {
  const auto listed = decided({}, decision(person(), list_with_term()));
  const Day later{2028, 4, 1};
  CHECK_EQ(verdict(listed, decision(by_id(listed), list_act(124, later)), later), "allowed");
  const auto again = decided(listed, decision(person(), list_with_term(123, later)), later);
  CHECK_FALSE(again.listings[0].standing.live());
  CHECK(again.listings[1].standing.live());
}

TEST_CASE("the next due day is the nearest of all") {
  struct Row {
    const char* what;
    Subject subject;
    const char* due;
  };
  auto announced = list_act();
  announced.service->method = ServiceMethod::kAnnouncement;
  auto unserved = list_act();
  unserved.service.reset();
  const auto restricted = decided({}, decision(person(), restrict_act()));
  const Row rows[]{
      {"an open entry", decided({}, decision(person(), list_act())), "never"},
      {"an unserved entry", decided({}, decision(person(), unserved)), "never"},
      {"an announcement binds on its thirtieth day", decided({}, decision(person(), announced)),
       "2026-04-01"},
      {"an exit order", decided({}, decision(person(), exit_act())), "2026-06-03"},
      {"an exit order to come",
       decided({}, decision(person(),
                            [] {
                              auto act = exit_act(123, kToday.plus_days(5));
                              act.paper = paper();
                              return act;
                            }())),
       "2026-03-07"},
      {"an exemption", decided(restricted, decision(by_id(restricted), exempt_act())),
       "2026-03-09"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(due_of(row.subject), row.due);
  }
}

TEST_CASE("an exit order that nobody renewed, and an exemption, are over by themselves") {
  auto subject = decided({}, decision(person(), exit_act()));
  subject = decided(subject, decision(by_id(subject), restrict_act()));
  subject = decided(subject, decision(by_id(subject), exempt_act()));
  subject = passed(subject, {2026, 6, 3});
  CHECK_EQ(subject.orders[0].standing.ended->legal, "出境入境管理法 65");
  CHECK(subject.orders[1].standing.live());
  CHECK_FALSE(subject.exemptions[0].standing.live());
}

TEST_CASE("within the grace an entry is shown to nobody and binds nobody, and then by itself") {
  auto act = list_act();
  act.grace_until = Day{2026, 4, 2};
  auto subject = decided({}, decision(person(), act));
  const auto stands = [&](Day day) {
    return std::pair{published_listings(subject, day).size(),
                     binding_orders(subject, OrderKind::kConsumption, day).size()};
  };
  CHECK_EQ(stands(kToday), std::pair<std::size_t, std::size_t>{0, 0});
  CHECK_EQ(stands({2026, 4, 2}), std::pair<std::size_t, std::size_t>{0, 0});
  CHECK_EQ(stands({2026, 4, 3}), std::pair<std::size_t, std::size_t>{1, 1});
  CHECK_EQ(next_due(subject), Day{2026, 4, 3});
  // Who performs in time was never seen.
  subject = decided(subject, decision(person(), support::delete_act()));
  CHECK_EQ(stands({2026, 4, 3}), std::pair<std::size_t, std::size_t>{0, 1});
  subject = decided(subject, decision(person(), support::lift_act()));
  CHECK_EQ(stands({2026, 4, 3}), std::pair<std::size_t, std::size_t>{0, 0});
  CHECK_FALSE(next_due(subject));
}

TEST_SUITE_END();
