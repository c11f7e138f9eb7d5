#include "web/refusals.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <utility>

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// For the first byte of a request, and for the client to take the answer and leave.
constexpr milliseconds kFirstByte{200};
constexpr milliseconds kLinger{1000};
// Who comes beyond these is told at once, and must be quick to read it.
constexpr std::size_t kHeldMax = 1024;

}  // namespace

Refusals::Refusals(std::string answer)
    : answer_(std::move(answer)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { work(); }) {}

void Refusals::add(Socket socket) {
  if (held_ >= kHeldMax) return tell(socket);
  ++held_;
  {
    const std::lock_guard lock(mutex_);
    come_.push_back({std::move(socket), Steady::now() + kFirstByte});
  }
  ::eventfd_write(wake_.fd(), 1);
}

void Refusals::stop() {
  std::call_once(stop_once_, [this] {
    stopped_ = true;
    ::eventfd_write(wake_.fd(), 1);
    thread_.join();
  });
}

void Refusals::work() {
  std::vector<Client> clients;
  std::vector<pollfd> waits;
  while (!stopped_) {
    waits.assign(1, {wake_.fd(), POLLIN, 0});
    for (const Client& client : clients) waits.push_back({client.socket.fd(), POLLIN, 0});
    // Without anybody it sleeps; with somebody it looks at the clock now and then.
    ::poll(waits.data(), waits.size(), clients.empty() ? -1 : 20);

    std::vector<Client> left;
    for (std::size_t i = 0; i < clients.size(); ++i) {
      if (attend(clients[i], waits[i + 1].revents != 0)) left.push_back(std::move(clients[i]));
    }
    held_ -= clients.size() - left.size();
    clients = std::move(left);

    eventfd_t count = 0;
    ::eventfd_read(wake_.fd(), &count);
    const std::lock_guard lock(mutex_);
    std::ranges::move(come_, std::back_inserter(clients));
    come_.clear();
  }
}

// A fresh connection has room for so short an answer: nothing waits here.
void Refusals::tell(const Socket& socket) const {
  ::send(socket.fd(), answer_.data(), answer_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(socket.fd(), SHUT_WR);
}

// False when the client is done with.
bool Refusals::attend(Client& client, bool readable) const {
  const auto now = Steady::now();
  if (!client.told) {
    if (!readable && now < client.until) return true;
    tell(client.socket);
    client.told = true;
    client.until = now + kLinger;
  }
  std::array<char, 8192> unread{};
  const auto got = ::recv(client.socket.fd(), unread.data(), unread.size(), MSG_DONTWAIT);
  const bool open = got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
  return open && now < client.until;
}

}  // namespace shixin::web
