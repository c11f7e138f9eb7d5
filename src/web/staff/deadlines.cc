// GET /api/v1/deadlines?state=&owner=&limit=: what must be done and by when, the longest overdue
// first; ahead as far as an exit order may be renewed.
#include "base/json.h"
#include "web/staff/call.h"
#include "web/staff/deadline_board.h"
#include "web/staff/fact_json.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::DeadlineOf;

constexpr std::int64_t kRowsDefault = 100;
constexpr std::int64_t kRowsMax = 500;

Result<registry::DueBetween> wanted_days(const Call& call) {
  auto text = call.request.query_text("state");
  if (!text) return std::move(text).error();
  if (!*text) return registry::DueBetween{{}, last_day_ahead(call.today())};
  const auto urgency = base::from_word<Urgency>(**text);
  if (!urgency) return Error{ErrorCode::kMalformed, "参数 state 应为 overdue、today 或者 coming"};
  return days_of(*urgency, call.today());
}

const char* about(DeadlineOf of) {
  switch (of) {
    case DeadlineOf::kFact:
      return "fact";
    case DeadlineOf::kDraft:
      return "application";
    case DeadlineOf::kExit:
      return "exit";
    case DeadlineOf::kTerm:
      return "term";
  }
  return "";
}

Json line_json(const DeadlineLine& line) {
  Json subjects = Json::array();
  for (const auto& [id, names] : line.subjects) {
    subjects.push_back({{"id", id ? Json(id->text()) : Json(nullptr)}, {"names", names}});
  }
  Json drafts = Json::array();
  for (const auto& draft : line.drafts) drafts.push_back(draft_line_json(draft));
  return {{"about", about(line.of)},
          {"state", base::word(line.urgency)},
          {"due", line.due.text()},
          {"provisional", line.provisional},
          {"rule", line.rule},
          {"legal", line.legal},
          {"owner", line.owner.empty() ? Json(nullptr) : Json(line.owner)},
          {"cases", line.cases},
          {"subjects", std::move(subjects)},
          {"fact", line.fact ? fact_line_json(*line.fact) : Json(nullptr)},
          {"left", line.left},
          {"drafts", std::move(drafts)}};
}

Answer list_deadlines(const Call& call) {
  auto days = wanted_days(call);
  if (!days) return problem(days.error());
  auto owner = call.request.query_text("owner");
  if (!owner) return problem(owner.error());
  auto limit = call.request.query_integer("limit", kRowsDefault, 1, kRowsMax);
  if (!limit) return problem(limit.error());
  const auto snapshot = call.snapshot();
  auto board = load_board(call, *snapshot, *owner, *days, static_cast<std::size_t>(*limit));
  if (!board) return problem(board.error());
  Json out = Json::array();
  for (const DeadlineLine& line : board->lines) out.push_back(line_json(line));
  return json_answer(
      Json{{"today", call.today().text()}, {"deadlines", std::move(out)}, {"more", board->more}}
          .dump());
}

}  // namespace

void add_deadline_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/deadlines", Access::kRegister, list_deadlines);
}

}  // namespace shixin::web::staff
