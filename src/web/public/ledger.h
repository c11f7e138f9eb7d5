// GET /checkpoint · GET /tile/…: the tamper-evident log as tlog-tiles serves it, for whoever keeps
// an eye on the court. Nothing in it speaks of anybody.
#pragma once

#include "web/public/context.h"
#include "web/router.h"

namespace shixin::web {

// The context must outlive the router.
void add_ledger_routes(Router& router, const PublicContext& context);

}  // namespace shixin::web
