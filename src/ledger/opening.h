// Opening: what makes an entry of the log readable — the record behind its commitment and the key
// that ties the two. It travels in a proof document and proves nothing by itself; together with
// the checkpoint's signature it shows what was decided, and that the log has held it since.
#pragma once

#include "ledger/leaf.h"
#include "ledger/tlog_proof.h"

namespace shixin::ledger {

struct Opening {
  std::string key;         // 32 bytes
  std::string audit_head;  // 32 bytes
  std::string record;      // as it is stored

  static constexpr auto fields() {
    return std::tuple{base::field(1, "key", &Opening::key),
                      base::field(2, "audit_head", &Opening::audit_head),
                      base::field(3, "record", &Opening::record)};
  }

  std::string bytes() const;
};

// What a document shows when everything in it holds.
struct Shown {
  Checkpoint checkpoint;
  std::uint64_t seq = 0;
  std::string record;
};

// kMalformed: it is no proof of a record; kRefused: what of it does not hold.
Result<Shown> verify(const ProofDocument& document, const Verifier& verifier);

}  // namespace shixin::ledger
