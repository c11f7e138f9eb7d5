// Facts: what happened outside, as it comes into the register — recorded with its audit entry and
// the drafts it proposes in one commit — and what is left to do of it. Each function that writes is
// a step's work inside the committer. Errors: kForbidden not this person, kNotFound no such fact,
// kRefused a rule, kUnavailable while nothing is decided (Transaction::check_decides).
#pragma once

#include "registry/draft.h"
#include "registry/fact_record.h"
#include "registry/roles.h"
#include "registry/transaction.h"

namespace shixin::registry {

struct Told {
  FactRecord record;
  bool already = false;  // it was told before: nothing new was made
};

// By who may draft. kNotFound: the register knows nobody whom it could concern. The same fact — of
// one kind, case, subject and day — told again is the first one. A draft that a rule refuses leaves
// its proposal with the refusal.
Result<Told> record_fact(Transaction& tx, const Officer& by, domain::Fact fact);

// By who may free: nothing is left to do, for the reason given. kConflict: that is so already.
Result<FactRecord> close_fact(Transaction& tx, const Officer& by, const domain::FactId& id,
                              std::string remark);

// Whether clocks of facts are this person's work; they become the successor's, if there is one.
Result<bool> hand_over_facts(Transaction& tx, const std::string& from,
                             const std::optional<std::string>& successor);

Result<FactRecord> load_fact(const store::Reader& reader, const domain::FactId& id);
// Unordered.
Result<std::vector<FactRecord>> facts_of_case(const store::Reader& reader,
                                              const domain::CaseNumber& no);
Result<std::vector<FactRecord>> facts_of_subject(const store::Reader& reader,
                                                 const domain::SubjectId& id);

// Which of its proposals are left to do; in their order. Of a closed fact none.
Result<std::vector<Proposed>> open_proposals(const store::Reader& reader, const FactRecord& record);
// The clock it should have: what its row in `deadlines` is derived from.
Result<std::optional<RunningClock>> clock_of(const store::Reader& reader, const FactRecord& record,
                                             const domain::Calendar& calendar);

// What of the draft's bundle is decided before it: open drafts of the same fact on the same
// subject.
Result<std::vector<domain::Decision>> decisions_ahead(const store::Reader& reader,
                                                      const Draft& draft);

// Brings the fact's clock to what it should be, and its rows in `deadlines`.
Result<void> move_clock(Transaction& tx, FactRecord record);
// The same of every fact about the subject, after a decision on him.
Result<void> move_clocks(Transaction& tx, const domain::SubjectId& subject);

}  // namespace shixin::registry
