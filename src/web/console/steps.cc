// POST /decisions/{id}/submit · return · withdraw · reassign · approve · reject
#include <charconv>

#include "registry/staff.h"
#include "web/console/console.h"
#include "web/console/decision.h"
#include "web/staff/act.h"

namespace shixin::web::console {
namespace {

using domain::DecisionId;
using registry::Draft;
using registry::Officer;
using registry::Transaction;

std::uint64_t number_in(const Form& form, std::string_view name) {
  const std::string text = form.text(name);
  std::uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

registry::Seen seen_by(const Form& form) {
  return {number_in(form, "subject_version"), number_in(form, "version")};
}

Result<Draft> submit_form(Transaction& tx, const Officer& by, const DecisionId& id, const Form&) {
  return registry::submit_draft(tx, by, id);
}
Result<Draft> return_form(Transaction& tx, const Officer& by, const DecisionId& id,
                          const Form& form) {
  return registry::return_draft(tx, by, id, form.text("remark"));
}
Result<Draft> withdraw_form(Transaction& tx, const Officer& by, const DecisionId& id,
                            const Form& form) {
  return registry::withdraw_draft(tx, by, id, form.text("remark"));
}
Result<Draft> reject_form(Transaction& tx, const Officer& by, const DecisionId& id,
                          const Form& form) {
  return registry::reject_draft(tx, by, id, form.text("remark"));
}
Result<Draft> approve_form(Transaction& tx, const Officer& by, const DecisionId& id,
                           const Form& form) {
  return registry::approve_draft(tx, by, id, seen_by(form));
}
Result<Draft> reassign_form(Transaction& tx, const Officer& by, const DecisionId& id,
                            const Form& form) {
  auto to = registry::load_active(tx.reader(), form.text("to"));
  if (!to) return std::move(to).error();
  return registry::reassign_draft(tx, by, id, *to);
}

// A remark, or to whom: what somebody typed and shall not type again.
std::string typed_in(const Form& form) {
  const std::string remark = form.text("remark");
  return remark.empty() ? form.text("to") : remark;
}

using StepOfForm = Result<Draft> (*)(Transaction&, const Officer&, const DecisionId&, const Form&);

template <StepOfForm step>
Answer take_step(const Call& call, const Form& form) {
  auto id = staff::decision_in_path(call);
  if (!id) return refusal_screen(call, id.error());
  auto reply = staff::act_once(call, form.asking(call.request), 200, [&](Transaction& tx) {
    return step(tx, call.officer(), *id, form);
  });
  if (reply) return go_to("/decisions/" + id->text());
  const Error& why = reply.error();
  if (http_status(why.code) >= 500) return refusal_screen(call, why);
  const std::string& path = call.request.path;
  RefusedStep refused{path.substr(path.rfind('/') + 1), why, typed_in(form), {}};
  if (why.problem == "stale_version") refused.seen = seen_by(form);
  return decision_page(call, *id, refused);
}

}  // namespace

void add_step_forms(Router& router, const StaffContext& context) {
  const auto add = [&](const char* step, Act act) {
    add_act(router, context, std::string("/decisions/{id}/") + step, Access::kRegister, act);
  };
  add("submit", take_step<submit_form>);
  add("return", take_step<return_form>);
  add("withdraw", take_step<withdraw_form>);
  add("reassign", take_step<reassign_form>);
  add("approve", take_step<approve_form>);
  add("reject", take_step<reject_form>);
}

}  // namespace shixin::web::console
