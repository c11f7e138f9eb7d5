// GET /api/v1/deadlines?state=&owner=&limit=: what must be done and by when, the longest overdue
// first; ahead as far as an exit order may be renewed.
#include "registry/deadlines.h"
#include "base/json.h"
#include "domain/clocks.h"
#include "domain/legal.h"
#include "domain/namesake.h"
#include "registry/drafts.h"
#include "registry/facts.h"
#include "registry/query.h"
#include "web/staff/call.h"
#include "web/staff/fact_json.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::Deadline;
using registry::DeadlineOf;

constexpr std::int64_t kRowsDefault = 100;
constexpr std::int64_t kRowsMax = 500;
constexpr int kMonthsAhead = 1;

enum class Urgency : std::uint8_t { kOverdue, kToday, kComing };
constexpr auto enum_words(Urgency) {
  using enum Urgency;
  return std::array<base::EnumWord<Urgency>, 3>{
      {{kOverdue, "overdue"}, {kToday, "today"}, {kComing, "coming"}}};
}

Urgency urgency_of(Day due, Day today) {
  if (due < today) return Urgency::kOverdue;
  return due == today ? Urgency::kToday : Urgency::kComing;
}

Result<registry::DueBetween> wanted_days(const Call& call) {
  const Day today = call.today();
  const Day ahead = today.plus_months(kMonthsAhead);
  auto text = call.request.query_text("state");
  if (!text) return std::move(text).error();
  if (!*text) return registry::DueBetween{{}, ahead};
  const auto urgency = base::from_word<Urgency>(**text);
  if (!urgency) return Error{ErrorCode::kMalformed, "参数 state 应为 overdue、today 或者 coming"};
  switch (*urgency) {
    case Urgency::kOverdue:
      return registry::DueBetween{{}, today.plus_days(-1)};
    case Urgency::kToday:
      return registry::DueBetween{today, today};
    case Urgency::kComing:
      return registry::DueBetween{today.plus_days(1), ahead};
  }
  return registry::DueBetween{};
}

// What every line has; each kind then says what it is about.
Json line(const Call& call, const Deadline& deadline, const char* about) {
  return {{"about", about},
          {"state", base::word(urgency_of(deadline.due, call.today()))},
          {"due", deadline.due.text()},
          {"provisional", false},
          {"rule", ""},
          {"legal", Json::array()},
          {"owner", nullptr},
          {"cases", Json::array()},
          {"subjects", Json::array()},
          {"fact", nullptr},
          {"left", Json::array()},
          {"drafts", Json::array()}};
}

void add_once(Json& list, std::string_view text) {
  if (std::ranges::find(list, Json(text)) == list.end()) list.push_back(text);
}

Json who(const domain::Subject& subject) {
  return {{"id", subject.id.text()}, {"names", subject.current_names()}};
}

Result<Json> of_fact(const Call& call, const store::Reader& reader, const Deadline& deadline) {
  auto record = registry::load_fact(reader, *domain::FactId::from_bytes(deadline.owner));
  if (!record) return std::move(record).error();
  auto open = registry::open_proposals(reader, *record);
  if (!open) return std::move(open).error();
  Json out = line(call, deadline, "fact");
  out["provisional"] = domain::due(record->fact, call.context.parts.calendar).provisional;
  out["rule"] = domain::label(domain::clock_of(record->fact.kind));
  out["owner"] = record->clock ? Json(record->clock->staff) : Json(nullptr);
  out["fact"] = fact_line_json(*record);
  if (!record->fact.told.no.empty()) out["cases"].push_back(record->fact.told.no.text());
  for (const auto& id : record->about) {
    auto subject = registry::load_subject(reader, id);
    if (!subject) return std::move(subject).error();
    out["subjects"].push_back(who(*subject));
  }
  for (const auto& proposed : *open) {
    add_once(out["legal"], proposed.legal);
    add_once(out["left"], domain::label(proposed.remedy));
    if (!proposed.draft) continue;
    auto draft = draft_line_json(reader, *proposed.draft);
    if (!draft) return draft;
    out["drafts"].push_back(*std::move(draft));
  }
  return out;
}

