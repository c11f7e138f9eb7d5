#include "feed/view_states.h"

#include <vector>

namespace shixin::feed {
namespace {

// Twice what a group adds would keep up; more catches up after a quiet quarter.
constexpr std::size_t kForgottenAtOnce = 8;

}  // namespace

void save_state(store::Overlay& overlay, ViewMeta& meta, Instant at) {
  const Tally& tally = meta.tally;
  store::save(overlay, ViewState{meta.view, meta.generation, tally.seq, tally.live, tally.digest,
                                 tally.proof, at});
  meta.sealed_seq = tally.seq;
}

Result<void> forget_old_states(store::Overlay& overlay, ViewMeta& meta, Instant at) {
  const auto rows = overlay.scan(store::Table::kViewStates,
                                 store::prefix_range(generation_prefix(meta.view, meta.generation)),
                                 store::Direction::kForward);
  std::vector<ViewState> old;
  for (; rows->valid() && old.size() <= kForgottenAtOnce; rows->next()) {
    auto state = store::from_value<ViewState>(rows->key(), rows->value());
    if (!state) return std::move(state).error();
    if (at - state->at <= kStatesKept) break;
    old.push_back(*std::move(state));
  }
  if (auto done = rows->status(); !done) return done;
  // The last one of them was in force until its successor came, which may be yesterday.
  if (!old.empty()) old.pop_back();
  for (const ViewState& state : old) {
    store::remove(overlay, state);
    meta.forgotten_seq = state.seq;
  }
  return {};
}

}  // namespace shixin::feed
