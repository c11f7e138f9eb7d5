// Audit: who did or read what, when, on which subject — each entry chained to the one before by its
// digest, so that none can be taken out or changed without breaking every later one. Written by the
// committer alone, in the same batch as the act itself.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "base/crypto.h"
#include "domain/ids.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::registry {

struct AuditEntry {
  std::uint64_t number = 0;  // from 1, without a gap
  Instant at;
  std::string who;     // sign-in name, partner name, "system", or "operator" for the command line
  std::string what;    // a short word: draft, submit, approve, decide, sign_in, read_number …
  std::string target;  // id of the decision, subject or account meant; never an identity number
  std::string detail;  // remarks; never an identity number
  std::uint64_t seq = 0;  // of the decision, when one took effect
  std::string previous;   // digest of the entry before, 32 bytes; zeros for the first

  static constexpr auto fields() {
    return std::tuple{base::field(1, "number", &AuditEntry::number),
                      base::field(2, "at", &AuditEntry::at),
                      base::field(3, "who", &AuditEntry::who),
                      base::field(4, "what", &AuditEntry::what),
                      base::field(5, "target", &AuditEntry::target),
                      base::field(6, "detail", &AuditEntry::detail),
                      base::field(7, "seq", &AuditEntry::seq),
                      base::field(8, "previous", &AuditEntry::previous)};
  }
};

// What the next entry is chained to: SHA-256 of the stored record.
base::Digest digest_of(const AuditEntry& entry);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::AuditEntry> {
  static constexpr Table kTable = Table::kAudit;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::AuditEntry& e) { return KeyWriter{}.u64(e.number).take(); }
};
