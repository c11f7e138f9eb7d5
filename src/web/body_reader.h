// BodyReader: the body of one request out of the bytes of its connection, by its length or in
// chunks (RFC 9112 §6, §7.1). What two readers might read differently is refused: a size is
// hexadecimal digits and nothing else, lines end with CRLF. Extensions and trailers are read over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "web/framing.h"

namespace shixin::web {

class BodyReader {
 public:
  explicit BodyReader(const Framing& framing);

  struct Piece {
    std::string_view data;  // of the body; may be empty
    std::size_t used;       // how many of the bytes this was
  };
  // The next piece. kMalformed for chunks that are none, and for more around them than any honest
  // sender needs; nothing may be read then any more.
  Result<Piece> read(std::string_view bytes);
  bool whole() const { return state_ == State::kWhole; }

 private:
  enum class State : std::uint8_t {
    kSize,
    kSizeSpace,
    kExtension,
    kSizeEnd,  // LF is due
    kData,
    kDataReturn,  // CR is due
    kDataEnd,
    kTrailer,  // at the beginning of a line
    kTrailerLine,
    kTrailerEnd,
    kEnd,
    kWhole,
  };

  bool step(char c);
  bool in_size(char c);
  bool go(bool good, State next);

  bool chunked_;
  State state_;
  std::uint64_t size_;  // of this chunk or body: what is still to come of it
  int digits_ = 0;      // of the size
  std::uint64_t data_ = 0;
  std::uint64_t around_ = 0;  // bytes that are not data
};

}  // namespace shixin::web
