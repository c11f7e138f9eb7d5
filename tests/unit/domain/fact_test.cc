#include "domain/fact.h"

#include <doctest/doctest.h>

#include <functional>

#include "base/json.h"
#include "support/builders.h"

namespace {

using namespace shixin;
using namespace shixin::domain;
using support::kToday;

Fact told(FactKind kind) { return support::fact(kind); }

std::string pointers(const std::vector<Fault>& faults) {
  std::string out;
  for (const auto& fault : faults) out += (out.empty() ? "" : " ") + fault.pointer;
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("domain/fact");

TEST_CASE("a fact of every kind is told lawfully") {
  for (const auto& [kind, word] : enum_words(FactKind{})) {
    CAPTURE(word);
    CHECK_EQ(pointers(check(told(kind), kToday)), "");
  }
}

TEST_CASE("what a fact must say, and may not") {
  struct Row {
    const char* what;
    FactKind kind;
    std::function<void(Fact&)> spoil;
    const char* faults;
  };
  using enum FactKind;
  const std::array rows{
      Row{"nothing is received tomorrow", kPerformed,
          [](Fact& fact) { fact.received_on = kToday.plus_days(1); }, "/received_on"},
      Row{"nothing is received before it occurred", kPerformed,
          [](Fact& fact) { fact.occurred_on = fact.received_on.plus_days(1); }, "/occurred_on"},
      Row{"nothing occurred in a case before its year", kPerformed,
          [](Fact& fact) {
            fact.occurred_on = Day{2015, 12, 31};
          },
          "/occurred_on"},
      Row{"it comes from somewhere", kPerformed, [](Fact& fact) { fact.source = " "; }, "/source"},
      Row{"it is proved", kPerformed, [](Fact& fact) { fact.evidence.clear(); }, "/evidence"},
      Row{"by something", kPerformed, [](Fact& fact) { fact.evidence = {" "}; }, "/evidence/0"},
      Row{"it is of a case", kPerformed, [](Fact& fact) { fact.told = {}; }, "/case"},
      Row{"a death needs none", kDeath, [](Fact& fact) { fact.told = {}; }, ""},
      Row{"the case is one of enforcement", kPerformed,
          [](Fact& fact) { fact.told.no = *CaseNumber::parse("（2016）赣1102执异3号"); },
          "/case/no"},
      Row{"only what was inaccurate is told of the case", kPerformed,
          [](Fact& fact) { fact.told.duty = "偿还借款"; }, "/case"},
      Row{"whoever died is named", kDeath, [](Fact& fact) { fact.subject.reset(); }, "/subject"},
      Row{"two queries are two days", kNoAssets,
          [](Fact& fact) {
            fact.queries = {kToday, kToday};
          },
          "/queries"},
      Row{"queries stand in order", kNoAssets,
          [](Fact& fact) { std::swap(fact.queries[0], fact.queries[1]); }, "/queries"},
      Row{"no query is later than the fact", kNoAssets,
          [](Fact& fact) { fact.queries[1] = fact.occurred_on.plus_days(1); }, "/queries"},
      Row{"that no clue is left is stated", kNoAssets,
          [](Fact& fact) { fact.no_clues_left = false; }, "/no_clues_left"},
      Row{"queries belong to that kind alone", kPerformed,
          [](Fact& fact) { fact.queries = {kToday}; }, "/queries"},
      Row{"a stay has its ruling", kStayed, [](Fact& fact) { fact.ruling.reset(); }, "/ruling"},
      Row{"the ruling has its day", kTerminated, [](Fact& fact) { fact.ruling->signed_on.reset(); },
          "/ruling/signed_on"},
      Row{"which is not after the fact", kNotEnforced,
          [](Fact& fact) { fact.ruling->signed_on = fact.occurred_on.plus_days(1); },
          "/ruling/signed_on"},
      Row{"a guarantee is for something", kGuaranteed, [](Fact& fact) { fact.measures.clear(); },
          "/measures"},
      Row{"travel goes with the order it is part of", kGuaranteed,
          [](Fact& fact) { fact.measures = {Measure::kTravel}; }, "/measures/0"},
      Row{"a measure stands once", kStayed,
          [](Fact& fact) {
            fact.measures = {Measure::kExit, Measure::kExit};
          },
          "/measures/1"},
      Row{"a replaced representative left a unit, and answers for nothing", kRepresentativeChanged,
          [](Fact& fact) {
            fact.unit.clear();
            fact.not_responsible = false;
          },
          "/unit /not_responsible"},
      Row{"what is wrong is said", kWronglyListed, [](Fact& fact) { fact.reason.clear(); },
          "/reason"},
      Row{"and only where something is wrong", kPerformed, [](Fact& fact) { fact.reason = "误"; },
          "/reason"},
      Row{"all faults come at once", kObjection,
          [](Fact& fact) {
            fact.source.clear();
            fact.subject.reset();
            fact.reason.clear();
          },
          "/source /subject /reason"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Fact fact = told(row.kind);
    row.spoil(fact);
    CHECK_EQ(pointers(check(fact, kToday)), row.faults);
  }
}

TEST_CASE("a fact is read as the contract writes it, and refused with every fault") {
  base::Json in{{"kind", "no_assets"},
                {"case", {{"no", "(2016)赣1102执123号"}}},
                {"occurred_on", "2026-02-27"},
                {"received_on", "2026-03-02"},
                {"source", "总对总查控"},
                {"evidence", {"查控反馈"}},
                {"queries", {"2026-01-05", "2026-02-05"}},
                {"no_clues_left", true}};
  const auto fact = read_fact(in, kToday);
  REQUIRE(fact);
  CHECK_EQ(fact->told.no, support::case_no());
  CHECK_EQ(base::write_json(*fact)["kind"], "no_assets");

  in["no_clues_left"] = false;
  in["queries"] = {"2026-01-05"};
  const auto refused = read_fact(in, kToday);
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, ErrorCode::kRefused);
  CHECK_EQ(pointers(refused.error().faults), "/queries /no_clues_left");
  CHECK_EQ(refused.error().faults[0].legal, "法释〔2017〕7号 10.1.4");

  in["kind"] = "term_ended";
  in["wrong"] = 1;
  const auto malformed = read_fact(in, kToday);
  REQUIRE_FALSE(malformed);
  CHECK_EQ(malformed.error().code, ErrorCode::kMalformed);
  CHECK_EQ(pointers(malformed.error().faults), "/kind /wrong");
}

TEST_SUITE_END();
