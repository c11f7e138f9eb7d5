// Leaf: what the tamper-evident log keeps of each seq (design.md §6): a commitment to the
// decision's record, the key that opens it, and the head of the audit chain at that moment. The
// entry of the tree says no more than that a decision was made: operation, subject and time stand
// in the record.
//
//   commitment = HMAC-SHA-256(key, record)    entry = version ‖ seq ‖ commitment ‖ audit head
//
// Record and key can be erased later; the entry stays what it was, and so does every proof.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "base/crypto.h"
#include "base/random.h"
#include "store/key.h"
#include "store/overlay.h"
#include "store/record.h"

namespace shixin::ledger {

struct Leaf {
  std::uint64_t seq = 0;
  std::string key;         // 32 bytes
  std::string commitment;  // 32 bytes
  std::string audit_head;  // 32 bytes

  static constexpr auto fields() {
    return std::tuple{base::field(1, "seq", &Leaf::seq), base::field(2, "key", &Leaf::key),
                      base::field(3, "commitment", &Leaf::commitment),
                      base::field(4, "audit_head", &Leaf::audit_head)};
  }
};

// What the tree holds of a seq, and all that anybody outside sees of it.
std::string entry_of(const Leaf& leaf);

// Of a record as stored, under the key that opens it. kCorrupt: that is no key.
Result<std::string> commitment_of(std::string_view key, std::string_view record);

// `record` is the decision's record as stored.
void append(store::Overlay& overlay, std::uint64_t seq, std::string_view record,
            const base::Digest& audit_head, base::Random& random);

// kCorrupt when the leaf does not commit to this record.
Result<void> check(const Leaf& leaf, std::string_view record);

}  // namespace shixin::ledger

template <>
struct shixin::store::Stored<shixin::ledger::Leaf> {
  static constexpr Table kTable = Table::kLedgerLeaves;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const ledger::Leaf& leaf) { return KeyWriter{}.u64(leaf.seq).take(); }
};
