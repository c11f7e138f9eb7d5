// The page of a decision: a draft with what it would change and the steps that are this person's to
// take, or what was decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/drafts.h"
#include "web/console/desk.h"

namespace shixin::web::console {

// A step that was refused, as its form shows it.
struct RefusedStep {
  std::string step;  // the last part of the form's address
  Error why;
  std::string typed;                   // its remark, or to whom
  std::optional<registry::Seen> seen;  // what an approver looked at, where that has changed since
};

Answer decision_page(const Call& call, const domain::DecisionId& id,
                     const std::optional<RefusedStep>& refused = {});

}  // namespace shixin::web::console
