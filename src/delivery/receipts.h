// Receipts: a partner's proof that it held a feed's state, judged and kept as evidence.
#pragma once

#include <optional>

#include "delivery/records.h"
#include "feed/receipts.h"
#include "registry/committer.h"

namespace shixin::delivery {

// 已核对一致, and with `applied_at` 已生效, from a partner that has begun to read the feed. Of each
// stage only an advance is kept (design.md §6): the same receipt again, or one of an older state,
// changes nothing. The refusals are judge_receipt()'s, and
//   kMalformed                  an `applied_at` that is still to come, or from before the state was
//   kConflict  applied_already  another `applied_at` than the first one, which stands
// A copy that differs is an alarm in the log and the audit, once for each claim; a receipt from
// ahead of the head makes the copy void (copies.h). `now` is the time of the request.
Result<void> take_receipt(registry::Committer& committer, const feed::Database& database,
                          const Partner& partner, const feed::Claim& claim,
                          std::optional<Instant> applied_at, Instant now);

}  // namespace shixin::delivery
