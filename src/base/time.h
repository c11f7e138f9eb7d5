// Instant and Day: the two kinds of time here. An Instant is a point of UTC in milliseconds; a Day
// is a civil day in Beijing (UTC+8, no summer time since 1991). Law counts in days, logs in
// instants. Neither reads a clock: base/clock.h is the one door to wall time.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::base {

inline constexpr std::chrono::hours kBeijingOffset{8};

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

class Day {
 public:
  constexpr Day() = default;
  constexpr explicit Day(std::chrono::sys_days day) : day_(day) {}
  constexpr Day(int year, unsigned month, unsigned day)
      : day_(std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)) {}

  // "YYYY-MM-DD", a date that exists, years 1800 to 9999.
  static Result<Day> parse(std::string_view text);
  std::string text() const;

  constexpr std::chrono::sys_days days() const { return day_; }
  constexpr std::chrono::year_month_day civil() const { return day_; }
  constexpr Day plus_days(int count) const { return Day{day_ + std::chrono::days{count}}; }
  // The corresponding day, or the last of a month that lacks it (民法典 202).
  Day plus_months(int count) const;
  Day plus_years(int count) const { return plus_months(12 * count); }
  // The first instant of the day in Beijing.
  constexpr Instant begins() const { return Instant{day_} - kBeijingOffset; }

  friend constexpr auto operator<=>(const Day&, const Day&) = default;

 private:
  std::chrono::sys_days day_{};
};

constexpr Day day_of(Instant at) {
  return Day{std::chrono::floor<std::chrono::days>(at + kBeijingOffset)};
}

// Whole years between a birth and a day.
int age_on(Day born, Day today);

// RFC 3339 with the offset of Beijing: 2026-03-01T08:00:00+08:00. Seconds; milliseconds are cut.
std::string rfc3339(Instant at);
Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace shixin::base

namespace shixin {
using base::Day;
using base::Instant;
}  // namespace shixin
