// Accounts: adding, confirming and ending them. An administrator decides nothing and can not make a
// signer alone (law.md §10): the first admin and the first 院长 are made on an empty store; every
// later signer, and every later admin — who could confirm one — waits for another admin or the
// 院长. So does one whose password somebody else has set, and then a judge's too. What the operator
// of the machine did to such an account, who shows nobody who he is, only the 院长 confirms.
//
// A 院长 who can not sign in is brought back by two named persons, each present with his password:
// an admin sets the 院长's, another admin or signer confirms it. No act may leave the court without
// a 院长 and without two such persons.
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

// Its owner must change the password before anything else. kMalformed: a sign-in name is 1 to 32
// Han characters, Latin letters, digits and . _ -, in normal form, and begins with none of the
// three.
Result<Staff> add_staff(Transaction& tx, const Officer& by, NewStaff added);

// By the 院长, or by an admin where another admin added it or set its password; a 院长's then also
// by another signer.
Result<Staff> confirm_staff(Transaction& tx, const Officer& by, const std::string& name);

// The account's open drafts go to `successor`, who must be able to draft; it may be empty when
// there are none. Its sessions and tokens end. The last active admin stays.
Result<void> disable_staff(Transaction& tx, const Officer& by, const std::string& name,
                           const std::string& successor);

// One's own, or by an admin: its owner must then change it. Every session and bearer token of the
// account ends, but the one with the digest `kept_session`.
Result<Staff> set_password(Transaction& tx, const Officer& by, const std::string& name,
                           std::string password_hash, std::string_view kept_session = {});

}  // namespace shixin::registry
