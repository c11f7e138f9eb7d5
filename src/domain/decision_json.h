// Decisions as the contract writes them: flat JSON with `kind`, `subject` and the members of the
// act (contract.md, Staff). The only way from text to a Decision; ids are drawn here, once.
#pragma once

#include "base/json_fwd.h"
#include "base/random.h"
#include "domain/decision.h"

namespace shixin::domain {

// kMalformed with every fault of the input. `time_passed` can not be read: only time makes it.
Result<Decision> read_decision(const base::Json& in, base::Random& random);

// The same shape back, with `id`. Holds identity numbers: for staff and for storage, not for logs.
base::Json write_decision(const Decision& decision);

}  // namespace shixin::domain
