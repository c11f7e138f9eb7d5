// Act: one step of work that changes the register's work lists, taken once however often it is sent
// (Idempotency-Key), and its answer.
#pragma once

#include <functional>

#include "base/json_fwd.h"
#include "domain/fact.h"
#include "registry/drafts.h"
#include "registry/idempotency.h"
#include "web/staff/call.h"

namespace shixin::web::staff {

using ReplyStep = std::function<Result<registry::Reply>(registry::Transaction&)>;
using DraftStep = std::function<Result<registry::Draft>(registry::Transaction&)>;

// What makes two requests the same one: the key that they bear, and the digest of what they ask.
struct Asking {
  std::string key;
  base::Digest request;
};
// As a program asks: the key stands in Idempotency-Key.
Asking asking_of(const Request& request);

// Runs the step in the committer, and for one key once.
Result<registry::Reply> reply_once(const Call& call, const Asking& asking, const ReplyStep& step);

// The same for a step with a draft; the answer is the draft as it stands afterwards, with `status`.
Result<registry::Reply> act_once(const Call& call, const Asking& asking, std::uint32_t status,
                                 const DraftStep& step);
// The same, asked by a program.
Result<registry::Reply> act_once(const Call& call, std::uint32_t status, const DraftStep& step);

// The reply as an answer, or the problem.
Answer reply_answer(const Result<registry::Reply>& reply);

// The subject that a decided draft changed, or that an open one names by its id.
Result<std::optional<domain::SubjectId>> subject_of(const store::Reader& reader,
                                                    const registry::Draft& draft);

// What the contract's JSON says, its case at this court unless it names another; and of the body.
Result<domain::Decision> read_decision(const Call& call, const base::Json& json);
Result<domain::Decision> read_decision_body(const Call& call);
// A fact of a case of this court.
Result<domain::Fact> read_fact(const Call& call, const base::Json& json);

// The id in the path; whatever is no id names no decision: kNotFound.
Result<domain::DecisionId> decision_in_path(const Call& call);

}  // namespace shixin::web::staff
