// Facts as staff see them: what happened and when it came in, what it proposes, what of that is
// left to do, and by when.
#pragma once

#include "base/json_fwd.h"
#include "domain/calendar.h"
#include "registry/facts.h"

namespace shixin::web::staff {

// The days of it, for a line of a list.
base::Json fact_line_json(const registry::FactRecord& record);

// As it was told, the numbers in its texts masked.
Result<domain::Fact> redacted_fact(const store::Reader& reader, const domain::Fact& fact);

// A draft that it proposed, in short.
base::Json draft_line_json(const registry::Draft& draft);

// The whole of it; numbers are masked.
Result<base::Json> fact_json(const store::Reader& reader, const registry::FactRecord& record,
                             const domain::Calendar& calendar);

}  // namespace shixin::web::staff
