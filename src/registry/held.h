// Held: a store that came from a backup takes no decision and no step towards one until an operator
// has confirmed what was lost (design.md §5). Sign-ins and reading go on.
#pragma once

#include <string>

#include "registry/transaction.h"

namespace shixin::registry {

// Ends every session and bearer token as well: the backup does not know which were revoked since.
// `reason` is for the operator.
Result<void> hold(Transaction& tx, const std::string& by, std::string reason);

// kUnavailable while it is.
Result<void> check_not_held(const store::Reader& reader);

// kConflict: the store is not held.
Result<void> release_held(Transaction& tx, const std::string& by);

}  // namespace shixin::registry
