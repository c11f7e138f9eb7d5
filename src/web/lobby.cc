#include "web/lobby.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// How exactly the times of those who stand here are kept.
constexpr milliseconds kTick{100};
// Until a thread is asked for again.
constexpr milliseconds kAgain{5};

}  // namespace

Lobby::Lobby(LobbyLimits limits, Doors doors)
    : limits_(limits),
      doors_(std::move(doors)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_.fd();
  ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, wake_.fd(), &event);
  thread_ = std::thread([this] { work(); });
}

bool Lobby::enter(Place place, milliseconds patience) {
  const auto now = Steady::now();
  Guest guest{place, now, now + patience, EPOLLIN};
  if (!place->unread().empty()) look(guest);
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return false;
    come_.push_back(guest);
  }
  ::eventfd_write(wake_.fd(), 1);
  return true;
}

void Lobby::stop() {
  std::call_once(stop_once_, [this] {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    ::eventfd_write(wake_.fd(), 1);
    thread_.join();
    for (const auto& [fd, guest] : standing_) doors_.leave(guest.place, Reason::kGone);
    for (const Guest& guest : ready_) doors_.leave(guest.place, Reason::kGone);
  });
}

void Lobby::work() {
  std::array<epoll_event, 64> events{};
  for (bool stopped = false; !stopped;) {
    const int count =
        ::epoll_wait(epoll_.fd(), events.data(), static_cast<int>(events.size()), patience_ms());
    for (int i = 0; i < count; ++i) attend(events[static_cast<std::size_t>(i)].data.fd);
    take_in();
    serve_ready();
    look_at_the_clock();
    const std::lock_guard lock(mutex_);
    stopped = stopped_ && come_.empty();
  }
}

int Lobby::patience_ms() const {
  if (!ready_.empty()) return static_cast<int>(kAgain.count());
  return standing_.empty() ? -1 : static_cast<int>(kTick.count());
}

void Lobby::watch(Guest& guest, int operation) {
  epoll_event event{};
  event.events = static_cast<std::uint32_t>(guest.wanted);
  event.data.fd = guest.place->fd();
  ::epoll_ctl(epoll_.fd(), operation, guest.place->fd(), &event);
}

void Lobby::take_in() {
  eventfd_t count = 0;
  ::eventfd_read(wake_.fd(), &count);
  std::vector<Guest> come;
  {
    const std::lock_guard lock(mutex_);
    come.swap(come_);
  }
  for (Guest& guest : come) {
    if (standing_.size() >= limits_.standing_max) displace_the_longest();
    watch(guest, EPOLL_CTL_ADD);
    standing_.emplace(guest.place->fd(), guest);
  }
}

// Unless what was waited for has come meanwhile.
void Lobby::displace_the_longest() {
  const auto longest = std::ranges::min_element(
      standing_, {}, [](const auto& standing) { return standing.second.since; });
  const int fd = longest->first;
  attend(fd);
  const auto still = standing_.find(fd);
  if (still != standing_.end()) doors_.leave(take_out(still).place, Reason::kDisplaced);
}

Lobby::Guest Lobby::take_out(Standing::iterator at) {
  Guest guest = at->second;
  watch(guest, EPOLL_CTL_DEL);
  standing_.erase(at);
  return guest;
}

void Lobby::attend(int fd) {
  const auto at = standing_.find(fd);
  if (at == standing_.end()) return;  // ourselves being woken
  Guest& guest = at->second;
  switch (guest.place->gather()) {
    case Connection::Came::kEnd:
      return doors_.leave(take_out(at).place, Reason::kGone);
    case Connection::Came::kNothing:  // a handshake, which may wait to write
      guest.wanted = guest.place->wanted();
      return watch(guest, EPOLL_CTL_MOD);
    case Connection::Came::kBytes:
      break;
  }
  if (look(guest) != Arrival::Stage::kDue) return;
  ready_.push_back(take_out(at));
  ready_.back().until = Steady::now() + limits_.thread;
}

Arrival::Stage Lobby::look(Guest& guest) const {
  if (!guest.begun) guest.begun = Steady::now();
  const auto stage = guest.arrival.look(guest.place->unread());
  guest.until = *guest.begun + (stage == Arrival::Stage::kHead ? limits_.head : limits_.request);
  return stage;
}

void Lobby::serve_ready() {
  while (!ready_.empty() && doors_.serve(ready_.front().place)) ready_.pop_front();
  const auto now = Steady::now();
  const auto waits_no_more = [&] {
    return !ready_.empty() && (now >= ready_.front().until || ready_.size() > limits_.standing_max);
  };
  for (; waits_no_more(); ready_.pop_front()) {
    doors_.leave(ready_.front().place, Reason::kNoThread);
  }
}

void Lobby::look_at_the_clock() {
  const auto now = Steady::now();
  if (now < clock_due_) return;
  clock_due_ = now + kTick;
  for (auto next = standing_.begin(); next != standing_.end();) {
    const auto at = next++;
    if (now < at->second.until) continue;
    const Reason reason = at->second.begun ? Reason::kTooSlow : Reason::kSilent;
    doors_.leave(take_out(at).place, reason);
  }
}

}  // namespace shixin::web
