#include "domain/calendar.h"

#include <cassert>

namespace shixin::domain {

bool Calendar::is_working_day(Day day) const {
  const std::chrono::weekday weekday{day.days()};
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  const auto year = years_.find(static_cast<int>(day.civil().year()));
  if (year == years_.end()) return !weekend;
  if (year->second.working.contains(day)) return true;
  return !weekend && !year->second.holidays.contains(day);
}

Day Calendar::plus_working_days(Day start, int count) const {
  assert(count >= 0);
  Day day = start;
  for (int passed = 0; passed < count;) {
    day = day.plus_days(1);
    if (is_working_day(day)) ++passed;
  }
  return day;
}

Day Calendar::period_end(Day start, int count_days) const {
  Day day = start.plus_days(count_days);
  while (!is_working_day(day)) day = day.plus_days(1);
  return day;
}

bool Calendar::knows(Day from, Day to) const {
  const auto last = static_cast<int>(to.civil().year());
  for (auto year = static_cast<int>(from.civil().year()); year <= last; ++year) {
    if (!years_.contains(year)) return false;
  }
  return true;
}

std::string Calendar::text() const {
  std::string out;
  for (const auto& [year, notice] : years_) {
    out += std::to_string(year) + ":";
    for (const Day day : notice.holidays) out += " -" + day.text();
    for (const Day day : notice.working) out += " +" + day.text();
    out += "\n";
  }
  return out;
}

}  // namespace shixin::domain
