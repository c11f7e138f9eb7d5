// Channel: moves the bytes of one connection without ever waiting, in the clear or under TLS; who
// calls waits for what it wants. One thread reads and writes; the file descriptor may be shut down
// from any other.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "web/socket.h"

namespace shixin::web {

// What came of one attempt.
struct Moved {
  long count;   // bytes; 0: the peer has ended; -1: none now
  short wants;  // with -1: the poll event to wait for before the next attempt; 0: it has failed

  static Moved bytes(long count) { return {count, 0}; }
  static Moved later(short event) { return {-1, event}; }
  static Moved failed() { return {-1, 0}; }
};

class Channel {
 public:
  virtual ~Channel() = default;

  virtual int fd() const = 0;
  // Whether bytes can be read of which poll() knows nothing any more.
  virtual bool buffered() const = 0;
  virtual Moved read(char* into, std::size_t size) = 0;
  virtual Moved write(std::string_view bytes) = 0;
  // No more is written; the peer may finish what it sends.
  virtual void end_output() = 0;
};

std::unique_ptr<Channel> plain_channel(Socket socket);

}  // namespace shixin::web
