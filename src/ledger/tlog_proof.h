// Proof documents (c2sp.org/tlog-proof): everything that shows an entry to be in a log, in one text
// that is kept and checked without asking anybody. What the entry says stands in `extra`.
//
//   c2sp.org/tlog-proof@v1 ‖ extra base64 ‖ index n ‖ a hash a line ‖ empty line ‖ checkpoint
#pragma once

#include <optional>

#include "ledger/checkpoint.h"

namespace shixin::ledger {

struct ProofDocument {
  std::string extra;  // as bytes; may be empty
  std::uint64_t index = 0;
  Proof proof;
  std::string checkpoint;  // the signed note

  std::string text() const;
  static Result<ProofDocument> parse(std::string_view text);  // kMalformed
};

}  // namespace shixin::ledger
