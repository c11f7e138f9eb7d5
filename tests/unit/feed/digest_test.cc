#include "feed/digest.h"

#include <doctest/doctest.h>

namespace shixin::feed {
namespace {

base::Digest filled(std::uint8_t byte) {
  base::Digest out{};
  out.fill(byte);
  return out;
}

base::Digest last_byte(std::uint8_t byte) {
  base::Digest out{};
  out.back() = byte;
  return out;
}

TEST_SUITE("feed/digest") {
  TEST_CASE("a sum is written from its highest byte") {
    Sum256 sum;
    CHECK_EQ(sum.text(), std::string(64, '0'));
    sum.add(last_byte(0xab));
    CHECK_EQ(sum.text(), std::string(62, '0') + "ab");
    CHECK_EQ(*Sum256::parse(sum.text()), sum);
    CHECK_EQ(*Sum256::from_bytes(sum.raw()), sum);
  }

  TEST_CASE("sums carry through all bytes and wrap at 2^256") {
    Sum256 sum;
    sum.add(filled(0xff));
    sum.add(last_byte(1));
    CHECK_EQ(sum, Sum256{});
    sum.subtract(last_byte(1));
    CHECK_EQ(sum.text(), std::string(64, 'f'));
    sum.add(last_byte(2));
    CHECK_EQ(sum.text(), std::string(63, '0') + "1");
  }

  TEST_CASE("what was added can be taken away in any order") {
    const auto a = digest_term("a", "1-x");
    const auto b = digest_term("b", "2-y");
    Sum256 sum;
    sum.add(a);
    sum.add(b);
    sum.subtract(a);
    Sum256 alone;
    alone.add(b);
    CHECK_EQ(sum, alone);
  }

  TEST_CASE("terms are the digests the contract names") {
    const std::string id = "00112233445566778899aabbccddeeff";
    const std::string rev = "3-0123456789abcdef0123456789abcdef";
    CHECK_EQ(digest_term(id, rev), base::sha256(id + '\0' + rev));
    CHECK_EQ(proof_term(id, rev), base::sha256('\1' + id + '\0' + rev));
    // Computed with another program, so that a partner's can be held against them.
    Sum256 digest;
    digest.add(digest_term(id, rev));
    CHECK_EQ(digest.text(), "4c017d35cbe5a7d39c7039b05c3a4f910a9e5a22debe3f3b12a726e89c98ae90");
    Sum256 proof;
    proof.add(proof_term(id, rev));
    CHECK_EQ(proof.text(), "5ff97717d57c31fc8af00ae9a2f98a088ac7be6adb589d33eade92ff237b9f91");
  }

  TEST_CASE("only 64 lower-case hex digits are a sum") {
    for (const char* text : {"", "0", "g", "AB"}) {
      CAPTURE(text);
      CHECK_FALSE(Sum256::parse(text));
    }
    CHECK_FALSE(Sum256::parse(std::string(64, 'A')));
    CHECK_FALSE(Sum256::from_bytes("short"));
  }
}

}  // namespace
}  // namespace shixin::feed
