// LongAnswers: how many answers of each partner are under way that last as long as their client
// likes: long polls, event streams, whole feeds. Each holds a thread, so one key must not take all.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"

namespace shixin::web::partner {

// A quarter of a surface's threads (web/http_server.h), and far more than a department has machines
// that follow feeds.
inline constexpr std::size_t kLongAnswersMax = 64;

// Safe from any thread.
class LongAnswers : public std::enable_shared_from_this<LongAnswers> {
 public:
  // A place is given back when its last holder lets go of it.
  using Place = std::shared_ptr<void>;
  // kThrottled when the partner has kLongAnswersMax already.
  Result<Place> take(const std::string& partner);
  std::size_t taken(const std::string& partner) const;

 private:
  void give_back(const std::string& partner);

  mutable std::mutex mutex_;
  std::map<std::string, std::size_t> taken_;  // without zeros
};

}  // namespace shixin::web::partner
