// Committer: the only writer. Steps from any thread are taken together as a group, run one after
// another over one overlay, each seeing those before it, and made durable by one synced batch; only
// then do their callers get their answers, and only then is the change announced. The next group is
// decided meanwhile. A crash anywhere repeats or does nothing.
#pragma once

#include <memory>
#include <optional>

#include "base/clock.h"
#include "feed/signal.h"
#include "registry/commit_group.h"

namespace shixin::registry {

// What a step that was started has to say once it is durable. Who lets go of it waits for the step,
// which may use what is his.
template <class T>
class Outcome {
 public:
  Outcome(Outcome&&) = default;
  Outcome& operator=(Outcome&&) = delete;
  ~Outcome() {
    if (durable_.valid()) durable_.wait();
  }

  // Once. Waits; the refusal, or the value that was made durable.
  Result<T> get() {
    if (auto done = durable_.get(); !done) return std::move(done).error();
    return **std::move(value_);
  }

 private:
  friend class Committer;
  Outcome() = default;

  std::unique_ptr<std::optional<T>> value_ = std::make_unique<std::optional<T>>();
  std::future<Result<void>> durable_;
};

// All methods are safe from any thread.
class Committer {
 public:
  // All must outlive it. Starts its threads.
  Committer(store::Engine& engine, const Parts& parts, const base::Clock& clock,
            feed::ChangeSignal& signal);
  ~Committer();  // finishes what waits

  // Runs the step and returns when it is durable, or with its refusal. kUnavailable: the store is
  // held after a restore, the queue is full, or the disk failed (then nothing took effect).
  Result<void> run(Step step) { return start(std::move(step)).get(); }

  // The same for a step that has something to say.
  template <class T>
  Result<T> run_for(std::function<Result<T>(Transaction&)> step) {
    return start_for<T>(std::move(step)).get();
  }

  // Does not wait: a second step is decided while the first is made durable. Steps that one caller
  // starts run in that order.
  template <class T>
  Outcome<T> start_for(std::function<Result<T>(Transaction&)> step) {
    Outcome<T> outcome;
    outcome.durable_ = start(
        [step = std::move(step), value = outcome.value_.get()](Transaction& tx) -> Result<void> {
          auto said = step(tx);
          if (!said) return std::move(said).error();
          *value = *std::move(said);
          return {};
        });
    return outcome;
  }

  // How many steps wait for a place in a group; for the metrics.
  std::size_t waiting() const;

 private:
  std::future<Result<void>> start(Step step);

  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace shixin::registry
