// RateLimit: so many a minute for each key (an address, an account), in bursts up to a minute's
// worth. Memory is bounded: beyond `keys_max` busy keys, newcomers share one allowance.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace shixin::web {

// Safe to call from any thread.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `per_minute` is at least 1. It goes by a clock that nobody sets.
  explicit RateLimit(unsigned per_minute,
                     std::function<Time()> now = std::chrono::steady_clock::now,
                     std::size_t keys_max = 10'000);

  // nullopt: go on, and it is counted. Else how long to wait, at least a second; not counted.
  std::optional<std::chrono::seconds> admit(std::string_view key);

 private:
  Time& paid_until(std::string_view key, Time now);

  const std::function<Time()> now_;
  const std::chrono::milliseconds interval_;  // in which one is earned
  const std::size_t keys_max_;
  std::mutex mutex_;  // guards what follows
  // Each admission moves it one interval on; past now by a whole minute, the allowance is used up.
  std::map<std::string, Time, std::less<>> paid_until_;
  Time newcomers_paid_until_;
};

}  // namespace shixin::web
