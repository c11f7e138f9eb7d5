// Which steps of a draft are a person's to take: what drafts.h asks before it takes one, and what a
// screen offers.
#pragma once

#include "registry/draft.h"
#include "registry/roles.h"

namespace shixin::registry {

// What the approver must be able to do; a revocation follows what it revokes, which is read.
Result<Approval> approval_of(const store::Reader& reader, const domain::Decision& decision);

bool may_withdraw(const Officer& by, const Draft& draft);
bool may_reassign(const Officer& by, const Draft& draft);

struct OpenSteps {
  bool revise = false;
  bool submit = false;
  bool withdraw = false;
  bool reassign = false;
  bool judge = false;    // return it, or reject it
  bool approve = false;  // judges it, and had no hand in it

  bool any() const { return revise || submit || withdraw || reassign || judge || approve; }
};
Result<OpenSteps> open_steps(const store::Reader& reader, const Officer& by, const Draft& draft);

}  // namespace shixin::registry
