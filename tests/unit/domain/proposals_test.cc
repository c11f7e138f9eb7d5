#include "domain/proposals.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/builders.h"

namespace {

using namespace shixin;
using namespace shixin::domain;
using support::case_no;
using support::decided;
using support::decision;
using support::kToday;
using support::person;

Fact told(FactKind kind, std::vector<Measure> measures = {}) {
  Fact fact = support::fact(kind);
  if (kind != FactKind::kGuaranteed || !measures.empty()) fact.measures = std::move(measures);
  return fact;
}

// In what case 123 holds him.
Subject held(const std::vector<Act>& acts) {
  std::optional<Subject> subject;
  for (const Act& act : acts) subject = decided(subject, decision(person(), act));
  return *subject;
}

RestrictAct as_representative() {
  auto act = support::restrict_act();
  act.role = Role::kLegalRepresentative;
  act.role_of = "上饶市某某有限公司";
  return act;
}

std::string remedies(const std::vector<Proposal>& proposals) {
  std::string out;
  for (const auto& proposal : proposals) {
    out += (out.empty() ? "" : "; ") + std::string(base::word(proposal.remedy)) + " " +
           proposal.legal + (proposal.act ? "" : " by hand");
  }
  return out;
}

constexpr auto kConsumption = Measure::kHighConsumption;

}  // namespace

TEST_SUITE_BEGIN("domain/proposals");

