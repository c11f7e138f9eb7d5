#include "domain/calendar.h"

#include <doctest/doctest.h>

using namespace shixin;
using domain::Calendar;

TEST_SUITE_BEGIN("domain/calendar");

namespace {

// 2026 by the notice of 2025-11-04 (law.md §10), in part.
Calendar calendar_2026() {
  Calendar::Year year;
  for (Day day{2026, 2, 15}; day <= Day{2026, 2, 23}; day = day.plus_days(1)) {
    year.holidays.insert(day);
  }
  for (Day day{2026, 10, 1}; day <= Day{2026, 10, 7}; day = day.plus_days(1)) {
    year.holidays.insert(day);
  }
  year.working = {Day{2026, 2, 14}, Day{2026, 2, 28}, Day{2026, 10, 10}};
  return Calendar({{2026, year}});
}

}  // namespace

TEST_CASE("a working day is Monday to Friday, less holidays, plus make-up days") {
  struct Row {
    const char* what;
    Day day;
    bool working;
  };
  const Row rows[]{
      {"a Monday", {2026, 3, 2}, true},
      {"a Saturday", {2026, 3, 7}, false},
      {"a Sunday", {2026, 3, 8}, false},
      {"a Wednesday of the spring festival", {2026, 2, 18}, false},
      {"a Saturday on which is worked", {2026, 2, 28}, true},
      {"a holiday of a year whose notice is not there", {2027, 10, 1}, true},
      {"a Saturday of such a year", {2027, 10, 2}, false},
  };
  const auto calendar = calendar_2026();
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(calendar.is_working_day(row.day), row.working);
  }
  CHECK(calendar.knows({2026, 1, 1}, {2026, 12, 31}));
  CHECK_FALSE(calendar.knows({2026, 12, 31}, {2027, 1, 1}));
}

TEST_CASE("working days are counted from the day after the start") {
  struct Row {
    const char* what;
    Day start;
    int count;
    Day end;
  };
  const Row rows[]{
      {"three from a Monday", {2026, 3, 2}, 3, {2026, 3, 5}},
      {"three from a Friday pass the weekend", {2026, 3, 6}, 3, {2026, 3, 11}},
      {"none", {2026, 3, 7}, 0, {2026, 3, 7}},
      {"over the spring festival, its make-up Saturday counting", {2026, 2, 13}, 3, {2026, 2, 25}},
      {"over the national day", {2026, 9, 30}, 3, {2026, 10, 10}},
  };
  const auto calendar = calendar_2026();
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(calendar.plus_working_days(row.start, row.count).text(), row.end.text());
  }
}

TEST_CASE("a period that ends on a holiday ends on the next working day") {
  struct Row {
    const char* what;
    Day start;
    int days;
    Day end;
  };
  const Row rows[]{
      {"on a Tuesday", {2026, 3, 2}, 15, {2026, 3, 17}},
      {"on a Saturday", {2026, 3, 6}, 15, {2026, 3, 23}},
      {"inside the national day's week", {2026, 9, 21}, 10, {2026, 10, 8}},
      {"on a make-up Saturday", {2026, 2, 13}, 15, {2026, 2, 28}},
  };
  const auto calendar = calendar_2026();
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(calendar.period_end(row.start, row.days).text(), row.end.text());
  }
}

TEST_SUITE_END();
