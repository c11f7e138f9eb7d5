#include "web/channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace shixin::web {
namespace {

Moved moved(long count, short event) {
  if (count >= 0) return Moved::bytes(count);
  return errno == EAGAIN || errno == EINTR ? Moved::later(event) : Moved::failed();
}

class PlainChannel final : public Channel {
 public:
  explicit PlainChannel(Socket socket) : socket_(std::move(socket)) {}

  int fd() const override { return socket_.fd(); }
  bool buffered() const override { return false; }
  Moved read(char* into, std::size_t size) override {
    return moved(::recv(socket_.fd(), into, size, MSG_DONTWAIT), POLLIN);
  }
  Moved write(std::string_view bytes) override {
    return moved(::send(socket_.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT),
                 POLLOUT);
  }
  void end_output() override { ::shutdown(socket_.fd(), SHUT_WR); }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Channel> plain_channel(Socket socket) {
  return std::make_unique<PlainChannel>(std::move(socket));
}

}  // namespace shixin::web
