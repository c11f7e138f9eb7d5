#include "registry/commit_group.h"

#include "base/log.h"
#include "ledger/ledger.h"
#include "registry/meta.h"

namespace shixin::registry {
namespace {

// A group shares one sync, so it may be large; these keep its overlay and its batch small beside
// the engine's own buffers.
constexpr std::size_t kGroupStepsMax = 512;
constexpr std::size_t kGroupBytesMax = std::size_t{16} << 20;

}  // namespace

CommitGroup::CommitGroup(const store::Engine& engine, const Parts& parts, const CommitGroup* below,
                         Instant clock)
    : parts_(parts),
      snapshot_(below ? nullptr : engine.snapshot()),
      expected_head_(below ? below->expected_head_ + (below->wrote_ ? 1 : 0) : snapshot_->head()),
      overlay_(below ? static_cast<const store::Reader&>(below->overlay_) : *snapshot_),
      whole_(open(clock)) {}

Result<void> CommitGroup::open(Instant clock) {
  auto head = load_head(overlay_);
  if (!head) return std::move(head).error();
  seq_before_ = head->seq;
  clock_ = clock;
  now_ = commit_time(*head, clock);
  return {};
}

void CommitGroup::run(WaitingStep waiting) {
  callers_.push_back(std::move(waiting.answer));
  if (!whole_) return;
  const auto mark = overlay_.mark();
  auto outcome = attempt(waiting.step);
  if (!outcome) {
    overlay_.roll_back(mark);
  } else if (overlay_.mark() > mark) {
    wrote_ = true;
  }
  outcomes_.push_back(std::move(outcome));
}

bool CommitGroup::full() const {
  return callers_.size() >= kGroupStepsMax || overlay_.bytes() >= kGroupBytesMax;
}

void CommitGroup::seal() {
  if (whole_ && wrote_) whole_ = try_seal();
}

void CommitGroup::fail(Error why) { whole_ = std::move(why); }

void CommitGroup::rest_on(std::unique_ptr<store::Snapshot> snapshot) {
  overlay_.rest_on(*snapshot);
  snapshot_ = std::move(snapshot);
}

Result<std::uint64_t> CommitGroup::commit(store::Engine& engine) const {
  if (!whole_) return whole_.error();
  if (!wrote_) return std::uint64_t{0};
  auto done = engine.commit({expected_head_, overlay_.writes()});
  if (!done) return std::move(done).error();
  return seq_;
}

Answers CommitGroup::answers(const Result<void>& durable) {
  Answers out;
  for (std::size_t i = 0; i < callers_.size(); ++i) {
    out.add(std::move(callers_[i]), durable ? std::move(outcomes_[i]) : durable);
  }
  return out;
}

Result<void> CommitGroup::try_seal() {
  auto head = load_head(overlay_);
  if (!head) return std::move(head).error();
  seq_ = head->seq;
  if (seq_ > seq_before_) {
    if (auto sealed = parts_.views.seal(overlay_, seq_, now_); !sealed) return sealed;
    if (auto sealed = parts_.ledger.seal(overlay_, seq_); !sealed) return sealed;
  }
  head->at = now_;
  store::save(overlay_, *head);
  return {};
}

Result<void> CommitGroup::attempt(const Step& step) {
  try {
    Transaction tx(overlay_, parts_, now_, clock_);
    auto outcome = step(tx);
    if (outcome) outcome = tx.finish();
    if (outcome) {  // it may have accepted the clock
      now_ = tx.now();
      clock_ = tx.clock();
    }
    return outcome;
  } catch (...) {  // what() may quote an input, so it is not logged
    base::log_error("committer: a step threw an exception");
    return Error{ErrorCode::kInternal, "内部错误，本次操作没有生效"};
  }
}

}  // namespace shixin::registry
