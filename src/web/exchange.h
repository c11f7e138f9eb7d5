// Exchange: one request and its answer, between the wire and the router: what is refused before the
// body is read, how much body is taken, and what every answer carries. Knows no socket and no HTTP
// library. The order: open(), then take() while there is body, then answer().
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/framing.h"
#include "web/router.h"

namespace shixin::web {

class Exchange {
 public:
  Exchange(const Router& router, std::size_t body_bytes_max)
      : router_(router), body_bytes_max_(body_bytes_max) {}

  // The head as it came; `target` is path and query, and goes into the request's path and query.
  void open(Request request, std::string_view target, std::string_view version);
  bool opened() const { return opened_; }

  const Framing& framing() const { return framing_; }
  bool awaits_body() const { return !refusal_ && framing_.has_body(); }
  std::size_t body_bytes_max() const { return body_bytes_max_; }
  // False once the limit is passed: read no more.
  bool take(std::string_view bytes);
  // The body broke off, or was not framed as it said.
  void broke_off();

  Answer answer();

  // The connection must end after the answer: what is left on it can not be told from a request.
  bool must_close() const { return must_close_; }
  const Request& request() const { return request_; }
  // Of the route that matched; "" when none did. For metrics and logs: it holds no data.
  std::string_view pattern() const { return match_ ? match_->route->pattern : std::string_view{}; }

 private:
  std::optional<Answer> examine(std::string_view target, std::string_view version);
  void refuse(const Error& error);

  const Router& router_;
  std::size_t body_bytes_max_;
  bool opened_ = false;
  bool must_close_ = false;
  Request request_;
  Framing framing_;
  std::optional<Match> match_;
  std::optional<Answer> refusal_;
};

// Who asks: the peer; or, where the peer is one of our own proxies, the last address it has put
// into X-Forwarded-For. What clients write into that header themselves stands before it and is not
// read.
std::string client_address(const Request& request, const std::string& peer,
                           const std::vector<std::string>& trusted_proxies);

// What every answer carries unless it says otherwise: no sniffing, no framing, no referrer, no
// scripts from elsewhere, no copy in a cache.
void add_default_headers(Answer& answer);

}  // namespace shixin::web
