// TimerLoop: lets time decide. What has fallen due is decided as "system", in order; a timer that
// fired already does nothing. A clock that leapt more than seven days past the last commit fires
// nothing until an operator has confirmed it: a wrong clock must not free the whole list. So that a
// quiet week is no leap, the loop commits once a day, and sweeps out what is kept for a time only.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "registry/committer.h"
#include "registry/timers.h"

namespace shixin::registry {

// All methods are safe from any thread.
class TimerLoop {
 public:
  // All must outlive it.
  TimerLoop(const store::Engine& engine, Committer& committer, const base::Clock& clock,
            const feed::ChangeSignal& signal)
      : engine_(engine), committer_(committer), clock_(clock), signal_(signal) {}

  // Fires what falls due until it is stopped: the body of a thread.
  void run(std::stop_token stop);

  // Fires everything due at `now` or before, or what it can until it is stopped. kUnavailable: the
  // clock is doubted, or the store takes no decisions; the rest stays due.
  Result<void> fire_due(Instant now, const std::stop_token& stop = {});

  // Once a day commits, though nothing happened, and sweeps; while the clock is doubted it does
  // nothing.
  Result<void> keep_house(const std::stop_token& stop = {});

  // Moves a rehearsal's clock to `to`, firing each timer on the way at its own moment. Whoever
  // moves it by hand knows what he does: it is not doubted. kConflict: `to` is past. One move at a
  // time.
  Result<void> advance(base::ManualClock& clock, Instant to);

  // An operator has looked at the clock and it is right: decisions and timers go on.
  Result<void> release(const std::string& by);

  // For readiness and the metrics: whether decisions and timers wait for release(), and how many
  // timers could not be fired in the last pass.
  bool held() const;
  std::uint64_t stuck() const { return stuck_.load(); }
  // Whether the last pass failed, so that nothing falls due: the register can not be read.
  bool failed() const { return failed_.load(); }

 private:
  void pass(Instant now, const std::stop_token& stop);
  Instant wake_at(Instant now) const;

  const store::Engine& engine_;
  Committer& committer_;
  const base::Clock& clock_;
  const feed::ChangeSignal& signal_;
  std::atomic<std::uint64_t> stuck_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex moving_;  // held while a rehearsal's clock moves
  std::mutex sweeping_;
  std::optional<Instant> kept_house_;  // guarded by sweeping_
};

}  // namespace shixin::registry
