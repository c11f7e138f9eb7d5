// Clock: the one door to wall time. Only src/app opens it; everything below takes the clock, or
// better an Instant or a Day, as an argument. A rehearsal moves it by hand.
#pragma once

#include <atomic>

#include "base/time.h"

namespace shixin::base {

// Safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// Stands where it was put until it is moved: tests, and `serve --rehearsal`.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_.load(); }
  void set(Instant now) { now_.store(now); }

 private:
  std::atomic<Instant> now_;
};

}  // namespace shixin::base
