// What was ended or revoked in a case is ordered anew by a paper of its own, signed since: else the
// very decision that ended would bind again, out of a draft that lay about or a file brought twice.
#include <fmt/format.h>

#include "base/text.h"
#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

// A paper of the act, and what refusing it cites.
struct NewPaper {
  const std::optional<Paper>& paper;
  const char* pointer;
  std::string_view legal;
};

void check_number(const NewPaper& anew, const Paper& used, Hearing& hearing) {
  if (!anew.paper || !same_number(*anew.paper, used)) return;
  hearing.conflict(std::string(anew.pointer) + "/no",
                   fmt::format("编号为“{}”的文书已在本案中用过,应另行签发文书", used.no),
                   anew.legal);
}

// A signature of the last day may be the new one's.
void check_day(const NewPaper& anew, const Standing& over, std::string_view what,
               Hearing& hearing) {
  const auto over_on = over.over_on();
  if (!over_on || !anew.paper || !anew.paper->signed_on || *anew.paper->signed_on >= *over_on) {
    return;
  }
  hearing.conflict(std::string(anew.pointer) + "/signed_on",
                   fmt::format("本案中的{}已于{}结束,只能以当日或者此后签发的文书重新采取", what,
                               over_on->text()),
                   anew.legal);
}

}  // namespace

bool binds_alike(const RestrictAct& act, const Order& order) {
  return order.role == act.role && (act.role == Role::kDebtor ||
                                    base::fold_name(order.role_of) == base::fold_name(act.role_of));
}

bool repeats(const RestrictAct& act, const Order& order) {
  return binds_alike(act, order) && (order.kind == OrderKind::kConsumption ||
                                     (order.from == act.from && order.until == act.until));
}

void check_anew(const ListAct& act, Hearing& hearing) {
  if (live_listing(hearing.subject, act.facts.no)) return;
  const auto order = order_paper(act);
  const NewPaper decision{act.paper, "/paper", legal::kDecisionPaper};
  const NewPaper order_decision{order, "/order_paper", legal::kConsumptionPaper};
  for (const Listing& listing : hearing.subject.listings) {
    if (listing.case_no != act.facts.no) continue;
    check_number(decision, listing.paper, hearing);
    if (!hearing.decision.migrated) check_number(order_decision, listing.paper, hearing);
    check_day(decision, listing.standing, "失信信息", hearing);
  }
  for (const Order& standing : hearing.subject.orders) {
    if (standing.case_no != act.facts.no) continue;
    if (!hearing.decision.migrated) check_number(decision, standing.paper, hearing);
    check_number(order_decision, standing.paper, hearing);
    if (standing.kind != OrderKind::kConsumption || standing.role != Role::kDebtor) continue;
    check_day(order_decision, standing.standing, "限制消费", hearing);
  }
}

// One 限制消费令 may name a person in several roles.
void check_anew(const RestrictAct& act, OrderKind kind, Hearing& hearing) {
  const NewPaper decision{
      act.paper, "/paper",
      kind == OrderKind::kExit ? legal::kExitApplication : legal::kConsumptionPaper};
  for (const Listing& listing : hearing.subject.listings) {
    if (listing.case_no != act.facts.no || hearing.decision.migrated) continue;
    check_number(decision, listing.paper, hearing);
  }
  for (const Order& order : hearing.subject.orders) {
    if (order.case_no != act.facts.no) continue;
    if (order.kind != kind) check_number(decision, order.paper, hearing);
    if (order.kind != kind || !binds_alike(act, order)) continue;
    if (order.standing.live() && repeats(act, order)) continue;
    check_number(decision, order.paper, hearing);
    if (order.ran_out()) continue;
    check_day(decision, order.standing, kind == OrderKind::kExit ? "限制出境" : "限制消费",
              hearing);
  }
}

}  // namespace shixin::domain
