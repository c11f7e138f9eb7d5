#include "web/body_reader.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace shixin;
using web::BodyReader;

namespace {

// The body, and after a bar what was left over; "refused", or "unfinished".
std::string read(const web::Framing& framing, std::string_view bytes, std::size_t at_once) {
  BodyReader reader(framing);
  std::string body;
  while (!reader.whole()) {
    if (bytes.empty()) return "unfinished";
    const auto piece = reader.read(bytes.substr(0, at_once));
    if (!piece) return "refused";
    body += piece->data;
    bytes.remove_prefix(piece->used);
  }
  return body + "|" + std::string(bytes);
}

constexpr std::array<std::size_t, 4> kAtOnce{1, 2, 3, 8192};

struct Row {
  const char* what;
  std::string bytes;
  std::string read;
};

}  // namespace

TEST_SUITE("web/body_reader") {
  TEST_CASE("chunks are read to the letter, however they come, and no byte beyond them") {
    const std::array rows{
        Row{"one", "3\r\nabc\r\n0\r\n\r\nGET", "abc|GET"},
        Row{"several", "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", "abcd|"},
        Row{"none", "0\r\n\r\n", "|"},
        Row{"either case, zeros", "00a\r\n0123456789\r\nA\r\n0123456789\r\n000\r\n\r\n",
            "01234567890123456789|"},
        Row{"extensions", "3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\n", "abc|"},
        Row{"space before an extension", "3 \t;a\r\nabc\r\n0\r\n\r\n", "abc|"},
        Row{"trailers", "1\r\na\r\n0\r\nDigest: x\r\nB: y\r\n\r\nGET", "a|GET"},
        Row{"line breaks as data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n|"},
        Row{"0x", "0xf\r\n", "refused"},
        Row{"plus", "+f\r\n", "refused"},
        Row{"minus", "-5\r\n", "refused"},
        Row{"space before the size", " f\r\n", "refused"},
        Row{"space after the size", "3 \r\nabc\r\n0\r\n\r\n", "refused"},
        Row{"no size", "\r\n", "refused"},
        Row{"no size, an extension", ";a\r\n", "refused"},
        Row{"bare LF after the size", "3\nabc\r\n0\r\n\r\n", "refused"},
        Row{"bare CR after the size", "3\rabc\r\n0\r\n\r\n", "refused"},
        Row{"bare LF in an extension", "3;a\nabc\r\n0\r\n\r\n", "refused"},
        Row{"no CRLF after the data", "3\r\nabc0\r\n\r\n", "refused"},
        Row{"bare LF after the data", "3\r\nabc\n0\r\n\r\n", "refused"},
        Row{"longer than it said", "3\r\nabcd\r\n0\r\n\r\n", "refused"},
        Row{"bare LF at the end", "0\r\n\n", "refused"},
        Row{"bare LF in a trailer", "0\r\nA: b\n\r\n", "refused"},
        Row{"more than 64 bits", "10000000000000000\r\n", "refused"},
        Row{"zeros without end", std::string(100, '0'), "refused"},
        Row{"an extension without end", "3;" + std::string(5000, 'a'), "refused"},
        Row{"trailers without end", "0\r\n" + std::string(5000, 'a'), "refused"},
        Row{"breaks off", "3\r\nabc\r\n", "unfinished"},
        Row{"breaks off at the last line", "0\r\n\r", "unfinished"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      for (const std::size_t at_once : kAtOnce) {
        CAPTURE(at_once);
        CHECK_EQ(read({.chunked = true}, row.bytes, at_once), row.read);
      }
    }
  }

  TEST_CASE("a sender may chunk byte by byte, and may not send more around than that") {
    std::string bytes;
    for (int i = 0; i < 10'000; ++i) bytes += "1\r\nx\r\n";
    CHECK_EQ(read({.chunked = true}, bytes + "0\r\n\r\n", 8192), std::string(10'000, 'x') + "|");
    bytes.clear();
    for (int i = 0; i < 10'000; ++i) bytes += "1;padding\r\nx\r\n";
    CHECK_EQ(read({.chunked = true}, bytes + "0\r\n\r\n", 8192), "refused");
  }

  TEST_CASE("a body of a length is that long") {
    for (const std::size_t at_once : kAtOnce) {
      CHECK_EQ(read({.length = 3}, "abcGET", at_once), "abc|GET");
      CHECK_EQ(read({.length = 4}, "abc", at_once), "unfinished");
      CHECK_EQ(read({.length = 0}, "GET", at_once), "|GET");
    }
  }
}
