#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "registry/staff.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using support::decision;
using support::kToday;
using support::person;
using test::House;

Instant nine(Day day) { return day.begins() + std::chrono::hours{9}; }

// Lists n people with terms of two years, each a day after the one before.
std::vector<domain::SubjectId> list_with_terms(House& house, int n) {
  std::vector<domain::SubjectId> out;
  for (int i = 0; i < n; ++i) {
    const Day day = kToday.plus_days(i);
    house.clock.set(nine(day));
    auto decided = house.decide(
        decision(person(static_cast<std::uint64_t>(i)), support::list_with_term(i + 1, day)));
    REQUIRE(decided);
    out.push_back(decided->subject);
  }
  return out;
}

bool listed(const House& house, const domain::SubjectId& id) {
  return house.subject(id).listings.front().standing.live();
}

registry::DecisionRecord record(const House& house, std::uint64_t seq) {
  auto found = store::load<registry::DecisionRecord>(*house.engine.snapshot(),
                                                     store::KeyWriter{}.u64(seq).take());
  REQUIRE(found);
  REQUIRE(*found);
  return **found;
}

}  // namespace

TEST_SUITE_BEGIN("registry/timers");

TEST_CASE("a rehearsal's clock fires terms in order, each at its own moment") {
  House house;
  const auto ids = list_with_terms(house, 3);
  const std::uint64_t before = house.seq();
  REQUIRE(house.timers->advance(house.clock, nine(kToday.plus_years(3))));
  CHECK_EQ(house.seq(), before + 3);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto fired = record(house, before + 1 + i);
    CHECK_EQ(fired.subject, ids[i]);
    CHECK_EQ(fired.signers.approved_by, registry::kSystem);
    CHECK_EQ(fired.at, kToday.plus_days(static_cast<int>(i)).plus_years(2).plus_days(1).begins());
    CHECK_FALSE(listed(house, ids[i]));
  }
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a timer that fired does nothing again, over a restart too") {
  House house;
  list_with_terms(house, 1);
  const Instant later = nine(kToday.plus_years(3));
  REQUIRE(house.timers->advance(house.clock, later));
  const std::uint64_t seq = house.seq();
  REQUIRE(house.timers->fire_due(later));
  house.reopen();
  REQUIRE(house.timers->fire_due(later));
  CHECK_EQ(house.seq(), seq);
}

TEST_CASE("a clock that leapt frees nobody until an operator released it") {
  House house;
  const auto ids = list_with_terms(house, 1);
  house.clock.set(nine(kToday.plus_years(3)));
  REQUIRE_FALSE(house.timers->fire_due(house.clock.now()));
  CHECK(house.timers->held());
  CHECK(listed(house, ids.front()));

  SUBCASE("a commit under the wrong clock does not make it right") {
    REQUIRE_FALSE(house.decide(decision(person(9), support::list_act(9, kToday))));
    REQUIRE(house.committer->run(
        [](registry::Transaction& tx) { return tx.audit("somebody", "sign_in_failed", {}); }));
    house.reopen();
    REQUIRE_FALSE(house.timers->fire_due(house.clock.now()));
    CHECK(house.timers->held());
    CHECK(listed(house, ids.front()));
  }
  REQUIRE(house.timers->release("operator"));
  CHECK_FALSE(house.timers->held());
  REQUIRE(house.timers->fire_due(house.clock.now()));
  CHECK_FALSE(listed(house, ids.front()));
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("the loop wakes for what falls due, and stops when it is asked to") {
  House house;
  const auto ids = list_with_terms(house, 1);
  const Day ends = kToday.plus_years(2).plus_days(1);
  house.clock.set(nine(ends.plus_days(-3)));
  REQUIRE(house.timers->release("operator"));
  REQUIRE(house.decide(decision(person(8), support::list_act(8, kToday))));
  const std::uint64_t seq = house.seq();
  house.clock.set(ends.begins());
  std::jthread loop([&](std::stop_token stop) { house.timers->run(stop); });
  CHECK_EQ(house.signal->wait_past(seq, std::chrono::seconds{30}, {}), seq + 1);
  CHECK_FALSE(listed(house, ids.front()));
}

TEST_CASE("a quiet fortnight in service is no leap") {
  House house;
  const auto ids = list_with_terms(house, 1);
  for (int day = 1; day <= 14; ++day) {
    house.clock.set(nine(kToday.plus_days(day)));
    REQUIRE(house.timers->keep_house());
    CHECK_FALSE(house.timers->held());
  }
  CHECK(house.decide(decision(person(9), support::list_act(9, kToday))));
  house.clock.set(nine(kToday.plus_days(14 + 8)));  // stopped for eight days
  REQUIRE(house.timers->keep_house());
  CHECK(house.timers->held());
}

TEST_CASE("a rehearsal's clock, moved by two at once, never runs back and is never doubted") {
  House house;
  list_with_terms(house, 20);
  const Instant near = nine(kToday.plus_years(3));
  const Instant far = nine(kToday.plus_years(4));
  std::vector<std::jthread> moving;
  for (const Instant to : {far, near, far, near}) {
    moving.emplace_back([&house, to] {
      const auto moved = house.timers->advance(house.clock, to);
      CHECK((moved || moved.error().code == ErrorCode::kConflict));
    });
  }
  while (house.clock.now() < far) CHECK_FALSE(house.timers->held());
  moving.clear();
  CHECK_EQ(house.clock.now(), far);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("whoever stops it does not wait out a large midnight") {
  House house;
  const auto ids = list_with_terms(house, 3);
  const std::uint64_t before = house.seq();
  std::stop_source stopping;
  stopping.request_stop();
  house.clock.set(nine(kToday.plus_years(3)));
  REQUIRE(house.timers->release("operator"));
  REQUIRE(house.timers->fire_due(house.clock.now(), stopping.get_token()));
  CHECK_EQ(house.seq(), before);
  REQUIRE(house.timers->fire_due(house.clock.now()));
  CHECK_EQ(house.seq(), before + 3);
}

TEST_SUITE_END();
