// POST /api/v1/decisions/{id}/submit · return {remark} · withdraw {remark?} · reassign {to} ·
// approve {subject_version, version?} · reject {remark}
#include "registry/staff.h"
#include "web/json_body.h"
#include "web/staff/act.h"
#include "web/staff/draft_json.h"
#include "web/staff/effect.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::Draft;
using registry::Officer;
using registry::Transaction;

struct Nothing {
  static constexpr auto fields() { return std::tuple{}; }
};

struct Remark {
  std::string remark;
  static constexpr auto fields() {
    return std::tuple{base::optional_field(1, "remark", &Remark::remark)};
  }
};

struct Successor {
  std::string to;
  static constexpr auto fields() { return std::tuple{base::field(1, "to", &Successor::to)}; }
};

// A draft that was never revised has one wording only.
struct Approval {
  std::uint64_t subject_version = 0;
  std::uint64_t version = 1;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "subject_version", &Approval::subject_version),
                      base::optional_field(2, "version", &Approval::version)};
  }
};

Result<Draft> submit(Transaction& tx, const Officer& by, const domain::DecisionId& id, Nothing) {
  return registry::submit_draft(tx, by, id);
}

Result<Draft> give_back(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                        Remark body) {
  return registry::return_draft(tx, by, id, std::move(body.remark));
}

Result<Draft> withdraw(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                       Remark body) {
  return registry::withdraw_draft(tx, by, id, std::move(body.remark));
}

Result<Draft> reject(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                     Remark body) {
  return registry::reject_draft(tx, by, id, std::move(body.remark));
}

Result<Draft> approve(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                      Approval body) {
  return registry::approve_draft(tx, by, id, {body.subject_version, body.version});
}

Result<Draft> reassign(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                       Successor body) {
  auto to = registry::load_active(tx.reader(), body.to);
  if (!to) return std::move(to).error();
  return registry::reassign_draft(tx, by, id, *to);
}

// No body at all says as much as an empty object.
template <class Body>
Result<Body> read_step_body(const Request& request) {
  if (request.body.empty()) return base::read_json<Body>(Json::object());
  return read_body<Body>(request);
}

// The subject or the draft changed in between: the problem says what the draft says now, and what
// approving it would change.
Answer stale(const Call& call, const domain::DecisionId& id, const Error& error) {
  Answer answer = problem(error);
  const auto snapshot = call.snapshot();
  auto draft = registry::load_draft(*snapshot, id);
  if (!draft) return answer;
  auto subject = subject_of(*snapshot, *draft);
  auto effect = effect_of(call.context, *snapshot, draft->decision);
  if (!subject || !effect) return answer;
  Json body = Json::parse(answer.body);
  body.update(effect_json(*effect));
  body["draft"] = draft_json(*draft, *subject, Numbers::kMasked);
  answer.body = body.dump();
  return answer;
}

template <class Body,
          Result<Draft> (*step)(Transaction&, const Officer&, const domain::DecisionId&, Body)>
Answer take(const Call& call) {
  auto id = decision_in_path(call);
  if (!id) return problem(id.error());
  auto body = read_step_body<Body>(call.request);
  if (!body) return problem(body.error());
  auto reply =
      act_once(call, 200, [&](Transaction& tx) { return step(tx, call.officer(), *id, *body); });
  if (!reply && reply.error().problem == "stale_version") return stale(call, *id, reply.error());
  return reply_answer(reply);
}

}  // namespace

void add_step_routes(Router& router, const StaffContext& context) {
  const auto add = [&](const char* verb, Work work) {
    add_guarded(router, context, "POST", std::string("/api/v1/decisions/{id}/") + verb,
                Access::kRegister, work);
  };
  add("submit", take<Nothing, submit>);
  add("return", take<Remark, give_back>);
  add("withdraw", take<Remark, withdraw>);
  add("reassign", take<Successor, reassign>);
  add("approve", take<Approval, approve>);
  add("reject", take<Remark, reject>);
}

}  // namespace shixin::web::staff
