// Ids of the domain: random, of different kinds, unrelated to one another.
#pragma once

#include "base/id.h"

namespace shixin::domain {

using SubjectId = base::Id<struct SubjectKindOfId>;    // internal; never leaves the court
using DecisionId = base::Id<struct DecisionKindOfId>;  // fixed in the draft
using EntryId = base::Id<struct EntryKindOfId>;        // public: a listing's or an order's page
using FactId = base::Id<struct FactKindOfId>;          // internal, as a decision's

}  // namespace shixin::domain
