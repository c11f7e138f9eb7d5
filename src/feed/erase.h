// Erasing what no view needs any more, in bounded batches. Stopped anywhere it can be begun again.
// The only writer of the store while it runs.
#pragma once

#include <cstdint>
#include <string>

#include "feed/rows.h"
#include "store/engine.h"

namespace shixin::feed {

// All rows of a generation that is not in force, and the ids of documents that only it knew.
Result<void> erase_generation(store::Engine& engine, const ViewMeta& in_force,
                              std::uint64_t generation);

// Everything of a view, its ViewMeta last.
Result<void> erase_view(store::Engine& engine, const std::string& view);

}  // namespace shixin::feed
