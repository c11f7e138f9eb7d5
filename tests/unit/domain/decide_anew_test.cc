// What has ended is ordered again by a new paper only.
#include <doctest/doctest.h>

#include <functional>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_anew");

namespace {

constexpr Day kEndedOn = kToday.plus_days(10);
constexpr Day kLater = kToday.plus_days(20);

// Listed on kToday; the entry deleted and its 限制消费令 lifted on kEndedOn.
Subject let_go(const ListAct& act) {
  const auto listed = decided({}, decision(person(), act));
  auto deletion = delete_act();
  deletion.paper = paper(kEndedOn);
  auto lifting = lift_act();
  lifting.paper = paper(kEndedOn);
  const auto deleted = decided(listed, decision(person(), deletion), kEndedOn);
  return decided(deleted, decision(person(), lifting), kEndedOn);
}

}  // namespace

TEST_CASE("who was let go is listed again by papers of their own, signed since") {
  const auto act = list_act();
  const auto free = let_go(act);
  struct Row {
    const char* what;
    std::function<void(ListAct&)> change;
    const char* verdict;
  };
  const Row rows[]{
      {"other papers, signed later", [](ListAct&) {}, "allowed"},
      {"word for word", [&](ListAct& a) { a = act; },
       "conflict: /order_paper/no 法释〔2015〕17号 5; /order_paper/signed_on 法释〔2015〕17号 5; "
       "/paper/no 法释〔2017〕7号 5; /paper/signed_on 法释〔2017〕7号 5"},
      {"the old number, signed later", [&](ListAct& a) { a.paper->no = act.paper->no; },
       "conflict: /paper/no 法释〔2017〕7号 5"},
      {"the old number in other brackets",
       [&](ListAct& a) { a.paper->no = "(2016)" + act.paper->no.substr(sizeof("（2016）") - 1); },
       "conflict: /paper/no 法释〔2017〕7号 5"},
      {"the old number in square brackets",
       [&](ListAct& a) { a.paper->no = "[2016]" + act.paper->no.substr(sizeof("（2016）") - 1); },
       "conflict: /paper/no 法释〔2017〕7号 5"},
      {"the old number with leading zeros",
       [&](ListAct& a) {
         a.paper->no = act.paper->no;
         a.paper->no.insert(a.paper->no.find("执") + sizeof("执") - 1, "00");
       },
       "conflict: /paper/no 法释〔2017〕7号 5"},
      {"the old number of the 限制消费令",
       [&](ListAct& a) { a.order_paper->no = act.order_paper->no; },
       "conflict: /order_paper/no 法释〔2015〕17号 5"},
      {"signed before the end",
       [](ListAct& a) {
         a.paper->signed_on = kEndedOn.plus_days(-1);
         a.order_paper->signed_on = kEndedOn.plus_days(-1);
       },
       "conflict: /order_paper/signed_on 法释〔2015〕17号 5; /paper/signed_on 法释〔2017〕7号 5"},
      {"signed on the day of the end",
       [](ListAct& a) {
         a.paper->signed_on = kEndedOn;
         a.order_paper->signed_on = kEndedOn;
       },
       "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto again = list_act(123, kLater);
    row.change(again);
    CHECK_EQ(verdict(free, decision(person(), again), kLater), row.verdict);
  }
}

TEST_CASE("another case may have any paper, also one signed before") {
  const auto free = let_go(list_act());
  CHECK_EQ(verdict(free, decision(person(), list_act(124)), kLater), "allowed");
}

TEST_CASE("who was listed wrongly is not listed again by the same papers") {
  const auto first = decision(person(), list_act());
  auto taking_back = revoke_act(first);
  taking_back.paper = paper(kEndedOn);
  const auto revoked = decided(decided({}, first), decision(person(), taking_back), kEndedOn);
  CHECK_NE(verdict(revoked, decision(person(), first.act), kLater), "allowed");
  CHECK_EQ(verdict(revoked, decision(person(), list_act(123, kLater)), kLater), "allowed");
}

TEST_CASE("one 限制消费令 does not stand twice") {
  auto act = restrict_act();
  act.paper = order_paper();
  const auto restricted = decided({}, decision(person(), act));
  CHECK_EQ(verdict(restricted, decision(person(), list_act())),
           "conflict: /order_paper/no 法释〔2015〕17号 5");
  CHECK_EQ(verdict(restricted, decision(person(), anew(list_act()))), "allowed");
}

TEST_CASE("an order that was lifted is not given again by its own paper") {
  const auto act = restrict_act();
  auto lifting = lift_act();
  lifting.paper = paper(kEndedOn);
  const auto lifted =
      decided(decided({}, decision(person(), act)), decision(person(), lifting), kEndedOn);
  CHECK_EQ(verdict(lifted, decision(person(), act), kLater),
           "conflict: /paper/no 法释〔2015〕17号 5; /paper/signed_on 法释〔2015〕17号 5");
  CHECK_EQ(verdict(lifted, decision(person(), restrict_act(123, kLater)), kLater), "allowed");
}

TEST_CASE("an exit order that ran out is followed by one that was signed before its end") {
  const auto ordered = decided({}, decision(person(), exit_act()));
  const Day after = kToday.plus_months(3).plus_days(1);
  auto next = exit_act(123, after);
  next.paper = exit_paper(kToday.plus_months(2));
  CHECK_EQ(verdict(ordered, decision(person(), next), after), "allowed");
  next.paper->no = ordered.orders.front().paper.no;
  CHECK_EQ(verdict(ordered, decision(person(), next), after),
           "conflict: /paper/no 执行程序解释 23");
}

TEST_CASE("a listing and its 限制消费令 have papers of their own") {
  auto act = list_act();
  act.order_paper->no = act.paper->no;
  CHECK_EQ(verdict({}, decision(person(), act)), "/order_paper/no 法释〔2015〕17号 5");
  CHECK_EQ(verdict({}, migrated(person(), act)), "allowed");
}

TEST_SUITE_END();
