#include "web/public/statistics_cache.h"

namespace shixin::web {
namespace {

constexpr std::chrono::minutes kKept{1};

bool fresh(const std::optional<CountedStatistics>& counted, Instant now) {
  return counted && now >= counted->at && now - counted->at < kKept;
}

}  // namespace

std::optional<CountedStatistics> StatisticsCache::last() const {
  const std::lock_guard lock(last_mutex_);
  return last_;
}

Result<CountedStatistics> StatisticsCache::get() {
  const Instant now = context_.clock.now();
  if (const auto counted = last(); fresh(counted, now)) return *counted;
  std::unique_lock counting(counting_, std::try_to_lock);
  if (!counting) {
    if (const auto counted = last()) return *counted;
    counting.lock();
  }
  // Somebody may have counted while this request waited.
  if (const auto counted = last(); fresh(counted, now)) return *counted;
  auto statistics = lookup::count_published(*context_.engine.snapshot());
  if (!statistics) return std::move(statistics).error();
  const CountedStatistics counted{*statistics, now};
  const std::lock_guard lock(last_mutex_);
  last_ = counted;
  return counted;
}

}  // namespace shixin::web
