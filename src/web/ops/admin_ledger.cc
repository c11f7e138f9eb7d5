// GET /admin/ledger: whose signature the log bears, and what it signed last.
#include "ledger/published.h"
#include "web/json_body.h"
#include "web/ops/admin.h"

namespace shixin::web::ops {
namespace {

using base::Json;

Answer get_ledger(const AdminContext& context) {
  const auto snapshot = context.engine.snapshot();
  auto verifier = ledger::log_verifier(*snapshot);
  if (!verifier) return problem(verifier.error());
  auto checkpoint = ledger::last_checkpoint(*snapshot);
  if (!checkpoint) return problem(checkpoint.error());
  return json_answer(Json{{"verifier", verifier->text()}, {"checkpoint", checkpoint->note}}.dump());
}

}  // namespace

void add_ledger_routes(Router& router, const AdminContext& context) {
  router.add("GET", "/admin/ledger",
             [&context](const Request&, const Captures&) { return get_ledger(context); });
}

}  // namespace shixin::web::ops
