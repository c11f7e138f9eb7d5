// What a store was made as — real or in rehearsal, and with which keys — is settled when it is
// first opened and never mixed.
#pragma once

#include "registry/meta.h"
#include "store/engine.h"

namespace shixin::registry {

// Before the committer runs. A new store takes the kind it is opened as; later it must be opened as
// the same: kConflict says how to start it, kUnavailable that other keys lie there.
Result<void> check_store_kind(store::Engine& engine, const StoreKind& opened_as);

}  // namespace shixin::registry
