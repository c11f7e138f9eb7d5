// Check: derives every view anew from the subjects and compares it with what is stored, and reads
// every record of the feed tables. It is what `shixin fsck` says of views, and the oracle of the
// crash and property tests.
#pragma once

#include "base/crypto.h"
#include "feed/definition.h"
#include "store/survey.h"

namespace shixin::feed {

// The survey is told what is wrong; an Error is a store that can not be read.
Result<void> check_views(const store::Survey& survey, const Catalogue& catalogue,
                         const base::Key& feed_key);

}  // namespace shixin::feed
