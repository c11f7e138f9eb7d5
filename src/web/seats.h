// Seats: for the threads that wait for their clients in the middle of a body or of an answer. Who
// comes when all are taken gets the seat of whoever has waited longest, whose connection is cut: so
// clients that send or read byte by byte hold a part of the threads, and never all.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace shixin::web {

// Safe from any thread.
class Seats {
 public:
  // `most` is at least 1.
  explicit Seats(std::size_t most) : most_(most) {}

  // Held while a thread waits for the socket, which is open for as long.
  class Seat {
   public:
    Seat(Seats& seats, int fd) : seats_(seats), ticket_(seats.take(fd)) {}
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { seats_.give_back(ticket_); }

   private:
    Seats& seats_;
    const std::uint64_t ticket_;
  };

 private:
  std::uint64_t take(int fd) {
    const std::lock_guard lock(mutex_);
    if (taken_.size() == most_) {
      ::shutdown(taken_.begin()->second, SHUT_RDWR);
      taken_.erase(taken_.begin());
    }
    taken_.emplace(++last_ticket_, fd);
    return last_ticket_;
  }
  void give_back(std::uint64_t ticket) {
    const std::lock_guard lock(mutex_);
    taken_.erase(ticket);
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::map<std::uint64_t, int> taken_;  // sockets, the longest waiting first
  std::uint64_t last_ticket_ = 0;
};

}  // namespace shixin::web
