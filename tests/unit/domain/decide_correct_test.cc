#include <doctest/doctest.h>

#include <functional>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_correct");

TEST_CASE("a correction is refused with the field and the article") {
  struct Row {
    const char* what;
    std::function<void(CorrectAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"one fact", [](CorrectAct&) {}, "allowed"},
      {"another case", [](CorrectAct& a) { a.change.no = case_no(9); },
       "/case/no 法释〔2017〕7号 9"},
      {"no reason", [](CorrectAct& a) { a.reason.clear(); }, "/reason 法释〔2017〕7号 9"},
      {"a blank reason", [](CorrectAct& a) { a.reason = "\u3000"; }, "/reason 法释〔2017〕7号 9"},
      {"signed before the case was told",
       [](CorrectAct& a) { a.paper->signed_on = kToday.plus_days(-1); },
       "/paper/signed_on 法释〔2017〕7号 9"},
      {"a wrong service that is not there",
       [](CorrectAct& a) { a.wrong_service_on = kToday.plus_days(-1); },
       "conflict: /wrong_service_on"},
      {"no change", [](CorrectAct& a) { a.change.performance = Performance::kNone; },
       "/case 法释〔2017〕7号 9"},
      {"no paper", [](CorrectAct& a) { a.paper.reset(); }, "/paper 法释〔2017〕7号 9"},
      {"service of what was served", [](CorrectAct& a) { a.service = served(); },
       "conflict: /service"},
  };
  const auto listed = decided({}, decision(person(), list_act()));
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = correct_act();
    row.spoil(act);
    CHECK_EQ(verdict(listed, decision(by_id(listed), act)), row.verdict);
  }
}

TEST_CASE("a service that came later publishes, without a paper of its own") {
  auto unserved = list_act();
  unserved.service.reset();
  const auto listed = decided({}, decision(person(), unserved));
  CHECK(published_listings(listed, kToday).empty());
  CHECK(restrictions(listed, {Role::kDebtor}, kToday).empty());

  CorrectAct act;
  act.change.no = case_no();
  act.reason = "补录送达";
  struct Row {
    const char* what;
    Day on;
    const char* verdict;
  };
  const Row rows[]{
      {"before it was signed", kToday.plus_days(-1), "/service/on 法发〔2019〕35号 14"},
      {"tomorrow", kToday.plus_days(1), "/service/on 法发〔2019〕35号 14"},
      {"today", kToday, "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    act.service = served(row.on);
    CHECK_EQ(verdict(listed, decision(by_id(listed), act)), row.verdict);
  }
  act.service = served();
  const auto published = decided(listed, decision(by_id(listed), act));
  CHECK_EQ(published_listings(published, kToday).size(), 1);
  CHECK_EQ(restrictions(published, {Role::kDebtor}, kToday).size(), 2);
}

TEST_CASE("a late service serves what was signed by then, and no exit order") {
  auto early = list_act(123, kToday.plus_days(-20));
  early.service.reset();
  auto late = restrict_act(123, kToday.plus_days(-5));
  late.service.reset();
  late.role = Role::kPrincipal;
  late.role_of = "某公司";
  auto subject = decided({}, decision(person(), early));
  subject = decided(subject, decision(by_id(subject), late));
  subject = decided(subject, decision(by_id(subject), exit_act()));
  CorrectAct act;
  act.change.no = case_no();
  act.reason = "补录送达";
  act.service = served(kToday.plus_days(-10));
  subject = decided(subject, decision(by_id(subject), act));
  CHECK(subject.listings[0].service);
  CHECK(subject.orders[0].service);
  CHECK_FALSE(subject.orders[1].service);
  CHECK_FALSE(subject.orders[2].service);
  CHECK_EQ(verdict(subject, decision(by_id(subject), act)), "/service/on 法发〔2019〕35号 14");
  act.service = served();
  subject = decided(subject, decision(by_id(subject), act));
  CHECK_EQ(subject.orders[1].service->on.text(), "2026-03-02");
  CHECK_EQ(verdict(subject, decision(by_id(subject), act)), "conflict: /service");
}

TEST_CASE("a service that was entered wrongly is put right, or taken out") {
  const auto listed = decided({}, decision(person(), list_act(123, kToday.plus_days(-9))));
  CorrectAct act;
  act.change.no = case_no();
  act.reason = "送达日期有误";
  act.wrong_service_on = kToday.plus_days(-9);
  act.service = served(kToday.plus_days(-3));
  CHECK_EQ(verdict(listed, decision(by_id(listed), act)), "/paper 法释〔2017〕7号 9");
  act.paper = paper();
  const auto later = decided(listed, decision(by_id(listed), act));
  CHECK_EQ(later.listings[0].published_on(), listed.listings[0].published_on());
  CHECK_EQ(later.orders[0].binds_from()->text(), "2026-02-27");
  act.service = served(kToday.plus_days(-10));
  CHECK_EQ(verdict(listed, decision(by_id(listed), act)), "/service/on 法发〔2019〕35号 14");
  act.service.reset();
  const auto never = decided(listed, decision(by_id(listed), act));
  CHECK_FALSE(never.listings[0].published_on());
  CHECK(restrictions(never, {Role::kDebtor}, kToday).empty());
}

TEST_CASE("what a correction leaves out stays, and what it replaced is kept") {
  const auto listed = decided({}, decision(person(), list_act()));
  const auto corrected = decided(listed, decision(by_id(listed), correct_act()));
  CHECK(corrected.cases.front().performance == Performance::kPartial);
  CHECK_EQ(corrected.cases.front().duty, listed.cases.front().duty);
  CHECK(corrected.corrections.front().before == listed.cases.front());
}

TEST_SUITE_END();
