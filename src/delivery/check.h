// Check: what `shixin fsck` says of partners: every record is whole, keys find their partners and
// partners their keys, and nothing is kept for a partner that is not there.
#pragma once

#include "store/survey.h"

namespace shixin::delivery {

// The survey is told what is wrong; an Error is a store that can not be read.
Result<void> check_partners(const store::Survey& survey);

}  // namespace shixin::delivery
