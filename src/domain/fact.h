// Fact: something that happened outside and starts a clock — money received, a ruling, a death, an
// application. Clocks start from facts and never from drafts. What follows from one is in
// proposals.h, by when in clocks.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "domain/decision.h"

namespace shixin::domain {

// Numbers are on disk. That a term has ended is no fact somebody tells: time decides it.
enum class FactKind : std::uint8_t {
  kPerformed = 1,
  kSettlementPerformed = 2,
  kApplicantRequest = 3,
  kNoAssets = 4,
  kStayed = 5,
  kNotEnforced = 6,
  kTerminated = 7,
  kGuaranteed = 8,
  kApplication = 9,
  kObjection = 10,
  kDeath = 11,
  kRepresentativeChanged = 12,
  kWronglyListed = 13,
  kInaccurate = 14,
};
constexpr auto enum_words(FactKind) {
  using enum FactKind;
  return std::array<EnumWord<FactKind>, 14>{{{kPerformed, "performed"},
                                             {kSettlementPerformed, "settlement_performed"},
                                             {kApplicantRequest, "applicant_request"},
                                             {kNoAssets, "no_assets"},
                                             {kStayed, "stayed"},
                                             {kNotEnforced, "not_enforced"},
                                             {kTerminated, "terminated"},
                                             {kGuaranteed, "guaranteed"},
                                             {kApplication, "application"},
                                             {kObjection, "objection"},
                                             {kDeath, "death"},
                                             {kRepresentativeChanged, "representative_changed"},
                                             {kWronglyListed, "wrongly_listed"},
                                             {kInaccurate, "inaccurate"}}};
}

std::string_view label(FactKind kind);

struct Fact {
  FactKind kind = FactKind::kPerformed;
  // Of `inaccurate` also what is right; of all others the number alone. A death needs no case.
  CaseChange told;
  std::optional<SubjectRef> subject;  // none: everybody of the case
  Day occurred_on;
  Day received_on;
  std::string source;  // 案款台账, 裁定书, 公安机关 …
  std::vector<std::string> evidence;
  // Which restrictions the applicant gives up, the guarantee stands for, or the ruling lifts.
  std::vector<Measure> measures;
  std::vector<Day> queries;      // no_assets: the dates of the queries
  bool no_clues_left = false;    // no_assets: 无有效财产线索
  std::optional<Paper> ruling;   // stayed, not_enforced, terminated
  std::string unit;              // representative_changed: whose representative he was
  bool not_responsible = false;  // and that he neither controls it nor answers for the debt
  std::optional<SubjectRef> successor;
  std::string reason;                  // what is said to be wrong, and why
  std::optional<DecisionId> decision;  // wrongly_listed: the one; none: what lists him in the case

  static constexpr auto fields() {
    return std::tuple{field(1, "kind", &Fact::kind),
                      optional_field(2, "case", &Fact::told),
                      optional_field(3, "subject", &Fact::subject),
                      field(4, "occurred_on", &Fact::occurred_on),
                      field(5, "received_on", &Fact::received_on),
                      field(6, "source", &Fact::source),
                      optional_field(7, "evidence", &Fact::evidence),
                      optional_field(8, "measures", &Fact::measures),
                      optional_field(9, "queries", &Fact::queries),
                      optional_field(10, "no_clues_left", &Fact::no_clues_left),
                      optional_field(11, "ruling", &Fact::ruling),
                      optional_field(12, "unit", &Fact::unit),
                      optional_field(13, "not_responsible", &Fact::not_responsible),
                      optional_field(14, "successor", &Fact::successor),
                      optional_field(15, "reason", &Fact::reason),
                      optional_field(16, "decision", &Fact::decision)};
  }
  // Texts within bounds.
  std::vector<Fault> settle();
  // It says what is right of the case, and not only which case it is.
  bool tells_case() const;
};

// kMalformed for what has not the form of a fact, kRefused for what check() finds; all at once.
Result<Fact> read_fact(const base::Json& in, Day today);

// What a fact of its kind must say and may not, and that it agrees with the days: it occurred
// before it was received, and that was not later than today.
std::vector<Fault> check(const Fact& fact, Day today);

}  // namespace shixin::domain
