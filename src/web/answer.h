// Answer: what goes out over HTTP, as a value; and the one map from Error to HTTP (contract.md,
// "Errors"). A route returns an Answer and never sees a socket.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace shixin::web {

// Where a streamed answer goes. Used by the thread that serves the connection, and by no other.
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  // Blocks while the client is slow. False: the client is gone or the server stops; write no more.
  virtual bool write(std::string_view bytes) = 0;
  // The answer can not be completed: the client shall see that it is not whole.
  void cut() { is_cut_ = true; }
  bool is_cut() const { return is_cut_; }
  // For an answer that waits: whether its client has gone meanwhile. In process nobody goes.
  virtual bool has_left() const { return false; }

 private:
  bool is_cut_ = false;
};

// Called again and again until it returns false: the answer is complete. It may wait between
// writes, but must then watch Request::stopping. An answer cut short by cut(), a failed write, a
// stopping server or an exception is seen as cut short by the client.
using Pull = std::function<bool(StreamSink&)>;

struct Answer {
  int status = 200;
  std::string content_type = {};  // empty together with an empty body
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  Pull stream = {};  // when set, `body` is not used

  // Replaces the header if it is there: `return html(page).with("ETag", tag);`
  Answer& with(std::string_view name, std::string_view value) &;
  Answer&& with(std::string_view name, std::string_view value) &&;
  // One more header of the same name: Set-Cookie.
  Answer&& and_with(std::string_view name, std::string_view value) &&;
  // The first value of a header, or "".
  std::string_view header(std::string_view name) const;
};

Answer json_answer(std::string json, int status = 200);
Answer html(std::string page, int status = 200);
Answer text_answer(std::string text, int status = 200);
Answer no_content();
// 303: the browser goes on with GET. The path is one of ours, already percent-encoded.
Answer see_other(std::string_view path);
Answer streamed(std::string content_type, Pull pull);

// application/problem+json by RFC 9457. `type` is /problems/ and the error's own slug or its
// code's. The detail of kCorrupt and kInternal is logged for the operator and not told. 429 and 503
// carry a Retry-After, which the route may replace; a 401 gets its WWW-Authenticate from the route.
Answer problem(const Error& error);
// The same with CouchDB's `error` and `reason`, for the routes that speak CouchDB.
Answer couch_problem(const Error& error);

// The refusals which no Error means. 405: the router alone knows the methods; in CouchDB's words as
// well where the route does not refuse by problem(). The others are of a head that was never read:
// 408 for one that did not come to its end, 414, 431.
Answer method_not_allowed(std::string_view allow, Answer (*refuse)(const Error&) = problem);
Answer too_slow();
Answer target_too_long();
Answer head_too_large();

// The status of problem(error).
int http_status(ErrorCode code);

}  // namespace shixin::web
