#include "web/exchange.h"

#include <doctest/doctest.h>

#include <array>

using namespace shixin;

namespace {

web::Router echoes() {
  web::Router router;
  const auto echo = [](const web::Request& request, const web::Captures&) {
    return web::text_answer(request.body);
  };
  router.add("GET", "/echo", echo);
  router.add("POST", "/echo", echo);
  router.add("POST", "/large", echo, {.body_bytes_max = 5000});
  router.add("GET", "/split", [](const web::Request&, const web::Captures&) {
    return web::text_answer("x").with("X-Note", "a\r\nSet-Cookie: b");
  });
  return router;
}

struct Head {
  const char* what;
  const char* method;
  const char* target;
  std::vector<std::pair<std::string, std::string>> headers;
  int status;  // of the answer before any body; 200: the body is awaited, or the route answers
  bool must_close;
};

void open(web::Exchange& exchange, const Head& head) {
  web::Request request{.method = head.method, .path = {}, .remote_address = "unix"};
  request.headers.emplace("Host", "localhost");
  for (const auto& [name, value] : head.headers) request.headers.emplace(name, value);
  exchange.open(std::move(request), head.target, "HTTP/1.1");
}

}  // namespace

TEST_SUITE("web/exchange") {
  TEST_CASE("a head is refused before its body is read, and then the connection ends") {
    const std::array rows{
        Head{"plain", "GET", "/echo?a=1", {}, 200, false},
        Head{"client closes", "GET", "/echo", {{"Connection", "Close"}}, 200, true},
        Head{"body awaited", "POST", "/echo", {{"Content-Length", "1000"}}, 200, false},
        Head{"nobody's path", "POST", "/none", {{"Content-Length", "5"}}, 404, true},
        Head{"nobody's path, no body", "POST", "/none", {}, 404, false},
        Head{"too long", "POST", "/echo", {{"Content-Length", "1001"}}, 413, true},
        Head{"own limit", "POST", "/large", {{"Content-Length", "5000"}}, 200, false},
        Head{"compressed",
             "POST",
             "/echo",
             {{"Content-Length", "5"}, {"Content-Encoding", "gzip"}},
             415,
             true},
        Head{"bad query", "GET", "/echo?a=%zz", {}, 400, false},
        Head{"two lengths",
             "POST",
             "/echo",
             {{"Content-Length", "5"}, {"Content-Length", "5"}},
             400,
             true},
        Head{"length and chunks",
             "POST",
             "/echo",
             {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}},
             400,
             true},
        Head{"gzip as transfer",
             "POST",
             "/echo",
             {{"Transfer-Encoding", "gzip, chunked"}},
             400,
             true},
        Head{"signed length", "POST", "/echo", {{"Content-Length", "+5"}}, 400, true},
        Head{"length list", "POST", "/echo", {{"Content-Length", "5, 5"}}, 400, true},
        Head{"a GET with a body", "GET", "/echo", {{"Content-Length", "5"}}, 400, true},
        Head{"space in a name", "GET", "/echo", {{"Content-Length ", "5"}}, 400, true},
        Head{"line break in a value", "GET", "/echo", {{"X-Note", "a\nb"}}, 400, true},
        Head{"two hosts", "GET", "/echo", {{"host", "b"}}, 400, true},
    };
    const web::Router router = echoes();
    for (const auto& row : rows) {
      CAPTURE(row.what);
      web::Exchange exchange(router, 1000);
      open(exchange, row);
      CHECK_EQ(exchange.must_close(), row.must_close);
      if (!exchange.awaits_body()) CHECK_EQ(exchange.answer().status, row.status);
      if (exchange.awaits_body()) CHECK_EQ(row.status, 200);
    }
  }

  TEST_CASE("a body is counted, whatever its head said") {
    const web::Router router = echoes();
    web::Exchange exchange(router, 1000);
    open(exchange, {"", "POST", "/echo", {{"Transfer-Encoding", "chunked"}}, 0, false});
    REQUIRE(exchange.awaits_body());
    CHECK(exchange.take(std::string(1000, 'x')));
    CHECK_FALSE(exchange.take("y"));
    CHECK_EQ(exchange.request().body.size(), 1000);
    exchange.broke_off();  // what the wire reports of a reader that was stopped
    CHECK_EQ(exchange.answer().status, 413);
    CHECK(exchange.must_close());
  }

  TEST_CASE("an answer whose header would break the line is not sent") {
    const web::Router router = echoes();
    web::Exchange exchange(router, 1000);
    open(exchange, {"", "GET", "/split", {}, 0, false});
    const auto answer = exchange.answer();
    CHECK_EQ(answer.status, 500);
    CHECK_EQ(answer.header("X-Note"), "");
  }

  TEST_CASE("a forwarded address is believed from our own proxy, and only its last part") {
    struct Row {
      const char* what;
      const char* peer;
      const char* forwarded;
      const char* address;
    };
    const std::array rows{
        Row{"from the proxy", "127.0.0.1", "192.0.2.7", "192.0.2.7"},
        Row{"the client lies before it", "127.0.0.1", "1.1.1.1, 2001:db8::7", "2001:db8::7"},
        Row{"from a stranger", "198.51.100.1", "192.0.2.7", "198.51.100.1"},
        Row{"no address", "127.0.0.1", "unknown", "127.0.0.1"},
        Row{"empty", "127.0.0.1", "", "127.0.0.1"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      web::Request request;
      request.headers.emplace("X-Forwarded-For", row.forwarded);
      CHECK_EQ(web::client_address(request, row.peer, {"127.0.0.1"}), row.address);
    }
  }

  TEST_CASE("every answer carries the defaults, and a route's own word outranks them") {
    auto page = web::html("x").with("cache-control", "public, max-age=60");
    web::add_default_headers(page);
    CHECK_EQ(page.header("Cache-Control"), "public, max-age=60");
    CHECK_EQ(page.header("X-Content-Type-Options"), "nosniff");
    CHECK_NE(page.header("Content-Security-Policy").find("frame-ancestors 'none'"),
             std::string_view::npos);
    auto data = web::json_answer("{}");
    web::add_default_headers(data);
    CHECK_EQ(data.header("Cache-Control"), "no-store");
    CHECK_EQ(data.header("Content-Security-Policy").find("'self'"), std::string_view::npos);
  }
}
