#include "base/codec.h"

#include <doctest/doctest.h>

#include "unit/base/sample_record.h"

using namespace shixin;
using namespace shixin::base;
using namespace std::string_literals;

TEST_SUITE_BEGIN("base/codec");

TEST_CASE("a record comes back as it went in") {
  const auto back = decode<sample::Thing>(encode(sample::thing()));
  REQUIRE(back);
  CHECK(*back == sample::thing());
}

TEST_CASE("what is empty is left out") {
  sample::Part part;
  CHECK_EQ(encode(part).size(), 3);  // a number is always written
  part.name = "x";
  CHECK_EQ(encode(part), "\x01\x01x\x02\x01\x00"s);
}

TEST_CASE("an empty item of a list keeps its place") {
  const std::vector<std::string> list{"", "a", ""};
  const auto back = decode<std::vector<std::string>>(encode(list));
  REQUIRE(back);
  CHECK(*back == list);
}

TEST_CASE("integers of every size come back") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63},
                                   std::int64_t{-64}, INT64_MAX, INT64_MIN}) {
    CAPTURE(value);
    CHECK_EQ(*decode<std::int64_t>(encode(value)), value);
  }
  CHECK_EQ(*decode<std::uint64_t>(encode(UINT64_MAX)), UINT64_MAX);
}

TEST_CASE("a variant is known by its tag") {
  for (const sample::Event& event :
       {sample::Event{sample::Added{{"锁", 7}}}, sample::Event{sample::Dropped{"坏"}}}) {
    const auto back = decode<sample::Event>(encode(event));
    REQUIRE(back);
    CHECK(*back == event);
  }
}

TEST_CASE("bytes that we can not have written are corrupt, never a default") {
  struct Row {
    const char* what;
    std::string bytes;
  };
  const Row rows[] = {
      {"an unknown field", "\x09\x01x"s},
      {"a size past the end", "\x01\x05x"s},
      {"an empty field that was not left out", "\x01\x00"s},
      {"a field without a size", "\x01"s},
      {"a number cut short", "\x02\x01\x80"s},
      {"a number too large for its member", "\x02\x06\xff\xff\xff\xff\xff\x01"s},
      {"something after a number", "\x02\x02\x01\x01"s},
      {"a flag that is neither", "\x03\x01\x02"s},
      {"an enum of no meaning", "\x04\x01\x02"s},
      {"an enum that wraps around", "\x04\x02\x81\x02"s},
      {"a day out of all time", "\x05\x05\xff\xff\xff\xff\x0f"s},
      {"an instant out of all time", "\x06\x0a\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01"s},
      {"a list cut short", "\x07\x03\x04\x01x"s},
      {"a fault inside a list", "\x07\x04\x03\x09\x01x"s},
      {"a number of more than 64 bits", "\x02\x0b\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"s},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto read = decode<sample::Thing>(row.bytes);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == ErrorCode::kCorrupt);
  }
  const auto tag = decode<sample::Event>("\x02");
  REQUIRE_FALSE(tag.has_value());
  CHECK(tag.error().code == ErrorCode::kCorrupt);
}

TEST_CASE("no cut of a record is read past its end") {
  const std::string whole = encode(sample::thing());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const auto read = decode<sample::Thing>(std::string_view(whole).substr(0, size));
    if (read) CHECK_FALSE(*read == sample::thing());
  }
}

TEST_SUITE_END();
