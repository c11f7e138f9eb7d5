#include "web/request.h"

#include <doctest/doctest.h>

#include <array>

using namespace shixin;

namespace {

web::Request asking(std::string_view query) {
  return {
      .method = "GET", .path = "/", .query = *web::parse_query(query), .remote_address = "unix"};
}

}  // namespace

TEST_SUITE("web/request") {
  TEST_CASE("header names compare without case") {
    web::Request request;
    request.headers.emplace("Content-TYPE", "Application/JSON ; charset=utf-8");
    CHECK_EQ(request.header("content-type"), "Application/JSON ; charset=utf-8");
    CHECK_EQ(request.header("Accept"), "");
    CHECK_EQ(request.media_type(), "application/json");
  }

  TEST_CASE("a cookie is found among others, and not when it came twice") {
    web::Request request;
    request.headers.emplace("Cookie", "a=1; session=x=y ;b=2");
    CHECK_EQ(request.cookie("session"), "x=y");
    CHECK_EQ(request.cookie("b"), "2");
    CHECK_EQ(request.cookie("c"), std::nullopt);
    request.headers.emplace("cookie", "session=z");
    CHECK_EQ(request.cookie("session"), std::nullopt);
  }

  TEST_CASE("an integer of the query is within its bounds or refused") {
    struct Row {
      const char* what;
      const char* query;
      std::optional<std::int64_t> value;
    };
    const std::array rows{
        Row{"absent", "", 100},
        Row{"smallest", "limit=1", 1},
        Row{"largest", "limit=1000", 1000},
        Row{"too small", "limit=0", std::nullopt},
        Row{"too large", "limit=1001", std::nullopt},
        Row{"huge", "limit=99999999999999999999", std::nullopt},
        Row{"empty", "limit=", std::nullopt},
        Row{"tail", "limit=5x", std::nullopt},
        Row{"space", "limit=+5", std::nullopt},
        Row{"twice", "limit=5&limit=5", std::nullopt},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      const auto value = asking(row.query).query_integer("limit", 100, 1, 1000);
      REQUIRE_EQ(value.has_value(), row.value.has_value());
      if (row.value) {
        CHECK_EQ(*value, *row.value);
      } else {
        CHECK_EQ(value.error().code, ErrorCode::kMalformed);
      }
    }
  }

  TEST_CASE("a refusal does not repeat what was sent") {
    const auto refused = asking("limit=361102188001010015&limit=2").query_integer("limit", 1, 1, 9);
    REQUIRE_FALSE(refused);
    CHECK_EQ(refused.error().detail.find("3611"), std::string::npos);
  }

  TEST_CASE("a flag is true or false, spelled out") {
    CHECK_EQ(*asking("include_docs=true").query_flag("include_docs", false), true);
    CHECK_EQ(*asking("").query_flag("include_docs", false), false);
    CHECK_FALSE(asking("include_docs=1").query_flag("include_docs", false));
  }

  TEST_CASE("a form is read only from a form's media type") {
    web::Request request{.method = "POST", .path = "/lookup", .remote_address = "unix"};
    request.body = "name=%E5%BC%A0%E4%B8%89&number=";
    CHECK_EQ(request.form().error().code, ErrorCode::kUnsupported);
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    const auto form = request.form();
    REQUIRE(form);
    CHECK_EQ(*web::single(*form, "name"), "张三");
    CHECK_EQ(*web::single(*form, "court"), std::nullopt);
  }
}
