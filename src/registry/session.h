// Session: somebody signed in, or a bearer token of the court's case system. Stored under the
// SHA-256 of its token; the token itself is not kept.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/crypto.h"
#include "base/random.h"
#include "registry/transaction.h"
#include "store/record.h"

namespace shixin::registry {

// Numbers are on disk.
enum class SessionKind : std::uint8_t { kBrowser = 1, kBearer = 2 };
constexpr auto enum_words(SessionKind) {
  return std::array{base::EnumWord<SessionKind>{SessionKind::kBrowser, "browser"},
                    base::EnumWord<SessionKind>{SessionKind::kBearer, "bearer"}};
}

inline constexpr std::chrono::hours kSessionLasts{12};
inline constexpr std::chrono::minutes kSessionIdleMax{60};
inline constexpr std::chrono::days kBearerLasts{365};
// A session is written down as used at most once in this time, not at each request.
inline constexpr std::chrono::minutes kSessionTouchedEvery{1};

struct Session {
  std::string digest;  // of the token, 32 bytes
  SessionKind kind = SessionKind::kBrowser;
  std::string staff;
  Instant expires_at;
  Instant seen_at;  // the epoch: a bearer token that was not used yet

  // One that would last longer than any does was dated by a clock that has since been mended.
  bool ended(Instant now) const {
    const std::chrono::milliseconds lasts =
        kind == SessionKind::kBearer ? kBearerLasts : kSessionLasts;
    const auto left = expires_at - now;
    if (left <= left.zero() || left > lasts + kSessionIdleMax) return true;
    return kind == SessionKind::kBrowser && now - seen_at >= kSessionIdleMax;
  }

  static constexpr auto fields() {
    return std::tuple{base::field(1, "digest", &Session::digest),
                      base::field(2, "kind", &Session::kind),
                      base::field(3, "staff", &Session::staff),
                      base::field(4, "expires_at", &Session::expires_at),
                      base::field(5, "seen_at", &Session::seen_at)};
  }
};

// 256 random bits as base64url.
std::string draw_token(base::Random& random);
// The key of a token's session.
std::string token_digest(std::string_view token);
// What a form posts back to show that it came from our own page: derived from the token.
std::string csrf_of(std::string_view token);

// Ends every session and bearer token of an account, but the one with the digest `kept`; returns
// how many.
Result<std::size_t> end_sessions_of(Transaction& tx, const std::string& staff,
                                    std::string_view kept = {});

// Every bearer token on file, also those past their time. A damaged row is nobody's.
Result<std::vector<Session>> bearers(const store::Reader& reader);

// nullopt: no such session.
Result<std::optional<Session>> load_session(const store::Reader& reader, std::string_view token);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::Session> {
  static constexpr Table kTable = Table::kSessions;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Session& session) { return session.digest; }
};
