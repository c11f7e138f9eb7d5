// ConnectionSet: the connections being served, so that a stop reaches each of them. Owns them; safe
// from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "web/connection.h"

namespace shixin::web {

class ConnectionSet {
 public:
  using Place = std::list<Connection>::iterator;

  Place add(std::unique_ptr<Channel> channel, std::string peer, ConnectionLimits limits,
            Seats& seats) {
    const std::lock_guard lock(mutex_);
    return connections_.emplace(connections_.end(), std::move(channel), std::move(peer), limits,
                                seats);
  }
  void remove(Place place) {
    const std::lock_guard lock(mutex_);
    connections_.erase(place);
    if (connections_.empty()) empty_.notify_all();
  }
  // Takes a connection out that nobody serves.
  std::unique_ptr<Channel> release(Place place) {
    const std::lock_guard lock(mutex_);
    auto channel = place->release();
    connections_.erase(place);
    if (connections_.empty()) empty_.notify_all();
    return channel;
  }
  void end_input() {
    const std::lock_guard lock(mutex_);
    for (auto& connection : connections_) connection.end_input();
  }
  void cut() {
    const std::lock_guard lock(mutex_);
    for (auto& connection : connections_) connection.cut();
  }
  // False when some are left after that time.
  bool wait_until_empty(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return empty_.wait_for(lock, patience, [this] { return connections_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable empty_;
  std::list<Connection> connections_;
};

}  // namespace shixin::web
