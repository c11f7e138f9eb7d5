// StatisticsCache: counting reads the whole public list, so it is done at most once a minute, and
// by one request; the others get the last count with its own moment.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "lookup/statistics.h"
#include "web/public/context.h"

namespace shixin::web {

struct CountedStatistics {
  lookup::Statistics statistics;
  Instant at;
};

// Safe from any thread.
class StatisticsCache {
 public:
  explicit StatisticsCache(const PublicContext& context) : context_(context) {}
  Result<CountedStatistics> get();

 private:
  std::optional<CountedStatistics> last() const;

  const PublicContext& context_;
  mutable std::mutex last_mutex_;
  std::optional<CountedStatistics> last_;
  std::mutex counting_;
};

}  // namespace shixin::web
