// 更正 (法释〔2017〕7号 9): what is recorded of one case reads otherwise from now on. Also how a
// service that came after the decision is entered: it serves whatever of the case was not served.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

// Visits the live listings and orders of a case that were not served yet.
template <class Visit>
void each_unserved(Subject& subject, const CaseNumber& no, Visit visit) {
  const auto look = [&](auto& entries) {
    for (auto& entry : entries) {
      if (entry.standing.live() && entry.case_no == no && !entry.service) visit(entry);
    }
  };
  look(subject.listings);
  look(subject.orders);
}

void check_late_service(const CorrectAct& act, Hearing& hearing) {
  std::optional<Day> last_paper;
  each_unserved(hearing.subject, act.change.no, [&](const auto& entry) {
    last_paper = std::max(last_paper, std::optional(entry.standing.made_on));
  });
  if (!last_paper) {
    hearing.conflict("/service", "本案没有尚未送达的文书");
    return;
  }
  check_service(hearing, *act.service, *last_paper);
}

void check(const CorrectAct& act, const CaseFacts* facts, bool changes, Hearing& hearing) {
  if (!facts) hearing.refuse("/case/no", "此人没有这一案件", legal::kRevocation);
  if (act.reason.empty()) hearing.refuse("/reason", "应写明更正的理由", legal::kRevocation);
  if (facts && !changes && !act.service) {
    hearing.refuse("/case", "没有任何一项与已登记的不同", legal::kRevocation);
  }
  // Service is proved by its 送达回证; a changed fact takes a 更正决定书.
  if (changes || act.paper) check_paper(hearing, act.paper, legal::kRevocation);
  check_filing(hearing, act.change.no, act.change.filed_on, act.paper);
  if (facts && act.service) check_late_service(act, hearing);
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
  Correction correction{
      .standing = hearing.made_on(day_of_paper(act.paper, hearing.today)),
      .before = before,
      .services_before = {},
      .after = after,
      .service = act.service,
  };
  if (act.service) {
    each_unserved(subject, act.change.no, [&](auto& entry) {
      correction.services_before.push_back({entry.entry, entry.service});
      entry.service = act.service;
    });
  }
  subject.corrections.push_back(std::move(correction));
}

}  // namespace shixin::domain
