#include "registry/sign_in.h"

#include <doctest/doctest.h>

#include "registry/sweep.h"
#include "unit/registry/staffed_court.h"

namespace {

using namespace shixin;
using registry::StaffRole;
using registry::Transaction;
using test::Court;
using test::kAdmin;
using test::kPassword;

}  // namespace

TEST_SUITE_BEGIN("registry/sign_in");

TEST_CASE("bearer tokens are listed and revoked") {
  Court court;
  REQUIRE(court.add(kAdmin, "case_system", StaffRole::kAssistant));
  const auto one = court.door.issue_bearer(kAdmin, "case_system");
  const auto two = court.door.issue_bearer(kAdmin, "case_system");
  const auto session = court.door.sign_in("case_system", kPassword);
  CHECK_EQ(registry::bearers(*court.engine.snapshot())->size(), 2);
  CHECK_FALSE(court.door.revoke_bearers(test::kJudge, "case_system"));
  CHECK_EQ(*court.door.revoke_bearers(kAdmin, "case_system"), 2);
  CHECK_FALSE(court.door.authenticate(*one));
  CHECK_FALSE(court.door.authenticate(*two));
  CHECK(court.door.authenticate(session->token));
}

TEST_CASE("a bearer token tells when it was used, and that it was not") {
  Court court;
  REQUIRE(court.add(kAdmin, "case_system", StaffRole::kAssistant));
  const auto token = court.door.issue_bearer(kAdmin, "case_system");
  const auto used_at = [&] { return registry::bearers(*court.engine.snapshot())->front().seen_at; };
  CHECK_EQ(used_at(), Instant{});
  REQUIRE(court.door.authenticate(*token));
  CHECK_EQ(used_at(), court.clock.now());
}

TEST_CASE("one damaged session row stops nobody's sign-in, and is swept out") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  REQUIRE(court.committer->run([](Transaction& tx) -> Result<void> {
    tx.tables().put(store::Table::kSessions, std::string(32, 'x'), "\1damaged");
    return {};
  }));
  const auto session = court.door.sign_in("judge", kPassword);
  CHECK(session);
  CHECK(court.set_password({"judge", StaffRole::kJudge}, "judge", "eight tall lamps"));
  REQUIRE(registry::sweep(*court.committer));
  const auto row = court.engine.snapshot()->get(store::Table::kSessions, std::string(32, 'x'));
  REQUIRE(row);
  CHECK_FALSE(*row);
}

TEST_CASE("a hash that could not be computed is not a wrong password") {
  const registry::Passwords passwords{{1, std::size_t{8} << 10}};
  auto hash = passwords.hash(kPassword);
  REQUIRE(hash);
  CHECK(*passwords.matches(kPassword, *hash));
  CHECK_FALSE(*passwords.matches("another long password", *hash));
  // No passes at all: refused by the library before it compares anything.
  const auto at = hash->find("t=1");
  REQUIRE_NE(at, std::string::npos);
  hash->replace(at, 3, "t=0");
  const auto matched = passwords.matches("another long password", *hash);
  REQUIRE_FALSE(matched);
  CHECK_EQ(matched.error().code, ErrorCode::kUnavailable);
  CHECK_EQ(passwords.matches(kPassword, "nonsense").error().code, ErrorCode::kCorrupt);
}

TEST_CASE("a refused sign-in costs one commit, whoever it was for") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  REQUIRE(court.add(kAdmin, "gone", StaffRole::kClerk));
  REQUIRE(court.disable(kAdmin, "gone", ""));
  const auto commits = [&](const char* name) {
    const auto before = court.engine.snapshot()->head();
    CHECK_FALSE(court.door.sign_in(name, "a wrong password"));
    return court.engine.snapshot()->head() - before;
  };
  CHECK_EQ(commits("nobody"), 1);
  CHECK_EQ(commits("gone"), 1);
  for (int i = 0; i < 6; ++i) CHECK_EQ(commits("judge"), 1);  // the last one is locked
}

TEST_CASE("a lock and a session dated by a wrong clock do not outlive its mending") {
  Court court;
  REQUIRE(court.add(kAdmin, "judge", StaffRole::kJudge));
  REQUIRE(court.add(kAdmin, "clerk", StaffRole::kClerk));
  const auto right = court.clock.now();
  court.clock.set(right + std::chrono::days{3 * 365});
  for (int i = 0; i < 5; ++i) CHECK_FALSE(court.door.sign_in("judge", "a wrong password"));
  CHECK_FALSE(court.door.sign_in("judge", kPassword));
  const auto session = court.door.sign_in("clerk", kPassword);
  REQUIRE(session);
  CHECK(court.door.authenticate(session->token));
  court.clock.set(right + std::chrono::minutes{1});
  CHECK(court.door.sign_in("judge", kPassword));
  CHECK_FALSE(court.door.authenticate(session->token));
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
