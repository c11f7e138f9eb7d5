#include <doctest/doctest.h>

#include <functional>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_end");

TEST_CASE("what a fact ends: every cause, for every way to end") {
  struct Row {
    Cause cause;
    bool deletes;
    bool deletes_early;
    bool lifts;
  };
  const Row rows[]{
      {Cause::kPerformed, true, true, true},
      {Cause::kSettlementPerformed, true, true, true},
      {Cause::kApplicantRequest, true, false, true},
      {Cause::kNoAssets, true, false, false},
      {Cause::kStayed, true, true, true},
      {Cause::kNotEnforced, true, true, true},
      {Cause::kTerminated, true, true, true},
      {Cause::kGuaranteed, false, false, true},
      {Cause::kWronglyListed, false, false, false},
      {Cause::kInaccurate, false, false, false},
      {Cause::kActivePerformance, false, true, false},
      {Cause::kCorrectedConduct, false, true, false},
      {Cause::kRepresentativeChanged, false, false, false},  // of a debtor
      {Cause::kTermEnded, false, false, false},
  };
  const auto open = decided({}, decision(person(), list_act()));
  const auto with_term = decided({}, decision(person(), list_with_term()));
  const auto restricted = decided({}, decision(person(), restrict_act()));
  for (const auto& row : rows) {
    CAPTURE(std::string(label(row.cause)));
    auto deletion = delete_act();
    deletion.because = row.cause;
    deletion.queries = {kToday.plus_days(-40), kToday.plus_days(-3)};
    deletion.no_clues_left = true;
    auto early = early_delete_act();
    early.because = row.cause;
    auto lift = lift_act();
    lift.because = row.cause;
    CHECK_EQ(verdict(open, decision(by_id(open), deletion)),
             row.deletes ? "allowed" : "/because 法释〔2017〕7号 10");
    CHECK_EQ(verdict(with_term, decision(by_id(with_term), early)),
             row.deletes_early ? "allowed" : "/because 法释〔2017〕7号 2 ¶2");
    CHECK_EQ(verdict(restricted, decision(by_id(restricted), lift)) == "allowed", row.lifts);
  }
}

TEST_CASE("a deletion cites its item of art 10") {
  const auto open = decided({}, decision(person(), list_act()));
  auto act = delete_act();
  act.because = Cause::kTerminated;
  const auto deleted = decided(open, decision(by_id(open), act));
  CHECK_EQ(deleted.listings.front().standing.ended->legal, "法释〔2017〕7号 10.1.7");
  CHECK(deleted.orders.front().standing.live());  // the 限制消费令 outlives the entry
}

TEST_CASE("no assets takes two queries on different days, and no clue") {
  struct Row {
    const char* what;
    std::vector<Day> queries;
    bool no_clues_left;
    const char* verdict;
  };
  const Day first{2026, 1, 5};
  const Row rows[]{
      {"both", {first, kToday}, true, "allowed"},
      {"one query", {first}, true, "/queries 法释〔2017〕7号 10.1.4"},
      {"the same day twice", {first, first}, true, "/queries 法释〔2017〕7号 10.1.4"},
      {"in no order", {kToday, first}, true, "/queries 法释〔2017〕7号 10.1.4"},
      {"before the case was filed",
       {kFiledOn.plus_days(-1), kToday},
       true,
       "/queries 法释〔2017〕7号 10.1.4"},
      {"a query to come", {first, {2026, 3, 3}}, true, "/queries 法释〔2017〕7号 10.1.4"},
      {"a clue", {first, kToday}, false, "/no_clues_left 法释〔2017〕7号 10.1.4"},
      {"neither",
       {},
       false,
       "/no_clues_left 法释〔2017〕7号 10.1.4; /queries 法释〔2017〕7号 10.1.4"},
  };
  const auto open = decided({}, decision(person(), list_act()));
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = delete_act();
    act.because = Cause::kNoAssets;
    act.queries = row.queries;
    act.no_clues_left = row.no_clues_left;
    CHECK_EQ(verdict(open, decision(by_id(open), act)), row.verdict);
  }
}

TEST_CASE("a term is deleted early or not at all, an open entry never early") {
  const auto open = decided({}, decision(person(), list_act()));
  const auto with_term = decided({}, decision(person(), list_with_term()));
  CHECK_EQ(verdict(with_term, decision(by_id(with_term), delete_act())),
           "/kind 法释〔2017〕7号 10 ¶2");
  const auto refusal =
      decide(with_term, decision(by_id(with_term), delete_act()), kToday, Calendar{});
  CHECK(refusal.error().detail.find("提前删除") != std::string::npos);
  CHECK_EQ(verdict(open, decision(by_id(open), early_delete_act())), "/kind 法释〔2017〕7号 2 ¶2");
}

TEST_CASE("what is not there can not end") {
  const auto open = decided({}, decision(person(), list_act()));
  CHECK_EQ(verdict(open, decision(by_id(open), delete_act(9))), "conflict: /case/no");
  CHECK_EQ(verdict(open, decision(by_id(open), early_delete_act(9))), "conflict: /case/no");
  CHECK_EQ(verdict(open, decision(by_id(open), lift_act(9))), "conflict: /measures");
  CHECK_EQ(verdict(open, decision(by_id(open), lift_act(123, Measure::kExit))),
           "conflict: /measures");
  CHECK_EQ(verdict({}, decision(person(), delete_act())), "/subject");
  CHECK_EQ(verdict({}, decision(person(), lift_act())), "/subject");
}

