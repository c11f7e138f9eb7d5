// Accounts: adding, confirming and ending them. An administrator decides nothing and can not make a
// signer alone (law.md §10): the first admin and the first 院长 are made on an empty store; every
// later signer, and every later admin — who could confirm one — waits for another admin or the
// 院长. So does one whose password somebody else has set. What the operator of the machine did to
// such an account, who shows nobody who he is, only the 院长 confirms.
//
// Each function is a step's work inside the committer; passwords come hashed (password.h). Errors:
// kForbidden not this person, kNotFound no such account, kConflict not in this state.
#pragma once

#include "registry/staff.h"
#include "registry/transaction.h"

namespace shixin::registry {

struct NewStaff {
  std::string name;
  std::string display_name;
  StaffRole role = StaffRole::kInspector;
  std::string court;
  std::string password_hash;
};

// The person at the machine's own command line.
Officer operator_officer();

Result<Staff> add_staff(Transaction& tx, const Officer& by, NewStaff added);

// By the 院长, or by an admin where another admin added it or set its password.
Result<Staff> confirm_staff(Transaction& tx, const Officer& by, const std::string& name);

// The account's open drafts go to `successor`, who must be able to draft; it may be empty when
// there are none. The last active admin stays.
Result<void> disable_staff(Transaction& tx, const Officer& by, const std::string& name,
                           const std::string& successor);

// One's own, or by an admin.
Result<Staff> set_password(Transaction& tx, const Officer& by, const std::string& name,
                           std::string password_hash);

}  // namespace shixin::registry
