// Committer: the only writer. Steps from any thread are taken together as a group, run one after
// another over one overlay, each seeing those before it, and made durable by one synced batch; only
// then do their callers get their answers, and only then is the change announced. A crash anywhere
// repeats or does nothing.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "feed/signal.h"
#include "registry/transaction.h"
#include "store/engine.h"

namespace shixin::registry {

// All methods are safe from any thread.
class Committer {
 public:
  using Step = std::function<Result<void>(Transaction&)>;

  // All must outlive it. Starts its thread.
  Committer(store::Engine& engine, const Parts& parts, const base::Clock& clock,
            feed::ChangeSignal& signal);
  ~Committer();  // finishes what waits

  // Runs the step and returns when it is durable, or with its refusal. kUnavailable: the store is
  // held after a restore, the queue is full, or the disk failed (then nothing took effect).
  Result<void> run(Step step);

  // The same for a step that has something to say. Its value is what was made durable.
  template <class T>
  Result<T> run_for(std::function<Result<T>(Transaction&)> step) {
    std::optional<T> value;
    auto done = run([&](Transaction& tx) -> Result<void> {
      auto outcome = step(tx);
      if (!outcome) return std::move(outcome).error();
      value = *std::move(outcome);
      return {};
    });
    if (!done) return std::move(done).error();
    return *std::move(value);
  }

  // How many steps wait for a place in a group; for the metrics.
  std::size_t waiting() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace shixin::registry
