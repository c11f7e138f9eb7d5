// Checkpoints (c2sp.org/tlog-checkpoint): what a log's tree was at one size, as the text of a
// signed note — the log's origin, the size, the root — each on its line. Pure.
#pragma once

#include "ledger/note.h"
#include "ledger/proof.h"

namespace shixin::ledger {

struct Checkpoint {
  std::string origin;
  TreeHead tree;

  std::string text() const;
  // Further lines are passed over, as the specification asks. kMalformed.
  static Result<Checkpoint> parse(std::string_view text);
};

// The checkpoint of a note by the log itself: a log's key bears its origin as its name. As
// open_note(), and kRefused where the key of one log signed for another.
Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier);

}  // namespace shixin::ledger
