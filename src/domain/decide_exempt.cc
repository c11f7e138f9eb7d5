// 暂时解除乘坐飞机、高铁限制 (法发〔2019〕35号 17(3)): a window of at most a month, in one case.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

constexpr int kWindowMonthsMax = 1;

void check(const ExemptAct& act, Hearing& hearing) {
  const auto refuse = [&](const char* pointer, const char* detail) {
    hearing.refuse(pointer, detail, legal::kExemption);
  };
  check_paper(hearing, act.paper, legal::kExemption);
  if (act.measures != std::vector{Measure::kTravel}) {
    refuse("/measures", "只能暂时解除乘坐飞机、高铁的限制(travel)");
  }
  check_filing(hearing, act.case_ref.no, {}, act.paper);
  if (act.from < hearing.today && !hearing.decision.migrated) {
    refuse("/from", "起始日期不能早于今天");
  }
  if (act.to < act.from) {
    refuse("/to", "截止日期不能早于起始日期");
  } else if (act.to > act.from.plus_months(kWindowMonthsMax)) {
    refuse("/to", "暂时解除不超过一个月");
  }
  if (act.to < hearing.today) refuse("/to", "截止日期已过");

  Subject& subject = hearing.subject;
  const auto& no = act.case_ref.no;
  if (live_orders(subject, no, OrderKind::kConsumption).empty()) {
    hearing.conflict("/case/no", "此人在本案中没有可暂时解除的限制", legal::kExemption);
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
