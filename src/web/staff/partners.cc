// GET /api/v1/partners: the departments that read feeds, and which.
#include "delivery/partners.h"
#include "base/json.h"
#include "web/partner_json.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;

Answer list_partners(const Call& call) {
  auto partners = delivery::all_partners(*call.snapshot());
  if (!partners) return problem(partners.error());
  return json_answer(Json{{"partners", partners_json(*partners)}}.dump());
}

}  // namespace

void add_partner_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/partners", Access::kOversight, list_partners);
}

}  // namespace shixin::web::staff
