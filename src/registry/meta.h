// The register's own rows in the table `default`: where it stands, and whether it is held. The
// store's rows beside them (schema version, head) are its own business.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "base/crypto.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::registry {

inline constexpr std::string_view kHeadName = "register";
inline constexpr std::string_view kHeldName = "held";
inline constexpr std::string_view kKindName = "kind";
inline constexpr std::string_view kCalendarName = "calendar";

// A clock that stands further than this past the last commit is doubted (design.md §3). A running
// service commits at least daily, so a long holiday does not look like a leap.
inline constexpr std::chrono::days kClockDoubtedAfter{7};
// Error::problem of what waits for its confirmation.
inline constexpr std::string_view kClockDoubted = "clock_doubted";

// Where the register stands. Moves with every commit group.
struct RegisterHead {
  std::uint64_t seq = 0;           // of the last decision that took effect
  Instant at;                      // of the last commit; never runs backwards
  std::uint64_t audit_number = 0;  // of the last audit entry
  std::string audit_digest = std::string(sizeof(base::Digest), '\0');  // what the next chains to

  static constexpr auto fields() {
    return std::tuple{base::field(1, "seq", &RegisterHead::seq),
                      base::field(2, "at", &RegisterHead::at),
                      base::field(3, "audit_number", &RegisterHead::audit_number),
                      base::field(4, "audit_digest", &RegisterHead::audit_digest)};  // 5 was taken
  }
};

// Stands while a restored store waits for an operator to confirm what was lost (design.md §5).
struct Held {
  std::string reason;  // for the operator
  static constexpr auto fields() { return std::tuple{base::field(1, "reason", &Held::reason)}; }
};

// What a store was made as; settled when it is first opened.
struct StoreKind {
  bool rehearsal = false;
  // A digest under the keys it was made with. With others nobody would be found by his number, and
  // a known debtor would become a second subject.
  std::string keys;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "rehearsal", &StoreKind::rehearsal),
                      base::field(2, "keys", &StoreKind::keys)};
  }
};

// The calendar that the deadlines which stand were counted by.
struct CalendarMark {
  std::string digest;  // of its text, 32 bytes

  static constexpr auto fields() {
    return std::tuple{base::field(1, "digest", &CalendarMark::digest)};
  }
};

// A store without the row is a new one: everything 0.
Result<RegisterHead> load_head(const store::Reader& reader);
Result<std::optional<Held>> load_held(const store::Reader& reader);

// Follows from the two times alone, so a clock that is mended is no longer doubted.
bool doubts_clock(const RegisterHead& head, Instant clock);
// What a commit now would be dated. It never runs backwards, and a doubted clock does not move it:
// one wrong date would stay, and every later decision would let pass the time up to it.
Instant commit_time(const RegisterHead& head, Instant clock);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::RegisterHead> {
  static constexpr Table kTable = Table::kMeta;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::RegisterHead&) {
    return KeyWriter{}.text(registry::kHeadName).take();
  }
};

template <>
struct shixin::store::Stored<shixin::registry::Held> {
  static constexpr Table kTable = Table::kMeta;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Held&) {
    return KeyWriter{}.text(registry::kHeldName).take();
  }
};

template <>
struct shixin::store::Stored<shixin::registry::StoreKind> {
  static constexpr Table kTable = Table::kMeta;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::StoreKind&) {
    return KeyWriter{}.text(registry::kKindName).take();
  }
};

template <>
struct shixin::store::Stored<shixin::registry::CalendarMark> {
  static constexpr Table kTable = Table::kMeta;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::CalendarMark&) {
    return KeyWriter{}.text(registry::kCalendarName).take();
  }
};
