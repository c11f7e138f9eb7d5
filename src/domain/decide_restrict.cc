// 限制消费 (法释〔2015〕17号) and 限制出境 (民诉法 266, 执行程序解释 23–25), apart from the list.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "domain/decide_parts.h"
#include "domain/legal.h"
#include "domain/roles.h"

namespace shixin::domain {
namespace {

void check_measures(const std::vector<Measure>& measures, Hearing& hearing) {
  if (order_kind(measures)) return;
  const bool exit = std::ranges::find(measures, Measure::kExit) != measures.end();
  if (measures == std::vector{Measure::kTravel}) {
    hearing.refuse("/measures", "限乘是限制消费令的一部分,不能单独采取", legal::kConsumptionRoles);
  } else if (exit) {
    hearing.refuse("/measures", "限制消费与限制出境应分别作出决定", legal::kConsumptionRoles);
  } else {
    hearing.refuse("/measures", "应写明限制消费或者限制出境,且不重复", legal::kConsumptionRoles);
  }
}

void check_role(const RestrictAct& act, OrderKind kind, Hearing& hearing) {
  const auto law = kind == OrderKind::kExit ? legal::kExitRoles : legal::kConsumptionRoles;
  if (!may_bind(kind, hearing.subject.kind, act.role)) {
    hearing.refuse("/role",
                   fmt::format("不能对单位或者个人以“{}”身份采取此项措施", label(act.role)), law);
  }
  if (act.role != Role::kDebtor && is_blank(act.role_of)) {
    hearing.refuse("/role_of", "被执行人以外的人,应写明其所代表的被执行人", law);
  }
}

struct Span {
  std::string_view words;
  int months;
};
// How long a level may allow (law.md §3).
Span span_of(AuthorityLevel level) {
  switch (level) {
    case AuthorityLevel::kCounty:
      return {"县级不超过三个月", 3};
    case AuthorityLevel::kPrefecture:
      return {"地市级不超过一年", 12};
    case AuthorityLevel::kProvince:
      return {"省级不超过五年", 60};
  }
  return {};
}

void check_exit(const RestrictAct& act, Hearing& hearing) {
  if (!act.from) hearing.refuse("/from", "限制出境应写明起始日期", legal::kExitLevels);
  if (!act.until) hearing.refuse("/until", "限制出境应写明截止日期", legal::kExitLevels);
  if (!act.authority) {
    hearing.refuse("/authority", "限制出境应写明批准机关及文号", legal::kExitLevels);
  } else {
    if (is_blank(act.authority->unit)) {
      hearing.refuse("/authority/unit", "应写明批准机关", legal::kExitLevels);
    }
    if (is_blank(act.authority->no)) {
      hearing.refuse("/authority/no", "应写明批准文号", legal::kExitLevels);
    }
    if (act.authority->on && *act.authority->on > hearing.today) {
      hearing.refuse("/authority/on", "批准日期不能晚于今天", legal::kExitLevels);
    }
  }
  if (act.from && act.paper && act.paper->signed_on && *act.from < *act.paper->signed_on) {
    hearing.refuse("/from", "起始日期不能早于签发日期", legal::kExitLevels);
  }
  if (!act.from || !act.until) return;
  if (*act.until < *act.from) {
    hearing.refuse("/until", "截止日期不能早于起始日期", legal::kExitLevels);
    return;
  }
  if (*act.until < hearing.today && !hearing.decision.migrated) {
    hearing.refuse("/until", "截止日期已过", legal::kExitLevels);
  }
  if (!act.authority) return;
  const Span span = span_of(act.authority->level);
  if (*act.until > act.from->plus_months(span.months)) {
    hearing.refuse("/until", fmt::format("超过批准层级的期限:{}", span.words), legal::kExitLevels);
  }
}

void check_consumption(const RestrictAct& act, Hearing& hearing) {
  constexpr auto kDetail = "限制消费令自送达起生效,至依法解除为止,不另定起止日期和批准机关";
  if (act.from) hearing.refuse("/from", kDetail, legal::kConsumptionLift);
  if (act.until) hearing.refuse("/until", kDetail, legal::kConsumptionLift);
  if (act.authority) hearing.refuse("/authority", kDetail, legal::kConsumptionLift);
}

// Whether `order` is what the act orders: two units' representative is restricted twice, and one
// exit order may follow another.
void check_repetition(const RestrictAct& act, const Order& order, Hearing& hearing) {
  if (!binds_alike(act, order)) return;
  if (repeats(act, order)) {
    hearing.repetition("/case/no", "此人在本案中已被以同一身份采取同一措施");
  } else if (act.from && act.until && *act.from <= *order.until && order.from <= *act.until) {
    hearing.conflict("/from", "与此人在本案中的限制出境期间重叠");
  }
}

void check_kind(const RestrictAct& act, OrderKind kind, Hearing& hearing, Day made_on) {
  const bool exit = kind == OrderKind::kExit;
  check_role(act, kind, hearing);
  check_paper(hearing, act.paper, exit ? legal::kExitApplication : legal::kConsumptionPaper);
  check_initiation(hearing, act.initiated, made_on,
                   exit ? legal::kExitApplication : legal::kConsumptionApplication);
  if (exit) {
    check_exit(act, hearing);
  } else {
    check_consumption(act, hearing);
  }
  for (const Order* order : live_orders(hearing.subject, act.facts.no, kind)) {
    check_repetition(act, *order, hearing);
  }
  check_anew(act, kind, hearing);
}

}  // namespace

void hear(const RestrictAct& act, Hearing& hearing) {
  const Day made_on = day_of_paper(act.paper, hearing.today, act.service);
  const auto kind = order_kind(act.measures);
  check_measures(act.measures, hearing);
  if (kind) check_kind(act, *kind, hearing, made_on);
  check_case_number(
      hearing, act.facts.no,
      kind == OrderKind::kExit ? legal::kExitApplication : legal::kListedIsRestricted);
  check_filing(hearing, act.facts.no, act.facts.filed_on, act.paper);
  check_as_on_file(hearing, act.facts);
  check_unperformed(hearing, act.facts,
                    kind == OrderKind::kExit ? legal::kExitLift : legal::kConsumptionLift);
  if (act.service) check_service(hearing, *act.service, made_on);
  if (is_blank(act.ruling) && is_minor(hearing.subject, made_on)) {
    hearing.refuse("/subject", "对未成年人采取限制措施,应写明所依据的裁定", legal::kMinor);
  }
  if (!hearing.free()) return;

  tell_case(hearing, act.facts, made_on);
  hearing.subject.orders.push_back({
      .entry = hearing.decision.ids.order,
      .standing = hearing.made_on(made_on),
      .kind = *kind,
      .role = act.role,
      .role_of = act.role_of,
      .case_no = act.facts.no,
      .from = act.from.value_or(made_on),
      .until = act.until,
      .publication = act.publication,
      .service = hearing.entered(act.service),
      .paper = act.paper.value_or(Paper{}),
      .migrated = hearing.decision.migrated,
      .grace_until = std::nullopt,
  });
}

}  // namespace shixin::domain
