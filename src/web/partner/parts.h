// The surface's routes by resource; routes.cc puts them together.
#pragma once

#include "web/partner/routes.h"

namespace shixin::web::partner {

void add_feed_list_routes(Router& router, const PartnerContext& context);
void add_changes_routes(Router& router, const PartnerContext& context);
void add_document_routes(Router& router, const PartnerContext& context);
void add_local_routes(Router& router, const PartnerContext& context);
void add_snapshot_routes(Router& router, const PartnerContext& context);
void add_sheet_routes(Router& router, const PartnerContext& context);
void add_receipt_routes(Router& router, const PartnerContext& context);
void add_check_routes(Router& router, const PartnerContext& context);

}  // namespace shixin::web::partner
