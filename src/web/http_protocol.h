// Protocol: a request and its answer on a connection, as HTTP/1.1. Head and body are doubted here,
// once, and read by ourselves; cpp-httplib reads the request line and writes the answer.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "web/connection.h"
#include "web/http_server.h"

namespace shixin::web {

inline constexpr int kRequestsPerConnection = 1000;

// Safe from any thread, each with a connection of its own.
class Protocol {
 public:
  // Both must outlive it.
  Protocol(const ServerOptions& options, const Router& router);
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;
  ~Protocol();

  // Serves the request whose head lies on the connection, whole or already known to be refused.
  // True when the connection may carry another.
  bool serve(Connection& connection, const std::stop_token& stopping);
  // Streamed answers end, and are seen as cut short.
  void end_streams();

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

// The bytes of an answer that is given without a request, and ends its connection.
std::string last_words(Answer answer);

}  // namespace shixin::web
