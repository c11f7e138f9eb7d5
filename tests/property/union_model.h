// The model of the union: what one subject's decisions leave in force, kept as a list of things and
// of what was said about them. It shares no code with the rules; days are counted here as well.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace model {

using shixin::base::Day;

inline const Day kForever{2500, 1, 1};

// The same day of a later month, or its last day.
inline Day months_after(Day day, int months) {
  const auto civil = day.civil();
  const int month = static_cast<int>(unsigned{civil.month()}) - 1 + months;
  const int year = static_cast<int>(civil.year()) + month / 12;
  const auto in_year = static_cast<unsigned>(month % 12 + 1);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr unsigned kDays[]{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const unsigned days = kDays[in_year - 1] + (leap && in_year == 2 ? 1U : 0U);
  return Day{year, in_year, std::min(unsigned{civil.day()}, days)};
}

// In this world the first three days of each month are holidays, and nobody works on weekends.
inline bool is_holiday(Day day) {
  const auto count = day.days().time_since_epoch().count();  // 1970-01-01 was a Thursday
  const auto weekday = ((count + 4) % 7 + 7) % 7;
  return weekday == 0 || weekday == 6 || unsigned{day.civil().day()} <= 3;
}

// What was said of when a paper reached the debtor; nothing: it did not.
struct Service {
  Day on;
  bool announced = false;

  Day counts_from() const {
    if (!announced) return on;
    Day day = on;
    for (int i = 0; i < 30; ++i) day = day.plus_days(1);
    while (is_holiday(day)) day = day.plus_days(1);
    return day;
  }
};
struct Claim {
  int by;
  std::optional<Service> service;
};

// One thing that binds or names. A decision is known by its number here.
struct Thing {
  enum Kind { kListing, kConsumption, kExit, kExemption, kDocument } kind;
  int made_by;
  int case_number = 0;
  int role = 0;
  Day made_on = {};
  Day from = {};          // exit orders and exemptions
  Day until = kForever;   // last day of effect
  std::string text = {};  // documents
  std::vector<Claim> services = {};
  std::vector<int> ended_by = {};
};

// What a decision told of a case; a member left out was not told.
struct Told {
  int by;
  int case_number;
  std::optional<int> performance;
  std::optional<std::string> outstanding;
};

struct Subject {
  std::vector<Thing> things;
  std::vector<Told> told;
  std::map<int, int> revokes;  // revocation → decision it names
  int introduced_by = -1;      // what a subject came with stays, revoked or not

  // A decision stands unless a standing revocation names it.
  bool stands(int decision) const {
    for (const auto& [revocation, named] : revokes) {
      if (named == decision && stands(revocation)) return false;
    }
    return true;
  }
  bool live(const Thing& thing, Day today) const {
    const bool stays = thing.kind == Thing::kDocument && thing.made_by == introduced_by;
    if (thing.until < today || (!stays && !stands(thing.made_by))) return false;
    return std::ranges::none_of(thing.ended_by, [&](int end) { return stands(end); });
  }
  std::vector<const Thing*> live_things(Thing::Kind kind, Day today) const {
    std::vector<const Thing*> out;
    for (const Thing& thing : things) {
      if (thing.kind == kind && live(thing, today)) out.push_back(&thing);
    }
    return out;
  }
  // The last word on it.
  std::optional<Service> service_of(const Thing& thing) const {
    std::optional<Service> out;
    for (const Claim& claim : thing.services) {
      if (claim.by == thing.made_by || stands(claim.by)) out = claim.service;
    }
    return out;
  }
  // First day of effect.
  Day from(const Thing& thing) const {
    if (thing.kind == Thing::kExit || thing.kind == Thing::kExemption) return thing.from;
    const auto service = service_of(thing);
    return service ? std::max(service->counts_from(), thing.made_on) : kForever;
  }

  bool listed(int case_number, Day today, bool with_term) const {
    return std::ranges::any_of(live_things(Thing::kListing, today), [&](const Thing* thing) {
      return thing->case_number == case_number && (thing->until != kForever) == with_term;
    });
  }
  bool ordered(Thing::Kind kind, int case_number, Day today) const {
    return std::ranges::any_of(live_things(kind, today), [&](const Thing* thing) {
      return thing->case_number == case_number;
    });
  }

  void end(Thing::Kind kind, int case_number, int by, Day today) {
    for (Thing& thing : things) {
      if (thing.kind == kind && thing.case_number == case_number && live(thing, today)) {
        thing.ended_by.push_back(by);
      }
    }
  }
  // A window goes with the last order of its case.
  void end_idle_windows(int by, Day today) {
    for (Thing& thing : things) {
      if (thing.kind == Thing::kExemption && live(thing, today) &&
          !ordered(Thing::kConsumption, thing.case_number, today)) {
        thing.ended_by.push_back(by);
      }
    }
  }

  std::string facts(int case_number) const {
    int performance = 4;  // unknown
    std::string outstanding;
    for (const Told& each : told) {
      if (each.case_number != case_number || !stands(each.by)) continue;
      performance = each.performance.value_or(performance);
      outstanding = each.outstanding.value_or(outstanding);
    }
    return fmt::format("case {} performance {} outstanding {}\n", case_number, performance,
                       outstanding);
  }
};

// One measure that holds, seen through some roles; in the words in which the test compares.
struct Held {
  std::string measure;
  Day since;
  std::optional<Day> until;
  std::set<int> roles;
  std::set<Day> free;

  std::string text() const {
    std::string out = fmt::format("{} since {} until {} roles", measure, since.text(),
                                  until ? until->text() : "never");
    for (const int role : roles) out += fmt::format(" {}", role);
    out += " free";
    for (const Day& day : free) out += " " + day.text();
    return out + "\n";
  }
};

// A window is at most a month long and begins at most ten days ahead.
inline constexpr int kWindowDays = 45;

// What holds on `today` through one of `roles`.
inline std::string held(const Subject& subject, const std::set<int>& roles, Day today) {
  const auto windows = subject.live_things(Thing::kExemption, today);
  std::string out;
  for (const auto kind : {Thing::kConsumption, Thing::kExit}) {
    std::optional<Held> whole;
    std::set<int> cases;
    for (const Thing* thing : subject.live_things(kind, today)) {
      const Day from = subject.from(*thing);
      if (from > today || !roles.contains(thing->role)) continue;
      const auto until = thing->until == kForever ? std::nullopt : std::optional(thing->until);
      if (!whole) whole = Held{"", from, until, {}, {}};
      whole->since = std::min(whole->since, from);
      whole->until =
          whole->until && until ? std::optional(std::max(*whole->until, *until)) : std::nullopt;
      whole->roles.insert(thing->role);
      cases.insert(thing->case_number);
    }
    if (!whole) continue;
    if (kind == Thing::kExit) {
      // Whoever is held on without a day between is held to the end of that.
      for (bool longer = true; longer;) {
        longer = false;
        for (const Thing* thing : subject.live_things(kind, today)) {
          if (!roles.contains(thing->role) || thing->until <= *whole->until) continue;
          if (subject.from(*thing) > whole->until->plus_days(1)) continue;
          whole->until = thing->until;
          longer = true;
        }
      }
      whole->measure = "exit";
      out += whole->text();
      continue;
    }
    whole->measure = "high_consumption";
    out += whole->text();
    whole->measure = "travel";
    for (int i = 0; i < kWindowDays; ++i) {
      const Day day = today.plus_days(i);
      const bool free = std::ranges::all_of(cases, [&](int number) {
        return std::ranges::any_of(windows, [&](const Thing* window) {
          return window->case_number == number && window->from <= day && day <= window->until;
        });
      });
      if (free) whole->free.insert(day);
    }
    out += whole->text();
  }
  return out;
}

inline int published(const Subject& subject, Day today) {
  int count = 0;
  for (const Thing* thing : subject.live_things(Thing::kListing, today)) {
    if (subject.from(*thing) <= today) ++count;
  }
  return count;
}

inline std::set<std::string> documents(const Subject& subject, Day today) {
  std::set<std::string> out;
  for (const Thing* thing : subject.live_things(Thing::kDocument, today)) out.insert(thing->text);
  return out;
}

}  // namespace model
