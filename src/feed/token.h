// Token: a place in a feed as clients carry it, "<generation>-<20 digits>": 8 hex digits that name
// the generation, then the seq. Opaque to clients; the generation in it is what tells a void copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::feed {

struct Token {
  std::uint64_t generation = 0;  // below 2^32
  std::uint64_t seq = 0;

  // kMalformed for anything that text() does not write.
  static Result<Token> parse(std::string_view text);
  std::string text() const;
  void append_to(std::string& out) const;
  // The part that names the generation, as clients declare it.
  std::string generation_text() const;
  friend bool operator==(const Token&, const Token&) = default;
};

// The seq after which a client wants to read, when the feed stands at `head`. "0" is the beginning
// and "now" the head. kMalformed, with the problem "future_cursor" for a seq past the head: the
// store went back behind a client, which must be told to its operator; kGone "generation_changed"
// for a token of another generation.
Result<std::uint64_t> resolve_since(std::string_view since, const Token& head);

}  // namespace shixin::feed
