#include "registry/roles.h"

#include <algorithm>

namespace shixin::registry {

std::string_view label(StaffRole role) {
  switch (role) {
    case StaffRole::kClerk:
      return "书记员";
    case StaffRole::kAssistant:
      return "法官助理";
    case StaffRole::kJudge:
      return "执行法官";
    case StaffRole::kChief:
      return "执行局长";
    case StaffRole::kVicePresident:
      return "副院长";
    case StaffRole::kPresident:
      return "院长";
    case StaffRole::kReviewer:
      return "异议审查人员";
    case StaffRole::kInspector:
      return "监督人员";
    case StaffRole::kAdmin:
      return "系统管理员";
  }
  return {};
}

bool may_draft(StaffRole role) {
  return role == StaffRole::kClerk || role == StaffRole::kAssistant || role == StaffRole::kJudge;
}

bool may_submit(StaffRole role) { return role == StaffRole::kJudge; }

bool may_approve(StaffRole role, Approval approval) {
  if (role == StaffRole::kPresident) return true;
  return role == StaffRole::kChief && approval == Approval::kAllow;
}

bool may_administer(StaffRole role) { return role == StaffRole::kAdmin; }

bool is_signer(StaffRole role) {
  return role == StaffRole::kChief || role == StaffRole::kVicePresident ||
         role == StaffRole::kPresident;
}

Approval approval_for(std::string_view kind, std::string_view revoked_kind) {
  static constexpr std::array<std::string_view, 5> kAllowed{"lift", "delete", "early_delete",
                                                            "correct", "identify"};
  static constexpr std::array<std::string_view, 4> kUndoneByTheChief{"list", "restrict", "correct",
                                                                     "identify"};
  const bool allowed = kind == "revoke" ? std::ranges::find(kUndoneByTheChief, revoked_kind) !=
                                              kUndoneByTheChief.end()
                                        : std::ranges::find(kAllowed, kind) != kAllowed.end();
  return allowed ? Approval::kAllow : Approval::kSign;
}

std::string_view who_may(Approval approval) {
  return approval == Approval::kSign ? "院长" : "执行局长、院长";
}

}  // namespace shixin::registry
