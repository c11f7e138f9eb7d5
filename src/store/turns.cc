#include "store/turns.h"

namespace shixin::store {

Result<void> take_turns(Engine& engine, const Turn& turn) {
  while (true) {
    const auto snapshot = engine.snapshot();
    Overlay overlay(*snapshot);
    auto finished = turn(overlay);
    if (!finished) return std::move(finished).error();
    auto writes = overlay.writes();
    if (!writes.empty()) {
      auto done = engine.commit({snapshot->head(), std::move(writes)});
      if (!done) return done;
    }
    if (*finished) return {};
  }
}

}  // namespace shixin::store
