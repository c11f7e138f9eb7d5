// Farewells: the clients that are done with. One thread sees them all off: each is told what there
// is to tell and gets a moment to read it; a connection which is closed upon bytes that nobody read
// is reset, and the client would never see the answer.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "web/channel.h"

namespace shixin::web {

// say() and stop() are safe from any thread.
class Farewells {
 public:
  // Who comes beyond these must be quick to read.
  static constexpr std::size_t kHeldMax = 1024;

  Farewells();
  Farewells(const Farewells&) = delete;
  Farewells& operator=(const Farewells&) = delete;
  ~Farewells() { stop(); }

  // A whole answer, short enough to need no waiting; "" when all was said before.
  void say(std::unique_ptr<Channel> channel, std::string_view last_words);
  // Lets go of who still lingers, and joins.
  void stop();

 private:
  struct Client {
    std::unique_ptr<Channel> channel;
    std::chrono::steady_clock::time_point until;
  };

  void work();

  const Socket wake_;  // readable when somebody came or the work ends
  std::atomic<bool> stopped_ = false;
  std::atomic<std::size_t> held_ = 0;
  std::mutex mutex_;
  std::vector<Client> come_;
  std::once_flag stop_once_;
  std::thread thread_;
};

}  // namespace shixin::web
