// What ends: 解除 an order, 删除 an entry without a term, 提前删除 one that has it.
#include <algorithm>
#include <functional>
#include <set>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

// What a fact ends (law.md §10). applicant_request stands here for the applicant's consent.
bool lifts(Cause cause) {
  switch (cause) {
    case Cause::kPerformed:
    case Cause::kSettlementPerformed:
    case Cause::kApplicantRequest:
    case Cause::kStayed:
    case Cause::kNotEnforced:
    case Cause::kTerminated:
    case Cause::kGuaranteed:
    case Cause::kRepresentativeChanged:
      return true;
    case Cause::kNoAssets:
    case Cause::kWronglyListed:
    case Cause::kInaccurate:
    case Cause::kActivePerformance:
    case Cause::kCorrectedConduct:
    case Cause::kTermEnded:
      return false;
  }
  return false;
}

std::string_view lift_article(OrderKind kind, Cause cause) {
  if (cause == Cause::kRepresentativeChanged) return legal::kRepresentativeChanged;
  return kind == OrderKind::kExit ? legal::kExitLift : legal::kConsumptionLift;
}

bool deletes_early(Cause cause) {
  switch (cause) {
    case Cause::kActivePerformance:
    case Cause::kCorrectedConduct:
    case Cause::kPerformed:
    case Cause::kSettlementPerformed:
    // Art 10 does not free from a term, but these end every order of the case (law.md §10).
    case Cause::kStayed:
    case Cause::kNotEnforced:
    case Cause::kTerminated:
      return true;
    case Cause::kApplicantRequest:
    case Cause::kNoAssets:
    case Cause::kGuaranteed:
    case Cause::kWronglyListed:
    case Cause::kInaccurate:
    case Cause::kRepresentativeChanged:
    case Cause::kTermEnded:
      return false;
  }
  return false;
}

// Who stands in a representative's place is freed by his replacement, a debtor is not.
bool replaceable(const Order* order) {
  return order->role == Role::kLegalRepresentative || order->role == Role::kPrincipal;
}

// The orders of the case that the fact ends.
std::vector<Order*> orders_to_lift(const LiftAct& act, OrderKind kind, Subject& subject) {
  auto orders = live_orders(subject, act.case_ref.no, kind);
  if (act.because == Cause::kRepresentativeChanged) std::erase_if(orders, std::not_fn(replaceable));
  return orders;
}

void check_lift(const LiftAct& act, OrderKind kind, Hearing& hearing) {
  const auto article = lift_article(kind, act.because);
  check_paper(hearing, act.paper, article);
  check_filing(hearing, act.case_ref.no, {}, act.paper);
  if (!lifts(act.because)) {
    hearing.refuse("/because", "这一事由不解除限制;不应采取或者有误的,请作撤销或者更正决定",
                   article);
  }
  if (live_orders(hearing.subject, act.case_ref.no, kind).empty()) {
    hearing.conflict("/measures", "本案没有可解除的限制");
  } else if (orders_to_lift(act, kind, hearing.subject).empty()) {
    hearing.refuse("/because", "变更法定代表人、主要负责人的,只解除对原任者的限制", article);
  }
  for (const Order* order : orders_to_lift(act, kind, hearing.subject)) {
    check_not_before(hearing, act.paper, order->standing.made_on, article);
  }
  // The listing holds the debtor; who was restricted as another's representative is free of it.
  if (kind == OrderKind::kConsumption && act.because != Cause::kRepresentativeChanged &&
      live_listing(hearing.subject, act.case_ref.no)) {
    hearing.refuse("/measures", "本案失信信息尚未删除,应同时限制消费:请先删除失信信息",
                   legal::kListedIsRestricted);
  }
}

void check_no_assets(const DeleteAct& act, Hearing& hearing) {
  if (act.because != Cause::kNoAssets) return;
  const auto article = legal::deletion(Cause::kNoAssets);
  if (std::set(act.queries.begin(), act.queries.end()).size() < legal::kQueriesMin) {
    hearing.refuse("/queries", "应写明两次以上网络查控的不同日期", article);
  }
  if (!std::ranges::is_sorted(act.queries)) {
    hearing.refuse("/queries", "查控日期应按先后顺序写明", article);
  }
  const CaseFacts* facts = hearing.subject.case_of(act.case_ref.no);
  for (const Day day : act.queries) {
    if (day > hearing.today) {
      hearing.refuse("/queries", "查控日期不能晚于今天", article);
    } else if (facts && facts->filed_on && day < *facts->filed_on) {
      hearing.refuse("/queries", "查控日期不能早于立案日期", article);
    }
  }
  if (!act.no_clues_left) {
    hearing.refuse("/no_clues_left", "应确认没有有效财产线索", article);
  }
}

}  // namespace

void hear(const LiftAct& act, Hearing& hearing) {
  const auto kind = order_kind(act.measures);
  if (!kind) {
    hearing.refuse("/measures", "应写明解除限制消费(限乘随之解除)或者限制出境,二者分别作出决定",
                   legal::kConsumptionRoles);
    return;
  }
  check_lift(act, *kind, hearing);
  if (!hearing.free()) return;
  const Day made_on = day_of_paper(act.paper, hearing.today);
  for (Order* order : orders_to_lift(act, *kind, hearing.subject)) {
    order->standing.ended =
        hearing.ended_on(made_on, act.because, lift_article(*kind, act.because));
  }
  close_windows(hearing.subject, hearing.ended_on(made_on, act.because, legal::kExemption));
}

void hear(const DeleteAct& act, Hearing& hearing) {
  Listing* listing = live_listing(hearing.subject, act.case_ref.no);
  check_paper(hearing, act.paper, legal::kDeletion);
  check_filing(hearing, act.case_ref.no, {}, act.paper);
  if (listing) check_not_before(hearing, act.paper, listing->standing.made_on, legal::kDeletion);
  if (legal::deletion_item(act.because) == 0) {
    hearing.refuse("/because", "不属于应当删除失信信息的情形", legal::kDeletion);
  }
  check_no_assets(act, hearing);
  if (!listing) {
    hearing.conflict("/case/no", "此人在本案中没有可删除的失信信息");
  } else if (listing->term_ends) {
    hearing.refuse("/kind", "有纳入期限的不适用删除:请作提前删除决定,或者待期限届满",
                   legal::kFixedTerm);
  }
  if (!hearing.free()) return;
  listing->standing.ended = hearing.ended_on(day_of_paper(act.paper, hearing.today), act.because,
                                             legal::deletion(act.because));
}

void hear(const EarlyDeleteAct& act, Hearing& hearing) {
  Listing* listing = live_listing(hearing.subject, act.case_ref.no);
  check_paper(hearing, act.paper, legal::kEarlyDeletion);
  check_filing(hearing, act.case_ref.no, {}, act.paper);
  if (listing)
    check_not_before(hearing, act.paper, listing->standing.made_on, legal::kEarlyDeletion);
  if (!deletes_early(act.because)) {
    hearing.refuse("/because",
                   "提前删除应因积极履行、主动纠正失信行为,或者裁定不予执行、终结执行、中止执行",
                   legal::kEarlyDeletion);
  }
  if (!listing) {
    hearing.conflict("/case/no", "此人在本案中没有可删除的失信信息");
  } else if (!listing->term_ends) {
    hearing.refuse("/kind", "没有纳入期限的不适用提前删除:请作删除决定", legal::kEarlyDeletion);
  }
  if (!hearing.free()) return;
  listing->standing.ended =
      hearing.ended_on(day_of_paper(act.paper, hearing.today), act.because, legal::kEarlyDeletion);
}

}  // namespace shixin::domain
