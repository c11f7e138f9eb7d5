// Effect: what a decision would change if it were taken now, without taking it — shown to whoever
// drafts, to whoever approves, and to whom another decision came first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "domain/decision.h"
#include "store/reader.h"
#include "web/staff/context.h"

namespace shixin::web::staff {

struct ChangedFeed {
  std::string name;
  std::string title;
};

struct Effect {
  Day today;
  std::optional<domain::Subject> before;  // none: the register does not know him
  std::optional<domain::Subject> after;   // none: it is refused
  std::vector<Fault> refusals;            // of a rule, never of ours
  std::vector<ChangedFeed> feeds;         // whose document of him reads differently afterwards

  std::uint64_t subject_version() const { return before ? before->version : 0; }
};

// What a rule refuses is told in `refusals`; an Error is a failure of ours.
Result<Effect> effect_of(const StaffContext& context, const store::Reader& reader,
                         const domain::Decision& decision);

// {allowed, subject_id, subject_version, refusals, before, after, feeds}.
base::Json effect_json(const Effect& effect);

}  // namespace shixin::web::staff
