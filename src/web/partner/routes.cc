#include "web/partner/routes.h"

#include "web/partner/parts.h"
#include "web/partner/rehearsal.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {

void add_partner_routes(Router& router, const PartnerContext& context) {
  Router own;
  add_feed_list_routes(own, context);
  add_changes_routes(own, context);
  add_document_routes(own, context);
  add_local_routes(own, context);
  add_snapshot_routes(own, context);
  add_sheet_routes(own, context);
  add_receipt_routes(own, context);
  add_check_routes(own, context);
  own.add("GET", "/healthz",
          [](const Request&, const Captures&) { return json_answer(R"({"ok":true})"); });
  router.refuse_by(refuse);
  for (const Route& route : own.routes()) {
    router.add(route.method, route.pattern, marked(context, route.handler), route.options);
  }
}

}  // namespace shixin::web::partner
