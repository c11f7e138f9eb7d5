// What a decision tells of a case and a person agrees with what is known of them.
#include <doctest/doctest.h>

#include <functional>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_facts");

TEST_CASE("an entry is published when it is served and the register knows of it") {
  auto act = list_act(123, kToday.plus_days(-9));
  const auto late = decided({}, decision(person(), act));
  CHECK_EQ(late.listings.front().published_on(), kToday);
  CHECK_EQ(late.orders.front().published_on(), kToday);
  CHECK_EQ(late.orders.front().binds_from(), kToday.plus_days(-9));
  const auto old = decided({}, migrated(person(), act));
  CHECK_EQ(old.listings.front().published_on(), kToday.plus_days(-9));
}

TEST_CASE("what is on file of a case is changed by a correction alone") {
  const auto restricted = decided({}, decision(person(), [] {
                                    auto act = restrict_act();
                                    act.facts = list_act().facts;
                                    return act;
                                  }()));
  struct Row {
    const char* what;
    std::function<void(ListAct&)> change;
    const char* verdict;
  };
  const Row rows[]{
      {"the same", [](ListAct&) {}, "allowed"},
      {"nothing more of the duty", [](ListAct& a) { a.facts.duty.clear(); }, "allowed"},
      {"more was performed", [](ListAct& a) { a.facts.performance = Performance::kPartial; },
       "allowed"},
      {"another duty", [](ListAct& a) { a.facts.duty = "腾退房屋"; },
       "conflict: /case/duty 法释〔2017〕7号 9"},
      {"another basis", [](ListAct& a) { a.facts.basis.no = "（2016）赣1102民初2号"; },
       "conflict: /case/basis/no 法释〔2017〕7号 9"},
      {"filed on another day", [](ListAct& a) { a.facts.filed_on = kFiledOn.plus_days(1); },
       "conflict: /case/filed_on 法释〔2017〕7号 9"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_act();
    row.change(act);
    CHECK_EQ(verdict(restricted, decision(person(), act)), row.verdict);
  }
}

TEST_CASE("nobody is listed before he is born") {
  SubjectRef unborn = person();
  unborn.documents = {*Document::parse(DocumentType::kCitizenId, "361102190001010018")};
  const Day before{1899, 12, 31};
  CHECK_NE(verdict({}, decision(unborn, list_act()), before).find("/subject/documents/0/number"),
           std::string::npos);
  CHECK_EQ(verdict({}, decision(unborn, list_act())), "allowed");
}

TEST_SUITE_END();
