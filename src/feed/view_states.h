// What a view held after each commit group that changed it: the rows receipts are judged by.
#pragma once

#include <chrono>

#include "feed/rows.h"
#include "store/overlay.h"

namespace shixin::feed {

// A receipt older than this is answered "read again": nobody proves a quarter late.
inline constexpr std::chrono::days kStatesKept{90};

// The state `meta` has come to, and the note in `meta` that it is kept. The caller saves `meta`.
void save_state(store::Overlay& overlay, ViewMeta& meta, Instant at);

// Erases states that were superseded more than kStatesKept before `at`: the oldest few, so that a
// commit stays short. Notes in `meta` how far they were forgotten.
Result<void> forget_old_states(store::Overlay& overlay, ViewMeta& meta, Instant at);

}  // namespace shixin::feed
