#include <doctest/doctest.h>

#include <functional>

#include "domain/roles.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_restrict");

TEST_CASE("the role matrix differs by measure and by kind of subject") {
  struct Row {
    const char* what;
    Role role;
    bool consumption;
    bool exit;
    bool unit_consumption;
  };
  const Row rows[]{
      {"被执行人", Role::kDebtor, true, true, true},
      {"法定代表人", Role::kLegalRepresentative, true, true, false},
      {"主要负责人", Role::kPrincipal, true, true, false},
      {"直接责任人员", Role::kDirectResponsible, true, true, false},
      {"实际控制人", Role::kActualController, true, false, false},
      {"法定代理人", Role::kGuardian, false, true, false},
  };
  const auto expected = [](bool allowed, const char* law) {
    return allowed ? std::string("allowed") : std::string("/role ") + law;
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto consumption = restrict_act();
    consumption.role = row.role;
    consumption.role_of = "某公司";
    auto exit = exit_act();
    exit.role = row.role;
    exit.role_of = "某公司";
    CHECK_EQ(verdict({}, decision(person(), consumption)),
             expected(row.consumption, "法释〔2015〕17号 3"));
    CHECK_EQ(verdict({}, decision(person(), exit)), expected(row.exit, "执行程序解释 24"));
    CHECK_EQ(verdict({}, decision(company(), consumption)),
             expected(row.unit_consumption, "法释〔2015〕17号 3"));
    CHECK_EQ(verdict({}, decision(company(), exit)), expected(false, "执行程序解释 24"));
  }
}

