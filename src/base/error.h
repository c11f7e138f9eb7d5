// Error: why something was not done, as a value. The code is for programs, the sentence for people.
// No sentence ever holds an identity number, a path of the server or a secret: detail and faults
// may be shown to whoever asked. web/answer.h maps the codes to HTTP, app/ maps them to exit codes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shixin::base {

enum class ErrorCode : std::uint8_t {
  kMalformed,     // the bytes do not have the form asked for (400)
  kUnauthorized,  // nobody we know (401)
  kForbidden,     // somebody we know, but not for this (403)
  kNotFound,      // no such thing (404)
  kConflict,      // another state or version than the caller saw (409)
  kGone,          // the copy this cursor speaks of is void (410)
  kTooLarge,      // over a stated limit (413)
  kUnsupported,   // a media type or encoding we do not take (415)
  kRefused,       // well formed, and a rule forbids it (422)
  kThrottled,     // too many of these just now (429)
  kUnavailable,   // try again later (503)
  kCorrupt,       // bytes of our own that can not be what we wrote (500)
  kInternal,      // anything else that is our fault (500)
};

// One thing wrong with an input: where (RFC 6901 JSON pointer; "" is the whole), what, and the
// rule.
struct Fault {
  std::string pointer;
  std::string detail;
  std::string legal = {};  // e.g. 法释〔2017〕7号 4; empty when no rule of law is meant

  friend bool operator==(const Fault&, const Fault&) = default;
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;              // one sentence, says what to do next where there is something
  std::vector<Fault> faults = {};  // every fault of the input, not the first
  // Names the kind of problem where the code alone is too coarse ("future_cursor"); it becomes the
  // last part of the problem type and, on CouchDB routes, `error`. Empty: the code's own name.
  std::string problem = {};
};

// A refusal by a rule of law at one field.
inline Error refusal(std::string pointer, std::string detail, std::string legal) {
  Error error{ErrorCode::kRefused, detail};
  error.faults.push_back({std::move(pointer), std::move(detail), std::move(legal)});
  return error;
}

}  // namespace shixin::base
