// Roles: who may do what (law.md §10, "Who acts"), as one pure table. Two people stand behind every
// act that binds; a role alone never decides.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/fields.h"

namespace shixin::registry {

// Numbers are on disk, words are the contract's.
enum class StaffRole : std::uint8_t {
  kClerk = 1,      // 书记员
  kAssistant,      // 法官助理
  kJudge,          // 执行法官
  kChief,          // 执行局长
  kVicePresident,  // 副院长: only under a dated authorisation, none of which are on file yet
  kPresident,      // 院长
  kReviewer,       // 异议审查
  kInspector,      // 检察、人大、纪检: reads all, decides nothing
  kAdmin,          // accounts and partners; decides nothing
};
constexpr auto enum_words(StaffRole) {
  using enum StaffRole;
  return std::array<base::EnumWord<StaffRole>, 9>{{{kClerk, "clerk"},
                                                   {kAssistant, "assistant"},
                                                   {kJudge, "judge"},
                                                   {kChief, "chief"},
                                                   {kVicePresident, "vice_president"},
                                                   {kPresident, "president"},
                                                   {kReviewer, "reviewer"},
                                                   {kInspector, "inspector"},
                                                   {kAdmin, "admin"}}};
}

// What a Chinese screen says.
std::string_view label(StaffRole role);

// An authenticated person.
struct Officer {
  std::string name;  // sign-in name
  StaffRole role = StaffRole::kInspector;
};

// What the approver of a decision must be able to do.
enum class Approval : std::uint8_t {
  kSign,   // 院长签发: list, restrict, exempt, and what puts a restriction back
  kAllow,  // 执行局长审批: what frees, and what sets the record right
};

bool may_draft(StaffRole role);
bool may_submit(StaffRole role);
bool may_approve(StaffRole role, Approval approval);
bool may_administer(StaffRole role);
// Whose account waits for a second person before it works.
bool is_signer(StaffRole role);

// By the decision's kind in the contract's words. A `revoke` follows what it undoes
// (`revoked_kind`): to undo what freed a person restricts him anew. Kinds not named here: kSign.
Approval approval_for(std::string_view kind, std::string_view revoked_kind = {});

// Who may, for the sentence of a refusal: 执行局长、院长.
std::string_view who_may(Approval approval);

}  // namespace shixin::registry