TEST_CASE("one decision orders one thing, and travel never alone") {
  using enum Measure;
  struct Row {
    const char* what;
    std::vector<Measure> measures;
    const char* verdict;
  };
  const Row rows[]{
      {"high consumption", {kHighConsumption}, "allowed"},
      {"with travel", {kHighConsumption, kTravel}, "allowed"},
      {"in any order", {kTravel, kHighConsumption}, "allowed"},
      {"travel alone", {kTravel}, "/measures 法释〔2015〕17号 3"},
      {"with exit", {kHighConsumption, kExit}, "/measures 法释〔2015〕17号 3"},
      {"none", {}, "/measures 法释〔2015〕17号 3"},
      {"twice", {kHighConsumption, kHighConsumption}, "/measures 法释〔2015〕17号 3"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = restrict_act();
    act.measures = row.measures;
    CHECK_EQ(verdict({}, decision(person(), act)), row.verdict);
  }
}

TEST_CASE("an exit order is as long as its level may allow") {
  using enum AuthorityLevel;
  struct Row {
    const char* what;
    AuthorityLevel level;
    Day until;
    bool allowed;
  };
  const Row rows[]{
      {"a day", kCounty, kToday, true},
      {"three months by the county", kCounty, {2026, 6, 2}, true},
      {"a day more", kCounty, {2026, 6, 3}, false},
      {"a year by the prefecture", kPrefecture, {2027, 3, 2}, true},
      {"a day more", kPrefecture, {2027, 3, 3}, false},
      {"five years by the province", kProvince, {2031, 3, 2}, true},
      {"a day more", kProvince, {2031, 3, 3}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = exit_act();
    act.authority->level = row.level;
    act.until = row.until;
    CHECK_EQ(verdict({}, decision(person(), act)),
             row.allowed ? "allowed" : "/until 法定不批准出境人员通报备案");
  }
}

TEST_CASE("an exit order names its days and who allowed it") {
  struct Row {
    const char* what;
    std::function<void(RestrictAct&)> spoil;
    const char* pointers;
  };
  const Row rows[]{
      {"no first day", [](RestrictAct& a) { a.from.reset(); }, "/from"},
      {"no last day", [](RestrictAct& a) { a.until.reset(); }, "/until"},
      {"no authority", [](RestrictAct& a) { a.authority.reset(); }, "/authority"},
      {"an authority without a name", [](RestrictAct& a) { a.authority->unit.clear(); },
       "/authority/unit"},
      {"an authority without a paper", [](RestrictAct& a) { a.authority->no.clear(); },
       "/authority/no"},
      {"an end before its beginning", [](RestrictAct& a) { a.until = a.from->plus_days(-1); },
       "/until"},
      {"an end that has passed",
       [](RestrictAct& a) {
         a.from = kToday.plus_days(-9);
         a.until = kToday.plus_days(-1);
       },
       "/until"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = exit_act();
    row.spoil(act);
    CHECK_EQ(verdict({}, decision(person(), act)),
             std::string(row.pointers) + " 法定不批准出境人员通报备案");
  }
}

TEST_CASE("a 限制消费令 has neither days nor an authority of its own") {
  auto act = restrict_act();
  act.from = kToday;
  act.until = kToday.plus_months(1);
  act.authority = exit_act().authority;
  CHECK_EQ(verdict({}, decision(person(), act)),
           "/authority 法释〔2015〕17号 9; /from 法释〔2015〕17号 9; /until 法释〔2015〕17号 9");
}

TEST_CASE("a restriction is refused with the field and the article") {
  struct Row {
    const char* what;
    std::function<void(RestrictAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"nothing wrong", [](RestrictAct&) {}, "allowed"},
      {"a representative of nobody", [](RestrictAct& a) { a.role = Role::kLegalRepresentative; },
       "/role_of 法释〔2015〕17号 3"},
      {"no paper", [](RestrictAct& a) { a.paper.reset(); }, "/paper 法释〔2015〕17号 5"},
      {"an applicant who applied on no day",
       [](RestrictAct& a) { a.initiated.by = Initiator::kApplicant; },
       "/initiated/applied_on 法释〔2015〕17号 4"},
      {"served tomorrow", [](RestrictAct& a) { a.service->on = kToday.plus_days(1); },
       "/service/on 法发〔2019〕35号 14"},
      {"filed tomorrow", [](RestrictAct& a) { a.facts.filed_on = kToday.plus_days(1); },
       "/case/filed_on 法释〔2017〕7号 6"},
      {"a civil case",
       [](RestrictAct& a) { a.facts.no = *CaseNumber::parse("（2026）赣1102民初1号"); },
       "/case/no 法释〔2015〕17号 1"},
      {"blank evidence", [](RestrictAct& a) { a.evidence = {""}; }, "/evidence/0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = restrict_act();
    row.spoil(act);
    CHECK_EQ(verdict({}, decision(person(), act)), row.verdict);
  }
}

TEST_CASE("a minor is restricted only where a ruling says so") {
  const Day childhood{1890, 5, 5};
  auto act = restrict_act(123, childhood);
  CHECK_EQ(verdict({}, decision(person(), act)), "/subject 法释〔2017〕7号 4");
  act.ruling = "（1890）赣1102执123号裁定";
  CHECK_EQ(verdict({}, decision(person(), act)), "allowed");
}

TEST_CASE("the same order in the same case and role stands in the way") {
  const auto restricted = decided({}, decision(person(), restrict_act(123)));
  CHECK_EQ(verdict(restricted, decision(person(), restrict_act(123))), "conflict: /case/no");
  CHECK_EQ(verdict(restricted, decision(person(), restrict_act(124))), "allowed");
  CHECK_EQ(verdict(restricted, decision(person(), exit_act(123))), "allowed");
  auto principal = restrict_act(123);
  principal.role = Role::kPrincipal;
  principal.role_of = "某公司";
  CHECK_EQ(verdict(restricted, decision(person(), principal)), "allowed");
  CHECK_EQ(verdict(restricted, decision(person(), list_act(123))), "allowed");
}

TEST_CASE("an exemption is one window of at most a month in a case that restricts") {
  struct Row {
    const char* what;
    std::function<void(ExemptAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"a week", [](ExemptAct&) {}, "allowed"},
      {"a month",
       [](ExemptAct& a) {
         a.to = {2026, 4, 2};
       },
       "allowed"},
      {"a month and a day",
       [](ExemptAct& a) {
         a.to = {2026, 4, 3};
       },
       "/to 法发〔2019〕35号 17(3)"},
      {"backwards", [](ExemptAct& a) { a.from = a.to.plus_days(1); }, "/to 法发〔2019〕35号 17(3)"},
      {"begun", [](ExemptAct& a) { a.from = kToday.plus_days(-1); },
       "/from 法发〔2019〕35号 17(3)"},
      {"over",
       [](ExemptAct& a) {
         a.from = kToday.plus_days(-3);
         a.to = kToday.plus_days(-1);
       },
       "/from 法发〔2019〕35号 17(3); /to 法发〔2019〕35号 17(3)"},
      {"all of consumption", [](ExemptAct& a) { a.measures = {Measure::kHighConsumption}; },
       "/measures 法发〔2019〕35号 17(3)"},
      {"no paper", [](ExemptAct& a) { a.paper.reset(); }, "/paper 法发〔2019〕35号 17(3)"},
      {"another case", [](ExemptAct& a) { a.case_ref.no = case_no(9); },
       "conflict: /case/no 法发〔2019〕35号 17(3)"},
  };
  const auto restricted = decided({}, decision(person(), restrict_act()));
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = exempt_act();
    row.spoil(act);
    CHECK_EQ(verdict(restricted, decision(by_id(restricted), act)), row.verdict);
  }
  const auto exempted = decided(restricted, decision(by_id(restricted), exempt_act()));
  CHECK_EQ(verdict(exempted, decision(by_id(exempted), exempt_act(123, kToday.plus_days(6)))),
           "conflict: /from 法发〔2019〕35号 17(3)");
  CHECK_EQ(verdict(exempted, decision(by_id(exempted), exempt_act(123, kToday.plus_days(7)))),
           "allowed");
}

TEST_SUITE_END();
