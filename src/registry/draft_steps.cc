#include "registry/draft_steps.h"

#include "registry/query.h"

namespace shixin::registry {

Result<Approval> approval_of(const store::Reader& reader, const domain::Decision& decision) {
  const auto* revoke = std::get_if<domain::RevokeAct>(&decision.act);
  if (revoke == nullptr) return approval_for(decision.kind());
  auto revoked = load_decision(reader, revoke->decision);
  if (!revoked) return std::move(revoked).error();
  return approval_for(decision.kind(), revoked->decision.kind());
}

bool may_withdraw(const Officer& by, const Draft& draft) {
  return draft.owner == by.name || draft.made_with(by.name);
}

bool may_reassign(const Officer& by, const Draft& draft) {
  return draft.owner == by.name || may_submit(by.role);
}

Result<OpenSteps> open_steps(const store::Reader& reader, const Officer& by, const Draft& draft) {
  OpenSteps out;
  if (!draft.open()) return out;
  const bool submitted = draft.state == DraftState::kSubmitted;
  out.revise = !submitted && may_draft(by.role);
  out.submit = !submitted && may_submit(by.role);
  out.withdraw = may_withdraw(by, draft);
  out.reassign = may_reassign(by, draft);
  if (!submitted) return out;
  auto approval = approval_of(reader, draft.decision);
  if (!approval) return std::move(approval).error();
  out.judge = may_approve(by.role, *approval);
  out.approve = out.judge && !draft.made_with(by.name);
  return out;
}

}  // namespace shixin::registry
