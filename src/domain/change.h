// Change: one decision that took effect on one subject, as every view of the register sees it.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/decision.h"

namespace shixin::domain {

struct Change {
  std::uint64_t seq;  // the register's gap-free number, from 1
  Instant at;         // of the commit; never runs backwards
  Day today;          // the Beijing day of `at`
  Decision decision;
  std::optional<Subject> before;  // nullopt: unknown until now
  Subject after;
};

}  // namespace shixin::domain