TEST_CASE("who is listed stays restricted until the entry is deleted") {
  const auto open = decided({}, decision(person(), list_act()));
  CHECK_EQ(verdict(open, decision(by_id(open), lift_act())), "/measures 法释〔2015〕17号 1");
  const auto deleted = decided(open, decision(by_id(open), delete_act()));
  const auto lifted = decided(deleted, decision(by_id(open), lift_act()));
  CHECK(restrictions(lifted, {Role::kDebtor}, kToday).empty());
}

TEST_CASE("lifting takes one measure and every order of the case that carries it") {
  using enum Measure;
  auto subject = decided({}, decision(person(), restrict_act(123)));
  subject = decided(subject, decision(by_id(subject), restrict_act(124)));
  auto principal = restrict_act(123);
  principal.role = Role::kPrincipal;
  principal.role_of = "某公司";
  subject = decided(subject, decision(by_id(subject), principal));
  for (const auto& measures :
       {std::vector{kTravel}, std::vector{kHighConsumption, kExit}, std::vector<Measure>{}}) {
    auto act = lift_act();
    act.measures = measures;
    CHECK_EQ(verdict(subject, decision(by_id(subject), act)), "/measures 法释〔2015〕17号 3");
  }
  const auto lifted = decided(subject, decision(by_id(subject), lift_act(123)));
  const auto held = binding_orders(lifted, OrderKind::kConsumption, kToday);
  REQUIRE_EQ(held.size(), 1);
  CHECK_EQ(held.front()->case_no.text(), case_no(124).text());
}

TEST_CASE("a representative who was replaced is freed, a debtor is not") {
  auto representative = restrict_act();
  representative.role = Role::kLegalRepresentative;
  representative.role_of = "某公司";
  const auto subject = decided({}, decision(person(), representative));
  auto act = lift_act();
  act.because = Cause::kRepresentativeChanged;
  const auto lifted = decided(subject, decision(by_id(subject), act));
  CHECK_EQ(lifted.orders.front().standing.ended->legal, "法发〔2019〕35号 17(2)");

  // Beside it he is a debtor himself, and listed: that stays.
  const auto listed = decided(subject, decision(by_id(subject), list_act()));
  const auto debtor = decided(listed, decision(by_id(listed), act));
  const auto held = binding_orders(debtor, OrderKind::kConsumption, kToday);
  REQUIRE_EQ(held.size(), 1);
  CHECK(held.front()->role == Role::kDebtor);
  CHECK_EQ(verdict(debtor, decision(by_id(debtor), act)), "/because 法发〔2019〕35号 17(2)");
}

TEST_CASE("nothing of a case is signed before the case was filed") {
  auto listing = list_act();
  listing.facts.filed_on = kToday;
  const auto open = decided({}, decision(person(), listing));
  auto act = delete_act();
  act.paper->signed_on = kToday.plus_days(-1);
  CHECK_EQ(verdict(open, decision(by_id(open), act)),
           "/paper/signed_on 法释〔2017〕7号 10; /paper/signed_on 法释〔2017〕7号 6");
}

TEST_CASE("nothing ends before it was made") {
  const auto open = decided({}, decision(person(), list_act()));
  const auto with_term = decided({}, decision(person(), list_with_term()));
  const auto restricted = decided({}, decision(person(), restrict_act()));
  const auto signed_early = [](auto act) {
    act.paper->signed_on = kToday.plus_days(-1);
    return act;
  };
  CHECK_EQ(verdict(open, decision(by_id(open), signed_early(delete_act()))),
           "/paper/signed_on 法释〔2017〕7号 10");
  CHECK_EQ(verdict(with_term, decision(by_id(with_term), signed_early(early_delete_act()))),
           "/paper/signed_on 法释〔2017〕7号 2 ¶2");
  CHECK_EQ(verdict(restricted, decision(by_id(restricted), signed_early(lift_act()))),
           "/paper/signed_on 法释〔2015〕17号 9");
}

TEST_CASE("who is not enforced against any more is freed, whatever his term") {
  for (const Cause cause : {Cause::kNotEnforced, Cause::kTerminated, Cause::kStayed}) {
    CAPTURE(std::string(label(cause)));
    auto subject = decided({}, decision(person(), list_with_term()));
    auto early = early_delete_act();
    early.because = cause;
    subject = decided(subject, decision(by_id(subject), early));
    auto lift = lift_act();
    lift.because = cause;
    subject = decided(subject, decision(by_id(subject), lift));
    CHECK(published_listings(subject, kToday).empty());
    CHECK(restrictions(subject, {Role::kDebtor}, kToday).empty());
  }
}

TEST_CASE("a window is over with the last order of its case") {
  auto subject = decided({}, decision(person(), restrict_act()));
  subject = decided(subject, decision(by_id(subject), exempt_act()));
  const auto lift = decision(by_id(subject), lift_act());
  subject = decided(subject, lift);
  CHECK_FALSE(subject.exemptions.front().standing.live());
  auto again = restrict_act();
  again.paper->no += "再";
  const auto restricted = decided(subject, decision(person(), again));
  for (const auto& restriction : restrictions(restricted, {Role::kDebtor}, kToday)) {
    CHECK(restriction.lifted.empty());
  }
  // As if the lift had not been.
  subject = decided(subject, decision(by_id(subject), revoke_act(lift)));
  CHECK(subject.exemptions.front().standing.live());
}

TEST_CASE("what frees is signed as well") {
  const auto open = decided({}, decision(person(), list_act()));
  auto act = delete_act();
  act.paper.reset();
  CHECK_EQ(verdict(open, decision(by_id(open), act)), "/paper 法释〔2017〕7号 10");
}

TEST_SUITE_END();
