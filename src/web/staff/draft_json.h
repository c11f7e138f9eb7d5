// Drafts and decisions as staff see them: a decision before it binds, and the same one afterwards.
#pragma once

#include "base/json_fwd.h"
#include "registry/draft.h"
#include "web/staff/subject_json.h"

namespace shixin::web::staff {

// The decision in the contract's shape.
base::Json decision_json(const domain::Decision& decision, Numbers numbers);

// `subject` is null while nobody knows whom a new decision will make.
base::Json draft_json(const registry::Draft& draft, const std::optional<domain::SubjectId>& subject,
                      Numbers numbers);

// A decision that took effect without a draft of its own — imported in a batch, or made by time —
// told as a draft that was decided.
registry::Draft as_draft(const registry::DecisionRecord& record);

// By the id of either; kNotFound when it is neither's.
Result<registry::Draft> load_decided_or_not(const store::Reader& reader,
                                            const domain::DecisionId& id);

}  // namespace shixin::web::staff
