// Receipts: a partner's proof that it held a feed's state, judged and kept as evidence.
#pragma once

#include <optional>

#include "delivery/records.h"
#include "feed/receipts.h"
#include "registry/committer.h"

namespace shixin::delivery {

// 已核对一致, and with `applied_at` 已生效. The refusals are judge_receipt()'s; a copy that differs
// is logged and stands in the audit. The same receipt again changes nothing, and one without
// `applied_at` takes no earlier one back. kMalformed for an `applied_at` that is still to come.
Result<void> take_receipt(registry::Committer& committer, const feed::Database& database,
                          const Partner& partner, const feed::Claim& claim,
                          std::optional<Instant> applied_at);

}  // namespace shixin::delivery
