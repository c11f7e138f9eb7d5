// TimerLoop: lets time decide. What has fallen due is decided as "system", in order; a timer that
// fired already does nothing. A clock that leapt more than seven days past the last commit fires
// nothing until an operator has confirmed it: a wrong clock must not free the whole list.
#pragma once

#include <atomic>
#include <cstdint>
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

  // Fires everything due at `now` or before. kUnavailable: the clock is doubted, or the store takes
  // no decisions; the rest stays due.
  Result<void> fire_due(Instant now);

  // Moves a rehearsal's clock to `to`, firing each timer on the way at its own moment, and
  // confirms the clock: whoever moves it by hand knows what he does. kConflict: `to` is past.
  Result<void> advance(base::ManualClock& clock, Instant to, const std::string& by);

  // An operator has looked at the clock: timers go on.
  Result<void> release(const std::string& by);

  // For the metrics: whether timers wait for release(), and how many could not be fired in the
  // last pass.
  bool held() const { return held_.load(); }
  std::uint64_t stuck() const { return stuck_.load(); }

 private:
  Instant wake_at(Instant now) const;

  const store::Engine& engine_;
  Committer& committer_;
  const base::Clock& clock_;
  const feed::ChangeSignal& signal_;
  std::atomic<bool> held_ = false;
  std::atomic<std::uint64_t> stuck_ = 0;
};

}  // namespace shixin::registry
