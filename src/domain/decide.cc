#include "domain/decide.h"

#include <cassert>

#include "domain/decide_parts.h"

namespace shixin::domain {
namespace {

Result<Subject> unknown() {
  return Error{ErrorCode::kNotFound, "名单中没有此人", {{"/subject", "名单中没有此人"}}};
}

template <class Act>
constexpr bool kMayIntroduce = std::is_same_v<Act, ListAct> || std::is_same_v<Act, RestrictAct>;

Result<Subject> pass(const std::optional<Subject>& before, const TimePassedAct& act, Day today) {
  if (!before) return unknown();
  if (act.due > today) return base::refusal("/due", "这一天尚未到来", {});
  Subject after = *before;
  pass_time(after, act.due);
  ++after.version;
  return after;
}

template <class Act>
Subject find(const std::optional<Subject>& before, const Decision& decision, const Act& act,
             Day today) {
  if (before) return *before;
  if constexpr (kMayIntroduce<Act>) {
    return introduced(decision, day_of_paper(act.paper, today, act.service));
  }
  return {};
}

template <class Act>
Result<Subject> pass(const std::optional<Subject>& before, const Decision& decision, const Act& act,
                     Day today, const Calendar& calendar) {
  if (!before && (decision.subject.id || !kMayIntroduce<Act>)) return unknown();
  Subject found = find(before, decision, act, today);
  // What is over by today binds nobody, whether or not the timer has come to it.
  pass_time(found, today);
  Hearing hearing{decision, std::move(found), !before, today, calendar};
  check_identity(hearing);
  check_evidence(hearing, act.evidence);
  hear(act, hearing);
  if (!hearing.free()) return std::move(hearing).error();
  if (kMayIntroduce<Act> && decision.subject.employer) {
    hearing.subject.employer = *decision.subject.employer;
  }
  pass_time(hearing.subject, today);
  ++hearing.subject.version;
  return std::move(hearing.subject);
}

}  // namespace

Result<Subject> decide(const std::optional<Subject>& before, const Decision& decision, Day today,
                       const Calendar& calendar) {
  assert(!before || !decision.subject.id || *decision.subject.id == before->id);
  return std::visit(
      [&]<class Act>(const Act& act) -> Result<Subject> {
        if constexpr (std::is_same_v<Act, TimePassedAct>)
          return pass(before, act, today);
        else
          return pass(before, decision, act, today, calendar);
      },
      decision.act);
}

}  // namespace shixin::domain
