// Connection: the bytes of one client, with a bound on everything: how long a read, a write and a
// whole request may take. One thread at a time reads and writes; end_input() and cut() may come
// from any other.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "web/channel.h"
#include "web/seats.h"

namespace shixin::web {

using SteadyTime = std::chrono::steady_clock::time_point;

struct ConnectionLimits {
  std::chrono::milliseconds read = std::chrono::seconds{10};     // between two bytes of a request
  std::chrono::milliseconds write = std::chrono::seconds{10};    // without any progress
  std::chrono::milliseconds request = std::chrono::seconds{60};  // from its first byte to its last
};

class Connection {
 public:
  // The seats must outlive it.
  Connection(std::unique_ptr<Channel> channel, std::string peer, ConnectionLimits limits,
             Seats& seats)
      : channel_(std::move(channel)), peer_(std::move(peer)), limits_(limits), seats_(seats) {}

  const std::string& peer() const { return peer_; }
  int fd() const { return channel_->fd(); }

  // What has come and was not yet consumed. Valid until the next call that reads.
  std::string_view unread() const { return std::string_view(held_).substr(consumed_); }
  void consume(std::size_t bytes) { consumed_ += bytes; }

  enum class Came { kBytes, kNothing, kEnd };
  // Takes what has come by now, without waiting; no more than a few requests at once.
  Came gather();
  // After kNothing: the poll event to wait for before the next attempt.
  short wanted() const { return wanted_; }
  // A request begins: its time runs from now.
  void begin_request();
  int requests() const { return requests_; }  // that have begun
  // Waits for more of it; false when the client left, the network failed, a limit was met, or
  // somebody else was given the seat.
  bool more();
  // All of it, or false.
  bool write(std::string_view bytes);
  // Waits without a seat, for a moment, until there is something to gather.
  bool stirs(std::chrono::milliseconds moment) const;

  // Whether the client has ended the connection, read or unread what it sent before.
  bool has_left() const;

  // No more is read; what is being written goes on.
  void end_input();
  void cut();

  // The channel of a connection that nobody reads or writes; nothing may be asked of it then.
  std::unique_ptr<Channel> release() { return std::move(channel_); }

 private:
  bool wait(short event, std::chrono::milliseconds patience);

  std::unique_ptr<Channel> channel_;
  const std::string peer_;
  const ConnectionLimits limits_;
  Seats& seats_;
  SteadyTime deadline_{};
  int requests_ = 0;
  std::string held_;
  std::size_t consumed_ = 0;  // of what is held
  short wanted_;
};

}  // namespace shixin::web