Result<Json> of_draft(const Call& call, const store::Reader& reader, const Deadline& deadline) {
  const auto id = *domain::DecisionId::from_bytes(deadline.owner);
  auto draft = registry::load_draft(reader, id);
  if (!draft) return std::move(draft).error();
  auto short_form = draft_line_json(reader, id);
  if (!short_form) return short_form;
  const auto clock = domain::Clock::kFifteenDays;
  const auto applied_on = *domain::applied_on(draft->decision);
  Json out = line(call, deadline, "application");
  out["provisional"] = domain::due(clock, applied_on, call.context.parts.calendar).provisional;
  out["rule"] = domain::label(clock);
  out["legal"].push_back(domain::legal::kDecisionPaper);
  out["owner"] = draft->owner;
  out["left"].push_back(domain::label(domain::Remedy::kDecideApplication));
  out["drafts"].push_back(*std::move(short_form));
  if (const auto* no = domain::case_ordered_in(draft->decision)) out["cases"].push_back(no->text());
  const auto& meant = draft->decision.subject;
  if (!meant.id) {
    out["subjects"].push_back({{"id", nullptr}, {"names", Json::array({meant.name})}});
    return out;
  }
  auto subject = registry::load_subject(reader, *meant.id);
  if (!subject) return std::move(subject).error();
  out["subjects"].push_back(who(*subject));
  return out;
}

// An exit order or a term: both show on the subject.
Result<Json> of_subject(const Call& call, const store::Reader& reader, const Deadline& deadline) {
  auto subject = registry::load_subject(reader, *domain::SubjectId::from_bytes(deadline.owner));
  if (!subject) return std::move(subject).error();
  auto rows = registry::deadlines_of(reader, *subject);
  if (!rows) return std::move(rows).error();
  const bool exit = deadline.of == DeadlineOf::kExit;
  Json out = line(call, deadline, exit ? "exit" : "term");
  out["rule"] = exit ? "期满前一个月内续控,逾期自动解除" : "纳入期限届满,自动删除失信信息";
  out["legal"].push_back(exit ? domain::legal::kExitLevels : domain::legal::kFixedTerm);
  out["subjects"].push_back(who(*subject));
  for (const auto& row : *rows) {
    if (row.due == deadline.due && row.of == deadline.of && !row.staff.empty()) {
      out["owner"] = row.staff;
    }
  }
  const auto add_cases = [&](const auto& ordered, const auto& last_day) {
    for (const auto& one : ordered) {
      if (one.standing.live() && last_day(one) == deadline.due) {
        add_once(out["cases"], one.case_no.text());
      }
    }
  };
  if (exit) {
    add_cases(subject->orders, [](const domain::Order& order) { return order.until; });
  } else {
    add_cases(subject->listings, [](const domain::Listing& entry) { return entry.term_ends; });
  }
  return out;
}

Result<Json> deadline_json(const Call& call, const store::Reader& reader,
                           const Deadline& deadline) {
  switch (deadline.of) {
    case DeadlineOf::kFact:
      return of_fact(call, reader, deadline);
    case DeadlineOf::kDraft:
      return of_draft(call, reader, deadline);
    case DeadlineOf::kExit:
    case DeadlineOf::kTerm:
      return of_subject(call, reader, deadline);
  }
  return Error{ErrorCode::kInternal, "a deadline of nothing"};
}

Answer list_deadlines(const Call& call) {
  auto days = wanted_days(call);
  if (!days) return problem(days.error());
  auto owner = call.request.query_text("owner");
  if (!owner) return problem(owner.error());
  auto limit = call.request.query_integer("limit", kRowsDefault, 1, kRowsMax);
  if (!limit) return problem(limit.error());
  const auto most = static_cast<std::size_t>(*limit);
  const auto snapshot = call.snapshot();
  auto rows = registry::deadlines_between(*snapshot, *owner, *days, most + 1);
  if (!rows) return problem(rows.error());
  const bool more = rows->size() > most;
  if (more) rows->resize(most);
  Json out = Json::array();
  for (const Deadline& deadline : *rows) {
    auto json = deadline_json(call, *snapshot, deadline);
    if (!json) return problem(json.error());
    out.push_back(*std::move(json));
  }
  return json_answer(
      Json{{"today", call.today().text()}, {"deadlines", std::move(out)}, {"more", more}}.dump());
}

}  // namespace

void add_deadline_routes(Router& router, const StaffContext& context) {
  add_guarded(router, context, "GET", "/api/v1/deadlines", Access::kRegister, list_deadlines);
}

}  // namespace shixin::web::staff
