#include "feed/receipts.h"

namespace shixin::feed {

Result<Instant> judge_receipt(const Database& database, const Claim& claim) {
  auto seq = resolve_since(claim.at.text(), database.head());
  if (!seq) return std::move(seq).error();
  const ViewMeta& meta = database.meta();
  auto state = store::load<ViewState>(
      database.reader(), store::Stored<ViewState>::key(meta.view, meta.generation, *seq));
  if (!state) return std::move(state).error();
  if (!*state && *seq <= meta.forgotten_seq) {
    return Error{
        ErrorCode::kConflict, "该状态距今过久,已不保留,请重新读取后再回执", {}, "state_forgotten"};
  }
  if (!*state) {
    return Error{ErrorCode::kRefused,
                 "本类数据从未处于该状态,请在 pending 为 0 时回执",
                 {},
                 "no_such_state"};
  }
  if ((*state)->count == claim.count && (*state)->proof == claim.proof) return (*state)->at;
  return Error{ErrorCode::kConflict, "贵方副本与本院数据不一致,请核对或者重新读取", {}, "differs"};
}

}  // namespace shixin::feed
