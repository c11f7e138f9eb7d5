// CommitGroup: steps that are decided one after another over one overlay and become durable by one
// synced batch. The next group may be decided on top of one that is not durable yet; its callers
// then hear nothing before that one is, so no answer tells of what a crash could take back.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "registry/transaction.h"
#include "store/engine.h"

namespace shixin::registry {

using Step = std::function<Result<void>(Transaction&)>;

// A step and the caller who waits for its outcome.
struct WaitingStep {
  Step step;
  std::promise<Result<void>> answer;
};

// The callers of a group, and what they hear once it is over.
class Answers {
 public:
  void add(std::promise<Result<void>> caller, Result<void> outcome) {
    all_.emplace_back(std::move(caller), std::move(outcome));
  }
  void give() {
    for (auto& [caller, outcome] : all_) caller.set_value(std::move(outcome));
  }

 private:
  std::vector<std::pair<std::promise<Result<void>>, Result<void>>> all_;
};

// Belongs to the thread that decides it; commit() and answers() to the one it is handed to, while
// the first reads through it at most. What fails a group fails each of its callers.
class CommitGroup {
 public:
  // On the store as it is, or on `below`, which this group reads through until rest_on().
  CommitGroup(const store::Engine& engine, const Parts& parts, const CommitGroup* below,
              Instant clock);

  // A refused step leaves nothing behind, and an exception is a refusal.
  void run(WaitingStep waiting);
  bool full() const;
  // Writes what follows from all of the steps together.
  void seal();
  void fail(Error why);

  // The group below has become durable, and `snapshot` holds it.
  void rest_on(std::unique_ptr<store::Snapshot> snapshot);

  // The last seq, durable; 0 when nothing was written.
  Result<std::uint64_t> commit(store::Engine& engine) const;
  // What each caller is to hear: his step's outcome, or what failed them all. Once.
  Answers answers(const Result<void>& durable);

 private:
  Result<void> open(Instant clock);
  Result<void> try_seal();
  Result<void> attempt(const Step& step);

  const Parts& parts_;
  std::unique_ptr<store::Snapshot> snapshot_;
  const std::uint64_t expected_head_;  // the store's, when this group is committed
  store::Overlay overlay_;
  Instant now_;
  Instant clock_;
  std::uint64_t seq_before_ = 0;  // the last one before this group
  std::uint64_t seq_ = 0;         // the last one of it
  bool wrote_ = false;
  Result<void> whole_;
  std::vector<std::promise<Result<void>>> callers_;
  std::vector<Result<void>> outcomes_;  // of the callers, in their order
};

}  // namespace shixin::registry
