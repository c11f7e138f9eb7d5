#include "web/socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/log.h"

namespace shixin::web {
namespace {

// Connections the kernel holds for us between two accepts: a burst of partners on the minute.
constexpr int kBacklog = 1024;
// Before asking again when the process has no file descriptor left.
constexpr int kRetryMs = 20;

std::string reason() { return std::strerror(errno); }  // NOLINT: glibc's is safe by thread

Error unavailable(const Endpoint& endpoint, const std::string& why) {
  const std::string where = endpoint.unix_socket.empty()
                                ? endpoint.address + ":" + std::to_string(endpoint.port)
                                : endpoint.unix_socket;
  return {ErrorCode::kUnavailable, "cannot listen on " + where + ": " + why};
}

// True when somebody accepts on it: then it must not be taken away.
bool is_served(const sockaddr_un& name) {
  const Socket probe{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  return ::connect(probe.fd(), reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
}

Result<Socket> listen_unix(const Endpoint& endpoint) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (endpoint.unix_socket.size() >= sizeof name.sun_path) {
    return unavailable(endpoint, "the path is longer than 107 bytes; choose a shorter one");
  }
  endpoint.unix_socket.copy(name.sun_path, endpoint.unix_socket.size());
  if (is_served(name)) return unavailable(endpoint, "another process serves it; stop that first");
  struct stat found {};
  if (::lstat(name.sun_path, &found) == 0 && S_ISSOCK(found.st_mode)) ::unlink(name.sun_path);

  Socket socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  ::fchmod(socket.fd(), S_IRUSR | S_IWUSR);  // before bind: there is no moment with another mode
  if (::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0 ||
      ::listen(socket.fd(), kBacklog) != 0) {
    return unavailable(endpoint, reason());
  }
  return socket;
}

Result<Socket> listen_tcp(const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* list = nullptr;
  const int failure =
      ::getaddrinfo(endpoint.address.c_str(), std::to_string(endpoint.port).c_str(), &hints, &list);
  if (failure != 0) return unavailable(endpoint, ::gai_strerror(failure));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned{list, &::freeaddrinfo};

  Socket socket{::socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  // Not SO_REUSEPORT: two servers must not share a port unawares.
  const int yes = 1;
  ::setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(socket.fd(), list->ai_addr, list->ai_addrlen) != 0 ||
      ::listen(socket.fd(), kBacklog) != 0) {
    return unavailable(endpoint, reason());
  }
  return socket;
}

std::string peer_of(const sockaddr_storage& address, socklen_t size) {
  if (address.ss_family == AF_UNIX) return "unix";
  std::array<char, NI_MAXHOST> host{};
  const int failure = ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host.data(),
                                    host.size(), nullptr, 0, NI_NUMERICHOST);
  return failure == 0 ? host.data() : "";
}

}  // namespace

Socket& Socket::operator=(Socket&& other) noexcept {
  if (this != &other) {
    if (open()) ::close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

Socket::~Socket() {
  if (open()) ::close(fd_);
}

Result<Socket> listen_on(const Endpoint& endpoint) {
  return endpoint.unix_socket.empty() ? listen_tcp(endpoint) : listen_unix(endpoint);
}

int bound_port(const Socket& listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener.fd(), reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  if (address.ss_family == AF_INET) {
    return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
  }
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  }
  return 0;
}

std::optional<Accepted> accept_on(const Socket& listener, int wake_fd) {
  while (true) {
    std::array<pollfd, 2> waits{pollfd{listener.fd(), POLLIN, 0}, pollfd{wake_fd, POLLIN, 0}};
    ::poll(waits.data(), waits.size(), -1);
    if (waits[1].revents != 0) return std::nullopt;
    if (waits[0].revents == 0) continue;
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Socket socket{
        ::accept4(listener.fd(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_CLOEXEC)};
    if (!socket.open()) {
      if (errno != EMFILE && errno != ENFILE && errno != ENOMEM && errno != ENOBUFS) continue;
      base::log_error("accept: {}; raise the limit of open files", reason());
      ::poll(&waits[1], 1, kRetryMs);
      continue;
    }
    if (address.ss_family != AF_UNIX) {
      const int yes = 1;
      ::setsockopt(socket.fd(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    return Accepted{std::move(socket), peer_of(address, size)};
  }
}

std::size_t allow_open_files(std::size_t wanted) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur;
}

}  // namespace shixin::web
