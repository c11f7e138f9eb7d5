#include "feed/signal.h"

namespace shixin::feed {

void ChangeSignal::announce(std::uint64_t seq) {
  {
    const std::scoped_lock lock(mutex_);
    if (seq <= seq_) return;
    seq_ = seq;
  }
  grew_.notify_all();
}

void ChangeSignal::stir() {
  {
    const std::scoped_lock lock(mutex_);
    ++stirred_;
  }
  grew_.notify_all();
}

std::uint64_t ChangeSignal::seen() const {
  const std::scoped_lock lock(mutex_);
  return seq_ + stirred_;
}

std::uint64_t ChangeSignal::wait_past(std::uint64_t seen, std::chrono::milliseconds at_most,
                                      std::stop_token stop) const {
  std::unique_lock lock(mutex_);
  grew_.wait_for(lock, stop, at_most, [&] { return seq_ + stirred_ > seen; });
  return seq_ + stirred_;
}

}  // namespace shixin::feed
