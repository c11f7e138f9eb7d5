#include "base/address.h"

#include <doctest/doctest.h>

using namespace shixin;
using base::AddressRange;

namespace {

std::string parsed(std::string_view text) {
  const auto range = AddressRange::parse(text);
  return range ? range->text() : "refused";
}

bool holds(std::string_view text, std::string_view address) {
  const auto range = AddressRange::parse(text);
  REQUIRE(range);
  return range->holds(address);
}

}  // namespace

TEST_SUITE("base/address") {
  TEST_CASE("a range is kept in its short form") {
    CHECK_EQ(parsed("192.0.2.0/24"), "192.0.2.0/24");
    CHECK_EQ(parsed("192.0.2.7"), "192.0.2.7/32");
    CHECK_EQ(parsed("0.0.0.0/0"), "0.0.0.0/0");
    CHECK_EQ(parsed("2001:DB8:0:0::/32"), "2001:db8::/32");
    CHECK_EQ(parsed("::1"), "::1/128");
    CHECK_EQ(parsed("::/0"), "::/0");
    CHECK_EQ(parsed("::ffff:192.0.2.0/120"), "192.0.2.0/24");
  }

  TEST_CASE("what is no range is refused, a slip in it too") {
    for (const std::string_view text :
         {"", "/", "192.0.2", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/024", "192.0.2.0/-1",
          "192.0.2.0/+8", "192.0.2.0/8x", "192.0.2.7/24", "2001:db8::1/32", "2001:db8::/129",
          "fe80::1%eth0", "example.org", "unix", " 192.0.2.0/24", "192.0.2.0/24 "}) {
      CAPTURE(text);
      CHECK_EQ(parsed(text), "refused");
    }
    CHECK_EQ(parsed(std::string_view("192.0.2.0\0/24", 13)), "refused");
    CHECK_NE(AddressRange::parse("192.0.2.7/24").error().detail.find("192.0.2.0/24"),
             std::string::npos);
  }

  TEST_CASE("a range holds the addresses that begin as it does") {
    CHECK(holds("192.0.2.0/24", "192.0.2.0"));
    CHECK(holds("192.0.2.0/24", "192.0.2.255"));
    CHECK_FALSE(holds("192.0.2.0/24", "192.0.3.0"));
    CHECK(holds("192.0.2.128/25", "192.0.2.129"));
    CHECK_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
    CHECK_FALSE(holds("192.0.2.7", "192.0.2.8"));
    CHECK(holds("2001:db8::/32", "2001:db8:ffff::1"));
    CHECK_FALSE(holds("2001:db8::/32", "2001:db9::"));
    CHECK(holds("fe80::/10", "fe80::1%eth0"));
  }

  TEST_CASE("an IPv4 address is the same behind ::ffff:, and no IPv6 range holds it") {
    CHECK(holds("192.0.2.0/24", "::ffff:192.0.2.7"));
    CHECK_FALSE(holds("192.0.2.0/24", "::192.0.2.7"));
    CHECK(holds("0.0.0.0/0", "192.0.2.7"));
    CHECK_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
    CHECK_FALSE(holds("::/0", "192.0.2.7"));
    CHECK(holds("::/0", "2001:db8::1"));
  }

  TEST_CASE("what is no address is in no range") {
    CHECK_FALSE(holds("0.0.0.0/0", "unix"));
    CHECK_FALSE(holds("0.0.0.0/0", ""));
    CHECK_FALSE(holds("::/0", "unix"));
    CHECK_FALSE(AddressRange().holds("192.0.2.7"));
    CHECK_FALSE(AddressRange().holds("::"));
  }
}
