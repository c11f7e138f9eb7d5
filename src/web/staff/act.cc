#include "web/staff/act.h"

#include "base/json.h"
#include "domain/decision_json.h"
#include "registry/held.h"
#include "registry/query.h"
#include "web/staff/draft_json.h"

namespace shixin::web::staff {

using registry::Draft;
using registry::Reply;
using registry::Transaction;

Asking asking_of(const Request& request) {
  return {std::string(request.header("Idempotency-Key")),
          base::sha256(request.method + " " + request.path + "\n" + request.body)};
}

Result<Reply> reply_once(const Call& call, const Asking& asking, const ReplyStep& step) {
  const auto work = [&](Transaction& tx) -> Result<Reply> {
    if (auto open = registry::check_not_held(tx.reader()); !open) return std::move(open).error();
    return step(tx);
  };
  return call.context.committer.run_for<Reply>([&](Transaction& tx) {
    return registry::once(tx, call.officer().name, asking.key, asking.request, work);
  });
}

Result<Reply> act_once(const Call& call, const Asking& asking, std::uint32_t status,
                       const DraftStep& step) {
  return reply_once(call, asking, [&](Transaction& tx) -> Result<Reply> {
    auto draft = step(tx);
    if (!draft) return std::move(draft).error();
    auto subject = subject_of(tx.reader(), *draft);
    if (!subject) return std::move(subject).error();
    return Reply{status, draft_json(*draft, *subject, Numbers::kMasked).dump()};
  });
}

Result<Reply> act_once(const Call& call, std::uint32_t status, const DraftStep& step) {
  return act_once(call, asking_of(call.request), status, step);
}

Answer reply_answer(const Result<Reply>& reply) {
  if (!reply) return problem(reply.error());
  return json_answer(reply->body, static_cast<int>(reply->status));
}

Result<std::optional<domain::SubjectId>> subject_of(const store::Reader& reader,
                                                    const Draft& draft) {
  if (draft.state != registry::DraftState::kDecided) return draft.decision.subject.id;
  auto record = registry::load_decision(reader, draft.id());
  if (!record) return std::move(record).error();
  return std::optional{record->subject};
}

Result<domain::Decision> read_decision(const Call& call, const base::Json& json) {
  auto decision = domain::read_decision(json, call.context.parts.random);
  if (!decision) return decision;
  if (auto ours = call.context.court.claim(*decision); !ours) return std::move(ours).error();
  return decision;
}

Result<domain::Decision> read_decision_body(const Call& call) {
  auto json = base::parse_json(call.request.body);
  if (!json) return std::move(json).error();
  return read_decision(call, *json);
}

Result<domain::Fact> read_fact(const Call& call, const base::Json& json) {
  auto fact = domain::read_fact(json, call.today());
  if (!fact) return fact;
  if (auto ours = call.context.court.check(fact->told.no); !ours) return std::move(ours).error();
  return fact;
}

Result<domain::DecisionId> decision_in_path(const Call& call) {
  auto id = domain::DecisionId::parse(call.caught["id"]);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个决定"};
  return id;
}

}  // namespace shixin::web::staff
