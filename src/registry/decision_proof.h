// The proof that the log holds a decision: what an inspector takes along, to be checked anywhere
// and at any time without asking the court again.
#pragma once

#include "domain/ids.h"
#include "ledger/tlog_proof.h"
#include "store/reader.h"

namespace shixin::registry {

// With the decision's record and what opens it, so it holds full identity numbers: whoever hands it
// out first writes that down. kNotFound: no such decision took effect.
Result<ledger::ProofDocument> prove_decision(const store::Reader& reader,
                                             const domain::DecisionId& id);

}  // namespace shixin::registry
