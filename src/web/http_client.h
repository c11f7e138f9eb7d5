// A small HTTP client for one call: the command line over the ops socket, and tests. Without
// redirects, compression and TLS.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/endpoint.h"
#include "web/request.h"

namespace shixin::web {

struct ClientCall {
  std::string method = "GET";
  std::string path = "/";  // percent-encoded, with the query
  Headers headers = {};
  std::string body = {};  // sent when not empty, or for POST, PUT, PATCH; Content-Type is a header
  std::chrono::milliseconds timeout = std::chrono::seconds{30};  // between two reads
  std::size_t body_bytes_max = std::size_t{64} << 20;            // kept in ClientAnswer::body
  // Takes the body of a 2xx piece by piece instead; false ends the call.
  std::function<bool(std::string_view)> on_data = {};
};

struct ClientAnswer {
  int status = 0;
  Headers headers;
  std::string body;
};

// kUnavailable when nobody answers there or the answer breaks off; kTooLarge past body_bytes_max.
// Any status is an answer. A call that on_data ended is one, too.
Result<ClientAnswer> call(const Endpoint& endpoint, const ClientCall& request);

}  // namespace shixin::web
