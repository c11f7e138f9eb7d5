// Arrival: how far the next request of a connection has come. One that fits into the room for a
// head is gathered whole before anybody serves it; of a larger one the head is enough.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "web/body_reader.h"

namespace shixin::web {

class Arrival {
 public:
  enum class Stage { kHead, kBody, kDue };

  // `bytes` are all that have come, the same as the last time and more. Due is also what is wrong:
  // whoever serves it refuses it.
  Stage look(std::string_view bytes);

 private:
  std::size_t read_ = 0;  // head, and of the body what was looked at
  std::optional<BodyReader> body_;
};

}  // namespace shixin::web
