#include "web/staff/routes.h"

namespace shixin::web {

void add_staff_routes(Router& router, const StaffContext& context) {
  router.add("GET", "/healthz",
             [](const Request&, const Captures&) { return text_answer("ok\n"); });
  staff::add_session_routes(router, context);
  staff::add_decision_routes(router, context);
  staff::add_proof_routes(router, context);
  staff::add_step_routes(router, context);
  staff::add_fact_routes(router, context);
  staff::add_deadline_routes(router, context);
  staff::add_subject_routes(router, context);
  staff::add_case_routes(router, context);
  staff::add_audit_routes(router, context);
  staff::add_partner_routes(router, context);
}

}  // namespace shixin::web
