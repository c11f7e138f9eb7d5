// SignIn: from a name and a password to a session, and from a session's token to the person who
// acts. One sentence answers a wrong name, a wrong password and a locked account, after the same
// time; five failures lock an account for a quarter of an hour.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "registry/committer.h"
#include "registry/password.h"
#include "registry/session.h"
#include "registry/staff.h"

namespace shixin::registry {

inline constexpr std::uint32_t kSignInFailuresMax = 5;

struct SignedIn {
  std::string token;  // for the cookie; shown to nobody else
  std::string csrf;
  Instant expires_at;
  Officer officer;
  bool must_change_password = false;
};

struct PasswordChange {
  std::string_view old_password;
  std::string_view new_password;
};

// The person behind a request.
struct Caller {
  Officer officer;
  std::string display_name;
  SessionKind kind = SessionKind::kBrowser;
  std::string csrf;  // what a browser's unsafe request must repeat
  bool must_change_password = false;
};

// All methods are safe from any thread.
class SignIn {
 public:
  // All must outlive it.
  SignIn(const store::Engine& engine, Committer& committer, const Passwords& passwords,
         const base::Clock& clock)
      : engine_(engine), committer_(committer), passwords_(passwords), clock_(clock) {}

  // kUnauthorized, or kForbidden for a right password of an account that waits for confirmation.
  Result<SignedIn> sign_in(const std::string& name, std::string_view password) const;

  // kUnauthorized: no such session, one that ended, or an account that no longer works.
  Result<Caller> authenticate(std::string_view token) const;

  Result<void> sign_out(std::string_view token) const;

  // Changes one's own password; the old one is asked again. Every session and bearer token of the
  // account ends, but the one of `token`.
  Result<void> change_password(const Officer& by, const PasswordChange& change,
                               std::string_view token) const;

  // A bearer token for the case system, shown once. By an admin, for an account that neither signs
  // nor administers.
  Result<std::string> issue_bearer(const Officer& by, const std::string& name) const;
  // Ends all of an account's; returns how many. By an admin.
  Result<std::size_t> revoke_bearers(const Officer& by, const std::string& name) const;

 private:
  // Whether the password is right, and by which stored hash that was found.
  struct Checked {
    bool right = false;
    std::string hash;
  };
  Result<Checked> check(const std::string& name, std::string_view password) const;
  void touch(const Session& session) const;

  const store::Engine& engine_;
  Committer& committer_;
  const Passwords& passwords_;
  const base::Clock& clock_;
};

}  // namespace shixin::registry
