// What a subject is restricted from, computed and never typed in: the union of the live orders over
// all his cases and roles, less his exemptions. Removing one order frees nobody held by another.
#pragma once

#include <optional>
#include <vector>

#include "domain/subject.h"

namespace shixin::domain {

// A window in which a restriction is lifted, both ends inclusive.
struct Lifted {
  Day from;
  Day to;
  friend bool operator==(const Lifted&, const Lifted&) = default;
};

struct Restriction {
  Measure measure;
  Day since;                   // first day of the earliest order in force
  std::optional<Day> until;    // last day of the latest; none when one of them has no end
  std::vector<Lifted> lifted;  // windows that have not passed, in order of their first day
  std::vector<Role> roles;     // the roles that hold him, each once, in enum order
  friend bool operator==(const Restriction&, const Restriction&) = default;
};

// In the order of Measure; only those in force on `today` through one of `roles`. An exemption does
// not take a restriction out: its window travels with it.
std::vector<Restriction> restrictions(const Subject& subject, const std::vector<Role>& roles,
                                      Day today);

// The listings that stand published on `today` (served, live), whatever their publication class.
std::vector<const Listing*> published_listings(const Subject& subject, Day today);

// Those of them that everybody may see.
std::vector<const Listing*> public_listings(const Subject& subject, Day today);

// Orders of `kind` in force on `today`.
std::vector<const Order*> binding_orders(const Subject& subject, OrderKind kind, Day today);

}  // namespace shixin::domain
