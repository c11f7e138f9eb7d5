// Sweep: takes out what is kept for a time only — answers to repeated POSTs, sessions that ended —
// in small steps, between which others' decisions come in.
#pragma once

#include <stop_token>

#include "registry/committer.h"

namespace shixin::registry {

// Everything past its time, or what it can until it is stopped.
Result<void> sweep(Committer& committer, const std::stop_token& stop = {});

}  // namespace shixin::registry
