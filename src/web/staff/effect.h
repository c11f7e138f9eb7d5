// Effect: what a decision would change if it were taken now, without taking it — shown to whoever
// drafts, to whoever approves, and to whom another decision came first.
#pragma once

#include "base/json_fwd.h"
#include "domain/decision.h"
#include "store/reader.h"
#include "web/staff/context.h"

namespace shixin::web::staff {

// {allowed, subject_id, subject_version, refusals, before, after, feeds}. What a rule refuses is
// told in `refusals`; an Error is a failure of ours.
Result<base::Json> effect_json(const StaffContext& context, const store::Reader& reader,
                               const domain::Decision& decision);

}  // namespace shixin::web::staff
