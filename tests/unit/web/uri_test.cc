#include "web/uri.h"

#include <doctest/doctest.h>

#include <array>

using namespace shixin;

TEST_SUITE("web/uri") {
  TEST_CASE("a segment is decoded to clean UTF-8 or not at all") {
    struct Row {
      const char* what;
      const char* in;
      std::optional<std::string> out;
    };
    const std::array rows{
        Row{"nothing to do", "rail", "rail"},
        Row{"Chinese", "%E5%A4%B1%e4%bf%A1", "失信"},
        Row{"a slash may be escaped", "a%2Fb", "a/b"},
        Row{"a plus is a plus", "a+b", "a+b"},
        Row{"cut short", "a%2", std::nullopt},
        Row{"not hex", "%zz", std::nullopt},
        Row{"half a character", "%E5%A4", std::nullopt},
        Row{"overlong slash", "%C0%AF", std::nullopt},
        Row{"NUL", "a%00b", std::nullopt},
        Row{"line break", "a%0d%0ab", std::nullopt},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(web::percent_decode(row.in), row.out);
    }
  }

  TEST_CASE("what was encoded decodes to itself") {
    const std::string text = "（2018）赣1102执123号 a/b?c=d&e%f+g~";
    CHECK_EQ(web::percent_decode(web::percent_encode(text)), text);
    CHECK_EQ(web::percent_encode("a/b 号"), "a%2Fb%20%E5%8F%B7");
  }

  TEST_CASE("a query gives its pairs, repeated names and all") {
    const auto query = web::parse_query("name=%E5%BC%A0&page=2&&flag&name=b+c&empty=");
    REQUIRE(query);
    CHECK_EQ(query->count("name"), 2);
    CHECK_EQ(query->find("page")->second, "2");
    CHECK_EQ(query->find("flag")->second, "");
    CHECK_EQ(query->find("empty")->second, "");
    CHECK_EQ(std::next(query->find("name"))->second, "b c");
  }

  TEST_CASE("a form keeps its line breaks and nothing else below space") {
    REQUIRE(web::parse_query("text=a%0D%0Ab%09c"));
    CHECK_EQ(web::parse_query("text=a%0D%0Ab")->find("text")->second, "a\r\nb");
    CHECK_FALSE(web::parse_query("text=a%00"));
    CHECK_FALSE(web::parse_query("text=%1b"));
    CHECK_FALSE(web::parse_query("te%xxt=a"));
  }

  TEST_CASE("a thousand pairs are taken and no more") {
    std::string text = "a=1";
    for (std::size_t i = 1; i < web::kQueryPairsMax; ++i) text += "&a=1";
    CHECK(web::parse_query(text));
    CHECK_FALSE(web::parse_query(text + "&a=1"));
  }
}
