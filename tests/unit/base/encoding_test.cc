#include "base/encoding.h"

#include <doctest/doctest.h>
#include <array>

using namespace shixin::base;

TEST_SUITE_BEGIN("base/encoding");

TEST_CASE("hex is two lower-case digits a byte, both ways") {
  const std::array<std::uint8_t, 4> bytes{0x00, 0x0f, 0xa0, 0xff};
  CHECK_EQ(hex_encode(bytes), "000fa0ff");
  std::array<std::uint8_t, 4> read{};
  REQUIRE(hex_decode("000fa0ff", read));
  CHECK_EQ(read, bytes);
  CHECK_FALSE(hex_decode("000FA0FF", read));
  CHECK_FALSE(hex_decode("000fa0f", read));
  CHECK_FALSE(hex_decode("000fa0ff0", read));
  CHECK_FALSE(hex_decode("000fa0fg", read));
}

TEST_CASE("base64url follows RFC 4648 without padding") {
  struct Row {
    const char* plain;
    const char* coded;
  };
  const Row rows[] = {{"", ""},           {"f", "Zg"},          {"fo", "Zm8"},      {"foo", "Zm9v"},
                      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"\xfb\xff", "-_8"}};
  for (const auto& row : rows) {
    CAPTURE(row.coded);
    CHECK_EQ(base64url_encode(as_bytes(row.plain)), row.coded);
    CHECK(base64url_decode(row.coded) == std::string(row.plain));
  }
  for (const char* bad : {"Zg==", "Z", "+/8", "Zm9v\n", "Zh"}) {
    CAPTURE(bad);
    CHECK_FALSE(base64url_decode(bad).has_value());
  }
}

TEST_CASE("what signed notes and HTTP Basic hold is padded base64") {
  CHECK_EQ(base64_encode(as_bytes("rail:key")), "cmFpbDprZXk=");
  CHECK_EQ(base64_encode(as_bytes("\xfb\xff")), "+/8=");
  CHECK(base64_decode("cmFpbDprZXk=") == std::string("rail:key"));
  for (const char* bad : {"cmFpbDprZXk", "cmFpbDprZXl=", "cmFpbDpr\nZXk=", "-_8="}) {
    CAPTURE(bad);
    CHECK_FALSE(base64_decode(bad).has_value());
  }
}

TEST_SUITE_END();
