// The public surface: the lookup page and its API, an entry's page, the statistics.
#pragma once

#include "web/public/context.h"
#include "web/router.h"

namespace shixin::web {

// GET /, POST /lookup, POST /api/v1/lookup, GET /entries/{id}, GET /stats, GET /api/v1/stats,
// GET /style.css, GET /healthz. The context must outlive the router.
void add_public_routes(Router& router, const PublicContext& context);

}  // namespace shixin::web
