#include "web/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

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

long Connection::receive(char* into, std::size_t size, milliseconds patience) {
  const SteadyTime deadline = Steady::now() + patience;
  short wanted = POLLIN;
  while (channel_->buffered() || ready(channel_->fd(), wanted, until(deadline))) {
    const Moved got = channel_->read(into, size);
    if (got.wants == 0) return got.count;
    wanted = got.wants;
  }
  return -1;
}

bool Connection::wait(milliseconds patience) {
  if (begin_ < end_) return true;
  const long got = receive(buffer_.data(), buffer_.size(), patience);
  if (got <= 0) return false;
  begin_ = 0;
  end_ = static_cast<std::size_t>(got);
  return true;
}

void Connection::begin_request(std::size_t bytes_max) {
  deadline_ = Steady::now() + limits_.request;
  budget_ = bytes_max;
}

long Connection::read(char* into, std::size_t size) {
  if (budget_ == 0) return -1;
  if (begin_ == end_) {
    const auto patience = std::min(limits_.read, until(deadline_));
    const long got = receive(buffer_.data(), buffer_.size(), patience);
    if (got <= 0) return got;
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
  }
  const std::size_t count = std::min({size, end_ - begin_, budget_});
  std::copy_n(buffer_.data() + begin_, count, into);
  begin_ += count;
  budget_ -= count;
  return static_cast<long>(count);
}

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const Moved sent = channel_->write(bytes);
    if (sent.count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent.count));
    } else if (sent.wants == 0 || !ready(channel_->fd(), sent.wants, limits_.write)) {
      return false;
    }
  }
  return true;
}

void Connection::linger(milliseconds patience) {
  channel_->end_output();
  const SteadyTime deadline = Steady::now() + patience;
  while (receive(buffer_.data(), buffer_.size(), until(deadline)) > 0) {
  }
}

void Connection::end_input() { ::shutdown(channel_->fd(), SHUT_RD); }

void Connection::cut() { ::shutdown(channel_->fd(), SHUT_RDWR); }

}  // namespace shixin::web
