// Views: with Generations the only writer of view_rows, view_heads, view_ids, view_states and
// views. A change of the register becomes, in the same batch, the rows it implies in every view:
// the rendered document or tombstone at the change's seq, the subject's older row gone, count,
// digest and proof moved along. A generation that is built beside another is kept up by the same
// batch.
#pragma once

#include <cstdint>
#include <span>

#include "base/crypto.h"
#include "base/random.h"
#include "domain/change.h"
#include "feed/catalogues.h"
#include "feed/generation.h"
#include "store/overlay.h"

namespace shixin::feed {

// const methods are safe from any thread; the overlay is the caller's own.
class Views {
 public:
  // `catalogues` must outlive it. Revision keys are derived from `feed_key` by view and generation.
  Views(const Catalogues& catalogues, const base::Key& feed_key);

  // Brings what is stored into line with the definitions in force (generation.h), before serving
  // and deciding. `built` may be empty.
  Result<void> prepare(store::Engine& engine, base::Random& random, Instant now,
                       const Generations::Progress& built) const;

  // After a restore: every view gets a new generation, and every partner must declare once that it
  // discarded its copy before it may read (design.md §5).
  Result<void> start_over(store::Engine& engine, base::Random& random, Instant now) const;

  // The rows that changes imply, which follow one another. Many at once are shared out over the
  // processors, a view to each.
  Result<void> apply(store::Overlay& overlay, std::span<const domain::Change> changes,
                     base::Random& random) const;

  // Ends a commit group at `seq`: the state each changed view has from now on, by which receipts
  // are judged.
  Result<void> seal(store::Overlay& overlay, std::uint64_t seq, Instant at) const;

 private:
  const Catalogues& catalogues_;
  const base::Key key_;
};

}  // namespace shixin::feed
