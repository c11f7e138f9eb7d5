// 暂时解除乘坐飞机、高铁限制 (法发〔2019〕35号 17(3)): a window of at most a month, in one case.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"
#include "domain/restrictions.h"

namespace shixin::domain {
namespace {

constexpr int kWindowMonthsMax = 1;

// What the act asks for together with the windows of this case that it would join: a month is a
// month, however many papers it takes.
Lifted chained(const ExemptAct& act, const Subject& subject) {
  Lifted whole{act.from, act.to};
  for (bool grown = true; grown;) {
    grown = false;
    for (const Exemption& held : subject.exemptions) {
      const auto& ended = held.standing.ended;
      const bool stood = !held.standing.revoked && (!ended || ended->by.empty());
      if (!stood || held.case_no != act.case_ref.no) continue;
      if (held.to.plus_days(1) == whole.from) {
        whole.from = held.from;
        grown = true;
      } else if (whole.to.plus_days(1) == held.from) {
        whole.to = held.to;
        grown = true;
      }
    }
  }
  return whole;
}

Day first_made(const std::vector<Order*>& orders) {
  Day first = orders.front()->standing.made_on;
  for (const Order* order : orders) first = std::min(first, order->standing.made_on);
  return first;
}

void check(const ExemptAct& act, Hearing& hearing) {
  const auto refuse = [&](const char* pointer, const char* detail) {
    hearing.refuse(pointer, detail, legal::kExemption);
  };
  check_paper(hearing, act.paper, legal::kExemption);
  if (act.measures != std::vector{Measure::kTravel}) {
    refuse("/measures", "只能暂时解除乘坐飞机、高铁的限制");
  }
  check_filing(hearing, act.case_ref.no, {}, act.paper);
  if (act.from < hearing.today && !hearing.decision.migrated) {
    refuse("/from", "起始日期不能早于今天");
  }
  if (act.to < act.from) {
    refuse("/to", "截止日期不能早于起始日期");
  } else if (act.to > act.from.plus_months(kWindowMonthsMax)) {
    refuse("/to", "暂时解除不超过一个月");
  } else if (const auto [from, to] = chained(act, hearing.subject);
             to > from.plus_months(kWindowMonthsMax)) {
    refuse("/to", "与相连的暂时解除期间合计超过一个月");
  }
  if (act.to < hearing.today) refuse("/to", "截止日期已过");

  Subject& subject = hearing.subject;
  const auto& no = act.case_ref.no;
  const auto orders = live_orders(subject, no, OrderKind::kConsumption);
  if (orders.empty()) {
    hearing.conflict("/case/no", "此人在本案中没有可暂时解除的限制", legal::kExemption);
  } else {
    check_not_before(hearing, act.paper, first_made(orders), legal::kExemption);
  }
  const bool overlaps = std::ranges::any_of(subject.exemptions, [&](const Exemption& held) {
    return held.standing.live() && held.case_no == no && held.from <= act.to && act.from <= held.to;
  });
  if (overlaps) {
    hearing.conflict("/from", "与本案已准许的暂时解除期间重叠", legal::kExemption);
  }
}

}  // namespace

void hear(const ExemptAct& act, Hearing& hearing) {
  check(act, hearing);
  if (!hearing.free()) return;
  hearing.subject.exemptions.push_back({
      .standing = hearing.made_on(day_of_paper(act.paper, hearing.today)),
      .measure = Measure::kTravel,
      .from = act.from,
      .to = act.to,
      .reason = act.reason,
      .case_no = act.case_ref.no,
      .paper = act.paper.value_or(Paper{}),
  });
}

}  // namespace shixin::domain
