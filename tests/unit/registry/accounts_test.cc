#include "registry/accounts.h"

#include <doctest/doctest.h>

#include "registry/drafts.h"
#include "registry/facts.h"
#include "unit/registry/staffed_court.h"

namespace {

using namespace shixin;
using registry::Officer;
using registry::Staff;
using registry::StaffRole;
using registry::StaffState;
using registry::Transaction;
using test::Court;
using test::kAdmin;
using test::kPassword;

}  // namespace

TEST_SUITE_BEGIN("registry/accounts");

TEST_CASE("the first admin and president work at once, every later signer waits for another") {
  Court court;
  const auto by = registry::operator_officer();
  CHECK_EQ(court.add(by, "admin", StaffRole::kAdmin)->state, StaffState::kActive);
  CHECK_EQ(court.add(by, "president", StaffRole::kPresident)->state, StaffState::kActive);
  CHECK_EQ(court.add(kAdmin, "judge", StaffRole::kJudge)->state, StaffState::kActive);
  CHECK_EQ(court.add(kAdmin, "chief", StaffRole::kChief)->state, StaffState::kPending);
  CHECK_EQ(court.add(kAdmin, "admin2", StaffRole::kAdmin)->state, StaffState::kPending);

  const auto own = court.confirm(kAdmin, "chief");
  REQUIRE_FALSE(own);
  CHECK_EQ(own.error().code, ErrorCode::kForbidden);
  CHECK_EQ(court.confirm(test::kJudge, "chief").error().code, ErrorCode::kForbidden);
  CHECK_EQ(court.door.sign_in("chief", kPassword).error().code, ErrorCode::kForbidden);
  REQUIRE(court.confirm(test::kPresident, "chief"));
  CHECK(court.door.sign_in("chief", kPassword));
}

TEST_CASE("an admin can not take a signer's place by setting his password") {
  Court court;
  REQUIRE(court.add(registry::operator_officer(), "admin", StaffRole::kAdmin));
  REQUIRE(court.add(registry::operator_officer(), "president", StaffRole::kPresident));
  REQUIRE(court.add(kAdmin, "chief", StaffRole::kChief));
  REQUIRE(court.confirm(test::kPresident, "chief"));
  auto hash = court.passwords.hash("another long password");
  REQUIRE(hash);
  auto changed = court.run<Staff>(
      [&](Transaction& tx) { return registry::set_password(tx, kAdmin, "president", *hash); });
  REQUIRE(changed);
  CHECK_EQ(changed->state, StaffState::kPending);
  CHECK_FALSE(court.door.sign_in("president", "another long password"));
}

TEST_CASE("what the operator did to a signer's or an admin's account only the president confirms") {
  Court court;
  const auto by = registry::operator_officer();
  REQUIRE(court.add(by, "admin", StaffRole::kAdmin));
  REQUIRE(court.add(by, "president", StaffRole::kPresident));
  for (const auto role : {StaffRole::kChief, StaffRole::kAdmin, StaffRole::kPresident}) {
    CAPTURE(registry::label(role));
    const std::string name = "new-" + std::string(base::word(role));
    CHECK_EQ(court.add(by, name, role)->state, StaffState::kPending);
    CHECK_EQ(court.confirm(kAdmin, name).error().code, ErrorCode::kForbidden);
    CHECK(court.confirm(test::kPresident, name));
  }
  const auto reset = [&](const Officer& who) {
    return court.run<Staff>(
        [&](Transaction& tx) { return registry::set_password(tx, who, "new-chief", "hash"); });
  };
  REQUIRE_EQ(reset(kAdmin)->state, StaffState::kPending);
  REQUIRE(reset(by));  // after the admin: it is now the operator who knows the password
  const Officer another{"new-admin", StaffRole::kAdmin};
  CHECK_EQ(court.confirm(another, "new-chief").error().code, ErrorCode::kForbidden);
  REQUIRE(reset(kAdmin));
  CHECK_FALSE(court.confirm(kAdmin, "new-chief"));
  CHECK(court.confirm(another, "new-chief"));
}

