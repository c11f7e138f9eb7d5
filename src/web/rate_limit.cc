#include "web/rate_limit.h"

#include <algorithm>

namespace shixin::web {
namespace {

constexpr std::chrono::milliseconds kWindow = std::chrono::minutes{1};

}  // namespace

RateLimit::RateLimit(unsigned per_minute, const base::Clock& clock, std::size_t keys_max)
    : clock_(clock), interval_(kWindow / per_minute), keys_max_(keys_max) {}

Instant& RateLimit::paid_until(std::string_view key, Instant now) {
  if (const auto at = paid_until_.find(key); at != paid_until_.end()) return at->second;
  if (paid_until_.size() >= keys_max_) {
    std::erase_if(paid_until_, [&](const auto& known) { return known.second <= now; });
  }
  if (paid_until_.size() >= keys_max_) return newcomers_paid_until_;
  return paid_until_[std::string(key)];
}

std::optional<std::chrono::seconds> RateLimit::admit(std::string_view key) {
  const Instant now = clock_.now();
  const std::scoped_lock lock(mutex_);
  Instant& paid = paid_until(key, now);
  // Paid further than a minute ahead was by a clock that has since been mended.
  paid = std::clamp(paid, now, now + kWindow);
  const Instant paid_then = paid + interval_;
  const auto over = paid_then - (now + kWindow);
  if (over > over.zero()) return std::chrono::ceil<std::chrono::seconds>(over);
  paid = paid_then;
  return std::nullopt;
}

}  // namespace shixin::web
