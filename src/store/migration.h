// Migrations: how the rows of an older store become those of this schema. Its new tables were made
// when it was opened. The schema version moves on when all steps to it are done, so a run that was
// cut off is done anew: a step may find part of its work done, and writes in batches of bounded
// size.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "store/engine.h"

namespace shixin::store {

struct Migration {
  std::uint32_t to;       // the schema version that it is part of
  std::string_view what;  // for the log
  std::function<Result<void>(Engine&)> run;
};

// Before anything else writes. Runs the steps past the store's schema version, in order of version.
Result<void> migrate(Engine& engine, const std::vector<Migration>& steps);

}  // namespace shixin::store