TEST_CASE("names that are taken, reserved, or read like another are refused") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  for (const char* name :
       {"judge", "Judge", "operator", "system", "", "a\nb", "two words", "-a", ".", "a/b", "a%2Fb",
        "ａ", "аdmin", "a\u0301", "\xff", "abcdefghijklmnopqrstuvwxyz1234567"}) {
    CAPTURE(name);
    CHECK_FALSE(court.add(kAdmin, name, StaffRole::kClerk));
  }
  for (const char* name : {"w", "王书记员", "wang.li_2-b", "abcdefghijklmnopqrstuvwxyz123456"}) {
    CAPTURE(name);
    CHECK(court.add(kAdmin, name, StaffRole::kClerk));
  }
}

TEST_CASE("a judge whose password somebody else set waits for a second person") {
  Court court;
  const auto by = registry::operator_officer();
  REQUIRE(court.add(by, "admin", StaffRole::kAdmin));
  REQUIRE(court.add(by, "president", StaffRole::kPresident));
  REQUIRE_EQ(court.add(kAdmin, "judge", StaffRole::kJudge)->state, StaffState::kActive);
  const auto reset = court.set_password(kAdmin, "judge", "another long password");
  REQUIRE(reset);
  CHECK_EQ(reset->state, StaffState::kPending);
  CHECK_EQ(court.door.sign_in("judge", "another long password").error().code,
           ErrorCode::kForbidden);
  CHECK_FALSE(court.confirm(kAdmin, "judge"));
  REQUIRE(court.confirm(test::kPresident, "judge"));
  CHECK(court.door.sign_in("judge", "another long password"));
}

TEST_CASE("no act leaves a court in which nobody can confirm a signer") {
  Court court;
  const auto by = registry::operator_officer();
  REQUIRE(court.add(by, "admin", StaffRole::kAdmin));
  REQUIRE(court.add(by, "president", StaffRole::kPresident));
  CHECK_EQ(court.disable(by, "president", "").error().code, ErrorCode::kConflict);
  CHECK_EQ(court.set_password(by, "president", "x").error().code, ErrorCode::kConflict);
  CHECK_EQ(court.set_password(kAdmin, "president", "x").error().code, ErrorCode::kConflict);
  CHECK(court.set_password(test::kPresident, "president", "x"));

  REQUIRE(court.add(kAdmin, "chief", StaffRole::kChief));
  CHECK_FALSE(court.disable(by, "president", ""));  // the chief is not confirmed yet
  REQUIRE(court.confirm(test::kPresident, "chief"));
  CHECK(court.disable(by, "president", ""));
  CHECK_EQ(court.disable(by, "chief", "").error().code, ErrorCode::kConflict);
}

TEST_CASE("an admin and the chief together bring a president back, and neither alone") {
  Court court;
  const auto by = registry::operator_officer();
  REQUIRE(court.add(by, "admin", StaffRole::kAdmin));
  REQUIRE(court.add(by, "president", StaffRole::kPresident));
  REQUIRE(court.add(kAdmin, "chief", StaffRole::kChief));
  REQUIRE(court.confirm(test::kPresident, "chief"));

  REQUIRE(court.set_password(by, "president", "by whoever runs the machine"));
  CHECK_FALSE(court.confirm(test::kChief, "president"));  // nobody named has set it
  REQUIRE(court.set_password(kAdmin, "president", "shown to the president"));
  CHECK_FALSE(court.confirm(kAdmin, "president"));
  CHECK_FALSE(court.confirm(test::kJudge, "president"));
  const auto back = court.confirm(test::kChief, "president");
  REQUIRE(back);
  CHECK_EQ(back->state, StaffState::kActive);
  CHECK(back->must_change_password);
  REQUIRE(court.add(kAdmin, "chief2", StaffRole::kChief));
  CHECK_FALSE(court.confirm(test::kChief, "chief2"));  // a president's account only
}

