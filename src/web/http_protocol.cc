#include "web/http_protocol.h"

#include <httplib.h>

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "web/body_reader.h"
#include "web/exchange.h"
#include "web/head.h"

namespace shixin::web {
namespace {

using Steady = std::chrono::steady_clock;

// What httplib reads and writes: the request line out of memory, the answer to the connection. The
// fields are not shown to it: it passes over lines that it can not read, decodes percent signs, and
// would serve ranges.
class Wire final : public httplib::Stream {
 public:
  Wire(Connection& connection, std::string_view request_line)
      : connection_(connection), unread_(std::string(request_line) + "\r\n") {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, std::size_t size) override {
    const std::size_t count = unread_.copy(into, size);
    unread_.erase(0, count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) override {
    return connection_.write({from, size}) ? static_cast<ssize_t>(size) : -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  Connection& connection_;
  std::string unread_;
};

class ChunkSink final : public StreamSink {
 public:
  ChunkSink(httplib::DataSink& sink, const Connection& connection, const std::stop_token& stopping)
      : sink_(sink), connection_(connection), stopping_(stopping) {}

  bool write(std::string_view bytes) override {
    if (stopping_.stop_requested()) whole_ = false;
    // An empty write would end httplib's loop without the last chunk.
    if (whole_ && !bytes.empty()) whole_ = sink_.write(bytes.data(), bytes.size());
    return whole_;
  }
  bool has_left() const override { return connection_.has_left(); }
  bool whole() const { return whole_ && !is_cut(); }

 private:
  httplib::DataSink& sink_;
  const Connection& connection_;
  const std::stop_token& stopping_;
  bool whole_ = true;
};

// One turn of a streamed answer; false cuts the connection, so that the client sees it is not
// whole.
bool pull_once(const Pull& pull, httplib::DataSink& out, const Connection& connection,
               const std::stop_token& stopping) {
  ChunkSink sink(out, connection, stopping);
  try {
    const bool more = pull(sink);
    if (!sink.whole() || (more && stopping.stop_requested())) return false;
    if (!more) out.done();
    return true;
  } catch (...) {  // what() may quote the data
    base::log_error("a streamed answer was cut short by an exception");
    return false;
  }
}

// What the httplib callbacks of this thread are about: they are set once for a server and get no
// context of their own.
struct Turn {
  Exchange& exchange;
  Connection& connection;
  Headers fields = {};
  int status = 0;
  bool chunked = true;
  bool answered = false;
  Steady::time_point began = Steady::now();
};
thread_local Turn* turn_here = nullptr;

void fill(httplib::Response& out, Answer answer, const Turn& turn) {
  out.status = answer.status;
  for (auto& [name, value] : answer.headers) out.headers.emplace(name, std::move(value));
  if (!answer.stream) {
    if (!answer.content_type.empty()) out.set_header("Content-Type", answer.content_type);
    out.body = std::move(answer.body);
    return;
  }
  const auto provide = [pull = std::move(answer.stream), &connection = turn.connection,
                        stopping = turn.exchange.request().stopping](std::size_t,
                                                                     httplib::DataSink& sink) {
    return pull_once(pull, sink, connection, stopping);
  };
  if (turn.chunked) {
    out.set_chunked_content_provider(answer.content_type, provide);
  } else {  // HTTP/1.0: the end of the connection is the end of the answer
    out.set_content_provider(answer.content_type, provide);
  }
}

void read_body(Exchange& exchange, Connection& connection) {
  if (connection.unread().empty() && waits_to_go_on(exchange.request())) {
    (void)connection.write("HTTP/1.1 100 Continue\r\n\r\n");
  }
  BodyReader reader(exchange.framing());
  while (!reader.whole()) {
    if (connection.unread().empty() && !connection.more()) return exchange.broke_off();
    const auto piece = reader.read(connection.unread());
    if (!piece) return exchange.broke_off();
    if (!exchange.take(piece->data)) return;
    connection.consume(piece->used);
  }
}

// Whether another request may follow.
bool goes_on(const Turn& turn) {
  return turn.exchange.opened() && !turn.exchange.must_close() &&
         turn.connection.requests() < kRequestsPerConnection;
}

// What is refused before there is a request; nullopt when the head may be read.
std::optional<Answer> refuse_bytes(const HeadMark& mark) {
  switch (mark.state) {
    case HeadState::kWhole:
      return std::nullopt;
    case HeadState::kPartial:
    case HeadState::kMalformed:
      return problem({ErrorCode::kMalformed, "请求行或请求头无法读取"});
    case HeadState::kLineTooLong:
      return target_too_long();
    case HeadState::kTooLarge:
      return head_too_large();
  }
  return std::nullopt;
}

}  // namespace

class Protocol::Library final : public httplib::Server {
 public:
  Library(const ServerOptions& options, const Router& router) : options_(options), router_(router) {
    svr_sock_ = 0;  // streams run as long as this is not INVALID_SOCKET
    set_keep_alive_timeout(options.keep_alive_seconds);
    set_keep_alive_max_count(kRequestsPerConnection);
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& out) {
      Exchange& exchange = turn_here->exchange;
      if (exchange.awaits_body()) read_body(exchange, turn_here->connection);
      turn_here->answered = true;
      fill(out, exchange.answer(), *turn_here);
      return HandlerResponse::Handled;
    });
    set_error_handler([](const httplib::Request&, httplib::Response& out) { complain(out); });
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& out, const std::exception_ptr&) {
          base::log_error("an exception while a request was read");
          out = {};
          out.status = 500;
          turn_here->answered = false;
        });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& out) { finish(out); });
  }

  bool serve(Connection& connection, const std::stop_token& stopping) {
    connection.begin_request();
    const HeadMark mark = mark_head(connection.unread());
    Exchange exchange(router_, options_.body_bytes_max);
    Turn turn{exchange, connection};
    const bool more = serve(mark, turn, stopping);
    if (turn.status != 0) report(turn);
    return more;
  }

  void end_streams() { svr_sock_ = INVALID_SOCKET; }

 private:
  bool serve(const HeadMark& mark, Turn& turn, const std::stop_token& stopping) {
    if (auto refused = refuse_bytes(mark)) return refuse(*std::move(refused), turn);
    const std::string head(turn.connection.unread().substr(0, mark.bytes));
    turn.connection.consume(mark.bytes);
    auto fields = read_fields(head);
    if (!fields) return refuse(problem(fields.error()), turn);
    turn.fields = *std::move(fields);

    Wire wire(turn.connection, request_line(head));
    turn_here = &turn;
    bool closed = false;
    const bool written = process_request(wire, false, closed,
                                         [&](httplib::Request& in) { open(in, turn, stopping); });
    turn_here = nullptr;
    return written && goes_on(turn);
  }

  static bool refuse(Answer answer, Turn& turn) {
    turn.status = answer.status;
    turn.connection.write(last_words(std::move(answer)));
    return false;
  }

  void open(httplib::Request& in, Turn& turn, const std::stop_token& stopping) const {
    Request request{.method = in.method, .path = {}, .remote_address = {}};
    request.stopping = stopping;
    request.headers = std::move(turn.fields);
    request.remote_address =
        client_address(request, turn.connection.peer(), options_.trusted_proxies);
    turn.began = Steady::now();
    turn.chunked = in.version == "HTTP/1.1";
    turn.exchange.open(std::move(request), in.target, in.version);
    in.path = "/";
  }

  // The refusals which are httplib's own have no body: a request line that can not be read.
  static void complain(httplib::Response& out) {
    if (turn_here->answered) return;
    Answer answer = out.status == 500 ? problem({ErrorCode::kInternal, "while reading a request"})
                                      : problem({ErrorCode::kMalformed, "请求行或请求头无法读取"});
    add_default_headers(answer);
    fill(out, std::move(answer), *turn_here);
  }

  static void finish(httplib::Response& out) {
    turn_here->status = out.status;
    out.headers.erase("Accept-Ranges");
    if (out.status == 204 || out.status == 304) out.headers.erase("Content-Length");
    if (goes_on(*turn_here)) return;
    out.headers.erase("Keep-Alive");
    out.headers.erase("Connection");
    out.headers.emplace("Connection", "close");
  }

  void report(const Turn& turn) const {
    const Answered answered{
        turn.exchange.request().method, turn.exchange.pattern(), turn.status,
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - turn.began)};
    if (options_.on_answered) options_.on_answered(answered);
    if (!options_.access_log) return;
    base::log_info("{} {} {} {} {}us {}", options_.name, answered.method,
                   answered.pattern.empty() ? "-" : answered.pattern, answered.status,
                   answered.took.count(), turn.exchange.request().remote_address);
  }

  const ServerOptions& options_;
  const Router& router_;
};

Protocol::Protocol(const ServerOptions& options, const Router& router)
    : library_(std::make_unique<Library>(options, router)) {}
Protocol::~Protocol() = default;
bool Protocol::serve(Connection& connection, const std::stop_token& stopping) {
  return library_->serve(connection, stopping);
}
void Protocol::end_streams() { library_->end_streams(); }

std::string last_words(Answer answer) {
  add_default_headers(answer);
  std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " \r\nConnection: close\r\n";
  for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\r\n";
  text += "Content-Type: " + answer.content_type + "\r\n";
  text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n";
  return text + answer.body;
}

}  // namespace shixin::web
