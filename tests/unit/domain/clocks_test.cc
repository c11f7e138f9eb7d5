#include "domain/clocks.h"

#include <doctest/doctest.h>

#include "support/builders.h"

namespace {

using namespace shixin;
using namespace shixin::domain;
using support::decided;
using support::decision;
using support::kToday;
using support::person;

Calendar notice_of_2026() {
  Calendar::Year year;
  for (int day = 15; day <= 23; ++day)
    year.holidays.insert(Day{2026, 2, static_cast<unsigned>(day)});
  year.working = {{2026, 2, 14}, {2026, 2, 28}};
  return Calendar({{2026, year}});
}

std::string days(const std::vector<SubjectDue>& dues) {
  std::string out;
  for (const auto& due : dues) {
    out += (due.ending == Ending::kExit ? "exit " : "term ") + due.day.text() + " ";
  }
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("domain/clocks");

TEST_CASE("each clock ends on the day the law means") {
  struct Row {
    const char* what;
    Clock clock;
    Day from;
    Due due;
  };
  using enum Clock;
  const std::array rows{
      Row{"the day it starts on is excluded", kThreeWorkingDays, {2026, 3, 2}, {{2026, 3, 5}}},
      Row{"a weekend is none of the working days",
          kThreeWorkingDays,
          {2026, 3, 5},
          {{2026, 3, 10}}},
      Row{"a festival neither, and a make-up day is one",
          kThreeWorkingDays,
          {2026, 2, 13},
          {{2026, 2, 25}}},
      Row{"fifteen days are days of the calendar", kFifteenDays, {2026, 3, 2}, {{2026, 3, 17}}},
      Row{"whose last is moved off a holiday", kFifteenDays, {2026, 2, 2}, {{2026, 2, 24}}},
      Row{"and off a weekend", kFifteenDays, {2026, 3, 6}, {{2026, 3, 23}}},
      Row{"a year without its notice counts for the time being",
          kThreeWorkingDays,
          {2026, 12, 30},
          {{2027, 1, 4}, true}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const Due counted = due(row.clock, row.from, notice_of_2026());
    CHECK_EQ(counted.day.text(), row.due.day.text());
    CHECK_EQ(counted.provisional, row.due.provisional);
  }
}

TEST_CASE("a clock starts when it happened, an application's when it came in") {
  for (const auto& [kind, word] : enum_words(FactKind{})) {
    CAPTURE(word);
    Fact fact = support::fact(kind);
    fact.occurred_on = {2026, 2, 26};
    fact.received_on = {2026, 3, 2};
    const bool reviewed = kind == FactKind::kApplication || kind == FactKind::kObjection;
    CHECK_EQ(due(fact, Calendar{}).day.text(), reviewed ? "2026-03-17" : "2026-03-03");
  }
}

TEST_CASE("only what an applicant asked for has a day on which it was applied for") {
  auto act = support::list_act();
  CHECK_FALSE(applied_on(decision(person(), act)));
  act.initiated = {Initiator::kApplicant, kToday};
  CHECK_EQ(applied_on(decision(person(), act)), kToday);
  CHECK_FALSE(applied_on(decision(person(), support::lift_act())));
}

TEST_CASE("terms and exit orders end by their own day, unless they were renewed or are over") {
  auto subject = decided({}, decision(person(), support::list_with_term()));
  subject = decided(subject, decision(person(), support::exit_act()));
  CHECK_EQ(days(endings(subject)), "term 2028-03-02 exit 2026-06-02 ");
  CHECK_EQ(renewal_opens({2026, 6, 2}), Day{2026, 5, 2});

  const Day again{2026, 5, 20};
  auto next = support::exit_act(123, {2026, 6, 3});
  next.paper->signed_on = again;
  const auto renewed = decided(subject, decision(person(), next), again);
  CHECK_EQ(days(endings(renewed)), "term 2028-03-02 exit 2026-09-03 ");

  const auto lifted = decided(subject, decision(person(), support::lift_act(123, Measure::kExit)));
  CHECK_EQ(days(endings(lifted)), "term 2028-03-02 ");
}

TEST_CASE("from 1 December on next year's notice of holidays is missed") {
  const auto calendar = notice_of_2026();
  CHECK_EQ(notice_missing(calendar, {2026, 11, 30}), std::nullopt);
  CHECK_EQ(notice_missing(calendar, {2026, 12, 1}), 2027);
  CHECK_EQ(notice_missing(calendar, {2027, 1, 1}), 2027);
}

TEST_SUITE_END();
