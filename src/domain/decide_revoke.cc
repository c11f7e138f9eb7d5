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
    known_ = true;
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
    known_ = known_ || standing.made_by == named_;
  }

  void bar() { barred_ = true; }
  bool known() const { return known_; }    // the named decision was ever at work here
  bool done() const { return done_; }      // something was undone
  bool barred() const { return barred_; }  // a later decision stands in the way

 private:
  void turn(std::optional<End>& stands, std::vector<End>& undone) {
    if (stands && mentions(*stands)) {
      known_ = true;
      if (stands->by != named_ && last_turn(*stands) != named_) return;
      stands->turns.push_back(revocation_.by);
      undone.push_back(*std::exchange(stands, std::nullopt));
      done_ = true;
      return;
    }
    const auto at =
        std::ranges::find_if(undone, [&](const End& end) { return last_turn(end) == named_; });
    known_ = known_ || std::ranges::any_of(undone, [&](const End& end) { return mentions(end); });
    if (at == undone.end()) return;
    // What time ended in the meantime, time ends again.
    if (stands && !stands->by.empty()) return bar();
    at->turns.push_back(revocation_.by);
    stands = std::move(*at);
    undone.erase(at);
    done_ = true;
  }
  bool mentions(const End& end) const {
    return end.by == named_ || std::ranges::find(end.turns, named_) != end.turns.end();
  }
  static DecisionId last_turn(const End& end) {
    return end.turns.empty() ? DecisionId{} : end.turns.back();
  }

  DecisionId named_;
  End revocation_;
  bool known_ = false;
  bool done_ = false;
  bool barred_ = false;
};

bool later_stands(const Subject& subject, std::size_t index) {
  const auto& no = subject.corrections[index].before.no;
  for (std::size_t i = index + 1; i < subject.corrections.size(); ++i) {
    const Correction& later = subject.corrections[i];
    if (later.standing.live() && later.before.no == no) return true;
  }
  return false;
}

// Swaps in the other side of a correction, if the case reads as the correction left it.
bool swap_facts(Subject& subject, const Correction& correction) {
  const bool live = correction.standing.live();
  const CaseFacts& expected = live ? correction.before : correction.after;
  const auto facts = std::ranges::find(subject.cases, expected.no, &CaseFacts::no);
  if (facts == subject.cases.end() || *facts != expected) return false;
  *facts = live ? correction.after : correction.before;
  for (const auto& [entry, service_before] : correction.services_before) {
    const auto& service = live ? correction.service : service_before;
    for (Listing& listing : subject.listings) {
      if (listing.entry == entry) listing.service = service;
    }
    for (Order& order : subject.orders) {
      if (order.entry == entry) order.service = service;
    }
  }
  return true;
}

void undo_corrections(Subject& subject, Undoing& undoing) {
  for (std::size_t i = 0; i < subject.corrections.size(); ++i) {
    Correction& correction = subject.corrections[i];
    const bool lived = correction.standing.live();
    undoing.in(correction.standing);
    if (correction.standing.live() == lived) continue;
    if (later_stands(subject, i) || !swap_facts(subject, correction)) undoing.bar();
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
  }
}

}  // namespace

void hear(const RevokeAct& act, Hearing& hearing) {
  check_paper(hearing, act.paper, legal::kRevocation);
  if (act.reason.empty()) hearing.refuse("/reason", "应写明撤销的理由", legal::kRevocation);
  if (act.because == Cause::kTermEnded)
    hearing.refuse("/because", "期限届满不是撤销的事由", legal::kRevocation);

  Undoing undoing(act.decision, hearing.ended_on(day_of_paper(act.paper, hearing.today),
                                                 act.because, legal::kRevocation));
  Subject undone = hearing.subject;
  if (!act.decision.empty()) undo(undone, undoing);
  if (!undoing.known()) {
    hearing.refuse("/decision", "此人没有这一决定");
  } else if (undoing.barred()) {
    hearing.conflict("/decision", "其后又有决定变更了它,请先撤销之后的决定");
  } else if (!undoing.done()) {
    hearing.conflict("/decision", "该决定已被撤销");
  } else {
    pass_time(undone, hearing.today);
    check_whole(undone, hearing);
  }
  if (!hearing.free()) return;
  hearing.subject = std::move(undone);
}

}  // namespace shixin::domain
