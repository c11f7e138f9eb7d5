// Ledger: signs what the tree has come to, once for each commit group, in the group's own batch. So
// a checkpoint is durable together with the decisions it speaks of, and none is ever seen that a
// crash could take back.
#pragma once

#include "base/random.h"
#include "ledger/note.h"
#include "store/engine.h"
#include "store/overlay.h"

namespace shixin::ledger {

// const methods are safe from any thread; the overlay is the caller's own.
class Ledger {
 public:
  // `whose` begins the origin: the court, and whether it rehearses.
  Ledger(const base::Key& signing_key, std::string whose)
      : key_(signing_key), whose_(std::move(whose)) {}

  // Before serving and deciding. A store without a log gets its origin, and its first checkpoint.
  // kUnavailable: the log is signed with another key.
  Result<void> prepare(store::Engine& engine, base::Random& random) const;

  // Another log over the tree as it stands, its first checkpoint signed: where there is none, and
  // after a restore.
  Result<void> begin(store::Engine& engine, base::Random& random) const;

  // Ends a commit group at `seq`: its leaves in the tree, one checkpoint over them.
  Result<void> seal(store::Overlay& overlay, std::uint64_t seq) const;

 private:
  base::SigningKey key_;
  std::string whose_;
};

}  // namespace shixin::ledger
