// HttpServer: one surface on one endpoint. A connection has a thread of a bounded elastic pool only
// while a request is served; until that has come it stands in the lobby, which costs none. Nobody
// waits in silence: when every thread stays taken the client gets 503 with Retry-After. Answers are
// never compressed here; a route may send bytes that were compressed before, with their
// Content-Encoding.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "web/endpoint.h"
#include "web/router.h"
#include "web/tls.h"

namespace shixin::web {

// For metrics. The pattern names the route and holds no data; "" when no route matched.
struct Answered {
  std::string_view method;
  std::string_view pattern;
  int status;
  std::chrono::microseconds took;  // from the end of the request's head to the end of the answer
};

struct ServerOptions {
  std::string name;  // of the surface, in the log: "public"
  Endpoint endpoint = {};
  std::optional<TlsFiles> tls = {};
  std::size_t threads_min = 8;
  std::size_t threads_max = 256;  // as many requests are served at once
  std::size_t standing_max =
      3000;                    // connections without a whole request: beyond, the longest leaves
  int keep_alive_seconds = 5;  // an idle connection, between two requests
  int read_seconds = 10;       // for a head; and between two bytes of a body
  int request_seconds = 60;    // for a body
  int write_seconds = 10;      // without any progress
  std::size_t body_bytes_max = std::size_t{1} << 20;
  std::vector<std::string> trusted_proxies = {};  // peers whose X-Forwarded-For is believed
  bool access_log = true;  // method, pattern, status, time and client; no query, no body
  std::function<void(const Answered&)> on_answered = {};  // called from many threads
};

// How many files a surface may have open at once: its connections.
std::size_t open_files_max(const ServerOptions& options);

class HttpServer {
 public:
  // The router must be complete, and outlive the server.
  HttpServer(ServerOptions options, const Router& router);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  // stops

  // kUnavailable when the endpoint or the certificate can not be had; the sentence is for the
  // operator.
  Result<void> bind();
  int port() const;
  // After bind(). run() serves until stop(); start() does so on a thread of its own.
  void run();
  void start();
  // Asks stopping(), ends idle connections at once, gives running answers a second and then cuts
  // their connections; returns when every handler has returned. A handler that waits must therefore
  // watch Request::stopping, and a stream its sink. May be called from any thread, and again.
  void stop();
  std::stop_token stopping() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace shixin::web
