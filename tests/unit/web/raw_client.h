// A client that sends exactly the bytes it is given and reads to the end: what a well-behaved
// library would not send.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <string>
#include <string_view>

#include "web/socket.h"

namespace shixin::test {

class RawClient {
 public:
  // `from` is one of 127.0.0.0/8, in host order.
  explicit RawClient(int port, std::uint32_t from = INADDR_LOOPBACK)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(from);
    ::bind(socket_.fd(), reinterpret_cast<const sockaddr*>(&own), sizeof own);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_.fd(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }

  bool connected() const { return connected_; }
  int fd() const { return socket_.fd(); }

  // False when the server has ended the connection.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const long sent = ::send(socket_.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Until the text was seen; what was read so far when the connection ends before.
  std::string read_until(std::string_view text) {
    std::string all;
    std::array<char, 4096> buffer{};
    while (text.empty() || all.find(text) == std::string::npos) {
      const long got = ::recv(socket_.fd(), buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
  }
  std::string read_all() { return read_until(""); }

  void close() { socket_ = {}; }

 private:
  web::Socket socket_;
  bool connected_ = false;
};

}  // namespace shixin::test
