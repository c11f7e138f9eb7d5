// Strays: keys shown where they may not be used, by partner. The key may be in other hands, so the
// log says it; but once a minute and with a count, for whoever has it may ask as often as he likes.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace shixin::web::partner {

// Safe from any thread. Grows with the partners that there are, and no further.
class Strays {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // How often it happened since it was last said, this time included, when it is to be said now.
  std::optional<std::uint64_t> note(const std::string& partner, Time now) {
    constexpr std::chrono::minutes kApart{1};
    const std::scoped_lock lock(mutex_);
    auto [at, is_new] = seen_.try_emplace(partner, Seen{now, 0});
    Seen& seen = at->second;
    ++seen.times;
    if (!is_new && now < seen.said_at + kApart) return std::nullopt;
    seen.said_at = now;
    return std::exchange(seen.times, 0);
  }

 private:
  struct Seen {
    Time said_at;
    std::uint64_t times;  // since then
  };

  std::mutex mutex_;
  std::map<std::string, Seen> seen_;
};

}  // namespace shixin::web::partner
