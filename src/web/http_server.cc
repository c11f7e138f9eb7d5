#include "web/http_server.h"

#include <httplib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/log.h"
#include "web/connection_set.h"
#include "web/elastic_pool.h"
#include "web/exchange.h"
#include "web/refusals.h"

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

// Request line and headers together; httplib itself bounds only the single line.
constexpr std::size_t kHeadBytesMax = 32 * 1024;
// What chunked transfer may cost beside the body: a client that sends byte by byte needs six to
// one.
constexpr std::size_t kChunkOverhead = 8;
constexpr int kRequestsPerConnection = 1000;
// A connection that says nothing yet: long enough for one lost packet.
constexpr seconds kFirstByte{3};
constexpr seconds kLinger{1};
constexpr seconds kStopGrace{1};

// The bytes of a connection as httplib reads and writes them.
class Wire final : public httplib::Stream {
 public:
  explicit Wire(Connection& connection) : connection_(connection) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, std::size_t size) override { return connection_.read(into, size); }
  ssize_t write(const char* from, std::size_t size) override {
    return connection_.write({from, size}) ? static_cast<ssize_t>(size) : -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = connection_.peer();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  Connection& connection_;
};

class ChunkSink final : public StreamSink {
 public:
  ChunkSink(httplib::DataSink& sink, const std::stop_token& stopping)
      : sink_(sink), stopping_(stopping) {}

  bool write(std::string_view bytes) override {
    if (stopping_.stop_requested()) whole_ = false;
    // An empty write would end httplib's loop without the last chunk.
    if (whole_ && !bytes.empty()) whole_ = sink_.write(bytes.data(), bytes.size());
    return whole_;
  }
  bool whole() const { return whole_; }

 private:
  httplib::DataSink& sink_;
  const std::stop_token& stopping_;
  bool whole_ = true;
};

