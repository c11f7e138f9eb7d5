// fsck's question to the log: is the tree the one of its leaves, and was nothing else ever signed?
// Whether each leaf commits to its decision is asked where the decisions are.
#pragma once

#include "store/survey.h"

namespace shixin::ledger {

// Makes the whole tree anew. An Error is a store that can not be read; all else is told.
Result<void> check_tree(const store::Survey& survey);

}  // namespace shixin::ledger
