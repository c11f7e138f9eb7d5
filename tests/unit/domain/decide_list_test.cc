#include <doctest/doctest.h>

#include <functional>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_list");

TEST_CASE("a listing is refused with the field and the article") {
  struct Row {
    const char* what;
    std::function<void(ListAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"nothing wrong", [](ListAct&) {}, "allowed"},
      {"not served yet", [](ListAct& a) { a.service.reset(); }, "allowed"},
      {"no ground", [](ListAct& a) { a.grounds.clear(); }, "/grounds 法释〔2017〕7号 1"},
      {"one ground twice",
       [](ListAct& a) {
         a.grounds = {Ground::kEvasion, Ground::kRefusal, Ground::kEvasion};
       },
       "/grounds/2 法释〔2017〕7号 1"},
      {"no evidence", [](ListAct& a) { a.evidence.clear(); }, "/evidence 法释〔2017〕7号 1"},
      {"no paper", [](ListAct& a) { a.paper.reset(); }, "/paper 法释〔2017〕7号 5"},
      {"a paper without a number", [](ListAct& a) { a.paper->no.clear(); },
       "/paper/no 法释〔2017〕7号 5"},
      {"a paper that nobody signed", [](ListAct& a) { a.paper->signed_on.reset(); },
       "/paper/signed_on 法释〔2017〕7号 5"},
      {"signed tomorrow",
       [](ListAct& a) {
         a.service.reset();
         a.paper->signed_on = kToday.plus_days(1);
       },
       "/paper/signed_on 法释〔2017〕7号 5"},
      {"no 限制消费令", [](ListAct& a) { a.order_paper.reset(); },
       "/order_paper 法释〔2015〕17号 5"},
      {"a 限制消费令 signed with the listing", [](ListAct& a) { a.order_paper->signed_on.reset(); },
       "allowed"},
      {"a grace period", [](ListAct& a) { a.grace_until = kToday.plus_months(1); },
       "/grace_until 法发〔2019〕35号 15"},
      {"four more years",
       [](ListAct& a) {
         a.grounds = {Ground::kObstruction};
         a.extension_years = 4;
       },
       "/extension_years 法释〔2017〕7号 2"},
      {"less than no more years", [](ListAct& a) { a.extension_years = -1; },
       "/extension_years 法释〔2017〕7号 2"},
      {"more years of no term", [](ListAct& a) { a.extension_years = 1; },
       "/extension_years 法释〔2017〕7号 2"},
      {"an applicant who applied on no day",
       [](ListAct& a) { a.initiated.by = Initiator::kApplicant; },
       "/initiated/applied_on 法释〔2017〕7号 5"},
      {"an applicant who applied afterwards",
       [](ListAct& a) {
         a.initiated = {Initiator::kApplicant, kToday.plus_days(1)};
       },
       "/initiated/applied_on 法释〔2017〕7号 5"},
      {"an applicant",
       [](ListAct& a) {
         a.initiated = {Initiator::kApplicant, kToday.plus_days(-9)};
       },
       "allowed"},
      {"served before it was signed", [](ListAct& a) { a.service->on = kToday.plus_days(-1); },
       "/service/on 法发〔2019〕35号 14"},
      {"served tomorrow", [](ListAct& a) { a.service->on = kToday.plus_days(1); },
       "/service/on 法发〔2019〕35号 14"},
      {"filed tomorrow", [](ListAct& a) { a.facts.filed_on = kToday.plus_days(1); },
       "/case/filed_on 法释〔2017〕7号 6"},
      {"signed before it was filed",
       [](ListAct& a) {
         a.facts.filed_on = kToday;
         a.paper->signed_on = kToday.plus_days(-1);
       },
       "/paper/signed_on 法释〔2017〕7号 6"},
      {"filed on the day it was signed", [](ListAct& a) { a.facts.filed_on = kToday; }, "allowed"},
      {"a case of next year",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2027）赣1102执1号"); },
       "/case/no 法〔2015〕137号"},
      {"a civil case", [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2026）赣1102民初1号"); },
       "/case/no 法释〔2017〕7号 6"},
      {"a case of the old form",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2013）沙法民执字第00785号"); },
       "allowed"},
      {"nothing left to enforce", [](ListAct& a) { a.facts.performance = Performance::kFull; },
       "/case/performance 法释〔2017〕7号 1"},
      {"no duty", [](ListAct& a) { a.facts.duty.clear(); }, "/case/duty 法释〔2017〕7号 6"},
      {"a blank duty", [](ListAct& a) { a.facts.duty = " \u3000"; },
       "/case/duty 法释〔2017〕7号 6"},
      {"no basis", [](ListAct& a) { a.facts.basis = {}; },
       "/case/basis/no 法释〔2017〕7号 6; /case/basis/unit 法释〔2017〕7号 6"},
      {"blank evidence",
       [](ListAct& a) {
         a.evidence = {"笔录", " "};
       },
       "/evidence/1"},
      {"a blank handler", [](ListAct& a) { a.handler = " "; }, "/handler"},
      {"a term that has ended",
       [](ListAct& a) {
         a.grounds = {Ground::kEvasion};
         a.paper->signed_on = kToday.plus_years(-2).plus_days(-1);
       },
       "/paper/signed_on 法释〔2017〕7号 2"},
      {"a term that ends today",
       [](ListAct& a) {
         a.grounds = {Ground::kEvasion};
         a.paper->signed_on = kToday.plus_years(-2);
       },
       "allowed"},
      {"all at once",
       [](ListAct& a) {
         a.grounds.clear();
         a.evidence.clear();
         a.paper.reset();
       },
       "/evidence 法释〔2017〕7号 1; /grounds 法释〔2017〕7号 1; /paper 法释〔2017〕7号 5"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    ListAct act = list_act();
    row.spoil(act);
    CHECK_EQ(verdict({}, decision(person(), act)), row.verdict);
  }
}

TEST_CASE("a minor is not listed, whatever the ground") {
  struct Row {
    const char* what;
    Day signed_on;
    const char* verdict;
  };
  // The first synthetic person was born on 1880-01-01.
  const Row rows[]{
      {"the day before he comes of age", {1897, 12, 31}, "/subject 法释〔2017〕7号 4"},
      {"the day he comes of age", {1898, 1, 1}, "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    for (const auto& act : {list_with_term(123, row.signed_on), list_act(123, row.signed_on)}) {
      auto old = decision(person(), act);
      old.migrated = true;
      CHECK_EQ(verdict({}, old), row.verdict);
    }
  }
}

TEST_CASE("the grounds make the term") {
  struct Row {
    const char* what;
    std::vector<Ground> grounds;
    int extension_years;
    Day signed_on;
    const char* ends;
  };
  const Row rows[]{
      {"refusal alone", {Ground::kRefusal}, 0, kToday, ""},
      {"obstruction", {Ground::kObstruction}, 0, kToday, "2028-03-02"},
      {"evasion", {Ground::kEvasion}, 0, kToday, "2028-03-02"},
      {"report breach", {Ground::kReportBreach}, 0, kToday, "2028-03-02"},
      {"consumption breach", {Ground::kConsumptionBreach}, 0, kToday, "2028-03-02"},
      {"settlement breach", {Ground::kSettlementBreach}, 0, kToday, "2028-03-02"},
      {"refusal beside another", {Ground::kRefusal, Ground::kEvasion}, 0, kToday, "2028-03-02"},
      {"three years more", {Ground::kObstruction}, 3, kToday, "2031-03-02"},
      {"from a 29 February", {Ground::kEvasion}, 1, {2024, 2, 29}, "2027-02-28"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    ListAct act = list_act(123, row.signed_on);
    act.grounds = row.grounds;
    act.extension_years = row.extension_years;
    const auto subject = decided({}, decision(person(), act));
    const auto& ends = subject.listings.front().term_ends;
    CHECK_EQ(ends ? ends->text() : "", row.ends);
  }
}

TEST_CASE("a listing brings a 限制消费令 of its own") {
  const auto listing = decision(company(), list_act());
  const auto subject = decided({}, listing);
  REQUIRE_EQ(subject.orders.size(), 1);
  const Order& order = subject.orders.front();
  CHECK(order.kind == OrderKind::kConsumption);
  CHECK(order.role == Role::kDebtor);
  CHECK(order.entry == listing.ids.order);
  CHECK(order.entry != subject.listings.front().entry);
  CHECK_EQ(subject.version, 1);
  CHECK(subject.id == listing.ids.subject);
}

TEST_CASE("a live listing of the same case stands in the way, and only that") {
  const auto listed = decided({}, decision(person(), list_act(123)));
  CHECK_EQ(verdict(listed, decision(person(), list_act(123))), "conflict: /case/no");
  CHECK_EQ(verdict(listed, decision(person(), list_act(124))), "allowed");
  const auto deleted = decided(listed, decision(person(), delete_act(123)));
  CHECK_EQ(verdict(deleted, decision(person(), list_act(123))), "allowed");
}

TEST_CASE("after a deletion at the applicant's request his application waits six months") {
  const auto listed = decided({}, decision(person(), list_act()));
  auto request = delete_act();
  request.because = Cause::kApplicantRequest;
  const auto deleted = decided(listed, decision(person(), request));
  struct Row {
    const char* what;
    Initiator by;
    Day applied_on;
    int number;
    const char* verdict;
  };
  const Row rows[]{
      {"the next day",
       Initiator::kApplicant,
       {2026, 3, 3},
       123,
       "/initiated/by 法释〔2017〕7号 10 ¶4"},
      {"on the last day",
       Initiator::kApplicant,
       {2026, 9, 2},
       123,
       "/initiated/by 法释〔2017〕7号 10 ¶4"},
      {"the day after", Initiator::kApplicant, {2026, 9, 3}, 123, "allowed"},
      {"in another case", Initiator::kApplicant, {2026, 3, 3}, 124, "allowed"},
      {"ex officio", Initiator::kCourt, {2026, 3, 3}, 123, "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const Day signed_on{2026, 9, 4};
    auto act = list_act(row.number, signed_on);
    act.initiated = {row.by, row.applied_on};
    CHECK_EQ(verdict(deleted, decision(person(), act), signed_on), row.verdict);
  }
  const auto performed = decided(listed, decision(person(), delete_act()));
  auto again = list_act();
  again.initiated = {Initiator::kApplicant, kToday};
  CHECK_EQ(verdict(performed, decision(person(), again)), "allowed");
}

TEST_CASE("number and name must agree, and a new document is identified first") {
  const auto listed = decided({}, decision(person(0), list_act()));
  struct Row {
    const char* what;
    std::function<void(SubjectRef&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"the same", [](SubjectRef&) {}, "allowed"},
      {"another name", [](SubjectRef& r) { r.name = "查无此人"; },
       "/subject/name 个人信息保护法 8"},
      {"another document beside it",
       [](SubjectRef& r) { r.documents.push_back(person(2).documents.front()); },
       "/subject/documents/1"},
      {"another kind", [](SubjectRef& r) { r.kind = SubjectKind::kOrganisation; }, "/subject/kind"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto ref = person(0);
    row.spoil(ref);
    CHECK_EQ(verdict(listed, decision(ref, list_act(124))), row.verdict);
  }
  CHECK_EQ(verdict({}, decision(by_id(listed), list_act())), "/subject");
}

TEST_CASE("what an earlier decision told of the case need not be told again") {
  const auto listed = decided({}, decision(person(), list_act()));
  const auto deleted = decided(listed, decision(person(), delete_act()));
  auto again = list_act();
  again.facts.duty.clear();
  again.facts.basis = {};
  CHECK_EQ(verdict(deleted, decision(person(), again)), "allowed");
  again.facts.duty = " ";
  CHECK_EQ(verdict(deleted, decision(person(), again)), "/case/duty 法释〔2017〕7号 6");
}

TEST_CASE("a name has letters, and two citizen's numbers one birth and one sex") {
  struct Row {
    const char* what;
    std::function<void(SubjectRef&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"digits", [](SubjectRef& r) { r.name = "12345"; }, "/subject/name 个人信息保护法 8"},
      {"signs", [](SubjectRef& r) { r.name = "——·"; }, "/subject/name 个人信息保护法 8"},
      {"another script", [](SubjectRef& r) { r.name = "Иван"; }, "allowed"},
      {"a man's number and a woman's",
       [](SubjectRef& r) { r.documents.push_back(person(1).documents.front()); },
       "/subject/documents/1 个人信息保护法 8"},
      {"born on two days",
       [](SubjectRef& r) { r.documents.push_back(person(2).documents.front()); },
       "/subject/documents/1 个人信息保护法 8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto ref = person(0);
    row.spoil(ref);
    CHECK_EQ(verdict({}, decision(ref, list_act())), row.verdict);
    auto old = decision(ref, list_act());
    old.migrated = true;
    CHECK_EQ(verdict({}, old), "allowed");
  }
  auto unit = company();
  unit.name = "123";
  CHECK_EQ(verdict({}, decision(unit, list_act())), "/subject/name 个人信息保护法 8");
}

TEST_CASE("what is migrated may be silent on paper, service, evidence and handler") {
  ListAct act = list_with_term(123, {2023, 3, 1});
  act.service.reset();
  act.evidence.clear();
  act.handler.clear();
  act.order_paper.reset();
  auto old = decision(person(), act);
  old.migrated = true;
  const auto subject = decided({}, old);
  // Past its term: never published.
  CHECK_FALSE(subject.listings.front().standing.live());
  CHECK(published_listings(subject, kToday).empty());

  act.paper->signed_on = Day{2025, 3, 1};
  auto running = decision(person(), act);
  running.migrated = true;
  const auto listed = decided({}, running);
  CHECK_EQ(listed.listings.front().term_ends->text(), "2027-03-01");
  CHECK_EQ(published_listings(listed, kToday).size(), 1);
  running.migrated = false;
  CHECK_EQ(verdict({}, running),
           "/evidence 法释〔2017〕7号 1; /handler; /order_paper 法释〔2015〕17号 5");
}

TEST_SUITE_END();