// One turn of a streamed answer; false cuts the connection, so that the client sees it is not
// whole.
bool pull_once(const Pull& pull, httplib::DataSink& out, const std::stop_token& stopping) {
  ChunkSink sink(out, stopping);
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

void fill(httplib::Response& out, Answer answer, const Request& request, bool chunked) {
  out.status = answer.status;
  for (auto& [name, value] : answer.headers) out.headers.emplace(name, std::move(value));
  if (!answer.stream) {
    if (!answer.content_type.empty()) out.set_header("Content-Type", answer.content_type);
    out.body = std::move(answer.body);
    return;
  }
  const auto provide = [pull = std::move(answer.stream), stopping = request.stopping](
                           std::size_t, httplib::DataSink& sink) {
    return pull_once(pull, sink, stopping);
  };
  if (chunked) {
    out.set_chunked_content_provider(answer.content_type, provide);
  } else {  // HTTP/1.0: the end of the connection is the end of the answer
    out.set_content_provider(answer.content_type, provide);
  }
}

// What the httplib callbacks of this thread are about: they are set once for a server and get no
// context of their own.
struct Turn {
  Exchange& exchange;
  int status = 0;
  bool chunked = true;
  bool answered = false;
  Steady::time_point began = Steady::now();
};
thread_local Turn* turn_here = nullptr;

// HTTP/1.1 by httplib's process_request() alone: its listener, router, thread pool, range and
// compression code are not used.
class Protocol final : public httplib::Server {
 public:
  explicit Protocol(const ServerOptions& options) : options_(options) {
    svr_sock_ = 0;  // streams run as long as this is not INVALID_SOCKET
    set_keep_alive_timeout(options.keep_alive_seconds);
    set_keep_alive_max_count(kRequestsPerConnection);
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& out) {
      if (turn_here->exchange.awaits_body()) return HandlerResponse::Unhandled;
      answer(out);
      return HandlerResponse::Handled;
    });
    const auto read = [](const httplib::Request&, httplib::Response& out,
                         const httplib::ContentReader& body) {
      Exchange& exchange = turn_here->exchange;
      const bool whole = body([&](const char* data, std::size_t size) {
        return exchange.take({data, size});
      });
      if (!whole) exchange.broke_off();
      answer(out);
    };
    Post("/", read).Put("/", read).Patch("/", read).Delete("/", read);
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

  // True when the connection may carry another request.
  bool serve(Connection& connection, Turn& turn, const std::stop_token& stopping) {
    Wire wire(connection);
    turn_here = &turn;
    bool closed = false;
    const bool written = process_request(
        wire, false, closed, [&](httplib::Request& in) { open(in, connection, turn, stopping); });
    turn_here = nullptr;
    return written && turn.exchange.opened() && !turn.exchange.must_close();
  }

  void end_streams() { svr_sock_ = INVALID_SOCKET; }

 private:
  void open(httplib::Request& in, Connection& connection, Turn& turn,
            const std::stop_token& stopping) const {
    Request request{.method = in.method, .path = {}, .remote_address = {}};
    request.stopping = stopping;
    for (const char* own : {"REMOTE_ADDR", "REMOTE_PORT", "LOCAL_ADDR", "LOCAL_PORT"}) {
      in.headers.erase(own);
    }
    for (const auto& [name, value] : in.headers) request.headers.emplace(name, value);
    request.remote_address = client_address(request, connection.peer(), options_.trusted_proxies);
    turn.began = Steady::now();
    turn.chunked = in.version == "HTTP/1.1";
    Exchange& exchange = turn.exchange;
    exchange.open(std::move(request), in.target, in.version);
    if (exchange.awaits_body()) {
      connection.allow(exchange.body_bytes_max() * kChunkOverhead + kHeadBytesMax);
    }

    // httplib sees only what it needs to find the end of the body: no ranges, no compression, no
    // multipart parser, no regular expression over a path of the client's choice.
    httplib::Headers kept;
    for (const char* name : {"Transfer-Encoding", "Content-Length", "Expect"}) {
      const auto at = in.headers.find(name);
      if (at != in.headers.end() && exchange.awaits_body()) kept.insert(*at);
    }
    in.headers = std::move(kept);
    in.ranges.clear();
    in.path = "/";
  }

  static void answer(httplib::Response& out) {
    Exchange& exchange = turn_here->exchange;
    turn_here->answered = true;
    fill(out, exchange.answer(), exchange.request(), turn_here->chunked);
  }

  // The refusals which are httplib's own have no body: mostly a head that can not be read.
  static void complain(httplib::Response& out) {
    if (turn_here->answered) return;
    Answer answer = out.status == 500 ? problem({ErrorCode::kInternal, "while reading a request"})
                                      : problem({ErrorCode::kMalformed, "请求行或请求头无法读取"});
    add_default_headers(answer);
    fill(out, std::move(answer), turn_here->exchange.request(), true);
  }

  static void finish(httplib::Response& out) {
    turn_here->status = out.status;
    out.headers.erase("Accept-Ranges");
    if (out.status == 204 || out.status == 304) out.headers.erase("Content-Length");
    if (turn_here->exchange.opened() && !turn_here->exchange.must_close()) return;
    out.headers.erase("Keep-Alive");
    out.headers.erase("Connection");
    out.headers.emplace("Connection", "close");
  }

  const ServerOptions& options_;
};

// For a client that finds every thread taken: written without httplib, for its thread pool is full.
std::string refusal_text() {
  Answer answer = problem({ErrorCode::kUnavailable, "连接数已满，请稍后再试"});
  add_default_headers(answer);
  std::string text = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n";
  for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\r\n";
  text += "Content-Type: " + answer.content_type + "\r\n";
  text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n";
  return text + answer.body;
}

}  // namespace

class HttpServer::Engine {
 public:
  Engine(ServerOptions options, const Router& router)
      : options_(std::move(options)),
        router_(router),
        limits_{.read = seconds{options_.read_seconds},
                .write = seconds{options_.write_seconds},
                .request = seconds{options_.request_seconds}},
        wake_(::eventfd(0, EFD_CLOEXEC)),
        protocol_(options_),
        pool_({.threads_min = options_.threads_min, .threads_max = options_.threads_max}) {}

  Result<void> bind() {
    if (options_.tls) {
      auto loaded = TlsContext::load(*options_.tls);
      if (!loaded) return std::move(loaded).error();
      tls_ = *std::move(loaded);
    }
    auto listener = listen_on(options_.endpoint);
    if (!listener) return std::move(listener).error();
    listener_ = *std::move(listener);
    return {};
  }

