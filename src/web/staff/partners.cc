// GET /api/v1/partners: the departments that read feeds, and which.
#include "delivery/partners.h"
#include "base/json.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;

Answer list_partners(const Call& call) {
  auto partners = delivery::all_partners(*call.snapshot());
  if (!partners) return problem(partners.error());
  Json out = Json::array();
  for (const auto& partner : *partners) {
    out.push_back({{"name", partner.name},
                   {"feeds", partner.feeds},
                   {"since", base::rfc3339(partner.since)},
                   {"disabled", partner.disabled}});
  }
  return json_answer(Json{{"partners", std::move(out)}}.dump());
}

}  // namespace

void add_partner_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/partners", Access::kOversight, list_partners);
}

}  // namespace shixin::web::staff
