#include "web/elastic_pool.h"

#include <system_error>
#include <utility>

namespace shixin::web {

bool ElasticPool::submit(Task task) {
  Threads left;
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || (idle_ <= tasks_.size() && !grow())) return false;
    tasks_.push_back(std::move(task));
    left.swap(left_);
  }
  wake_.notify_one();
  for (auto& thread : left) thread.join();
  return true;
}

bool ElasticPool::grow() {
  if (running_.size() == options_.threads_max) return false;
  const auto self = running_.emplace(running_.end());
  try {
    *self = std::thread([this, self] { work(self); });
  } catch (const std::system_error&) {  // the system has no more threads to give
    running_.erase(self);
    return false;
  }
  ++idle_;
  return true;
}

// Waits for a task; false when this thread has left. It leaves in the same breath as it sees that
// it is spare: of two that see it, one would be missed.
bool ElasticPool::next(Task& task, Threads::iterator self) {
  std::unique_lock lock(mutex_);
  while (tasks_.empty()) {
    if (stopped_) return leave(self);
    const auto woken = wake_.wait_for(lock, options_.idle);
    const bool spare = running_.size() > options_.threads_min;
    if (woken == std::cv_status::timeout && tasks_.empty() && spare) return leave(self);
  }
  task = std::move(tasks_.front());
  tasks_.pop_front();
  --idle_;
  return true;
}

bool ElasticPool::leave(Threads::iterator self) {
  --idle_;
  left_.splice(left_.end(), running_, self);
  gone_.notify_all();
  return false;
}

void ElasticPool::work(Threads::iterator self) {
  for (Task task; next(task, self);) {
    task();
    task = nullptr;
    const std::lock_guard lock(mutex_);
    ++idle_;
  }
}

void ElasticPool::stop() {
  std::unique_lock lock(mutex_);
  stopped_ = true;
  wake_.notify_all();
  gone_.wait(lock, [this] { return running_.empty(); });
  Threads left = std::move(left_);
  left_.clear();
  lock.unlock();
  for (auto& thread : left) thread.join();
}

std::size_t ElasticPool::threads() const {
  const std::lock_guard lock(mutex_);
  return running_.size();
}

}  // namespace shixin::web
