// GET /api/v1/subjects?name=|case= · POST /api/v1/subjects/search {number} · GET
// /api/v1/subjects/{id}?full=
#include "base/text.h"
#include "registry/query.h"
#include "web/json_body.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"
#include "web/staff/subject_json.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using domain::Subject;
using Found = Result<std::vector<Subject>>;

// A longer list is no answer: another character of the name is.
constexpr std::size_t kSubjectsMax = 100;

struct NumberQuestion {
  std::string number;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "number", &NumberQuestion::number)};
  }
};

Answer found_answer(const Call& call, Found found) {
  if (!found) return problem(found.error());
  const bool more = found->size() > kSubjectsMax;
  if (more) found->resize(kSubjectsMax);
  Json subjects = Json::array();
  for (const Subject& subject : *found) subjects.push_back(summary_json(subject, call.today()));
  return json_answer(Json{{"subjects", std::move(subjects)}, {"more", more}}.dump());
}

Found search(const Call& call) {
  auto name = call.request.query_text("name");
  if (!name) return std::move(name).error();
  auto case_no = call.request.query_text("case");
  if (!case_no) return std::move(case_no).error();
  if (name->has_value() == case_no->has_value()) {
    return Error{ErrorCode::kMalformed, "请以参数 name 或者 case 之一查询；证件号码用 POST 查询"};
  }
  const auto& index = call.context.parts.index;
  if (*name) {
    if (domain::Redaction{}(**name) != **name) {
      return Error{ErrorCode::kMalformed, "证件号码用 POST 查询，不写在地址里"};
    }
    if (base::fold_name(**name).empty()) return Error{ErrorCode::kMalformed, "参数 name 是空的"};
    return registry::subjects_by_name(*call.snapshot(), index, **name, kSubjectsMax + 1);
  }
  auto no = domain::CaseNumber::parse(**case_no);
  if (!no) return Error{ErrorCode::kMalformed, "参数 case 不是案号"};
  return registry::subjects_of_case(*call.snapshot(), index, *no);
}

Answer list_subjects(const Call& call) { return found_answer(call, search(call)); }

Answer search_number(const Call& call) {
  auto body = read_body<NumberQuestion>(call.request);
  if (!body) return problem(body.error());
  return found_answer(
      call, registry::subjects_by_number(*call.snapshot(), call.context.parts.index, body->number));
}

Answer get_subject(const Call& call) {
  auto id = domain::SubjectId::parse(call.caught["id"]);
  if (!id) return problem({ErrorCode::kNotFound, "没有这个被执行人"});
  auto full = call.request.query_flag("full", false);
  if (!full) return problem(full.error());
  auto subject = registry::load_subject(*call.snapshot(), *id);
  if (!subject) return problem(subject.error());
  if (*full) {
    auto noted = registry::note_read(call.context.committer, call.officer(), *id);
    if (!noted) return problem(noted.error());
  }
  const auto numbers = *full ? Numbers::kFull : Numbers::kMasked;
  return json_answer(subject_json(*subject, call.today(), numbers).dump());
}

}  // namespace

void add_subject_routes(Router& router, const StaffContext& context) {
  constexpr auto kAccess = Access::kRegister;
  add_guarded(router, context, "GET", "/api/v1/subjects", kAccess, list_subjects);
  add_guarded_json(router, context, "POST", "/api/v1/subjects/search", kAccess, search_number);
  add_guarded(router, context, "GET", "/api/v1/subjects/{id}", kAccess, get_subject);
}

}  // namespace shixin::web::staff
