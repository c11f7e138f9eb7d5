// Receipts: whether what a partner says it holds is what the feed held at that seq.
#pragma once

#include <cstdint>

#include "feed/database.h"
#include "feed/digest.h"

namespace shixin::feed {

struct Claim {
  Token at;  // a state's seq, as state.seq and, at a feed's head, last_seq give it
  std::uint64_t count = 0;
  Sum256 proof;
};

// When the feed came to this state, if the claim agrees with it. Otherwise, by `problem`:
//   kConflict  differs             the copy is another one: an alarm
//   kConflict  state_forgotten     older than what is kept (view_states.h): read again
//   kRefused   no_such_state       a seq at which nobody can have stood
//   and what resolve_since() says of the token.
Result<Instant> judge_receipt(const Database& database, const Claim& claim);

}  // namespace shixin::feed