TEST_CASE("what each fact ends") {
  using support::exit_act;
  using support::list_act;
  using support::list_with_term;
  using support::restrict_act;
  struct Row {
    const char* what;
    Fact fact;
    std::vector<Act> holding;
    const char* proposed;
  };
  using enum FactKind;
  constexpr auto kAll =
      "lift_consumption 法释〔2015〕17号 9、法〔2021〕322号 23; lift_exit 执行程序解释 25";
  const auto with_exit = [](ListAct act) { return std::vector<Act>{act, exit_act()}; };
  const std::string listed = "delete 法释〔2017〕7号 10.1.";
  const std::string with_term = "early_delete 法释〔2017〕7号 2 ¶2; ";
  const auto ends = [&](int item) { return listed + std::to_string(item) + "; " + kAll; };
  struct Ending {
    Fact fact;
    int item;
  };
  for (const auto& [fact, item] :
       {Ending{told(kPerformed), 1}, Ending{told(kSettlementPerformed), 2},
        Ending{told(kNotEnforced), 6}, Ending{told(kTerminated), 7}}) {
    CAPTURE(base::word(fact.kind));
    // Every order of the case ends with it, the list first.
    CHECK_EQ(remedies(propose(fact, held(with_exit(list_act())))), ends(item));
    // A term is no reason to refuse: it is deleted early.
    CHECK_EQ(remedies(propose(fact, held(with_exit(list_with_term())))), with_term + kAll);
    CHECK_EQ(remedies(propose(fact, held({exit_act()}))), "lift_exit 执行程序解释 25");
  }

  const std::array rows{
      Row{"nothing found after two queries ends the listing alone", told(kNoAssets),
          with_exit(list_act()), "delete 法释〔2017〕7号 10.1.4"},
      Row{"and does not shorten a term", told(kNoAssets), with_exit(list_with_term()), ""},
      Row{"the applicant's request ends the listing alone", told(kApplicantRequest),
          with_exit(list_act()), "delete 法释〔2017〕7号 10.1.3"},
      Row{"and does not shorten a term", told(kApplicantRequest), {list_with_term()}, ""},
      Row{"his consent lifts what it names",
          told(kApplicantRequest, {kConsumption}),
          {restrict_act()},
          "lift_consumption 法释〔2015〕17号 9、法〔2021〕322号 23"},
      Row{"a stay ends the listing", told(kStayed), with_exit(list_act()),
          "delete 法释〔2017〕7号 10.1.5"},
      Row{"and lifts what the ruling lifts", told(kStayed, {Measure::kExit}), with_exit(list_act()),
          "delete 法释〔2017〕7号 10.1.5; lift_exit 执行程序解释 25"},
      Row{"a guarantee lifts what it stands for",
          told(kGuaranteed, {kConsumption}),
          {restrict_act(), exit_act()},
          "lift_consumption 法释〔2015〕17号 9、法〔2021〕322号 23"},
      Row{"exit too where it says so",
          told(kGuaranteed, {kConsumption, Measure::kExit}),
          {restrict_act(), exit_act()},
          kAll},
      Row{"who was wrongly listed is revoked",
          told(kWronglyListed),
          {list_act()},
          "revoke 法释〔2017〕7号 9"},
      Row{"who is not listed is not", told(kWronglyListed), {restrict_act()}, ""},
      Row{"what is inaccurate is corrected, by hand where the right is not told",
          told(kInaccurate),
          {list_act()},
          "correct 法释〔2017〕7号 9 by hand"},
      Row{"a replaced representative is freed and his successor restricted",
          told(kRepresentativeChanged),
          {as_representative()},
          "lift_consumption 法发〔2019〕35号 17(2); restrict_successor 法发〔2019〕35号 17(2) by "
          "hand"},
      Row{"a debtor is not replaced", told(kRepresentativeChanged), {restrict_act()}, ""},
      Row{"a death is looked at by a person",
          told(kDeath),
          {list_act()},
          "end_for_death 个人信息保护法 8 by hand"},
      Row{"an application is decided by a person",
          told(kApplication),
          {restrict_act()},
          "decide_application 法释〔2017〕7号 5 by hand"},
      Row{"an objection too",
          told(kObjection),
          {list_act()},
          "decide_objection 法释〔2017〕7号 12 by hand"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(remedies(propose(row.fact, held(row.holding))), row.proposed);
  }
}

TEST_CASE("another case is not touched") {
  Subject subject = held({support::list_act()});
  subject = decided(subject, decision(support::by_id(subject), support::exit_act(456)));
  Fact fact = told(FactKind::kPerformed);
  fact.told.no = case_no(456);
  CHECK_EQ(remedies(propose(fact, subject)), "lift_exit 执行程序解释 25");
  fact.told.no = case_no(789);
  CHECK(propose(fact, subject).empty());
}

TEST_CASE("what is proposed is lawful once it is signed, one after the other") {
  const auto freed_by = [](Subject subject, const Fact& fact) {
    for (auto& proposal : propose(fact, subject)) {
      REQUIRE(proposal.act);
      const auto drafted = decision(support::by_id(subject), *proposal.act);
      subject = decided(subject, as_if_signed(drafted, kToday));
      CHECK_EQ(outstanding(proposal.remedy, fact, subject), false);
    }
    return subject;
  };
  for (const auto& listing : {support::list_act(), support::list_with_term()}) {
    for (const auto kind : {FactKind::kPerformed, FactKind::kSettlementPerformed,
                            FactKind::kNotEnforced, FactKind::kTerminated}) {
      CAPTURE(base::word(kind));
      const auto subject = freed_by(held({listing, support::exit_act()}), told(kind));
      CHECK(std::ranges::none_of(subject.orders,
                                 [](const Order& order) { return order.standing.live(); }));
      CHECK_FALSE(subject.listings[0].standing.live());
    }
  }
  const auto no_assets = freed_by(held({support::list_act()}), told(FactKind::kNoAssets));
  CHECK(no_assets.orders[0].standing.live());
  CHECK(freed_by(held({support::list_act()}), told(FactKind::kWronglyListed))
            .listings[0]
            .standing.revoked);
}

TEST_CASE("the right, where it is told, is drafted; and so is the successor's restriction") {
  Fact inaccurate = told(FactKind::kInaccurate);
  inaccurate.told.performance = Performance::kPartial;
  const auto listed = held({support::list_act()});
  const auto corrections = propose(inaccurate, listed);
  REQUIRE_EQ(corrections.size(), 1);
  REQUIRE(corrections[0].act);
  CHECK_EQ(support::verdict(
               listed, as_if_signed(decision(support::by_id(listed), *corrections[0].act), kToday)),
           "allowed");

  Fact changed = told(FactKind::kRepresentativeChanged);
  changed.successor = person(2);
  const auto replaced = propose(changed, held({as_representative()}));
  REQUIRE_EQ(replaced.size(), 2);
  REQUIRE(replaced[1].act);
  CHECK_EQ(replaced[1].on->name, person(2).name);
  CHECK_EQ(support::verdict({}, as_if_signed(decision(*replaced[1].on, *replaced[1].act), kToday)),
           "allowed");
}

TEST_CASE("what shows on the subject is outstanding until it is gone") {
  const Fact fact = told(FactKind::kPerformed);
  const auto listed = held({support::list_act(), support::exit_act()});
  for (const auto remedy :
       {Remedy::kDelete, Remedy::kLiftConsumption, Remedy::kLiftExit, Remedy::kEndForDeath}) {
    CAPTURE(base::word(remedy));
    CHECK_EQ(outstanding(remedy, fact, listed), true);
  }
  for (const auto remedy : {Remedy::kCorrect, Remedy::kRestrictSuccessor,
                            Remedy::kDecideApplication, Remedy::kDecideObjection}) {
    CAPTURE(base::word(remedy));
    CHECK_FALSE(outstanding(remedy, fact, listed));
  }
}

TEST_SUITE_END();
