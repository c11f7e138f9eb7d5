#include "registry/deadlines.h"

#include <doctest/doctest.h>

#include "registry/drafts.h"
#include "registry/facts.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Deadline;
using registry::DeadlineOf;
using registry::Transaction;
using store::Table;
using support::decision;
using support::kToday;
using support::person;
using test::House;
using test::kClerk;

std::vector<Deadline> all(const House& house, const std::optional<std::string>& staff = {},
                          const registry::DueBetween& days = {}) {
  auto rows = registry::deadlines_between(*house.engine.snapshot(), staff, days, 100);
  REQUIRE(rows);
  return *rows;
}

std::string text(const std::vector<Deadline>& rows) {
  std::string out;
  for (const auto& row : rows) {
    constexpr std::array kWords{"", "fact ", "draft ", "exit ", "term "};
    out += kWords.at(static_cast<std::size_t>(row.of)) + row.due.text() + " ";
  }
  return out;
}

void tell_performed(House& house) {
  REQUIRE(house.run<registry::Told>([](Transaction& tx) {
    return registry::record_fact(tx, kClerk, support::fact(domain::FactKind::kPerformed));
  }));
}

domain::Decision applied_for() {
  auto act = support::list_act(456);
  act.initiated = {domain::Initiator::kApplicant, kToday.plus_days(-1)};
  return decision(person(1), act);
}

void draft(House& house, const domain::Decision& drafted) {
  REQUIRE(house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::create_draft(tx, kClerk, {drafted}); }));
}

}  // namespace

TEST_SUITE_BEGIN("registry/deadlines");

TEST_CASE("the board is in the order of the days, whatever it is about") {
  House house;
  REQUIRE(house.decide(decision(person(), support::list_with_term())));
  REQUIRE(house.decide(decision(person(), support::exit_act())));
  tell_performed(house);
  draft(house, applied_for());
  CHECK_EQ(text(all(house)), "fact 2026-03-05 draft 2026-03-16 exit 2026-06-02 term 2028-03-02 ");
  CHECK_EQ(text(all(house, {}, {Day{2026, 3, 6}, Day{2026, 6, 2}})),
           "draft 2026-03-16 exit 2026-06-02 ");
  CHECK_EQ(text(all(house, "clerk")), "fact 2026-03-05 draft 2026-03-16 ");
  CHECK_EQ(text(all(house, "judge")), "exit 2026-06-02 ");
  CHECK_EQ(text(all(house, "cler")), "");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("rows go with what they follow") {
  House house;
  REQUIRE(house.decide(decision(person(), support::exit_act())));
  const auto listing = applied_for();
  draft(house, listing);
  REQUIRE(house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::withdraw_draft(tx, kClerk, listing.ids.decision); }));
  CHECK_EQ(text(all(house)), "exit 2026-06-02 ");
  REQUIRE(house.timers->advance(house.clock, Day{2026, 6, 3}.begins()));
  CHECK_EQ(text(all(house)), "");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a notice that comes in counts open clocks anew") {
  House house;
  REQUIRE(house.decide(decision(person(), support::list_act())));
  tell_performed(house);
  draft(house, applied_for());
  REQUIRE(registry::count_anew(house.engine, *house.committer, house.calendar));
  CHECK_EQ(text(all(house)), "fact 2026-03-05 draft 2026-03-16 ");

  domain::Calendar::Year year;
  year.holidays = {{2026, 3, 4}, {2026, 3, 16}};
  const domain::Calendar with_notice({{2026, year}});
  const registry::Parts parts{with_notice, house.views, house.index, house.ledger, house.random};
  {
    registry::Committer committer(house.engine, parts, house.clock, *house.signal);
    REQUIRE(registry::count_anew(house.engine, committer, with_notice));
    CHECK_EQ(text(all(house)), "fact 2026-03-06 draft 2026-03-17 ");
    CHECK_EQ(text(all(house, "clerk")), "fact 2026-03-06 draft 2026-03-17 ");
    const auto head = house.engine.snapshot()->head();
    REQUIRE(registry::count_anew(house.engine, committer, with_notice));  // only looks
    CHECK_EQ(house.engine.snapshot()->head(), head);
  }
  const auto sight = house.catalogues.look(house.engine);
  REQUIRE(sight);
  CHECK(registry::fsck(*sight->snapshot, {house.key, house.key, *sight->catalogue, with_notice})
            .clean());
}

TEST_CASE("a store that had none is given its rows, however often") {
  House house;
  REQUIRE(house.decide(decision(person(), support::list_with_term())));
  REQUIRE(house.decide(decision(person(), support::exit_act())));
  draft(house, applied_for());
  const std::string rows = text(all(house));
  std::vector<store::Write> gone;
  for (const Deadline& deadline : all(house)) {
    gone.push_back({Table::kDeadlines, registry::deadline_key(deadline), std::nullopt});
  }
  for (const auto* staff : {"clerk", "judge"}) {
    for (const Deadline& deadline : all(house, staff)) {
      gone.push_back({Table::kDeadlinesByOwner, *registry::by_owner_key(deadline), std::nullopt});
    }
  }
  REQUIRE(house.engine.commit({house.engine.snapshot()->head(), gone}));
  CHECK_NE(house.faults(), "");
  house.committer.reset();
  for (int times = 0; times < 2; ++times) {
    REQUIRE(store::take_turns(house.engine, registry::derive_deadlines()));
    CHECK_EQ(text(all(house)), rows);
    CHECK_EQ(house.faults(), "");
  }
}

TEST_CASE("fsck finds a row too many, one too few, and a clock that was moved") {
  House house;
  REQUIRE(house.decide(decision(person(), support::list_act())));
  tell_performed(house);
  REQUIRE_EQ(house.faults(), "");
  const Deadline row = all(house).at(0);
  const auto write = [&](std::vector<store::Write> writes) {
    REQUIRE(house.engine.commit({house.engine.snapshot()->head(), std::move(writes)}));
    return house.faults();
  };
  SUBCASE("one too many") {
    Deadline other = row;
    other.due = other.due.plus_days(1);
    CHECK_NE(write({{Table::kDeadlines, registry::deadline_key(other), ""}}).find("2 rows where 1"),
             std::string::npos);
  }
  SUBCASE("one too few") {
    CHECK_NE(write({{Table::kDeadlinesByOwner, *registry::by_owner_key(all(house, "clerk").at(0)),
                     std::nullopt}})
                 .find("deadlines_by_owner: no row for fact"),
             std::string::npos);
  }
  SUBCASE("a clock put back") {
    auto record =
        registry::load_fact(*house.engine.snapshot(), *domain::FactId::from_bytes(row.owner));
    REQUIRE(record);
    record->clock->due = record->clock->due.plus_days(30);
    CHECK_NE(write({{Table::kFacts, row.owner, store::to_value(*record)}}).find("the clock of"),
             std::string::npos);
  }
}

TEST_SUITE_END();
