// The staff surface's JSON interface (contract.md, "Staff"): sessions, decisions and their way to
// the second hand, what is on file, the audit. Described in schemas/openapi.yaml.
#pragma once

#include "web/router.h"
#include "web/staff/context.h"

namespace shixin::web {

// The context must outlive the router.
void add_staff_routes(Router& router, const StaffContext& context);

namespace staff {

// One for each resource, each in the file of its name.
void add_session_routes(Router& router, const StaffContext& context);
void add_decision_routes(Router& router, const StaffContext& context);
void add_proof_routes(Router& router, const StaffContext& context);
void add_step_routes(Router& router, const StaffContext& context);
void add_fact_routes(Router& router, const StaffContext& context);
void add_deadline_routes(Router& router, const StaffContext& context);
void add_subject_routes(Router& router, const StaffContext& context);
void add_case_routes(Router& router, const StaffContext& context);
void add_audit_routes(Router& router, const StaffContext& context);
void add_partner_routes(Router& router, const StaffContext& context);

}  // namespace staff
}  // namespace shixin::web
