// ChangeSignal: tells whoever waits that the register grew, or that what is served of it is another
// thing. It carries a number and nothing else; waiters read the store. Safe from any thread.
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
  // Whoever waits looks again, though nothing was decided.
  void stir();
  // Seq, and past it by as often as was stirred.
  std::uint64_t seen() const;
  // Waits until there is more to be seen than `seen`, the time is over, or a stop is asked for.
  // Returns what is seen then.
  std::uint64_t wait_past(std::uint64_t seen, std::chrono::milliseconds at_most,
                          std::stop_token stop) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable_any grew_;
  std::uint64_t seq_ = 0;
  std::uint64_t stirred_ = 0;
};

}  // namespace shixin::feed
