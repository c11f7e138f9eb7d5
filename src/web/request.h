// Request: what came in over HTTP, before any route has believed it. A value without a socket, so
// that a route is tested and the command line calls it in process. Query values, captures and form
// fields are valid UTF-8 by now; header values and the body are bytes as they were sent. An
// identity number may stand in the body only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "web/uri.h"

namespace shixin::web {

// ASCII letters compare without case, as header names do.
struct HeaderOrder {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};
using Headers = std::multimap<std::string, std::string, HeaderOrder>;

struct Request {
  std::string method;  // upper case
  std::string path;    // as sent: still percent-encoded, without the query
  Query query = {};    // decoded
  Headers headers = {};
  std::string remote_address;  // "192.0.2.7", "2001:db8::7", or "unix" for the ops socket
  std::string body = {};
  std::stop_token stopping = {};  // a route that waits (long poll) ends when this asks

  // The first value, or "" when there is none.
  std::string_view header(std::string_view name) const;
  // The media type of the body in lower case, without its parameters; "" when none was named.
  std::string media_type() const;
  // The named cookie; nullopt when absent, or when it came twice.
  std::optional<std::string> cookie(std::string_view name) const;

  // nullopt when absent; kMalformed when the name stands twice.
  Result<std::optional<std::string>> query_text(std::string_view name) const;
  // `absent` when absent; kMalformed unless a decimal integer within [min, max].
  Result<std::int64_t> query_integer(std::string_view name, std::int64_t absent, std::int64_t min,
                                     std::int64_t max) const;
  // `absent` when absent; kMalformed unless "true" or "false".
  Result<bool> query_flag(std::string_view name, bool absent) const;
  // The body as an HTML form: kUnsupported unless application/x-www-form-urlencoded.
  Result<Query> form() const;
};

// The one value of a name in a form or query: nullopt when absent, kMalformed when it came twice.
Result<std::optional<std::string>> single(const Query& query, std::string_view name);

// What the braces of a route's pattern caught, decoded.
class Captures {
 public:
  Captures() = default;
  explicit Captures(std::vector<std::pair<std::string, std::string>> caught)
      : caught_(std::move(caught)) {}
  // The name must stand in the pattern.
  const std::string& operator[](std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> caught_;
};

}  // namespace shixin::web
