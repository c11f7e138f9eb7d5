#include <doctest/doctest.h>

#include <functional>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_migrated");

TEST_CASE("what is migrated may be silent on paper, service, evidence and handler") {
  ListAct act = list_with_term(123, {2023, 3, 1});
  act.service.reset();
  act.evidence.clear();
  act.handler.clear();
  act.order_paper.reset();
  const auto subject = decided({}, migrated(person(), act));
  // Past its term: never published.
  CHECK_FALSE(subject.listings.front().standing.live());
  CHECK(published_listings(subject, kToday).empty());

  act.paper->signed_on = Day{2025, 3, 1};
  auto running = migrated(person(), act);
  const auto listed = decided({}, running);
  CHECK_EQ(listed.listings.front().term_ends->text(), "2027-03-01");
  CHECK_EQ(published_listings(listed, kToday).size(), 1);
  running.migrated = false;
  CHECK_EQ(verdict({}, running),
           "/evidence 法释〔2017〕7号 1; /handler; /order_paper 法释〔2015〕17号 5");
}

TEST_CASE("what is migrated keeps the old list's dates") {
  struct Row {
    const char* what;
    std::optional<Day> signed_on;
    std::optional<Day> served_on;
    const char* verdict;
    const char* term_ends;
  };
  const Row rows[]{
      {"signed and served", Day{2025, 3, 1}, Day{2025, 3, 9}, "allowed", "2027-03-01"},
      {"signed", Day{2025, 3, 1}, {}, "allowed", "2027-03-01"},
      {"served", {}, Day{2025, 3, 9}, "allowed", "2027-03-09"},
      {"neither", {}, {}, "/paper/signed_on 法释〔2017〕7号 2", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_with_term();
    act.facts.filed_on = Day{2025, 1, 1};
    act.order_paper.reset();
    act.paper = row.signed_on ? std::optional(paper(*row.signed_on)) : std::nullopt;
    act.service = row.served_on ? std::optional(served(*row.served_on)) : std::nullopt;
    const auto old = migrated(person(), act);
    CHECK_EQ(verdict({}, old), row.verdict);
    if (row.verdict == std::string("allowed")) {
      CHECK_EQ(decided({}, old).listings.front().term_ends->text(), row.term_ends);
    }
  }
  // Without a term nothing runs out, and the register may not know since when.
  auto open = list_act();
  open.paper.reset();
  open.order_paper.reset();
  open.service.reset();
  CHECK_EQ(verdict({}, migrated(person(), open)), "allowed");
}

TEST_CASE("what is migrated is not excused from agreeing with itself") {
  struct Row {
    const char* what;
    std::function<void(ListAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"all of art 6 unknown",
       [](ListAct& a) {
         a.facts = {};
         a.facts.no = case_no();
       },
       "allowed"},
      {"filed tomorrow", [](ListAct& a) { a.facts.filed_on = kToday.plus_days(1); },
       "/case/filed_on 法释〔2017〕7号 6"},
      {"signed before it was filed",
       [](ListAct& a) {
         a.facts.filed_on = kToday;
         a.paper->signed_on = kToday.plus_days(-1);
       },
       "/paper/signed_on 法释〔2017〕7号 6"},
      {"signed tomorrow",
       [](ListAct& a) {
         a.service.reset();
         a.paper->signed_on = kToday.plus_days(1);
       },
       "/paper/signed_on 法释〔2017〕7号 5"},
      {"a civil case", [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2016）赣1102民初1号"); },
       "/case/no 法释〔2017〕7号 6"},
      {"a case of next year",
       [](ListAct& a) { a.facts.no = *CaseNumber::parse("（2027）赣1102执1号"); },
       "/case/no 法〔2015〕137号"},
      {"blank evidence", [](ListAct& a) { a.evidence = {" "}; }, "/evidence/0"},
      // Performance does not end a term (art 10 ¶2).
      {"performed", [](ListAct& a) { a.facts.performance = Performance::kFull; }, "allowed"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = list_with_term();
    row.spoil(act);
    CHECK_EQ(verdict({}, migrated(person(), act)), row.verdict);
  }
}

TEST_SUITE_END();
