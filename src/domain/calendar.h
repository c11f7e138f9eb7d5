// Calendar: working days by the State Council's yearly notices, as data. A year whose notice is not
// there counts as Monday to Friday, the earliest date the clock can mean (law.md §10).
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/time.h"

namespace shixin::domain {

class Calendar {
 public:
  struct Year {
    std::set<Day> holidays;
    std::set<Day> working;  // make-up days on weekends
  };
  Calendar() = default;
  explicit Calendar(std::map<int, Year> years) : years_(std::move(years)) {}

  bool is_working_day(Day day) const;
  // The day `count` working days after `start`; the start day is excluded (民诉法 art 85).
  Day plus_working_days(Day start, int count) const;
  // The end of a period of calendar days, moved off holidays (民诉法 art 85).
  Day period_end(Day start, int count_days) const;
  // Whether the notice of every year from one day to the other is there. Without, a day counted
  // between them is for the time being (暂按).
  bool knows(Day from, Day to) const;
  // The same text for the same notices: tells one calendar from another.
  std::string text() const;

 private:
  std::map<int, Year> years_;
};

}  // namespace shixin::domain
