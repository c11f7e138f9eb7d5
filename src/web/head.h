// Head: the bytes of a request up to its blank line (RFC 9112 §2, §5), before anybody believes
// them.
#pragma once

#include <cstddef>
#include <string_view>

#include "web/request.h"

namespace shixin::web {

// RFC 9112 asks for 8,000 bytes of request line; what we serve needs a tenth.
inline constexpr std::size_t kRequestLineBytesMax = 8192;
inline constexpr std::size_t kHeadBytesMax = std::size_t{32} << 10;

enum class HeadState {
  kPartial,
  kWhole,
  kMalformed,    // a line ends without CR, or the first is empty
  kLineTooLong,  // the request line
  kTooLarge,
};

struct HeadMark {
  HeadState state;
  std::size_t bytes = 0;  // of a whole head, its blank line included
};

// The head that these bytes begin with, as far as they go.
HeadMark mark_head(std::string_view bytes);

// The first line of a whole head, its CRLF included.
std::string_view request_line(std::string_view head);
// Its fields as they stand, without the white space around a value; kMalformed for a line that is
// none. Nothing is decoded, and no line is passed over.
Result<Headers> read_fields(std::string_view head);

}  // namespace shixin::web
