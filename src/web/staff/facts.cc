// POST /api/v1/facts · GET …?case= or ?subject= · GET /api/v1/facts/{id} · POST
// /api/v1/facts/{id}/close {remark}
#include "registry/facts.h"
#include "base/json.h"
#include "web/json_body.h"
#include "web/staff/act.h"
#include "web/staff/fact_json.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::FactRecord;
using registry::Reply;
using registry::Transaction;

struct Closure {
  std::string remark;
  static constexpr auto fields() { return std::tuple{base::field(1, "remark", &Closure::remark)}; }
};

Result<domain::Fact> read_fact_body(const Call& call) {
  auto json = base::parse_json(call.request.body);
  if (!json) return std::move(json).error();
  return read_fact(call, *json);
}

Result<Reply> fact_reply(const Transaction& tx, std::uint32_t status, const FactRecord& record,
                         const Json& more) {
  auto json = fact_json(tx.reader(), record, tx.calendar());
  if (!json) return std::move(json).error();
  json->update(more);
  return Reply{status, json->dump()};
}

Answer tell(const Call& call) {
  auto fact = read_fact_body(call);
  if (!fact) return problem(fact.error());
  return reply_answer(
      reply_once(call, asking_of(call.request), [&](Transaction& tx) -> Result<Reply> {
        auto told = registry::record_fact(tx, call.officer(), *fact);
        if (!told) return std::move(told).error();
        return fact_reply(tx, told->already ? 200 : 201, told->record,
                          {{"already", told->already}});
      }));
}

Result<domain::FactId> fact_in_path(const Call& call) {
  auto id = domain::FactId::parse(call.caught["id"]);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个事实"};
  return id;
}

Answer get_fact(const Call& call) {
  auto id = fact_in_path(call);
  if (!id) return problem(id.error());
  const auto snapshot = call.snapshot();
  auto record = registry::load_fact(*snapshot, *id);
  if (!record) return problem(record.error());
  auto json = fact_json(*snapshot, *record, call.context.parts.calendar);
  return json ? json_answer(json->dump()) : problem(json.error());
}

Answer close(const Call& call) {
  auto id = fact_in_path(call);
  if (!id) return problem(id.error());
  auto body = read_body<Closure>(call.request);
  if (!body) return problem(body.error());
  return reply_answer(
      reply_once(call, asking_of(call.request), [&](Transaction& tx) -> Result<Reply> {
        auto record = registry::close_fact(tx, call.officer(), *id, body->remark);
        if (!record) return std::move(record).error();
        return fact_reply(tx, 200, *record, Json::object());
      }));
}

// Of a case or of a subject; of one of them.
Result<std::vector<FactRecord>> asked_for(const Call& call, const store::Reader& reader) {
  auto no = call.request.query_text("case");
  if (!no) return std::move(no).error();
  auto subject = call.request.query_text("subject");
  if (!subject) return std::move(subject).error();
  if (no->has_value() == subject->has_value()) {
    return Error{ErrorCode::kMalformed, "请以参数 case(案号)或者 subject(编号)之一查询"};
  }
  if (*no) {
    auto number = domain::CaseNumber::parse(**no);
    if (!number) return Error{ErrorCode::kMalformed, "参数 case 不是案号"};
    return registry::facts_of_case(reader, *number);
  }
  auto id = domain::SubjectId::parse(**subject);
  if (!id) return Error{ErrorCode::kMalformed, "参数 subject 不是编号"};
  return registry::facts_of_subject(reader, *id);
}

Answer list_facts(const Call& call) {
  const auto snapshot = call.snapshot();
  auto facts = asked_for(call, *snapshot);
  if (!facts) return problem(facts.error());
  std::ranges::sort(*facts, {}, &FactRecord::at);
  Json out = Json::array();
  for (const FactRecord& record : *facts) {
    auto json = fact_json(*snapshot, record, call.context.parts.calendar);
    if (!json) return problem(json.error());
    out.push_back(*std::move(json));
  }
  return json_answer(Json{{"facts", std::move(out)}}.dump());
}

}  // namespace

void add_fact_routes(Router& router, const StaffContext& context) {
  constexpr auto kAccess = Access::kRegister;
  add_guarded_json(router, context, "POST", "/api/v1/facts", kAccess, tell);
  add_guarded(router, context, "GET", "/api/v1/facts", kAccess, list_facts);
  add_guarded(router, context, "GET", "/api/v1/facts/{id}", kAccess, get_fact);
  add_guarded_json(router, context, "POST", "/api/v1/facts/{id}/close", kAccess, close);
}

}  // namespace shixin::web::staff
