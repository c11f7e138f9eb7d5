#include "base/json.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "unit/base/sample_record.h"

using namespace shixin;
using namespace shixin::base;

TEST_SUITE_BEGIN("base/json");

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::vector<std::string> pointers(const Error& error) {
  std::vector<std::string> out;
  for (const Fault& fault : error.faults) out.push_back(fault.pointer);
  return out;
}

constexpr char kThing[] =
    R"({"name":"门","count":300,"heavy":true,"colour":"blue","made":"1899-12-31",)"
    R"("sold":"2026-03-01T08:00:00+08:00","parts":[{"name":"锁","weight":-7}]})";

}  // namespace

TEST_CASE("a record is read and written in the order of its fields") {
  const auto parsed = parse_json(kThing);
  REQUIRE(parsed);
  const auto thing = read_json<sample::Thing>(*parsed);
  REQUIRE(thing);
  CHECK_EQ(thing->parts.front().weight, -7);
  CHECK_EQ(write_json(*thing).dump(), kThing);
}

TEST_CASE("text that would harm the parser is refused with its place") {
  struct Row {
    const char* what;
    std::string text;
    const char* pointer;
  };
  const Row rows[] = {
      {"a key twice", R"({"a":1,"b":2,"a":3})", "/a"},
      {"a key twice, deeper", R"({"a":[0,{"x/y~":1,"x/y~":2}]})", "/a/1/x~1y~0"},
      {"one level too deep", nested(33),
       "/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0"
       "/0/0"},
      {"deep enough to crash", nested(200'000), nullptr},
      {"half a character", "{\"a\":\"\xe9\x97\"}", nullptr},
      {"a surrogate in UTF-8", "\"\xed\xa0\x80\"", nullptr},
      {"an overlong slash", "\"\xc0\xaf\"", nullptr},
      {"two documents", "1 2", nullptr},
      {"a comma too many", "[1,]", nullptr},
      {"not a number", "NaN", nullptr},
      {"nothing", "", ""},
      {"an object that breaks off", "{", ""},
      {"an inner object that breaks off", R"({"a":{)", "/a"},
      {"an array that breaks off", "[0,", "/1"},
      {"bytes after a NUL", {"{\"a\":1}\0garbage", 15}, ""},
      {"a NUL at the end", {"1\0", 2}, ""},
      {"a NUL within a string", {"\"a\0b\"", 5}, ""},
      {"bytes after the document", "{}x", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto parsed = parse_json(row.text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == ErrorCode::kMalformed);
    REQUIRE_EQ(parsed.error().faults.size(), 1);
    if (row.pointer) CHECK_EQ(parsed.error().faults[0].pointer, row.pointer);
  }
  CHECK(parse_json(nested(32)).has_value());
}

TEST_CASE("an object has a limit of keys") {
  std::string text = "{";
  for (int i = 0; i < 257; ++i) text += fmt::format("{}\"k{}\":0", i == 0 ? "" : ",", i);
  CHECK_FALSE(parse_json(text + "}").has_value());
}

TEST_CASE("the same key may stand in two objects") {
  CHECK(parse_json(R"([{"a":1},{"a":{"a":2}}])").has_value());
}

TEST_CASE("no error repeats what was sent") {
  for (const char* text : {R"({"number":"361102188001010015)", "{361102188001010015}",
                           R"(["361102188001010015" "x"])"}) {
    CAPTURE(text);
    const auto parsed = parse_json(text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK_EQ(parsed.error().detail.find("3611"), std::string::npos);
    CHECK_EQ(parsed.error().faults[0].detail.find("3611"), std::string::npos);
  }
}

TEST_CASE("every fault is told at once, each with its pointer") {
  const auto parsed =
      parse_json(R"({"name":7,"count":-1,"heavy":"yes","colour":"green","made":"1900-02-29",)"
                 R"("sold":"soon","parts":[{"name":"a","weight":1.5},{"weight":0}],"a/b":1})");
  REQUIRE(parsed);
  const auto thing = read_json<sample::Thing>(*parsed);
  REQUIRE_FALSE(thing.has_value());
  CHECK(pointers(thing.error()) == std::vector<std::string>{"/name", "/count", "/heavy", "/colour",
                                                            "/made", "/sold", "/parts/0/weight",
                                                            "/parts/1/name", "/a~1b"});
}

TEST_CASE("what is required must be there, what is optional may be null") {
  const auto parsed =
      parse_json(R"({"name":"","count":0,"heavy":false,"colour":"red","sold":null,"parts":null})");
  REQUIRE(parsed);
  const auto thing = read_json<sample::Thing>(*parsed);
  REQUIRE_FALSE(thing.has_value());
  CHECK(pointers(thing.error()) == std::vector<std::string>{"/made"});
}

TEST_SUITE_END();
