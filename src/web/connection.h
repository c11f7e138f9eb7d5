// Connection: the bytes of one client, with a bound on everything: how long a read, a write and a
// whole request may take, and how many bytes a request may send. One thread reads and writes;
// end_input() and cut() may come from any other.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "web/socket.h"

namespace shixin::web {

using SteadyTime = std::chrono::steady_clock::time_point;

struct ConnectionLimits {
  std::chrono::milliseconds read = std::chrono::seconds{10};     // between two bytes of a request
  std::chrono::milliseconds write = std::chrono::seconds{10};    // without any progress
  std::chrono::milliseconds request = std::chrono::seconds{60};  // from its first byte to its last
};

class Connection {
 public:
  Connection(Accepted accepted, ConnectionLimits limits)
      : socket_(std::move(accepted.socket)), peer_(std::move(accepted.peer)), limits_(limits) {}

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

  // The socket of a connection that nobody reads, writes or cuts yet; the connection has none then.
  Socket release() { return std::move(socket_); }

 private:
  long receive(char* into, std::size_t size, std::chrono::milliseconds patience);

  Socket socket_;
  const std::string peer_;
  const ConnectionLimits limits_;
  SteadyTime deadline_{};
  std::size_t budget_ = 0;
  std::array<char, 8192> buffer_{};
  std::size_t begin_ = 0;  // what of the buffer is not yet read
  std::size_t end_ = 0;
};

}  // namespace shixin::web
