// Connection: the bytes of one client, with a bound on everything: how long a read, a write and a
// whole request may take, and how many bytes a request may send. One thread reads and writes;
// end_input() and cut() may come from any other.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "web/channel.h"

namespace shixin::web {

using SteadyTime = std::chrono::steady_clock::time_point;

struct ConnectionLimits {
  std::chrono::milliseconds read = std::chrono::seconds{10};     // between two bytes of a request
  std::chrono::milliseconds write = std::chrono::seconds{10};    // without any progress
  std::chrono::milliseconds request = std::chrono::seconds{60};  // from its first byte to its last
};

class Connection {
 public:
  Connection(std::unique_ptr<Channel> channel, std::string peer, ConnectionLimits limits)
      : channel_(std::move(channel)), peer_(std::move(peer)), limits_(limits) {}

  const std::string& peer() const { return peer_; }

  // Waits for the first byte of a request; false when the client left or let the time pass.
  bool wait(std::chrono::milliseconds patience);
  // A request begins: its time runs from now, and it may send so many bytes.
  void begin_request(std::size_t bytes_max);
  void allow(std::size_t more_bytes) { budget_ += more_bytes; }

  // The number of bytes read; 0 at the end of input; -1 when a limit was met or the network failed.
  long read(char* into, std::size_t size);
  // All of it, or false.
  bool write(std::string_view bytes);
  // Reads on and forgets for a moment, so that a client still sending sees the answer before the
  // connection ends.
  void linger(std::chrono::milliseconds patience);

  // No more is read; what is being written goes on.
  void end_input();
  void cut();

  // The channel of a connection that nobody reads or writes; nothing may be asked of it then.
  std::unique_ptr<Channel> release() { return std::move(channel_); }

 private:
  long receive(char* into, std::size_t size, std::chrono::milliseconds patience);

  std::unique_ptr<Channel> channel_;
  const std::string peer_;
  const ConnectionLimits limits_;
  SteadyTime deadline_{};
  std::size_t budget_ = 0;
  std::array<char, 8192> buffer_{};
  std::size_t begin_ = 0;  // what of the buffer is not yet read
  std::size_t end_ = 0;
};

}  // namespace shixin::web
