#include <doctest/doctest.h>

#include <functional>

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
      {"a grace of a month", [](ListAct& a) { a.grace_until = kToday.plus_months(1); }, "allowed"},
      {"a grace of three", [](ListAct& a) { a.grace_until = kToday.plus_months(3); }, "allowed"},
      {"a grace of less than a month",
       [](ListAct& a) { a.grace_until = kToday.plus_months(1).plus_days(-1); },
       "/grace_until 法发〔2019〕35号 15"},
      {"a grace of more than three",
       [](ListAct& a) { a.grace_until = kToday.plus_months(3).plus_days(1); },
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
      {"more years for one act without violence",
       [](ListAct& a) {
         a.grounds = {Ground::kReportBreach};
         a.extension_years = 1;
       },
       "/extension_years 法释〔2017〕7号 2"},
      {"more years for several acts",
       [](ListAct& a) {
         a.grounds = {Ground::kRefusal, Ground::kReportBreach};
         a.extension_years = 3;
       },
       "allowed"},
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
      {"its 限制消费令 signed tomorrow",
       [](ListAct& a) {
         a.service.reset();
         a.order_paper->signed_on = kToday.plus_days(1);
       },
       "/order_paper/signed_on 法释〔2015〕17号 5"},
      {"its 限制消费令 signed before the case was filed",
       [](ListAct& a) { a.order_paper->signed_on = a.facts.filed_on->plus_days(-1); },
       "/order_paper/signed_on 法释〔2017〕7号 6"},
      {"served before its 限制消费令 was signed",
       [](ListAct& a) {
         a.paper->signed_on = kToday.plus_days(-5);
         a.service->on = kToday.plus_days(-1);
       },
       "/service/on 法发〔2019〕35号 14"},
      {"filed on no day", [](ListAct& a) { a.facts.filed_on.reset(); },
       "/case/filed_on 法释〔2017〕7号 6"},
      {"filed tomorrow", [](ListAct& a) { a.facts.filed_on = kToday.plus_days(1); },
       "/case/filed_on 法释〔2017〕7号 6"},
      {"signed before it was filed",
       [](ListAct& a) {
         a.facts.filed_on = kToday;
         a.paper->signed_on = kToday.plus_days(-1);
       },
       "/paper/signed_on 法释〔2017〕7号 6"},
      {"filed before the year in the case number",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2017）赣1102执1号"); },
       "/case/filed_on 法〔2015〕137号"},
      {"signed before the year in the case number",
       [](ListAct& a) {
         a.facts.filed_on.reset();
         a.paper->signed_on = Day{2015, 12, 31};
       },
       "/case/filed_on 法释〔2017〕7号 6; /paper/signed_on 法〔2015〕137号"},
      {"filed on the day it was signed", [](ListAct& a) { a.facts.filed_on = kToday; }, "allowed"},
      {"a case of next year",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2027）赣1102执1号"); },
       "/case/no 法〔2015〕137号"},
      {"a civil case", [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2016）赣1102民初1号"); },
       "/case/no 法释〔2017〕7号 6"},
      {"a case of objection",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2016）赣1102执异1号"); },
       "/case/no 法释〔2017〕7号 6"},
      {"a case of the old form",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2013）沙法民执字第00785号"); },
       "allowed"},
      {"nothing left to enforce", [](ListAct& a) { a.facts.performance = Performance::kFull; },
       "/case/performance 法释〔2017〕7号 1"},
      {"nobody knows what was performed",
       [](ListAct& a) { a.facts.performance = Performance::kUnknown; },
       "/case/performance 法释〔2017〕7号 6"},
      {"no duty", [](ListAct& a) { a.facts.duty.clear(); }, "/case/duty 法释〔2017〕7号 6"},
      {"a blank duty", [](ListAct& a) { a.facts.duty = " \u3000"; },
       "/case/duty 法释〔2017〕7号 6"},
      {"no basis", [](ListAct& a) { a.facts.basis = {}; },
       "/case/basis/no 法释〔2017〕7号 6; /case/basis/unit 法释〔2017〕7号 6"},
      {"a paper with a blank number", [](ListAct& a) { a.paper->no = " "; },
       "/paper/no 法释〔2017〕7号 5"},
      {"blank evidence",
       [](ListAct& a) {
         a.evidence = {"笔录", " "};
       },
       "/evidence/1"},
      {"a blank handler", [](ListAct& a) { a.handler = " "; }, "/handler"},
      {"a term that has ended",
       [](ListAct& a) {
         a.grounds = {Ground::kEvasion};
         a.facts.filed_on = kToday.plus_years(-3);
         a.paper->signed_on = kToday.plus_years(-2).plus_days(-1);
       },
       "/paper/signed_on 法释〔2017〕7号 2"},
      {"a term that ends today",
       [](ListAct& a) {
         a.grounds = {Ground::kEvasion};
         a.facts.filed_on = kToday.plus_years(-3);
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
    Day birth;
    const char* verdict;
  };
  const Row rows[]{
      {"the day before he comes of age", {2008, 3, 3}, "/subject 法释〔2017〕7号 4"},
      {"the day he comes of age", {2008, 3, 2}, "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto young = person();
    young.documents = {born_on(row.birth)};
    for (const auto& act : {list_with_term(), list_act()}) {
      CHECK_EQ(verdict({}, decision(young, act)), row.verdict);
      CHECK_EQ(verdict({}, migrated(young, act)), row.verdict);
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
      {"several acts", {Ground::kRefusal, Ground::kEvasion}, 1, kToday, "2029-03-02"},
      {"from a 29 February", {Ground::kObstruction}, 1, {2024, 2, 29}, "2027-02-28"},
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
  CHECK_EQ(verdict(deleted, decision(person(), anew(list_act(123)))), "allowed");
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
  auto again = anew(list_act());
  again.initiated = {Initiator::kApplicant, kToday};
  CHECK_EQ(verdict(performed, decision(person(), again)), "allowed");
}

TEST_CASE("what an earlier decision told of the case need not be told again") {
  const auto listed = decided({}, decision(person(), list_act()));
  const auto deleted = decided(listed, decision(person(), delete_act()));
  auto again = anew(list_act());
  again.facts.duty.clear();
  again.facts.basis = {};
  CHECK_EQ(verdict(deleted, decision(person(), again)), "allowed");
  again.facts.duty = " ";
  CHECK_EQ(verdict(deleted, decision(person(), again)), "/case/duty 法释〔2017〕7号 6");
}

TEST_CASE("a 限制消费令 signed after its listing binds from its own day at the earliest") {
  auto act = list_act(123, kToday.plus_days(-9));
  act.order_paper = paper(kToday.plus_days(-2));
  act.service = served(kToday.plus_days(-2));
  const auto subject = decided({}, decision(person(), act));
  CHECK_EQ(subject.orders.front().standing.made_on.text(), "2026-02-28");
  CHECK_EQ(subject.orders.front().binds_from()->text(), "2026-02-28");
  CHECK_EQ(subject.listings.front().standing.made_on.text(), "2026-02-21");
}

TEST_CASE("an announcement whose thirtieth day is a holiday counts from the next working day") {
  const Calendar holidays({{2026, {{Day{2026, 4, 1}, Day{2026, 4, 2}}, {}}}});
  auto act = list_act();
  act.service->method = ServiceMethod::kAnnouncement;
  const auto subject = decide({}, decision(person(), act), kToday, holidays);
  REQUIRE(subject.has_value());
  CHECK_EQ(subject->listings.front().published_on()->text(), "2026-04-03");
  CHECK_EQ(subject->orders.front().binds_from()->text(), "2026-04-03");
}

TEST_CASE("an organ of state is listed under a filing number") {
  SubjectRef organ = company();
  organ.name = "某局";
  organ.documents = {*Document::parse(DocumentType::kCreditCode, "113611020000000007")};
  auto act = list_act();
  CHECK_EQ(verdict({}, decision(organ, act)), "/filing 政府机构纳入失信名单备案制度");
  act.filing = "备案1号";
  CHECK_EQ(verdict({}, decision(organ, act)), "allowed");
  act.filing.clear();
  CHECK_EQ(verdict({}, migrated(organ, act)), "allowed");
}

TEST_CASE("only a listing that agrees with what stands is a repetition") {
  const auto listed = decided({}, decision(person(), list_with_term()));
  struct Row {
    const char* what;
    std::function<void(ListAct&)> change;
    std::string problem;
  };
  const Row rows[]{
      {"the same", [](ListAct&) {}, std::string(kAlreadyStands)},
      {"in other spaces and brackets", [](ListAct& a) { a.facts.duty += " "; },
       std::string(kAlreadyStands)},
      {"for another duty", [](ListAct& a) { a.facts.duty = "偿还本金"; }, ""},
      {"for another ground", [](ListAct& a) { a.grounds = {Ground::kEvasion}; }, ""},
      {"for one more ground",
       [](ListAct& a) {
         a.grounds = {Ground::kReportBreach, Ground::kEvasion};
       },
       ""},
      {"without a term", [](ListAct& a) { a.grounds = {Ground::kRefusal}; }, ""},
      {"and wrong beside it", [](ListAct& a) { a.handler.clear(); }, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_with_term();
    row.change(act);
    const auto again = decide(listed, decision(person(), act), kToday, Calendar{});
    REQUIRE_FALSE(again.has_value());
    CHECK_EQ(again.error().problem, row.problem);
  }
}

TEST_SUITE_END();
