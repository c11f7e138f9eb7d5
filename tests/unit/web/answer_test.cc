#include "web/answer.h"

#include <doctest/doctest.h>

#include <array>

#include "base/json.h"

using namespace shixin;

TEST_SUITE("web/answer") {
  TEST_CASE("every code has its status, slug and CouchDB word") {
    struct Row {
      ErrorCode code;
      int status;
      const char* type;
      const char* couch;
      const char* retry_after;
    };
    const std::array rows{
        Row{ErrorCode::kMalformed, 400, "/problems/malformed", "bad_request", ""},
        Row{ErrorCode::kUnauthorized, 401, "/problems/unauthorized", "unauthorized", ""},
        Row{ErrorCode::kForbidden, 403, "/problems/forbidden", "forbidden", ""},
        Row{ErrorCode::kNotFound, 404, "/problems/not_found", "not_found", ""},
        Row{ErrorCode::kConflict, 409, "/problems/conflict", "conflict", ""},
        Row{ErrorCode::kGone, 410, "/problems/gone", "gone", ""},
        Row{ErrorCode::kTooLarge, 413, "/problems/too_large", "too_large", ""},
        Row{ErrorCode::kUnsupported, 415, "/problems/unsupported", "bad_content_type", ""},
        Row{ErrorCode::kRefused, 422, "/problems/refused", "refused", ""},
        Row{ErrorCode::kThrottled, 429, "/problems/throttled", "too_many_requests", "60"},
        Row{ErrorCode::kUnavailable, 503, "/problems/unavailable", "service_unavailable", "5"},
        Row{ErrorCode::kCorrupt, 500, "/problems/internal", "internal_server_error", ""},
        Row{ErrorCode::kInternal, 500, "/problems/internal", "internal_server_error", ""},
    };
    for (const auto& row : rows) {
      CAPTURE(row.type);
      const auto answer = web::couch_problem({row.code, "原因"});
      CHECK_EQ(answer.status, row.status);
      CHECK_EQ(web::http_status(row.code), row.status);
      CHECK_EQ(answer.content_type, "application/problem+json");
      CHECK_EQ(answer.header("retry-after"), row.retry_after);
      const auto body = base::parse_json(answer.body);
      REQUIRE(body);
      CHECK_EQ((*body)["type"], row.type);
      CHECK_EQ((*body)["status"], row.status);
      CHECK_EQ((*body)["error"], row.couch);
      CHECK_FALSE((*body)["title"].get<std::string>().empty());
      CHECK_EQ(body->contains("detail"), row.status != 500);
    }
  }

  TEST_CASE("a problem of its own name keeps it, and carries every fault") {
    Error error{ErrorCode::kMalformed, "有 2 处错误"};
    error.problem = "future_cursor";
    error.faults = {{"/case/no", "不是案号", "法释〔2017〕7号 4"}, {"/a", "缺少此项"}};
    const auto body = *base::parse_json(web::problem(error).body);
    CHECK_EQ(body["type"], "/problems/future_cursor");
    CHECK_EQ(body["detail"], "有 2 处错误");
    CHECK_EQ(body["errors"][0]["legal"], "法释〔2017〕7号 4");
    CHECK_FALSE(body["errors"][1].contains("legal"));
    CHECK_FALSE(body.contains("reason"));
    CHECK_EQ((*base::parse_json(web::couch_problem(error).body))["error"], "future_cursor");
  }

  TEST_CASE("what is our own fault is not told") {
    Error error{ErrorCode::kCorrupt, "subjects: record under a foreign key"};
    error.problem = "store_broken";
    error.faults = {{"/x", "y"}};
    const auto answer = web::couch_problem(error);
    for (const char* leak : {"subjects", "store_broken", "/x"}) {
      CHECK_EQ(answer.body.find(leak), std::string::npos);
    }
  }

  TEST_CASE("bytes that are not UTF-8 do not break the answer") {
    CHECK(base::parse_json(web::problem({ErrorCode::kNotFound, "\xff"}).body));
  }

  TEST_CASE("with replaces a header in any case, and_with adds one") {
    auto answer = web::html("x")
                      .with("ETag", "1")
                      .with("etag", "2")
                      .and_with("Set-Cookie", "a")
                      .and_with("Set-Cookie", "b");
    CHECK_EQ(answer.header("Etag"), "2");
    CHECK_EQ(answer.headers.size(), 3);
    CHECK_EQ(web::see_other("/entries/1").header("Location"), "/entries/1");
  }

  TEST_CASE("405 names the methods and says its own status") {
    const auto answer = web::method_not_allowed("GET, HEAD");
    CHECK_EQ(answer.status, 405);
    CHECK_EQ(answer.header("Allow"), "GET, HEAD");
    CHECK_EQ((*base::parse_json(answer.body))["status"], 405);
    // CouchDB's members only where CouchDB is spoken.
    CHECK_FALSE(base::parse_json(answer.body)->contains("reason"));
    const auto couch = web::method_not_allowed("GET", web::couch_problem);
    CHECK_EQ((*base::parse_json(couch.body))["error"], "method_not_allowed");
  }
}
