// What an answer says: its text, streamed or not, and its JSON.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "base/json.h"
#include "web/answer.h"

namespace support {

// What a streamed answer says to its end; the body of any other.
inline std::string text_of(const shixin::web::Answer& answer) {
  struct Collected final : shixin::web::StreamSink {
    std::string text;
    bool write(std::string_view bytes) override {
      text += bytes;
      return true;
    }
  } collected;
  if (!answer.stream) return answer.body;
  while (answer.stream(collected)) {
  }
  return collected.text;
}

inline shixin::base::Json json_of(const shixin::web::Answer& answer) {
  const std::string text = text_of(answer);
  CAPTURE(text);
  auto json = shixin::base::parse_json(text);
  REQUIRE(json);
  return *std::move(json);
}

}  // namespace support
