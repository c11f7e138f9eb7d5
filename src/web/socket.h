// Socket: one file descriptor, owned; and the two ways to come by one. Failures say what the
// operator has to change (which address, which port), in English.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "web/endpoint.h"

namespace shixin::web {

class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept;
  ~Socket();

  int fd() const { return fd_; }
  bool open() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// Bound and listening. A Unix socket is made with mode 0600; one that a dead process left behind is
// replaced, one that a living process serves is not.
Result<Socket> listen_on(const Endpoint& endpoint);
// The port the system chose for port 0; 0 for a Unix socket.
int bound_port(const Socket& listener);

struct Accepted {
  Socket socket;
  std::string peer;  // numeric address, or "unix"
};

// Waits for a connection; nullopt once `wake_fd` is readable. Passing failures of the network and a
// want of file descriptors are waited out.
std::optional<Accepted> accept_on(const Socket& listener, int wake_fd);

// Each connection is an open file: lets the process have so many, as far as the system lets us, and
// returns how many it may have.
std::size_t allow_open_files(std::size_t wanted);

}  // namespace shixin::web
