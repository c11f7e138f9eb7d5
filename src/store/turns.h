// Work that is too large for one batch is done in turns, each of which is a commit: a crash between
// two of them leaves what was done so far, and the next turn finds out from the store what is left.
#pragma once

#include <functional>

#include "store/engine.h"
#include "store/overlay.h"

namespace shixin::store {

// True: nothing is left.
using Turn = std::function<Result<bool>(Overlay&)>;

// While nobody else commits.
Result<void> take_turns(Engine& engine, const Turn& turn);

}  // namespace shixin::store
