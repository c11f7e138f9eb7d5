// Restore: a backup in the place of the store (design.md §5).
#pragma once

#include <filesystem>

#include "app/config.h"
#include "base/time.h"

namespace shixin::app {

// What a restored store goes on from.
struct Restored {
  Instant last_commit;           // of the backup: what came after it is lost
  std::filesystem::path before;  // what stood there before, kept; empty when there was nothing
};

// Puts a backup in the place of the data folder, held until `shixin restore --confirm`, with new
// generations of every view. What stood there before is kept beside it. The keys are those of the
// backup's kind, real or rehearsal.
//   kNotFound     no backup of a store in `backup`
//   kUnavailable  somebody serves the store, keys are missing or are others, or the disk failed
//   kCorrupt      the backup is damaged
// Whatever is refused leaves the data folder as it was.
Result<Restored> restore(const Config& config, const std::filesystem::path& backup);

}  // namespace shixin::app
