#include "web/rate_limit.h"

#include <algorithm>
#include <utility>

namespace shixin::web {
namespace {

constexpr std::chrono::milliseconds kWindow = std::chrono::minutes{1};

}  // namespace

RateLimit::RateLimit(unsigned per_minute, std::function<Time()> now, std::size_t keys_max)
    : now_(std::move(now)), interval_(kWindow / per_minute), keys_max_(keys_max) {}

RateLimit::Time& RateLimit::paid_until(std::string_view key, Time now) {
  if (const auto at = paid_until_.find(key); at != paid_until_.end()) return at->second;
  if (paid_until_.size() >= keys_max_) {
    std::erase_if(paid_until_, [&](const auto& known) { return known.second <= now; });
  }
  if (paid_until_.size() >= keys_max_) return newcomers_paid_until_;
  return paid_until_[std::string(key)];
}

std::optional<std::chrono::seconds> RateLimit::admit(std::string_view key) {
  const Time now = now_();
  const std::scoped_lock lock(mutex_);
  Time& paid = paid_until(key, now);
  paid = std::max(paid, now);
  const Time paid_then = paid + interval_;
  const auto over = paid_then - (now + kWindow);
  if (over > over.zero()) return std::chrono::ceil<std::chrono::seconds>(over);
  paid = paid_then;
  return std::nullopt;
}

}  // namespace shixin::web
