#include "domain/proposals.h"

#include <algorithm>

#include "domain/legal.h"

namespace shixin::domain {
namespace {

// What a fact says of the orders: all of the case's, those it names, or none.
enum class Lifts : std::uint8_t { kAll, kNamed, kNone };

struct Effect {
  Cause cause;
  bool ends_listing;
  Lifts lifts;
};

// The table of law.md §10. The other kinds do not end by rule what stands.
std::optional<Effect> effect_of(FactKind kind) {
  switch (kind) {
    case FactKind::kPerformed:
      return Effect{Cause::kPerformed, true, Lifts::kAll};
    case FactKind::kSettlementPerformed:
      return Effect{Cause::kSettlementPerformed, true, Lifts::kAll};
    case FactKind::kNotEnforced:
      return Effect{Cause::kNotEnforced, true, Lifts::kAll};
    case FactKind::kTerminated:
      return Effect{Cause::kTerminated, true, Lifts::kAll};
    case FactKind::kStayed:
      return Effect{Cause::kStayed, true, Lifts::kNamed};
    case FactKind::kNoAssets:
      return Effect{Cause::kNoAssets, true, Lifts::kNone};
    case FactKind::kApplicantRequest:
      return Effect{Cause::kApplicantRequest, true, Lifts::kNamed};
    case FactKind::kGuaranteed:
      return Effect{Cause::kGuaranteed, false, Lifts::kNamed};
    case FactKind::kApplication:
    case FactKind::kObjection:
    case FactKind::kDeath:
    case FactKind::kRepresentativeChanged:
    case FactKind::kWronglyListed:
    case FactKind::kInaccurate:
      return std::nullopt;
  }
  return std::nullopt;
}

// Art 2 ¶2, and what ends every order of the case (decide_end.cc). Nothing else shortens a term.
bool ends_term(Cause cause) {
  return cause != Cause::kNoAssets && cause != Cause::kApplicantRequest;
}

const Listing* listing_in(const Subject& subject, const CaseNumber& no) {
  const auto at = std::ranges::find_if(subject.listings, [&](const Listing& listing) {
    return listing.standing.live() && listing.case_no == no;
  });
  return at == subject.listings.end() ? nullptr : &*at;
}

bool is_named(const Fact& fact, OrderKind kind) {
  const auto measure = kind == OrderKind::kExit ? Measure::kExit : Measure::kHighConsumption;
  return std::ranges::find(fact.measures, measure) != fact.measures.end();
}

// A live order of the case; for who was replaced, one that holds him in the place he left.
bool is_held(const Subject& subject, const Fact& fact, OrderKind kind) {
  return std::ranges::any_of(subject.orders, [&](const Order& order) {
    if (!order.standing.live() || order.kind != kind || order.case_no != fact.told.no) return false;
    return fact.kind != FactKind::kRepresentativeChanged ||
           order.role == Role::kLegalRepresentative || order.role == Role::kPrincipal;
  });
}

Proposal propose_lift(const Fact& fact, OrderKind kind, Cause cause) {
  const bool exit = kind == OrderKind::kExit;
  std::string_view legal = exit ? legal::kExitLift : legal::kLiftInTime;
  if (cause == Cause::kRepresentativeChanged) legal = legal::kRepresentativeChanged;
  LiftAct act;
  act.case_ref.no = fact.told.no;
  act.measures = {exit ? Measure::kExit : Measure::kHighConsumption};
  act.because = cause;
  act.evidence = fact.evidence;
  return {
      exit ? Remedy::kLiftExit : Remedy::kLiftConsumption, std::string(legal), std::move(act), {}};
}

Proposal propose_removal(const Fact& fact, const Listing& listing, Cause cause) {
  if (listing.term_ends) {
    EarlyDeleteAct act{{fact.told.no}, cause, fact.evidence, {}};
    return {Remedy::kEarlyDelete, std::string(legal::kEarlyDeletion), std::move(act), {}};
  }
  DeleteAct act{{fact.told.no}, cause, fact.queries, fact.no_clues_left, fact.evidence, {}};
  return {Remedy::kDelete, legal::deletion(cause), std::move(act), {}};
}

std::vector<Proposal> propose_endings(const Fact& fact, const Effect& effect,
                                      const Subject& subject) {
  std::vector<Proposal> out;
  const Listing* listing = listing_in(subject, fact.told.no);
  if (listing && effect.ends_listing && (!listing->term_ends || ends_term(effect.cause))) {
    out.push_back(propose_removal(fact, *listing, effect.cause));
  }
  for (const OrderKind kind : {OrderKind::kConsumption, OrderKind::kExit}) {
    const bool wanted =
        effect.lifts == Lifts::kAll || (effect.lifts == Lifts::kNamed && is_named(fact, kind));
    if (wanted && is_held(subject, fact, kind))
      out.push_back(propose_lift(fact, kind, effect.cause));
  }
  return out;
}

// 限制消费 on whoever took his place, for what is on file of the case.
Proposal propose_successor(const Fact& fact, const Subject& subject) {
  Proposal out{Remedy::kRestrictSuccessor, std::string(legal::kRepresentativeChanged), {}, {}};
  const CaseFacts* facts = subject.case_of(fact.told.no);
  if (!fact.successor || !facts) return out;
  RestrictAct act;
  act.facts = facts->untold();
  act.measures = {Measure::kHighConsumption};
  act.role = Role::kLegalRepresentative;
  act.role_of = fact.unit;
  act.evidence = fact.evidence;
  out.act = std::move(act);
  out.on = fact.successor;
  return out;
}

std::vector<Proposal> propose_replacement(const Fact& fact, const Subject& subject) {
  std::vector<Proposal> out;
  for (const OrderKind kind : {OrderKind::kConsumption, OrderKind::kExit}) {
    if (is_held(subject, fact, kind)) {
      out.push_back(propose_lift(fact, kind, Cause::kRepresentativeChanged));
    }
  }
  if (!out.empty()) out.push_back(propose_successor(fact, subject));
  return out;
}

bool made_something(const Subject& subject, const DecisionId& decision) {
  const auto stands = [&](const auto& ordered) {
    return ordered.standing.made_by == decision && !ordered.standing.revoked;
  };
  return std::ranges::any_of(subject.listings, stands) ||
         std::ranges::any_of(subject.orders, stands) ||
         std::ranges::any_of(subject.exemptions, stands);
}

// The decision that was wrong: the one named, or what lists him in the case.
std::optional<DecisionId> wrong_decision(const Fact& fact, const Subject& subject) {
  if (fact.decision) {
    return made_something(subject, *fact.decision) ? fact.decision : std::nullopt;
  }
  const Listing* listing = listing_in(subject, fact.told.no);
  return listing ? std::optional(listing->standing.made_by) : std::nullopt;
}

std::vector<Proposal> propose_revocation(const Fact& fact, const Subject& subject) {
  const auto wrong = wrong_decision(fact, subject);
  if (!wrong) return {};
  RevokeAct act{*wrong, Cause::kWronglyListed, fact.reason, fact.evidence, {}};
  return {{Remedy::kRevoke, std::string(legal::kRevocation), std::move(act), {}}};
}

Proposal propose_correction(const Fact& fact) {
  Proposal out{Remedy::kCorrect, std::string(legal::kRevocation), {}, {}};
  if (!fact.tells_case()) return out;
  CorrectAct act;
  act.change = fact.told;
  act.reason = fact.reason;
  act.evidence = fact.evidence;
  out.act = std::move(act);
  return out;
}

bool binds_anything(const Subject& subject) {
  const auto live = [](const auto& ordered) { return ordered.standing.live(); };
  return std::ranges::any_of(subject.listings, live) || std::ranges::any_of(subject.orders, live);
}

Proposal by_hand(Remedy remedy, std::string_view legal) {
  return {remedy, std::string(legal), {}, {}};
}

}  // namespace

std::string_view label(Remedy remedy) {
  switch (remedy) {
    case Remedy::kDelete:
      return "删除失信信息";
    case Remedy::kEarlyDelete:
      return "提前删除失信信息";
    case Remedy::kLiftConsumption:
      return "解除限制消费";
    case Remedy::kLiftExit:
      return "解除限制出境";
    case Remedy::kRevoke:
      return "撤销";
    case Remedy::kCorrect:
      return "更正";
    case Remedy::kRestrictSuccessor:
      return "对继任者限制消费";
    case Remedy::kDecideApplication:
      return "对申请作出决定";
    case Remedy::kDecideObjection:
      return "对纠正申请作出审查决定";
    case Remedy::kEndForDeath:
      return "审查并终止对死者的措施";
  }
  return {};
}

std::vector<Proposal> propose(const Fact& fact, const Subject& subject) {
  if (const auto effect = effect_of(fact.kind)) return propose_endings(fact, *effect, subject);
  switch (fact.kind) {
    case FactKind::kPerformed:
    case FactKind::kSettlementPerformed:
    case FactKind::kApplicantRequest:
    case FactKind::kNoAssets:
    case FactKind::kStayed:
    case FactKind::kNotEnforced:
    case FactKind::kTerminated:
    case FactKind::kGuaranteed:
      return {};
    case FactKind::kApplication:
      return propose(fact);
    case FactKind::kRepresentativeChanged:
      return propose_replacement(fact, subject);
    case FactKind::kWronglyListed:
      return propose_revocation(fact, subject);
    case FactKind::kInaccurate:
      return {propose_correction(fact)};
    case FactKind::kObjection:
      return {by_hand(Remedy::kDecideObjection, legal::kObjection)};
    case FactKind::kDeath:
      if (!binds_anything(subject)) return {};
      return {by_hand(Remedy::kEndForDeath, legal::kAccuracy)};
  }
  return {};
}

std::vector<Proposal> propose(const Fact& fact) {
  if (fact.kind != FactKind::kApplication) return {};
  return {by_hand(Remedy::kDecideApplication, legal::kDecisionPaper)};
}

std::optional<bool> outstanding(Remedy remedy, const Fact& fact, const Subject& subject) {
  switch (remedy) {
    case Remedy::kDelete:
    case Remedy::kEarlyDelete:
      return listing_in(subject, fact.told.no) != nullptr;
    case Remedy::kLiftConsumption:
      return is_held(subject, fact, OrderKind::kConsumption);
    case Remedy::kLiftExit:
      return is_held(subject, fact, OrderKind::kExit);
    case Remedy::kRevoke:
      return fact.decision ? made_something(subject, *fact.decision)
                           : listing_in(subject, fact.told.no) != nullptr;
    case Remedy::kEndForDeath:
      return binds_anything(subject);
    case Remedy::kCorrect:
    case Remedy::kRestrictSuccessor:
    case Remedy::kDecideApplication:
    case Remedy::kDecideObjection:
      return std::nullopt;
  }
  return std::nullopt;
}

Decision as_if_signed(Decision decision, Day today) {
  std::visit(
      [&]<class A>(A& act) {
        if constexpr (requires { act.paper; }) {
          if (!act.paper) act.paper.emplace();
          if (act.paper->no.empty()) act.paper->no = "(待签发)";
          if (!act.paper->signed_on) act.paper->signed_on = today;
        }
      },
      decision.act);
  return decision;
}

}  // namespace shixin::domain
