// Check: what `shixin fsck` says of imports: every record is whole, and the rows that wait are
// those of a batch that has not dealt with them.
#pragma once

#include "store/survey.h"

namespace shixin::intake {

// The survey is told what is wrong; an Error is a store that can not be read.
Result<void> check_imports(const store::Survey& survey);

}  // namespace shixin::intake
