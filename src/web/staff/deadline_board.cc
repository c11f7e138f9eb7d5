#include "web/staff/deadline_board.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/legal.h"
#include "domain/namesake.h"
#include "registry/drafts.h"
#include "registry/facts.h"
#include "registry/query.h"

namespace shixin::web::staff {
namespace {

using registry::Deadline;
using registry::DeadlineOf;

constexpr int kMonthsAhead = 1;

Urgency urgency_of(Day due, Day today) {
  if (due < today) return Urgency::kOverdue;
  return due == today ? Urgency::kToday : Urgency::kComing;
}

void add_once(std::vector<std::string>& list, std::string_view text) {
  if (std::ranges::find(list, text) == list.end()) list.emplace_back(text);
}

DeadlineLine::Who who(const domain::Subject& subject) {
  return {subject.id, subject.current_names()};
}

Result<void> tell_fact(DeadlineLine& line, const store::Reader& reader,
                       const domain::Calendar& calendar, const Deadline& deadline) {
  auto record = registry::load_fact(reader, *domain::FactId::from_bytes(deadline.owner));
  if (!record) return std::move(record).error();
  auto open = registry::open_proposals(reader, *record);
  if (!open) return std::move(open).error();
  line.provisional = domain::due(record->fact, calendar).provisional;
  line.rule = domain::label(domain::clock_of(record->fact.kind));
  if (record->clock) line.owner = record->clock->staff;
  if (!record->fact.told.no.empty()) line.cases.push_back(record->fact.told.no.text());
  for (const auto& id : record->about) {
    auto subject = registry::load_subject(reader, id);
    if (!subject) return std::move(subject).error();
    line.subjects.push_back(who(*subject));
  }
  for (const auto& proposed : *open) {
    add_once(line.legal, proposed.legal);
    add_once(line.left, domain::label(proposed.remedy));
    if (!proposed.draft) continue;
    auto draft = registry::load_draft(reader, *proposed.draft);
    if (!draft) return std::move(draft).error();
    line.drafts.push_back(*std::move(draft));
  }
  line.fact = *std::move(record);
  return {};
}

Result<void> tell_draft(DeadlineLine& line, const store::Reader& reader,
                        const domain::Calendar& calendar, const Deadline& deadline) {
  auto draft = registry::load_draft(reader, *domain::DecisionId::from_bytes(deadline.owner));
  if (!draft) return std::move(draft).error();
  const auto clock = domain::Clock::kFifteenDays;
  const auto applied_on = *domain::applied_on(draft->decision);
  line.provisional = domain::due(clock, applied_on, calendar).provisional;
  line.rule = domain::label(clock);
  line.legal.emplace_back(domain::legal::kDecisionPaper);
  line.owner = draft->owner;
  line.left.emplace_back(domain::label(domain::Remedy::kDecideApplication));
  if (const auto* no = domain::case_ordered_in(draft->decision)) line.cases.push_back(no->text());
  const auto& meant = draft->decision.subject;
  if (meant.id) {
    auto subject = registry::load_subject(reader, *meant.id);
    if (!subject) return std::move(subject).error();
    line.subjects.push_back(who(*subject));
  } else {
    line.subjects.push_back({{}, {meant.name}});
  }
  line.drafts.push_back(*std::move(draft));
  return {};
}

// An exit order or a term: both show on the subject.
Result<void> tell_subject(DeadlineLine& line, const store::Reader& reader,
                          const Deadline& deadline) {
  auto subject = registry::load_subject(reader, *domain::SubjectId::from_bytes(deadline.owner));
  if (!subject) return std::move(subject).error();
  auto rows = registry::deadlines_of(reader, *subject);
  if (!rows) return std::move(rows).error();
  const bool exit = deadline.of == DeadlineOf::kExit;
  line.rule = exit ? "期满前一个月内续控,逾期自动解除" : "纳入期限届满,自动删除失信信息";
  line.legal.emplace_back(exit ? domain::legal::kExitLevels : domain::legal::kFixedTerm);
  line.subjects.push_back(who(*subject));
  for (const auto& row : *rows) {
    if (row.due == deadline.due && row.of == deadline.of && !row.staff.empty()) {
      line.owner = row.staff;
    }
  }
  const auto add_cases = [&](const auto& ordered, const auto& last_day) {
    for (const auto& one : ordered) {
      if (one.standing.live() && last_day(one) == deadline.due) {
        add_once(line.cases, one.case_no.text());
      }
    }
  };
  if (exit) {
    add_cases(subject->orders, [](const domain::Order& order) { return order.until; });
  } else {
    add_cases(subject->listings, [](const domain::Listing& entry) { return entry.term_ends; });
  }
  return {};
}

Result<void> tell(DeadlineLine& line, const store::Reader& reader, const domain::Calendar& calendar,
                  const Deadline& deadline) {
  switch (deadline.of) {
    case DeadlineOf::kFact:
      return tell_fact(line, reader, calendar, deadline);
    case DeadlineOf::kDraft:
      return tell_draft(line, reader, calendar, deadline);
    case DeadlineOf::kExit:
    case DeadlineOf::kTerm:
      return tell_subject(line, reader, deadline);
  }
  return Error{ErrorCode::kInternal, "a deadline of nothing"};
}

}  // namespace

Day last_day_ahead(Day today) { return today.plus_months(kMonthsAhead); }

registry::DueBetween days_of(Urgency urgency, Day today) {
  switch (urgency) {
    case Urgency::kOverdue:
      return {{}, today.plus_days(-1)};
    case Urgency::kToday:
      return {today, today};
    case Urgency::kComing:
      return {today.plus_days(1), last_day_ahead(today)};
  }
  return {};
}

Result<Board> load_board(const Call& call, const store::Reader& reader,
                         const std::optional<std::string>& owner, const registry::DueBetween& days,
                         std::size_t most) {
  auto rows = registry::deadlines_between(reader, owner, days, most + 1);
  if (!rows) return std::move(rows).error();
  Board board;
  board.more = rows->size() > most;
  if (board.more) rows->pop_back();
  for (const Deadline& deadline : *rows) {
    auto& line = board.lines.emplace_back();
    line.of = deadline.of;
    line.due = deadline.due;
    line.urgency = urgency_of(deadline.due, call.today());
    auto told = tell(line, reader, call.context.parts.calendar, deadline);
    if (!told) return std::move(told).error();
  }
  return board;
}

}  // namespace shixin::web::staff
