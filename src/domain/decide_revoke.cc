// 撤销 (法释〔2017〕7号 9): whatever the named decision did to this subject is as if it had not
// been. What it made is revoked; what it ended, or revoked, or brought back, takes its turn. A
// later decision that stands upon it must go first.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

// Goes over the standings of a subject and undoes in each what the named decision did there.
class Undoing {
 public:
  Undoing(const DecisionId& named, End revocation)
      : named_(named), revocation_(std::move(revocation)) {}

  void in(Standing& standing) {
    turn(standing.ended, standing.ends_undone);
    turn(standing.revoked, standing.revocations_undone);
    if (standing.made_by != named_) return;
    know(standing.made_on);
    if (standing.revoked) return;
    standing.revoked = revocation_;
    done_ = true;
  }
  // Names and documents that the subject came into the register with stay: they say who he is, and
  // order nothing.
  void in_identity(Standing& standing, bool introduced) {
    if (!introduced) return in(standing);
    turn(standing.ended, standing.ends_undone);
    turn(standing.revoked, standing.revocations_undone);
    if (standing.made_by == named_) know(standing.made_on);
  }

  void bar() { barred_ = true; }
  bool known() const { return made_on_.has_value(); }  // it was ever at work here
  // The last day on which the named decision made or ended something.
  std::optional<Day> made_on() const { return made_on_; }
  bool done() const { return done_; }      // something was undone
  bool barred() const { return barred_; }  // a later decision stands in the way

 private:
  void turn(std::optional<End>& stands, std::vector<End>& undone) {
    if (stands && mentions(*stands)) {
      know_end(*stands);
      if (stands->by != named_ && last_turn(*stands) != named_) return;
      stands->turns.push_back(revocation_.by);
      undone.push_back(*std::exchange(stands, std::nullopt));
      done_ = true;
      return;
    }
    const auto at =
        std::ranges::find_if(undone, [&](const End& end) { return last_turn(end) == named_; });
    for (const End& end : undone) {
      if (mentions(end)) know_end(end);
    }
    if (at == undone.end()) return;
    // What time ended in the meantime, time ends again.
    if (stands && !stands->by.empty()) return bar();
    at->turns.push_back(revocation_.by);
    stands = std::move(*at);
    undone.erase(at);
    done_ = true;
  }
  void know(Day day) { made_on_ = std::max(made_on_.value_or(day), day); }
  // The day of an end is its decision's own; of the turns after it none is kept.
  void know_end(const End& end) { know(end.on); }
  bool mentions(const End& end) const {
    return end.by == named_ || std::ranges::find(end.turns, named_) != end.turns.end();
  }
  static DecisionId last_turn(const End& end) {
    return end.turns.empty() ? DecisionId{} : end.turns.back();
  }

  DecisionId named_;
  End revocation_;
  std::optional<Day> made_on_;
  bool done_ = false;
  bool barred_ = false;
};

std::optional<Served>* service_of(Subject& subject, const EntryId& entry) {
  for (Listing& listing : subject.listings) {
    if (listing.entry == entry) return &listing.service;
  }
  for (Order& order : subject.orders) {
    if (order.entry == entry) return &order.service;
  }
  return nullptr;
}

// Swaps in the other side of a correction, if the services read as the correction left them.
bool swap_services(Subject& subject, const Correction& correction) {
  const bool live = correction.standing.live();
  for (const auto& [entry, before] : correction.services_before) {
    auto* const service = service_of(subject, entry);
    if (!service || *service != (live ? before : correction.service)) return false;
    *service = live ? correction.service : before;
  }
  return true;
}

void undo_corrections(Subject& subject, Undoing& undoing) {
  for (Correction& correction : subject.corrections) {
    const bool lived = correction.standing.live();
    undoing.in(correction.standing);
    if (correction.standing.live() == lived) continue;
    if (!swap_services(subject, correction)) undoing.bar();
  }
}