  int port() const { return bound_port(listener_); }
  std::stop_token stopping() const { return stop_.get_token(); }

  void run() {
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return;
      ++accepting_;
    }
    while (auto accepted = accept_on(listener_, wake_.fd())) take(*std::move(accepted));
    const std::lock_guard lock(mutex_);
    --accepting_;
    accepts_none_.notify_all();
  }

  void start() {
    acceptor_ = std::thread([this] { run(); });
  }

  void stop() {
    std::call_once(stop_once_, [this] { stop_now(); });
  }

 private:
  void stop_now() {
    stop_.request_stop();
    protocol_.end_streams();
    ::eventfd_write(wake_.fd(), 1);
    {
      std::unique_lock lock(mutex_);
      stopped_ = true;
      accepts_none_.wait(lock, [this] { return accepting_ == 0; });
    }
    if (acceptor_.joinable()) acceptor_.join();
    listener_ = {};
    if (!options_.endpoint.unix_socket.empty()) ::unlink(options_.endpoint.unix_socket.c_str());
    connections_.end_input();
    if (!connections_.wait_until_empty(kStopGrace)) connections_.cut();
    pool_.stop();
    refusals_.stop();
  }

  void take(Accepted accepted) {
    auto channel =
        tls_ ? tls_->accept(std::move(accepted.socket)) : plain_channel(std::move(accepted.socket));
    const auto place = connections_.add(std::move(channel), std::move(accepted.peer), limits_);
    const auto serve = [this, place] {
      serve_all(*place);
      connections_.remove(place);
    };
    if (pool_.submit(serve)) return;
    refusals_.add(connections_.release(place));
  }

  void serve_all(Connection& connection) {
    milliseconds patience = kFirstByte;
    for (int count = 0; count < kRequestsPerConnection; ++count) {
      if (!connection.wait(patience) || stop_.stop_requested()) return;
      if (!serve_one(connection)) return connection.linger(kLinger);
      patience = seconds{options_.keep_alive_seconds};
    }
  }

  bool serve_one(Connection& connection) {
    connection.begin_request(kHeadBytesMax);
    Exchange exchange(router_, options_.body_bytes_max);
    Turn turn{exchange};
    try {
      const bool more = protocol_.serve(connection, turn, stop_.get_token());
      if (turn.status != 0) report(turn);
      return more;
    } catch (...) {  // out of memory, mostly; the others are served on
      base::log_error("{}: an exception outside of any handler", options_.name);
      return false;
    }
  }

  void report(const Turn& turn) {
    const Answered answered{
        turn.exchange.request().method, turn.exchange.pattern(), turn.status,
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - turn.began)};
    if (options_.on_answered) options_.on_answered(answered);
    if (!options_.access_log) return;
    base::log_info("{} {} {} {} {}us {}", options_.name, answered.method,
                   answered.pattern.empty() ? "-" : answered.pattern, answered.status,
                   answered.took.count(), turn.exchange.request().remote_address);
  }

  const ServerOptions options_;
  const Router& router_;
  const ConnectionLimits limits_;
  const Socket wake_;              // readable once the server stops
  std::optional<TlsContext> tls_;  // outlives the connections
  Socket listener_;
  std::stop_source stop_;
  Protocol protocol_;
  ConnectionSet connections_;
  ElasticPool pool_;
  Refusals refusals_{refusal_text()};

  std::once_flag stop_once_;
  std::mutex mutex_;
  std::condition_variable accepts_none_;
  int accepting_ = 0;
  bool stopped_ = false;
  std::thread acceptor_;
};

HttpServer::HttpServer(ServerOptions options, const Router& router)
    : engine_(std::make_unique<Engine>(std::move(options), router)) {}
HttpServer::~HttpServer() { stop(); }
Result<void> HttpServer::bind() { return engine_->bind(); }
int HttpServer::port() const { return engine_->port(); }
void HttpServer::run() { engine_->run(); }
void HttpServer::start() { engine_->start(); }
void HttpServer::stop() { engine_->stop(); }
std::stop_token HttpServer::stopping() const { return engine_->stopping(); }

}  // namespace shixin::web
