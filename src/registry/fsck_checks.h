// The checks fsck is made of: one for each part of the register. Private to fsck. An Error is a
// store that can not be read; all else is told to the survey.
#pragma once

#include <string>
#include <string_view>

#include "registry/draft.h"
#include "registry/fact_record.h"
#include "registry/fsck.h"

namespace shixin::registry {

// The keys of an index whose values are empty: a missing one is a fault.
Result<void> expect_row(const store::Survey& survey, store::Table table, const std::string& key,
                        std::string_view of);
// And as many rows as were expected.
Result<void> same_count(const store::Survey& survey, store::Table table, std::uint64_t expected);

// deadlines, deadlines_by_owner: those that subjects, drafts and facts imply, and no others.
class DeadlineCheck {
 public:
  // Both must outlive it.
  DeadlineCheck(const store::Survey& survey, const domain::Calendar& calendar)
      : survey_(survey), calendar_(calendar) {}

  Result<void> add(const domain::Subject& subject);
  Result<void> add(const Draft& draft);
  // Its clock as well.
  Result<void> add(const FactRecord& record);
  Result<void> finish();

 private:
  template <class Deadlines>
  Result<void> expect(const Deadlines& deadlines, std::string_view of);

  const store::Survey& survey_;
  const domain::Calendar& calendar_;
  std::uint64_t rows_ = 0;
  std::uint64_t rows_by_owner_ = 0;
};

// decisions, decision_ids, ledger_leaves: 1.. without a gap, each found by its id and committed to.
Result<void> check_decisions(const store::Survey& survey, std::uint64_t& decisions);
// subjects against their last decision, timers, deadlines and the index.
Result<void> check_subjects(const store::Survey& survey, const base::Key& index_key,
                            DeadlineCheck& deadlines, FsckReport& report);
// subjects against all of their decisions, decided again. A difference need be no damage: it also
// is what a rule changed since, for what it said before, and its line says "replay".
Result<void> check_replay(const store::Survey& survey, std::uint64_t subjects,
                          const domain::Calendar& calendar);
// audit: numbers, chain, head, and the ledger's copies of it.
Result<void> check_audit(const store::Survey& survey);
// drafts against their work lists, deadlines and what they became.
Result<void> check_drafts(const store::Survey& survey, DeadlineCheck& deadlines);
// facts against their index rows, clocks and drafts.
Result<void> check_facts(const store::Survey& survey, DeadlineCheck& deadlines);
// staff, sessions, idempotency, and the register's own rows.
Result<void> check_accounts(const store::Survey& survey);

}  // namespace shixin::registry
