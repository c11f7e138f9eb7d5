// GET /api/v1/decisions/{id}/proof: that the ledger holds a decision, as a file to take along.
#include "registry/decision_proof.h"
#include "web/staff/act.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

Answer get_proof(const Call& call) {
  auto id = decision_in_path(call);
  if (!id) return problem(id.error());
  auto document = registry::prove_decision(*call.snapshot(), *id);
  if (!document) return problem(document.error());
  // The record in it is whole, numbers included.
  auto noted = call.context.committer.run([&](registry::Transaction& tx) {
    return tx.audit(call.officer().name, "export_proof", id->text());
  });
  if (!noted) return problem(noted.error());
  return text_answer(document->text())
      .with("Content-Disposition", "attachment; filename=\"" + id->text() + ".tlog-proof\"");
}

}  // namespace

void add_proof_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/decisions/{id}/proof", Access::kRegister, get_proof);
}

}  // namespace shixin::web::staff
