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
  Instant seen_at;

  bool ended(Instant now) const {
    return now >= expires_at || (kind == SessionKind::kBrowser && now - seen_at >= kSessionIdleMax);
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

// nullopt: no such session.
Result<std::optional<Session>> load_session(const store::Reader& reader, std::string_view token);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::Session> {
  static constexpr Table kTable = Table::kSessions;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Session& session) { return session.digest; }
};
