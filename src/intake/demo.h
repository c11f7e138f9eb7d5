// Demo: a synthetic list of any size, as rows of court-ndjson that go the way every row goes.
// Persons are born 1880–1900, companies have MA-series codes. Several cases each, and several
// roles: some are debtors in one case and stand for a company in another, some stand for two
// companies; exemptions, exit orders, removals. The same count, seed and day make the same rows.
#pragma once

#include <cstdint>
#include <functional>

#include "base/time.h"
#include "intake/format.h"

namespace shixin::intake {

struct DemoList {
  std::uint64_t subjects = 2000;
  std::uint64_t seed = 1;
  Day today;
};

// Hands over each row until `take` returns false, each subject's in the order in which they were
// decided. `subjects_done` counts along.
void each_demo_row(const DemoList& list,
                   const std::function<bool(const RawRow&, std::uint64_t subjects_done)>& take);

}  // namespace shixin::intake
