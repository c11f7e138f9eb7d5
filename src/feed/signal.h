// ChangeSignal: tells whoever waits that the register grew. It carries a number and nothing else;
// waiters read the store. Safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace shixin::feed {

class ChangeSignal {
 public:
  // `seq` is durable. Numbers only grow; a smaller one is ignored.
  void announce(std::uint64_t seq);
  std::uint64_t seen() const;
  // Waits until something past `seq` was announced, the time is over, or a stop is asked for.
  // Returns the newest number announced.
  std::uint64_t wait_past(std::uint64_t seq, std::chrono::milliseconds at_most,
                          std::stop_token stop) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable_any grew_;
  std::uint64_t seq_ = 0;
};

}  // namespace shixin::feed
