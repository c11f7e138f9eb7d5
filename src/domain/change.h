// Change: one decision that took effect on one subject, as every view of the register sees it.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/decision.h"

namespace shixin::domain {

// Borrowed for the call it is handed to.
struct Change {
  std::uint64_t seq;  // the register's gap-free number, from 1
  Instant at;         // of the commit; never runs backwards
  Day today;          // the Beijing day of `at`
  const Decision& decision;
  const std::optional<Subject>& before;  // nullopt: unknown until now
  const Subject& after;
};

}  // namespace shixin::domain
