// Clocks: by when the law wants something done, and from which day it counts (law.md §§1–3). The
// day it starts on is excluded, a last day is moved off holidays (民诉法 85). Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/calendar.h"
#include "domain/fact.h"

namespace shixin::domain {

enum class Clock : std::uint8_t {
  kThreeWorkingDays,  // to delete, lift, revoke, correct
  kFifteenDays,       // to decide on an application, to review an objection
};

// The rule as a Chinese screen says it.
std::string_view label(Clock clock);

struct Due {
  Day day;
  bool provisional = false;  // 暂按: the notice of holidays of one of its years is not there yet
  friend bool operator==(const Due&, const Due&) = default;
};

Due due(Clock clock, Day from, const Calendar& calendar);

Clock clock_of(FactKind kind);
// An application and an objection count from the day they came in, all else from the day it
// happened.
Due due(const Fact& fact, const Calendar& calendar);

// When a decision that an applicant asked for must be made; nullopt for all others.
std::optional<Day> applied_on(const Decision& decision);

// What ends by its own day on a subject.
enum class Ending : std::uint8_t {
  kExit,  // an exit order that lapses unless it is renewed within the month before (law.md §3)
  kTerm,  // an entry's term: time deletes it
};

struct SubjectDue {
  Ending ending;
  Day day;  // its last
  EntryId entry;
  friend bool operator==(const SubjectDue&, const SubjectDue&) = default;
};

// Of what is live, in the order of the subject; without exit orders that were renewed already.
std::vector<SubjectDue> endings(const Subject& subject);

// The year whose notice of holidays should be there by that day and is not: this one's, or from 1
// December on the next one's.
std::optional<int> notice_missing(const Calendar& calendar, Day today);

// The first day of the window in which an exit order is renewed.
Day renewal_opens(Day last);

}  // namespace shixin::domain
