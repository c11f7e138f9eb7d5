#include "base/time.h"

#include <doctest/doctest.h>

using namespace shixin;
using namespace shixin::base;

TEST_SUITE_BEGIN("base/time");

TEST_CASE("a day is read only when it exists and is written in full") {
  struct Row {
    const char* what;
    const char* text;
    bool good;
  };
  const Row rows[] = {
      {"an ordinary day", "2018-03-01", true},
      {"a leap day", "2024-02-29", true},
      {"the leap day of a century", "2000-02-29", true},
      {"a leap day that was left out", "1900-02-29", false},
      {"month thirteen", "2018-13-01", false},
      {"day zero", "2018-03-00", false},
      {"before the years we know", "1799-12-31", false},
      {"without zeros", "2018-3-1", false},
      {"with a slash", "2018/03/01", false},
      {"a sign for a digit", "2018-+3-01", false},
      {"something after it", "2018-03-01 ", false},
      {"nothing", "", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto day = Day::parse(row.text);
    REQUIRE_EQ(day.has_value(), row.good);
    if (day) CHECK_EQ(day->text(), row.text);
  }
}

TEST_CASE("a month later is the same day, or the last of a shorter month") {
  CHECK(Day{2026, 1, 31}.plus_months(1) == Day{2026, 2, 28});
  CHECK(Day{2024, 1, 31}.plus_months(1) == Day{2024, 2, 29});
  CHECK(Day{2026, 3, 31}.plus_months(-1) == Day{2026, 2, 28});
  CHECK(Day{2026, 11, 30}.plus_months(3) == Day{2027, 2, 28});
  CHECK(Day{2024, 2, 29}.plus_years(2) == Day{2026, 2, 28});
  CHECK(Day{2018, 3, 1}.plus_years(2) == Day{2020, 3, 1});
}

TEST_CASE("the day in Beijing begins at sixteen hours of the day before") {
  const auto before = parse_rfc3339("2026-02-28T15:59:59Z");
  const auto after = parse_rfc3339("2026-02-28T16:00:00Z");
  REQUIRE(before);
  REQUIRE(after);
  CHECK(day_of(*before) == Day{2026, 2, 28});
  CHECK(day_of(*after) == Day{2026, 3, 1});
  CHECK(Day{2026, 3, 1}.begins() == *after);
}

TEST_CASE("an instant is written with Beijing's offset and read with any") {
  for (const char* same : {"2026-03-01T08:00:00+08:00", "2026-03-01T00:00:00Z",
                           "2026-02-28t19:00:00-05:00", "2026-03-01T08:00:00.000+08:00"}) {
    CAPTURE(same);
    const auto at = parse_rfc3339(same);
    REQUIRE(at);
    CHECK_EQ(rfc3339(*at), "2026-03-01T08:00:00+08:00");
  }
  CHECK_EQ(parse_rfc3339("2026-03-01T00:00:00.25Z")->time_since_epoch().count() % 1000, 250);
}

TEST_CASE("a time without an offset or past the end of the day is refused") {
  for (const char* bad :
       {"2026-03-01T08:00:00", "2026-03-01 08:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T08:60:00Z", "2026-03-01T08:00:00.Z", "2026-03-01T08:00:00+0800",
        "2026-02-30T08:00:00Z", "2026-03-01T08:00:00Zx", ""}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_rfc3339(bad).has_value());
  }
}

TEST_CASE("age grows on the birthday") {
  CHECK_EQ(age_on(Day{1900, 6, 15}, Day{1918, 6, 14}), 17);
  CHECK_EQ(age_on(Day{1900, 6, 15}, Day{1918, 6, 15}), 18);
  CHECK_EQ(age_on(Day{1888, 2, 29}, Day{1906, 2, 28}), 17);
  CHECK_EQ(age_on(Day{1888, 2, 29}, Day{1906, 3, 1}), 18);
}

TEST_SUITE_END();
