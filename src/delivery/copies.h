// Copies: which generation of a feed a partner's copy is of. A new definition or a restore makes a
// new generation; until the partner declares that its old copy is gone, it gets 410 and never an
// empty page, because a replicator that starts over quietly would keep removed people alive
// (design.md §5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "delivery/records.h"
#include "feed/token.h"
#include "registry/committer.h"

namespace shixin::delivery {

// The generation in force of the feed's view, and whether every partner must declare first.
struct InForce {
  std::uint64_t generation;
  bool requires_declaration;
};

// May this partner begin to read the feed from its beginning? Remembers the first generation a
// partner reads (one commit, once). kGone with problem `generation_changed` otherwise.
Result<void> begin_reading(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed, InForce in_force);

// The partner showed a cursor of another generation. Where nothing was known of its copy this is
// remembered (one commit, once), so that it can not begin anew without declaring.
Result<void> note_old_copy(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed,
                           std::uint64_t generation);

// The partner showed a cursor or a receipt from ahead of the feed's head: the store was set back
// without a restore, and the copy may hold people of whom this store knows nothing. The copy is
// void until it is declared discarded; an alarm in the log and the audit (one commit, once).
Result<void> distrust_copy(registry::Committer& committer, const store::Reader& reader,
                           const Partner& partner, const std::string& feed,
                           const feed::Token& shown);

// {"generation", "discarded": true}: the copy is of the generation in force from here on, and the
// checkpoints of the old one are gone with it. Said again it changes nothing.
Result<void> declare(registry::Committer& committer, const store::Reader& reader,
                     const Partner& partner, const std::string& feed, InForce in_force);

}  // namespace shixin::delivery