TEST_CASE("a password that somebody else knows must be changed, and then is the owner's own") {
  Court court;
  CHECK(court.add(kAdmin, "clerk", StaffRole::kClerk)->must_change_password);
  CHECK(court.door.sign_in("clerk", kPassword)->must_change_password);
  const auto session = court.door.sign_in("clerk", kPassword);
  REQUIRE(session);
  const auto same = court.door.change_password({"clerk", StaffRole::kClerk}, {kPassword, kPassword},
                                               session->token);
  REQUIRE_FALSE(same);
  CHECK_EQ(same.error().code, ErrorCode::kMalformed);
  REQUIRE(court.door.change_password({"clerk", StaffRole::kClerk}, {kPassword, "eight tall lamps"},
                                     session->token));
  CHECK_FALSE(court.door.authenticate(session->token)->must_change_password);
  REQUIRE(court.set_password(kAdmin, "clerk", "nine new tall lamps"));
  CHECK(court.door.sign_in("clerk", "nine new tall lamps")->must_change_password);
}

TEST_CASE("a new password ends every other session and every token of the account") {
  Court court;
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  REQUIRE(court.add(kAdmin, "other", StaffRole::kClerk));
  const auto mine = court.door.sign_in("clerk", kPassword);
  const auto elsewhere = court.door.sign_in("clerk", kPassword);
  const auto others = court.door.sign_in("other", kPassword);
  const auto token = court.door.issue_bearer(kAdmin, "clerk");
  REQUIRE(token);
  REQUIRE(court.door.change_password({"clerk", StaffRole::kClerk}, {kPassword, "eight tall lamps"},
                                     mine->token));
  CHECK(court.door.authenticate(mine->token));
  CHECK_FALSE(court.door.authenticate(elsewhere->token));
  CHECK_FALSE(court.door.authenticate(*token));
  CHECK(court.door.authenticate(others->token));
  REQUIRE(court.set_password(kAdmin, "clerk", "nine new tall lamps"));
  CHECK_FALSE(court.door.authenticate(mine->token));
  CHECK_EQ(court.faults(), "");
}

TEST_CASE("a fact that waits for a person goes to the disabled account's successor") {
  Court court;
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  const auto told = court.run<registry::Told>([&](Transaction& tx) {
    return registry::record_fact(tx, test::kClerk, support::fact(domain::FactKind::kApplication));
  });
  REQUIRE(told);
  CHECK_EQ(court.disable(kAdmin, "clerk", "").error().code, ErrorCode::kConflict);
  REQUIRE(court.disable(kAdmin, "clerk", "judge"));
  const auto record = registry::load_fact(*court.engine.snapshot(), told->record.id);
  REQUIRE(record);
  CHECK_EQ(record->clock->staff, "judge");
  CHECK_EQ(court.faults(), "");
}

TEST_CASE("a disabled account gets no password") {
  Court court;
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  REQUIRE(court.disable(kAdmin, "clerk", ""));
  CHECK_EQ(court.set_password(kAdmin, "clerk", "another long password").error().code,
           ErrorCode::kConflict);
}

TEST_CASE("a disabled account's open drafts go to its successor") {
  Court court;
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  REQUIRE(court.add(kAdmin, "inspector", StaffRole::kInspector));
  const auto lists = support::decision(support::person(), support::list_act());
  REQUIRE(court.run<registry::Draft>(
      [&](Transaction& tx) { return registry::create_draft(tx, test::kClerk, {lists}); }));
  for (const char* nobody : {"", "clerk", "inspector"}) {
    CAPTURE(nobody);
    const auto refused = court.disable(kAdmin, "clerk", nobody);
    REQUIRE_FALSE(refused);
    CHECK_EQ(refused.error().code, ErrorCode::kConflict);
  }
  REQUIRE(court.disable(kAdmin, "clerk", "judge"));
  auto draft = registry::load_draft(*court.engine.snapshot(), lists.ids.decision);
  REQUIRE(draft);
  CHECK_EQ(draft->owner, "judge");
  CHECK_EQ(court.faults(), "");
}

TEST_SUITE_END();
