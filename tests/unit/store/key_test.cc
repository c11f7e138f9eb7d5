#include <doctest/doctest.h>

#include "base/text.h"
#include "store/key.h"
#include "store/reader.h"

using namespace shixin;
using store::KeyReader;
using store::KeyWriter;

TEST_SUITE("store/key") {
  TEST_CASE("what was written is read back, part by part") {
    const std::string raw("\0\1\xff\xfe", 4);
    const std::string key =
        KeyWriter{}.u8(7).u64(0x0102030405060708).raw(raw).text("王测试").text("").take();
    KeyReader reader(key);
    CHECK_EQ(reader.u8(), 7);
    CHECK_EQ(reader.u64(), 0x0102030405060708);
    CHECK_EQ(reader.raw(4), raw);
    CHECK_EQ(reader.text(), "王测试");
    CHECK_EQ(reader.text(), "");
    CHECK(reader.finish());
  }

  TEST_CASE("a key that is short or long is not finished") {
    const std::string whole = KeyWriter{}.u64(1).text("a").take();
    for (std::size_t size = 0; size <= whole.size() + 1; ++size) {
      CAPTURE(size);
      const std::string key = (whole + "x").substr(0, size);
      KeyReader reader(key);
      reader.u64();
      reader.text();
      CHECK_EQ(reader.finish(), size == whole.size());
    }
  }

  TEST_CASE("after a missing part nothing more is read") {
    KeyReader reader(std::string_view("\x05", 1));
    CHECK_EQ(reader.u64(), 0);
    CHECK_EQ(reader.u8(), 0);
    CHECK_FALSE(reader.finish());
  }

  TEST_CASE("a text that holds 0x00 is one part still, and the key of no other text") {
    const std::string key = KeyWriter{}.text(std::string("a\0b", 3)).u64(1).take();
    KeyReader reader(key);
    CHECK_EQ(reader.text().size(), 3);
    CHECK_EQ(reader.u64(), 1);
    CHECK(reader.finish());
    CHECK_FALSE(base::valid_utf8(key));
  }

  TEST_CASE("keys sort as their parts do") {
    const auto number = [](std::uint64_t value) { return KeyWriter{}.u64(value).take(); };
    CHECK_LT(number(255), number(256));
    CHECK_LT(number(0x7fffffffffffffff), number(0x8000000000000000));
    const auto texts = [](const char* a, const char* b) {
      return KeyWriter{}.text(a).text(b).take();
    };
    CHECK_LT(texts("a", "z"), texts("ab", "a"));
    CHECK_NE(texts("a", "bc"), texts("ab", "c"));
  }

  TEST_CASE("a prefix's range ends behind its last key") {
    struct Row {
      const char* what;
      std::string prefix;
      std::string until;
    };
    for (const auto& row : {Row{"plain", "ab", "ac"}, Row{"ends in 0xff", "a\xff", "b"},
                            Row{"only 0xff", "\xff\xff", ""}, Row{"nothing", "", ""},
                            Row{"carry through several", "a\xff\xff", "b"}}) {
      CAPTURE(row.what);
      const auto range = store::prefix_range(row.prefix);
      CHECK_EQ(range.from, row.prefix);
      CHECK_EQ(range.until, row.until);
    }
  }
}
