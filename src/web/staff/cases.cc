// GET /api/v1/cases/{no}: everybody of one case, and what was ordered in it.
#include "base/json.h"
#include "registry/query.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"
#include "web/staff/subject_json.h"

namespace shixin::web::staff {
namespace {

using base::Json;

Answer get_case(const Call& call) {
  auto no = domain::CaseNumber::parse(call.caught["no"]);
  if (!no) return problem({ErrorCode::kNotFound, "没有这个案件：地址中的不是案号"});
  auto subjects = registry::subjects_of_case(*call.snapshot(), call.context.parts.index, *no);
  if (!subjects) return problem(subjects.error());
  if (subjects->empty()) return problem({ErrorCode::kNotFound, "没有这个案件"});
  Json people = Json::array();
  for (const auto& subject : *subjects) {
    people.push_back(of_case_json(subject, *no, call.today()));
  }
  return json_answer(Json{{"no", no->text()}, {"subjects", std::move(people)}}.dump());
}

}  // namespace

void add_case_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/cases/{no}", Access::kRegister, get_case);
}

}  // namespace shixin::web::staff
