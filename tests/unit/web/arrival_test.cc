#include "web/arrival.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "web/head.h"

using shixin::web::Arrival;
using Stage = Arrival::Stage;

namespace {

constexpr std::string_view kHost = " /x HTTP/1.1\r\nHost: x\r\n";

// The stage after each byte: how many of them were the head's, the body's, and due.
struct Stages {
  std::size_t head = 0;
  std::size_t body = 0;
  std::size_t due = 0;
};

Stages stages_of(std::string_view bytes) {
  Arrival arrival;
  Stages stages;
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    const Stage stage = arrival.look(bytes.substr(0, size));
    ++(stage == Stage::kHead ? stages.head : stage == Stage::kBody ? stages.body : stages.due);
  }
  return stages;
}

}  // namespace

TEST_SUITE("web/arrival") {
  TEST_CASE("a request is due with its last byte, when it is a small one") {
    struct Row {
      const char* what;
      std::string rest;  // after the Host field
      std::size_t body;  // bytes that are waited for, the last of them not counted
    };
    const std::array rows{
        Row{"no body", "\r\n", 0},
        Row{"a length", "Content-Length: 3\r\n\r\nabc", 3},
        Row{"chunks", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 13},
        Row{"chunks that are none", "Transfer-Encoding: chunked\r\n\r\n+", 1},
        Row{"a client that waits to go on", "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n", 0},
        Row{"a body that is too large to be gathered", "Content-Length: 40000\r\n\r\n", 0},
        Row{"two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", 0},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      const std::string bytes = "POST" + std::string(kHost) + row.rest;
      const Stages stages = stages_of(bytes);
      CHECK_EQ(stages.due, 1);
      CHECK_EQ(stages.body, row.body);
    }
  }

  TEST_CASE("what is larger than the room for it is due at once") {
    std::string bytes = "POST" + std::string(kHost) + "Transfer-Encoding: chunked\r\n\r\n8000\r\n";
    CHECK_EQ(Arrival{}.look(bytes), Stage::kBody);
    bytes.resize(shixin::web::kHeadBytesMax, 'x');
    CHECK_EQ(Arrival{}.look(bytes), Stage::kDue);
    CHECK_EQ(Arrival{}.look(std::string(10'000, 'x')), Stage::kDue);
  }
}
