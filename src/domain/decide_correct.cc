// 更正 (法释〔2017〕7号 9): what is recorded of one case reads otherwise from now on. Also how a
// service that came after the decision is entered: it serves whatever of the case was not served
// and was signed by then. And how one that was entered wrongly is put right.
#include <algorithm>
#include <functional>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

template <class Visit>
void each_live_entry(Subject& subject, const CaseNumber& no, Visit visit) {
  const auto look = [&](auto& entries) {
    for (auto& entry : entries) {
      if (entry.standing.live() && entry.case_no == no) visit(entry);
    }
  };
  look(subject.listings);
  look(subject.orders);
}

bool awaits_service(const Listing& listing) { return !listing.service; }
// An exit order binds without.
bool awaits_service(const Order& order) {
  return !order.service && order.kind == OrderKind::kConsumption;
}

// Visits the live listings and orders whose service the act enters or puts right.
template <class Visit>
void each_served(const CorrectAct& act, Subject& subject, Visit visit) {
  each_live_entry(subject, act.change.no, [&](auto& entry) {
    if (act.wrong_service_on) {
      if (entry.service && entry.service->on == *act.wrong_service_on) visit(entry);
    } else if (act.service && awaits_service(entry) && entry.standing.made_on <= act.service->on) {
      visit(entry);
    }
  });
}

// What is not served yet was signed later, all of it.
void check_late_service(const CorrectAct& act, Hearing& hearing) {
  std::optional<Day> first;
  each_live_entry(hearing.subject, act.change.no, [&](const auto& entry) {
    if (awaits_service(entry))
      first = std::min(first.value_or(entry.standing.made_on), entry.standing.made_on);
  });
  if (first) {
    check_service(hearing, *act.service, *first);
  } else {
    hearing.conflict("/service", "本案没有尚未送达的文书");
  }
}

void check_wrong_service(const CorrectAct& act, Hearing& hearing) {
  std::optional<Day> last;
  each_served(act, hearing.subject, [&](const auto& entry) {
    last = std::max(last.value_or(entry.standing.made_on), entry.standing.made_on);
  });
  if (!last) {
    hearing.conflict("/wrong_service_on", "本案没有登记在这一日的送达");
  } else if (act.service) {
    check_service(hearing, *act.service, *last);
  }
}

// The day of the first that was told of the case.
std::optional<Day> first_told(const Subject& subject, const CaseNumber& no) {
  std::optional<Day> first;
  for (const Telling& telling : subject.tellings) {
    if (!telling.standing.live() || telling.told.no != no) continue;
    const Day made_on = telling.standing.made_on;
    first = std::min(first.value_or(made_on), made_on);
  }
  return first;
}

// What art 6 publishes is put right, and not left out; and no paper of the case is older than it.
void check_still_told(const CorrectAct& act, Hearing& hearing) {
  constexpr auto kDetail = "更正后的内容不能为空白";
  const CaseChange& change = act.change;
  if (change.duty && is_blank(*change.duty)) {
    hearing.refuse("/case/duty", kDetail, legal::kPublishedFields);
  }
  if (change.basis && is_blank(change.basis->unit)) {
    hearing.refuse("/case/basis/unit", kDetail, legal::kPublishedFields);
  }
  if (change.basis && is_blank(change.basis->no)) {
    hearing.refuse("/case/basis/no", kDetail, legal::kPublishedFields);
  }
  bool older = false;
  each_live_entry(hearing.subject, change.no, [&](const auto& entry) {
    older = older || (change.filed_on && entry.standing.made_on < *change.filed_on);
  });
  if (older) {
    hearing.refuse("/case/filed_on", "立案日期不能晚于本案已签发的文书", legal::kPublishedFields);
  }
}

void check(const CorrectAct& act, const CaseFacts* facts, bool changes, Hearing& hearing) {
  if (!facts) hearing.refuse("/case/no", "此人没有这一案件", legal::kRevocation);
  if (is_blank(act.reason)) hearing.refuse("/reason", "应写明更正的理由", legal::kRevocation);
  if (facts && !changes && !act.service && !act.wrong_service_on) {
    hearing.refuse("/case", "没有任何一项与已登记的不同", legal::kRevocation);
  }
  // Service is proved by its 送达回证; what is changed takes a 更正决定书.
  if (changes || act.wrong_service_on || act.paper) {
    check_paper(hearing, act.paper, legal::kRevocation);
  }
  check_filing(hearing, act.change.no, act.change.filed_on, act.paper);
  if (const auto first = first_told(hearing.subject, act.change.no)) {
    check_not_before(hearing, act.paper, *first, legal::kRevocation);
  }
  if (!facts) return;
  check_still_told(act, hearing);
  if (act.wrong_service_on) {
    check_wrong_service(act, hearing);
  } else if (act.service) {
    check_late_service(act, hearing);
  }
}

}  // namespace

void hear(const CorrectAct& act, Hearing& hearing) {
  Subject& subject = hearing.subject;
  const auto facts = std::ranges::find(subject.cases, act.change.no, &CaseFacts::no);
  const bool known = facts != subject.cases.end();
  const CaseFacts before = known ? *facts : CaseFacts{};
  const CaseFacts after = act.change.applied_to(before);
  check(act, known ? &before : nullptr, after != before, hearing);
  if (!hearing.free()) return;

  *facts = after;
  const Standing standing = hearing.made_on(day_of_paper(act.paper, hearing.today));
  subject.tellings.push_back({standing, act.change});
  Correction correction{
      .standing = standing,
      .before = before,
      .services_before = {},
      .after = after,
      .service = hearing.entered(act.service),
  };
  each_served(act, subject, [&](auto& entry) {
    // Put right, it has been public since the register first knew of it.
    if (entry.service && correction.service) {
      correction.service->entered_on = entry.service->entered_on;
    }
    correction.services_before.push_back({entry.entry, entry.service});
    entry.service = correction.service;
  });
  subject.corrections.push_back(std::move(correction));
}

}  // namespace shixin::domain