// The case as those tell it that stand.
void tell_anew(Subject& subject, const CaseNumber& no) {
  const auto facts = std::ranges::find(subject.cases, no, &CaseFacts::no);
  if (facts == subject.cases.end()) return;
  *facts = facts->untold();
  for (const Telling& telling : subject.tellings) {
    if (telling.standing.live() && telling.told.no == no) {
      *facts = telling.told.applied_to(std::move(*facts));
    }
  }
}

void undo_tellings(Subject& subject, Undoing& undoing) {
  for (Telling& telling : subject.tellings) {
    const bool lived = telling.standing.live();
    undoing.in(telling.standing);
    if (telling.standing.live() != lived) tell_anew(subject, telling.told.no);
  }
}

void undo(Subject& subject, Undoing& undoing) {
  const DecisionId introduced_by = subject.names.front().standing.made_by;
  for (auto& name : subject.names) {
    undoing.in_identity(name.standing, name.standing.made_by == introduced_by);
  }
  for (auto& document : subject.documents) {
    undoing.in_identity(document.standing, document.standing.made_by == introduced_by);
  }
  for (auto& listing : subject.listings) undoing.in(listing.standing);
  for (auto& order : subject.orders) undoing.in(order.standing);
  for (auto& exemption : subject.exemptions) undoing.in(exemption.standing);
  undo_corrections(subject, undoing);
  undo_tellings(subject, undoing);
}

// A listing may have stood upon what an earlier decision told of its case.
bool lacks_facts(const Subject& subject, const Listing& listing) {
  const CaseFacts* facts = subject.case_of(listing.case_no);
  return !listing.migrated && (!facts || is_blank(facts->duty) || is_blank(facts->basis.unit));
}

// What no revocation may leave behind.
void check_whole(Subject& subject, Hearing& hearing) {
  if (subject.current_names().empty() || subject.current_documents().empty()) {
    hearing.conflict("/decision", "撤销后此人将没有有效的姓名或者证件,请先另行确认身份");
  }
  for (std::size_t i = 0; i < subject.listings.size(); ++i) {
    const Listing& listing = subject.listings[i];
    if (!listing.standing.live()) continue;
    if (live_listing(subject, listing.case_no) != &listing) {
      hearing.conflict("/decision", "此人在本案中已另被纳入失信名单,请先撤销该决定");
    }
    if (live_orders(subject, listing.case_no, OrderKind::kConsumption).empty()) {
      hearing.conflict("/decision", "本案限制消费已解除,请先撤销解除决定",
                       legal::kListedIsRestricted);
    }
    if (lacks_facts(subject, listing)) {
      hearing.conflict("/decision", "本案另有失信信息以该决定所述的案件事实为据,请先撤销该信息");
    }
    if (is_minor(subject, listing.standing.made_on)) {
      hearing.conflict("/decision", "撤销后证件显示此人纳入失信名单时系未成年人,请先撤销纳入决定",
                       legal::kMinorListed);
    }
  }
}

}  // namespace

void hear(const RevokeAct& act, Hearing& hearing) {
  check_paper(hearing, act.paper, legal::kRevocation);
  if (is_blank(act.reason)) hearing.refuse("/reason", "应写明撤销的理由", legal::kRevocation);
  if (act.because == Cause::kTermEnded)
    hearing.refuse("/because", "期限届满不是撤销的事由", legal::kRevocation);

  const End revocation =
      hearing.ended_on(day_of_paper(act.paper, hearing.today), act.because, legal::kRevocation);
  Undoing undoing(act.decision, revocation);
  Subject undone = hearing.subject;
  if (!act.decision.empty()) undo(undone, undoing);
  if (!undoing.known()) {
    hearing.refuse("/decision", "此人没有这一决定");
  } else if (undoing.barred()) {
    hearing.conflict("/decision", "其后又有决定变更了它,请先撤销之后的决定");
  } else if (!undoing.done()) {
    hearing.conflict("/decision", "该决定已被撤销");
  } else {
    check_not_before(hearing, act.paper, *undoing.made_on(), legal::kRevocation);
    pass_time(undone, hearing.today);
    close_windows(undone, revocation);
    check_whole(undone, hearing);
  }
  if (!hearing.free()) return;
  hearing.subject = std::move(undone);
}

}  // namespace shixin::domain
