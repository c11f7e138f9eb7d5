#include "web/http_server.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/log.h"
#include "web/elastic_pool.h"
#include "web/farewells.h"
#include "web/http_protocol.h"
#include "web/lobby.h"

namespace shixin::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

// A connection that says nothing yet, handshake included: long enough for one lost packet.
constexpr seconds kFirstByte{3};
// A client that asks one thing after another is not sent back to the lobby in between.
constexpr milliseconds kNextAtOnce{2};
constexpr seconds kStopGrace{1};

}  // namespace

class HttpServer::Engine {
 public:
  Engine(ServerOptions options, const Router& router)
      : options_(std::move(options)),
        limits_{.read = seconds{options_.read_seconds},
                .write = seconds{options_.write_seconds},
                .request = seconds{options_.request_seconds}},
        wake_(::eventfd(0, EFD_CLOEXEC)),
        protocol_(options_, router),
        seats_(std::max<std::size_t>(1, options_.threads_max / 2)),
        pool_({.threads_min = options_.threads_min, .threads_max = options_.threads_max}),
        lobby_(
            {.standing_max = options_.standing_max,
             .head = limits_.read,
             .request = limits_.request},
            {.serve =
                 [this](auto place) { return pool_.submit([this, place] { serve_all(place); }); },
             .leave = [this](auto place, auto reason) { leave(place, reason); }}) {}

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
    lobby_.stop();
    connections_.end_input();
    if (!connections_.wait_until_empty(kStopGrace)) connections_.cut();
    pool_.stop();
    farewells_.stop();
  }

  void take(Accepted accepted) {
    auto channel =
        tls_ ? tls_->accept(std::move(accepted.socket)) : plain_channel(std::move(accepted.socket));
    stand(connections_.add(std::move(channel), std::move(accepted.peer), limits_, seats_),
          kFirstByte);
  }

  void stand(ConnectionSet::Place place, milliseconds patience) {
    if (!lobby_.enter(place, patience)) connections_.remove(place);
  }

  void leave(ConnectionSet::Place place, Lobby::Reason reason) {
    switch (reason) {
      case Lobby::Reason::kGone:
      case Lobby::Reason::kSilent:
      case Lobby::Reason::kDisplaced:
        return connections_.remove(place);
      case Lobby::Reason::kTooSlow:
        return farewells_.say(connections_.release(place), too_slow_);
      case Lobby::Reason::kNoThread:
        return farewells_.say(connections_.release(place), no_thread_);
    }
  }

  void serve_all(ConnectionSet::Place place) {
    do {
      if (!serve_one(*place)) return farewells_.say(connections_.release(place), {});
    } while (next_is_there(*place));
    stand(place, seconds{options_.keep_alive_seconds});
  }

  static bool next_is_there(Connection& connection) {
    const auto is_due = [&] { return Arrival{}.look(connection.unread()) == Arrival::Stage::kDue; };
    if (is_due()) return true;
    return connection.stirs(kNextAtOnce) && connection.gather() == Connection::Came::kBytes &&
           is_due();
  }

  bool serve_one(Connection& connection) {
    try {
      return protocol_.serve(connection, stop_.get_token());
    } catch (...) {  // out of memory, mostly; the others are served on
      base::log_error("{}: an exception outside of any handler", options_.name);
      return false;
    }
  }

  const ServerOptions options_;
  const ConnectionLimits limits_;
  const Socket wake_;              // readable once the server stops
  std::optional<TlsContext> tls_;  // outlives the connections
  Socket listener_;
  std::stop_source stop_;
  const std::string too_slow_ = last_words(too_slow());
  const std::string no_thread_ =
      last_words(problem({ErrorCode::kUnavailable, "连接数已满，请稍后再试"}));
  Protocol protocol_;
  Seats seats_;
  ConnectionSet connections_;
  Farewells farewells_;
  ElasticPool pool_;
  Lobby lobby_;

  std::once_flag stop_once_;
  std::mutex mutex_;
  std::condition_variable accepts_none_;
  int accepting_ = 0;
  bool stopped_ = false;
  std::thread acceptor_;
};

std::size_t open_files_max(const ServerOptions& options) {
  return options.threads_max + options.standing_max + Farewells::kHeldMax;
}

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
