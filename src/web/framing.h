// Framing: where the body of an HTTP/1.1 request ends (RFC 9112 §6). Whatever two readers might
// read differently is refused, and the connection with it: that is how requests are smuggled past a
// proxy.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/request.h"

namespace shixin::web {

struct Framing {
  bool chunked = false;
  std::uint64_t length = 0;  // of a body that is not chunked
  bool has_body() const { return chunked || length > 0; }
};

// kMalformed for header names or values that are none, for Transfer-Encoding other than chunked or
// beside Content-Length, for lengths that differ or are no number, for a body where the method has
// none, and unless HTTP/1.1 comes with one Host.
Result<Framing> read_framing(const Request& request, std::string_view version);

// True when the client asked for the connection to end with this request.
bool asks_to_close(const Request& request, std::string_view version);
// True when the client may hold its body back until it is told to go on (RFC 9110 §10.1.1).
bool waits_to_go_on(const Request& request);

}  // namespace shixin::web
