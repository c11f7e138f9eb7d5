#include "registry/accounts.h"

#include <doctest/doctest.h>

#include "registry/drafts.h"
#include "registry/sign_in.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Officer;
using registry::Staff;
using registry::StaffRole;
using registry::StaffState;
using registry::Transaction;
using test::House;

constexpr std::string_view kPassword = "correct horse battery";

struct Court : House {
  // The least that libsodium takes: a test is not an attack.
  const registry::Passwords passwords{{1, std::size_t{8} << 10}};
  const registry::SignIn door{engine, *committer, passwords, clock};

  Result<Staff> add(const Officer& by, const std::string& name, StaffRole role) {
    auto hash = passwords.hash(kPassword);
    REQUIRE(hash);
    return run<Staff>([&](Transaction& tx) {
      return registry::add_staff(tx, by, {name, name, role, "3611", *hash});
    });
  }
  Result<Staff> confirm(const Officer& by, const std::string& name) {
    return run<Staff>([&](Transaction& tx) { return registry::confirm_staff(tx, by, name); });
  }
  Result<void> disable(const Officer& by, const std::string& name, const std::string& successor) {
    return committer->run(
        [&](Transaction& tx) { return registry::disable_staff(tx, by, name, successor); });
  }
};

const Officer kAdmin{"admin", StaffRole::kAdmin};

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
  REQUIRE(court.add(registry::operator_officer(), "president", StaffRole::kPresident));
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
    const std::string name = "new " + std::string(base::word(role));
    CHECK_EQ(court.add(by, name, role)->state, StaffState::kPending);
    CHECK_EQ(court.confirm(kAdmin, name).error().code, ErrorCode::kForbidden);
    CHECK(court.confirm(test::kPresident, name));
  }
  const auto reset = [&](const Officer& who) {
    return court.run<Staff>(
        [&](Transaction& tx) { return registry::set_password(tx, who, "new chief", "hash"); });
  };
  REQUIRE_EQ(reset(kAdmin)->state, StaffState::kPending);
  REQUIRE(reset(by));  // after the admin: it is now the operator who knows the password
  const Officer another{"new admin", StaffRole::kAdmin};
  CHECK_EQ(court.confirm(another, "new chief").error().code, ErrorCode::kForbidden);
  REQUIRE(reset(kAdmin));
  CHECK_FALSE(court.confirm(kAdmin, "new chief"));
  CHECK(court.confirm(another, "new chief"));
}

TEST_CASE("names that are taken, reserved or empty are refused") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  for (const char* name : {"judge", "operator", "system", "", "a\nb"}) {
    CAPTURE(name);
    CHECK_FALSE(court.add(kAdmin, name, StaffRole::kClerk));
  }
}

TEST_CASE("a session lasts twelve hours, and one hour when nobody uses it") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  auto session = court.door.sign_in("judge", kPassword);
  REQUIRE(session);
  const auto start = court.clock.now();
  for (int minutes = 50; minutes < 12 * 60; minutes += 50) {
    court.clock.set(start + std::chrono::minutes{minutes});
    auto caller = court.door.authenticate(session->token);
    REQUIRE(caller);
    CHECK_EQ(caller->officer.role, StaffRole::kJudge);
    CHECK_EQ(caller->csrf, session->csrf);
  }
  court.clock.set(start + std::chrono::hours{12});
  CHECK_FALSE(court.door.authenticate(session->token));

  auto idle = court.door.sign_in("judge", kPassword);
  REQUIRE(idle);
  court.clock.set(court.clock.now() + std::chrono::minutes{60});
  CHECK_FALSE(court.door.authenticate(idle->token));
}

TEST_CASE("five failures lock an account for a quarter of an hour; every refusal reads the same") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  const auto unknown = court.door.sign_in("nobody", kPassword);
  REQUIRE_FALSE(unknown);
  for (int i = 0; i < 5; ++i) {
    const auto wrong = court.door.sign_in("judge", "wrong password");
    REQUIRE_FALSE(wrong);
    CHECK_EQ(wrong.error().detail, unknown.error().detail);
  }
  const auto locked = court.door.sign_in("judge", kPassword);
  REQUIRE_FALSE(locked);
  CHECK_EQ(locked.error().detail, unknown.error().detail);
  court.clock.set(court.clock.now() + registry::kLockedFor);
  CHECK(court.door.sign_in("judge", kPassword));
}

TEST_CASE("signing out and being disabled end a session at once") {
  Court court;
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  auto one = court.door.sign_in("clerk", kPassword);
  auto two = court.door.sign_in("clerk", kPassword);
  REQUIRE(one);
  REQUIRE(two);
  REQUIRE(court.door.sign_out(one->token));
  CHECK_FALSE(court.door.authenticate(one->token));
  CHECK(court.door.authenticate(two->token));
  REQUIRE(court.disable(kAdmin, "clerk", ""));
  CHECK_FALSE(court.door.authenticate(two->token));
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

TEST_CASE("a bearer token is for who neither signs nor administers") {
  Court court;
  REQUIRE(court.add(registry::operator_officer(), "president", StaffRole::kPresident));
  REQUIRE(court.add(kAdmin, "case_system", StaffRole::kAssistant));
  CHECK_EQ(court.door.issue_bearer(kAdmin, "president").error().code, ErrorCode::kConflict);
  CHECK_EQ(court.door.issue_bearer(test::kJudge, "case_system").error().code,
           ErrorCode::kForbidden);
  auto token = court.door.issue_bearer(kAdmin, "case_system");
  REQUIRE(token);
  court.clock.set(court.clock.now() + std::chrono::days{30});
  auto caller = court.door.authenticate(*token);
  REQUIRE(caller);
  CHECK_EQ(caller->kind, registry::SessionKind::kBearer);
}

TEST_CASE("passwords have twelve characters and do not hold the name") {
  struct Row {
    const char* what;
    std::string password;
    bool good;
  };
  const std::array rows{Row{"eleven", "abcdefghijk", false}, Row{"twelve", "abcdefghijkl", true},
                        Row{"twelve Han", "一二三四五六七八九十甲乙", true},
                        Row{"holds the name", "my name is judge", false},
                        Row{"a line break", "abcdefghijk\nlmn", false}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(registry::check_password(row.password, "judge").has_value(), row.good);
  }
}

TEST_SUITE_END();
