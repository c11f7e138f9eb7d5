// The checks fsck is made of: one for each part of the register. Private to fsck. An Error is a
// store that can not be read; all else is told to the survey.
#pragma once

#include "registry/fsck.h"

namespace shixin::registry {

// decisions, decision_ids, ledger_leaves: 1.. without a gap, each found by its id and committed to.
Result<void> check_decisions(const store::Survey& survey, std::uint64_t& decisions);
// subjects against their last decision, timers and the index.
Result<void> check_subjects(const store::Survey& survey, const base::Key& index_key,
                            FsckReport& report);
// subjects against all of their decisions, decided again. A difference need be no damage: it also
// is what a rule changed since, for what it said before, and its line says "replay".
Result<void> check_replay(const store::Survey& survey, std::uint64_t subjects,
                          const domain::Calendar& calendar);
// audit: numbers, chain, head, and the ledger's copies of it.
Result<void> check_audit(const store::Survey& survey);
// drafts against their work lists and what they became.
Result<void> check_drafts(const store::Survey& survey);
// staff, sessions, idempotency, and the register's own rows.
Result<void> check_accounts(const store::Survey& survey);

}  // namespace shixin::registry
