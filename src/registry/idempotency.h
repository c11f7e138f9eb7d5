// A repeated POST with the same Idempotency-Key gets its first answer and decides nothing again.
// The answer is kept in the same commit as what it reports, and for a week.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>

#include "registry/transaction.h"

namespace shixin::registry {

inline constexpr std::chrono::days kRepliesKeptFor{7};

// The problem of an error: the key has been used for something else.
inline constexpr std::string_view kKeyUsed = "idempotency_key_used";

// What the caller is told: an HTTP status and a body.
struct Reply {
  std::uint32_t status = 0;
  std::string body;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "status", &Reply::status),
                      base::field(2, "body", &Reply::body)};
  }
};

struct Replay {
  std::string staff;
  std::string key;
  std::string request;  // digest of what was asked, 32 bytes
  Reply reply;
  Instant at;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "staff", &Replay::staff), base::field(2, "key", &Replay::key),
                      base::field(3, "request", &Replay::request),
                      base::field(4, "reply", &Replay::reply), base::field(5, "at", &Replay::at)};
  }
};

// Runs the step once for this account and key; a repetition gets the first reply. An empty key runs
// it each time. kConflict: another request under the same key; kMalformed: a key too long or of
// unprintable characters. A refused step is not kept: it may be tried again under its key.
Result<Reply> once(Transaction& tx, const std::string& staff, const std::string& key,
                   const base::Digest& request,
                   const std::function<Result<Reply>(Transaction&)>& step);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::Replay> {
  static constexpr Table kTable = Table::kIdempotency;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Replay& replay) {
    return KeyWriter{}.text(replay.staff).text(replay.key).take();
  }
};
