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
         a.paper->signed_on = a.from;
         a.until = kToday.plus_days(-1);
       },
       "/until"},
      {"days before it was signed",
       [](RestrictAct& a) {
         a.from = kToday.plus_days(-1);
         a.until = kToday;
       },
       "/from"},
      {"approved tomorrow", [](RestrictAct& a) { a.authority->on = kToday.plus_days(1); },
       "/authority/on"},
      {"an authority with a blank name", [](RestrictAct& a) { a.authority->unit = " "; },
       "/authority/unit"},
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
      {"a representative of a blank",
       [](RestrictAct& a) {
         a.role = Role::kLegalRepresentative;
         a.role_of = "\u3000";
       },
       "/role_of 法释〔2015〕17号 3"},
      {"nothing left to enforce", [](RestrictAct& a) { a.facts.performance = Performance::kFull; },
       "/case/performance 法释〔2015〕17号 9"},
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
  auto child = person();
  child.documents = {born_on({2010, 1, 1})};
  auto act = restrict_act();
  CHECK_EQ(verdict({}, decision(child, act)), "/subject 法释〔2017〕7号 4");
  act.ruling = " ";
  CHECK_EQ(verdict({}, decision(child, act)), "/subject 法释〔2017〕7号 4");
  act.ruling = "（2016）赣1102执123号裁定";
  CHECK_EQ(verdict({}, decision(child, act)), "allowed");
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

TEST_CASE("a representative of two units in one case is restricted twice") {
  auto first = restrict_act();
  first.role = Role::kLegalRepresentative;
  first.role_of = "某公司";
  const auto restricted = decided({}, decision(person(), first));
  auto second = first;
  second.role_of = "另一公司";
  CHECK_EQ(verdict(restricted, decision(person(), first)), "conflict: /case/no");
  CHECK_EQ(verdict(restricted, decision(person(), second)), "allowed");
}

TEST_CASE("an exit order may follow another, and only the same is a repetition") {
  const auto barred = decided({}, decision(person(), exit_act()));  // until 2026-06-02
  struct Row {
    const char* what;
    Day from;
    Day until;
    const char* verdict;
    std::string problem;
  };
  const Row rows[]{
      {"the same days", kToday, {2026, 6, 2}, "conflict: /case/no", std::string(kAlreadyStands)},
      {"longer", kToday, {2026, 7, 2}, "conflict: /from", ""},
      {"from its last day", {2026, 6, 2}, {2026, 7, 2}, "conflict: /from", ""},
      {"from the day after", {2026, 6, 3}, {2026, 7, 2}, "allowed", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = exit_act();
    act.from = row.from;
    act.until = row.until;
    act.authority->level = AuthorityLevel::kPrefecture;
    if (row.problem.empty()) act.paper->no += "再";
    const auto again = decision(person(), act);
    CHECK_EQ(verdict(barred, again), row.verdict);
    const auto outcome = decide(barred, again, kToday, Calendar{});
    if (!outcome) CHECK_EQ(outcome.error().problem, row.problem);
  }
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
  auto early = exempt_act();
  early.paper = paper(kToday.plus_days(-1));
  CHECK_EQ(verdict(restricted, decision(by_id(restricted), early)),
           "/paper/signed_on 法发〔2019〕35号 17(3)");
}

TEST_CASE("windows that follow one another are one month together") {
  auto subject = decided({}, decision(person(), restrict_act()));
  const auto exempted = [&](Day from, Day to, Day today) {
    auto act = exempt_act(123, from);
    act.to = to;
    act.paper = paper(today);
    return decision(by_id(subject), act);
  };
  subject = decided(subject, exempted({2026, 3, 2}, {2026, 3, 16}, kToday));
  subject = decided(subject, exempted({2026, 3, 25}, {2026, 4, 2}, kToday));
  // Between them it joins both into what began on 2 March.
  CHECK_EQ(verdict(subject, exempted({2026, 3, 17}, {2026, 3, 24}, kToday)), "allowed");
  CHECK_EQ(verdict(subject, exempted({2026, 3, 17}, {2026, 3, 23}, kToday)), "allowed");
  CHECK_EQ(verdict(subject, exempted({2026, 4, 3}, {2026, 4, 24}, kToday)), "allowed");
  CHECK_EQ(verdict(subject, exempted({2026, 4, 3}, {2026, 4, 26}, kToday)),
           "/to 法发〔2019〕35号 17(3)");
  // A window that has run out counts as well.
  const Day later{2026, 4, 3};
  CHECK_EQ(verdict(subject, exempted({2026, 4, 3}, {2026, 4, 26}, later), later),
           "/to 法发〔2019〕35号 17(3)");
}

TEST_SUITE_END();
