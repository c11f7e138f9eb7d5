#include "web/refusals.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// For the first byte of a request, the handshake of TLS before it included; and for the client to
// take the answer and leave.
constexpr milliseconds kFirstByte{1000};
constexpr milliseconds kLinger{1000};
// Who comes beyond these is told at once, and must be quick to read it.
constexpr std::size_t kHeldMax = 1024;

}  // namespace

Refusals::Refusals(std::string answer)
    : answer_(std::move(answer)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { work(); }) {}

void Refusals::add(std::unique_ptr<Channel> channel) {
  if (held_ >= kHeldMax) return tell(*channel);
  ++held_;
  {
    const std::lock_guard lock(mutex_);
    come_.push_back({std::move(channel), Steady::now() + kFirstByte});
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
    for (const Client& client : clients) waits.push_back({client.channel->fd(), POLLIN, 0});
    // Without anybody it sleeps; with somebody it looks at the clock now and then.
    ::poll(waits.data(), waits.size(), clients.empty() ? -1 : 20);

    std::vector<Client> left;
    for (Client& client : clients) {
      if (attend(client)) left.push_back(std::move(client));
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
void Refusals::tell(Channel& channel) const {
  channel.write(answer_);
  channel.end_output();
}

// False when the client is done with.
bool Refusals::attend(Client& client) const {
  const auto now = Steady::now();
  std::array<char, 8192> unread{};
  const Moved got = client.channel->read(unread.data(), unread.size());
  const bool ended = got.count <= 0 && got.wants == 0;
  if (client.told) return !ended && now < client.until;
  if (got.count <= 0 && !ended && now < client.until) return true;
  tell(*client.channel);
  client.told = true;
  client.until = now + kLinger;
  return !ended;
}

}  // namespace shixin::web
