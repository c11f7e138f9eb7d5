// AtHead: what was computed from the store as it stood at one head. The next commit forgets all of
// it, so that nothing is ever said of a moment that has passed: a removal is gone from here in the
// same instant as from the store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "base/crypto.h"

namespace shixin::store {

// Safe from any thread.
template <class Value>
class AtHead {
 public:
  using Kept = std::shared_ptr<const Value>;

  // When it holds so many it begins anew.
  explicit AtHead(std::size_t most) : most_(most) {}

  // `head` is that of the snapshot which the answer is to be true of. nullptr: not computed yet.
  Kept find(std::uint64_t head, const base::Digest& key) const {
    const std::lock_guard lock(mutex_);
    if (head != head_) return nullptr;
    const auto kept = kept_.find(key);
    return kept == kept_.end() ? nullptr : kept->second;
  }

  // Returns it, whether or not it is kept: a snapshot may be an older one by now.
  Kept keep(std::uint64_t head, const base::Digest& key, Value value) {
    auto made = std::make_shared<const Value>(std::move(value));
    const std::lock_guard lock(mutex_);
    if (head < head_) return made;
    if (head > head_ || kept_.size() >= most_) kept_.clear();
    head_ = head;
    kept_.insert_or_assign(key, made);
    return made;
  }

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::uint64_t head_ = 0;  // of all that is kept
  std::map<base::Digest, Kept> kept_;
};

}  // namespace shixin::store
