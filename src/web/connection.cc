#include "web/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "web/head.h"

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// A head that is refused for its size, and a little.
constexpr std::size_t kHeldMax = kHeadBytesMax + 1024;

milliseconds until(SteadyTime deadline) {
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(deadline - Steady::now()));
}

bool ready(int fd, short event, milliseconds patience) {
  const SteadyTime deadline = Steady::now() + patience;
  while (true) {
    pollfd wait{fd, event, 0};
    const int found = ::poll(&wait, 1, static_cast<int>(until(deadline).count()));
    if (found >= 0 || errno != EINTR) return found > 0;
  }
}

}  // namespace

Connection::Came Connection::gather() {
  held_.erase(0, std::exchange(consumed_, 0));
  const std::size_t before = held_.size();
  wanted_ = POLLIN;
  std::array<char, 8192> buffer;  // NOLINT: filled by read()
  while (held_.size() < kHeldMax) {
    const Moved got = channel_->read(buffer.data(), buffer.size());
    if (got.count > 0) {
      held_.append(buffer.data(), static_cast<std::size_t>(got.count));
      continue;
    }
    if (got.wants != 0) wanted_ = got.wants;
    if (held_.size() > before) break;
    return got.wants == 0 ? Came::kEnd : Came::kNothing;
  }
  return Came::kBytes;
}

void Connection::begin_request() {
  deadline_ = Steady::now() + limits_.request;
  ++requests_;
}

// Who need not wait takes no seat.
bool Connection::wait(short event, milliseconds patience) {
  if (ready(channel_->fd(), event, milliseconds{0})) return true;
  const Seats::Seat seat(seats_, channel_->fd());
  return ready(channel_->fd(), event, patience);
}

bool Connection::more() {
  const SteadyTime deadline = std::min(Steady::now() + limits_.read, deadline_);
  while (true) {
    if (const Came came = gather(); came != Came::kNothing) return came == Came::kBytes;
    if (!wait(wanted_, until(deadline))) return false;
  }
}

bool Connection::stirs(milliseconds moment) const { return ready(channel_->fd(), wanted_, moment); }

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const Moved sent = channel_->write(bytes);
    if (sent.count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent.count));
    } else if (sent.wants == 0 || !wait(sent.wants, limits_.write)) {
      return false;
    }
  }
  return true;
}

bool Connection::has_left() const {
  pollfd look{channel_->fd(), POLLRDHUP, 0};
  return ::poll(&look, 1, 0) > 0;
}

void Connection::end_input() { ::shutdown(channel_->fd(), SHUT_RD); }

void Connection::cut() { ::shutdown(channel_->fd(), SHUT_RDWR); }

}  // namespace shixin::web
