// ElasticPool: threads that grow with the work up to a bound and leave when idle. It has no queue:
// a connection that finds every thread busy hears so at once instead of waiting in silence.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace shixin::web {

struct PoolOptions {
  std::size_t threads_min = 4;
  std::size_t threads_max = 256;
  std::chrono::milliseconds idle = std::chrono::seconds{30};  // a thread above the minimum leaves
};

// Safe to call from any thread; stop() from outside the pool.
class ElasticPool {
 public:
  using Task = std::function<void()>;

  explicit ElasticPool(PoolOptions options) : options_(options) {}
  ElasticPool(const ElasticPool&) = delete;
  ElasticPool& operator=(const ElasticPool&) = delete;
  ~ElasticPool() { stop(); }

  // False when every thread is busy and there may be no more, or after stop(). A task must not
  // throw.
  bool submit(Task task);
  // Lets what was submitted finish, and joins.
  void stop();
  std::size_t threads() const;

 private:
  using Threads = std::list<std::thread>;

  bool grow();                         // with the lock held
  bool leave(Threads::iterator self);  // with the lock held; always false
  void work(Threads::iterator self);
  bool next(Task& task, Threads::iterator self);

  const PoolOptions options_;
  mutable std::mutex mutex_;  // everything below
  std::condition_variable wake_;
  std::condition_variable gone_;
  std::deque<Task> tasks_;  // never more than there are idle threads
  Threads running_;
  Threads left_;          // about to end, to be joined
  std::size_t idle_ = 0;  // running, and without a task
  bool stopped_ = false;
};

}  // namespace shixin::web
