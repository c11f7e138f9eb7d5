#include "web/head.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace shixin;
using web::HeadState;

TEST_SUITE("web/head") {
  TEST_CASE("a head is known to be whole, wrong or too large as soon as it can be") {
    struct Row {
      const char* what;
      std::string bytes;
      HeadState state;
    };
    const std::string line = "GET / HTTP/1.1\r\n";
    const std::string field = "a: " + std::string(995, 'b') + "\r\n";
    std::string many;
    for (int i = 0; i < 33; ++i) many += field;
    const std::array rows{
        Row{"nothing", "", HeadState::kPartial},
        Row{"a line", line, HeadState::kPartial},
        Row{"a line and half its end", "GET / HTTP/1.1\r", HeadState::kPartial},
        Row{"no fields", line + "\r\n", HeadState::kWhole},
        Row{"fields, and what comes after", line + "a: b\r\n\r\nxyz", HeadState::kWhole},
        Row{"a bare LF", "GET / HTTP/1.1\n", HeadState::kMalformed},
        Row{"a bare LF among the fields", line + "a: b\nc: d\r\n\r\n", HeadState::kMalformed},
        Row{"an empty line first", "\r\n" + line + "\r\n", HeadState::kMalformed},
        Row{"a line without end", std::string(web::kRequestLineBytesMax + 1, 'a'),
            HeadState::kLineTooLong},
        Row{"a long line", std::string(web::kRequestLineBytesMax, 'a') + "\r\n\r\n",
            HeadState::kLineTooLong},
        Row{"the longest line", std::string(web::kRequestLineBytesMax - 2, 'a') + "\r\n\r\n",
            HeadState::kWhole},
        Row{"too many fields", line + many, HeadState::kTooLarge},
        Row{"too many fields, whole", line + many + "\r\n", HeadState::kTooLarge},
        Row{"a field without end", line + std::string(web::kHeadBytesMax, 'a'),
            HeadState::kTooLarge},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(web::mark_head(row.bytes).state, row.state);
    }
    CHECK_EQ(web::mark_head(line + "a: b\r\n\r\nxyz").bytes, line.size() + 8);
  }

  TEST_CASE("fields are read as they stand, and a line that is none refuses the head") {
    const std::string line = "GET / HTTP/1.1\r\n";
    const auto fields =
        web::read_fields(line + "Host: x\r\nA:  b%20c \t\r\nEmpty:\r\nhost:y\r\n\r\n");
    REQUIRE(fields);
    CHECK_EQ(*fields, web::Headers{{"Host", "x"}, {"host", "y"}, {"A", "b%20c"}, {"Empty", ""}});
    CHECK_FALSE(web::read_fields(line + "Host: x\r\nno field\r\n\r\n"));
    CHECK_EQ(web::request_line(line + "\r\n"), line);
  }
}
