// Any bytes as all that a client sends on one connection, to a surface that serves: every request
// it takes gets one whole answer, and nothing else stands on the wire.
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/expect.h"
#include "support/temp_dir.h"
#include "web/http_server.h"

using namespace shixin;

namespace {

// An answer, as the server believes to have sent it.
struct Sent {
  std::string method;  // "" when the head could not be read
  int status;
};

class Surface {
 public:
  Surface() : server_(options(), router_) {
    const auto echo = [](const web::Request& in, const web::Captures&) {
      return web::text_answer(in.body + '\n');
    };
    router_.add("GET", "/page", echo);
    router_.add("POST", "/form", echo);
    router_.add("PUT", "/feeds/{feed}/_local/{id...}", echo);
    router_.add("DELETE", "/feeds/{feed}",
                [](const web::Request&, const web::Captures&) { return web::no_content(); });
    const auto bound = server_.bind();
    fuzz::expect(bound.has_value(), "a socket can be had");
    server_.start();
  }

  // All that comes back until the server ends the connection.
  std::string exchange(std::string_view bytes) const {
    const web::Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    const auto* const where = reinterpret_cast<const sockaddr*>(&address);
    fuzz::expect(::connect(socket.fd(), where, sizeof address) == 0, "it can be reached");
    // It may end the connection before it has read everything.
    if (!bytes.empty()) (void)::send(socket.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::shutdown(socket.fd(), SHUT_WR);
    std::string answer;
    char buffer[4096];
    while (true) {
      const ssize_t got = ::recv(socket.fd(), buffer, sizeof buffer, 0);
      if (got < 0 && errno == EINTR) continue;  // libFuzzer's own clock
      if (got <= 0) return answer;
      answer.append(buffer, static_cast<std::size_t>(got));
    }
  }

  std::vector<Sent> take_sent() {
    const std::lock_guard lock(mutex_);
    return std::exchange(sent_, {});
  }

 private:
  std::string path() const { return (dir_ / "s").string(); }

  web::ServerOptions options() {
    web::ServerOptions options{.name = "fuzz", .endpoint = {.unix_socket = path()}};
    options.body_bytes_max = 256;
    options.access_log = false;
    options.on_answered = [this](const web::Answered& answered) {
      const std::lock_guard lock(mutex_);
      sent_.push_back({std::string(answered.method), answered.status});
    };
    return options;
  }

  test::TempDir dir_;
  web::Router router_;
  std::mutex mutex_;  // guards what follows
  std::vector<Sent> sent_;
  web::HttpServer server_;
};

// Cuts one answer off the front of what came.
void take_answer(std::string_view& came, const Sent& sent) {
  const auto end = came.find("\r\n\r\n");
  fuzz::expect(end != std::string_view::npos, "a head ends");
  const std::string head(came.substr(0, end + 2));
  came.remove_prefix(end + 4);
  fuzz::expect(head.starts_with("HTTP/1.1 " + std::to_string(sent.status) + ' '), "it is the one");
  const auto named = head.find("\r\nContent-Length: ");
  std::size_t length = 0;
  if (named != std::string::npos) length = std::stoul(head.substr(named + 18));
  // What could not be read may have been meant as HEAD, which is answered without a body.
  const bool meant_head = sent.method.empty() && came.empty();
  if (sent.method == "HEAD" || meant_head) length = 0;
  fuzz::expect(length <= came.size(), "its body is whole");
  came.remove_prefix(length);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Surface surface;
  const std::string answer = surface.exchange({reinterpret_cast<const char*>(data), size});
  std::string_view came = answer;
  constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
  for (const Sent& sent : surface.take_sent()) {
    if (came.starts_with(kGoOn)) came.remove_prefix(kGoOn.size());
    take_answer(came, sent);
  }
  fuzz::expect(came.empty(), "nothing else came");
  return 0;
}
