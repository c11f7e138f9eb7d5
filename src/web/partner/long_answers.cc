#include "web/partner/long_answers.h"

namespace shixin::web::partner {

Result<LongAnswers::Place> LongAnswers::take(const std::string& partner) {
  const std::scoped_lock lock(mutex_);
  std::size_t& taken = taken_[partner];
  if (taken >= kLongAnswersMax) {
    return Error{ErrorCode::kThrottled, "该密钥同时等待和下载的连接过多,请关闭一些后再试"};
  }
  ++taken;
  const auto back = [all = shared_from_this(), partner](void*) { all->give_back(partner); };
  return Place(nullptr, back);
}

std::size_t LongAnswers::taken(const std::string& partner) const {
  const std::scoped_lock lock(mutex_);
  const auto at = taken_.find(partner);
  return at == taken_.end() ? 0 : at->second;
}

void LongAnswers::give_back(const std::string& partner) {
  const std::scoped_lock lock(mutex_);
  const auto at = taken_.find(partner);
  if (--at->second == 0) taken_.erase(at);
}

}  // namespace shixin::web::partner
