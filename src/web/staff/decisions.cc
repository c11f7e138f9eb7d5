// POST /api/v1/decisions · GET …?state=&limit= · GET|PUT /api/v1/decisions/{id} · POST
// /api/v1/decisions/check
#include "base/json.h"
#include "registry/query.h"
#include "web/staff/act.h"
#include "web/staff/draft_json.h"
#include "web/staff/effect.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::Draft;
using registry::DraftState;
using registry::Transaction;

constexpr std::int64_t kDraftsDefault = 100;
constexpr std::int64_t kDraftsMax = 500;

Answer create(const Call& call) {
  auto decision = read_decision_body(call);
  if (!decision) return problem(decision.error());
  return reply_answer(act_once(call, 201, [&](Transaction& tx) {
    return registry::create_draft(tx, call.officer(), {*decision});
  }));
}

// Without a state: whatever is still open.
Result<std::vector<DraftState>> wanted_states(const Request& request) {
  auto text = request.query_text("state");
  if (!text) return std::move(text).error();
  if (!*text) {
    return std::vector{DraftState::kSubmitted, DraftState::kReturned, DraftState::kDraft};
  }
  const auto state = base::from_word<DraftState>(**text);
  if (!state) return Error{ErrorCode::kMalformed, "参数 state 不是决定的状态"};
  return std::vector{*state};
}

Answer list_decisions(const Call& call) {
  auto states = wanted_states(call.request);
  if (!states) return problem(states.error());
  auto limit = call.request.query_integer("limit", kDraftsDefault, 1, kDraftsMax);
  if (!limit) return problem(limit.error());
  const auto most = static_cast<std::size_t>(*limit);
  const auto snapshot = call.snapshot();
  Json decisions = Json::array();
  bool more = false;
  for (const DraftState state : *states) {
    auto drafts = registry::drafts_by_state(*snapshot, state, most - decisions.size() + 1);
    if (!drafts) return problem(drafts.error());
    for (const Draft& draft : *drafts) {
      if (decisions.size() == most) {
        more = true;
        break;
      }
      auto subject = subject_of(*snapshot, draft);
      if (!subject) return problem(subject.error());
      decisions.push_back(draft_json(draft, *subject, Numbers::kMasked));
    }
  }
  return json_answer(Json{{"decisions", std::move(decisions)}, {"more", more}}.dump());
}

// An open one comes with what it would change now: that is what its approver decides on.
Result<Json> told(const Call& call, const domain::DecisionId& id, Numbers numbers) {
  const auto snapshot = call.snapshot();
  auto draft = load_decided_or_not(*snapshot, id);
  if (!draft) return std::move(draft).error();
  auto subject = subject_of(*snapshot, *draft);
  if (!subject) return std::move(subject).error();
  Json out = draft_json(*draft, *subject, numbers);
  if (!draft->open()) return out;
  auto effect = effect_of(call.context, *snapshot, draft->decision);
  if (!effect) return std::move(effect).error();
  out["effect"] = effect_json(*effect);
  return out;
}

Answer get_decision(const Call& call) {
  auto id = decision_in_path(call);
  if (!id) return problem(id.error());
  auto full = call.request.query_flag("full", false);
  if (!full) return problem(full.error());
  auto out = told(call, *id, *full ? Numbers::kFull : Numbers::kMasked);
  if (!out) return problem(out.error());
  if (*full) {
    auto noted = call.context.committer.run(
        [&](Transaction& tx) { return tx.audit(call.officer().name, "read_number", id->text()); });
    if (!noted) return problem(noted.error());
  }
  return json_answer(out->dump());
}

Answer revise(const Call& call) {
  auto id = decision_in_path(call);
  if (!id) return problem(id.error());
  auto decision = read_decision_body(call);
  if (!decision) return problem(decision.error());
  return reply_answer(act_once(call, 200, [&](Transaction& tx) {
    return registry::revise_draft(tx, call.officer(), *id, *decision);
  }));
}

Answer check(const Call& call) {
  auto decision = read_decision_body(call);
  if (!decision) return problem(decision.error());
  auto effect = effect_of(call.context, *call.snapshot(), *decision);
  return effect ? json_answer(effect_json(*effect).dump()) : problem(effect.error());
}

}  // namespace

void add_decision_routes(Router& router, const StaffContext& context) {
  constexpr auto kAccess = Access::kRegister;
  add_guarded_json(router, context, "POST", "/api/v1/decisions", kAccess, create);
  add_guarded(router, context, "GET", "/api/v1/decisions", kAccess, list_decisions);
  add_guarded_json(router, context, "POST", "/api/v1/decisions/check", kAccess, check);
  add_guarded(router, context, "GET", "/api/v1/decisions/{id}", kAccess, get_decision);
  add_guarded_json(router, context, "PUT", "/api/v1/decisions/{id}", kAccess, revise);
}

}  // namespace shixin::web::staff
