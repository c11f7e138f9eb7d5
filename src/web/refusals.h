// Refusals: the clients for whom there is no place. One thread tells them all: each gets a moment
// to send its request, the one refusal there is, and a moment to read it; a connection which is
// closed upon bytes that nobody read is reset, and the client would never see the answer.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "web/channel.h"

namespace shixin::web {

// add() and stop() are safe from any thread.
class Refusals {
 public:
  // The whole answer, head and body.
  explicit Refusals(std::string answer);
  Refusals(const Refusals&) = delete;
  Refusals& operator=(const Refusals&) = delete;
  ~Refusals() { stop(); }

  void add(std::unique_ptr<Channel> channel);
  // Lets go of who still waits, and joins.
  void stop();

 private:
  struct Client {
    std::unique_ptr<Channel> channel;
    std::chrono::steady_clock::time_point until;
    bool told = false;
  };

  void work();
  void tell(Channel& channel) const;
  bool attend(Client& client) const;

  const std::string answer_;
  const Socket wake_;  // readable when somebody came or the work ends
  std::atomic<bool> stopped_ = false;
  std::atomic<std::size_t> held_ = 0;
  std::mutex mutex_;
  std::vector<Client> come_;
  std::once_flag stop_once_;
  std::thread thread_;
};

}  // namespace shixin::web
