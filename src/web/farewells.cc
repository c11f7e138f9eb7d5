#include "web/farewells.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <array>
#include <iterator>
#include <utility>

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// For the client to take the answer and leave.
constexpr milliseconds kLinger{1000};
// How exactly the time is kept.
constexpr int kTickMs = 100;

// Forgets what the client still sends; true once it has left.
bool has_left(Channel& channel) {
  std::array<char, 8192> unread;  // NOLINT: filled by read()
  while (true) {
    const Moved got = channel.read(unread.data(), unread.size());
    if (got.count <= 0) return got.wants == 0;
  }
}

}  // namespace

Farewells::Farewells()
    : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { work(); }) {}

void Farewells::say(std::unique_ptr<Channel> channel, std::string_view last_words) {
  // Its connection has room for so short an answer: nothing waits here.
  if (!last_words.empty()) channel->write(last_words);
  channel->end_output();
  if (held_ >= kHeldMax) return;
  ++held_;
  {
    const std::lock_guard lock(mutex_);
    come_.push_back({std::move(channel), Steady::now() + kLinger});
  }
  ::eventfd_write(wake_.fd(), 1);
}

void Farewells::stop() {
  std::call_once(stop_once_, [this] {
    stopped_ = true;
    ::eventfd_write(wake_.fd(), 1);
    thread_.join();
  });
}

void Farewells::work() {
  std::vector<Client> clients;
  std::vector<pollfd> waits;
  while (!stopped_) {
    waits.assign(1, {wake_.fd(), POLLIN, 0});
    for (const Client& client : clients) waits.push_back({client.channel->fd(), POLLIN, 0});
    // Without anybody it sleeps; with somebody it looks at the clock now and then.
    ::poll(waits.data(), waits.size(), clients.empty() ? -1 : kTickMs);

    std::vector<Client> left;
    const auto now = Steady::now();
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const bool said_something = waits[i + 1].revents != 0;
      if (now >= clients[i].until || (said_something && has_left(*clients[i].channel))) continue;
      left.push_back(std::move(clients[i]));
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

}  // namespace shixin::web
