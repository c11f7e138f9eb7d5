// Requests over loopback, and what is made of their bytes: heads and bodies, whole, wrong and
// without end.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <array>
#include <atomic>

#include "unit/web/raw_client.h"
#include "unit/web/surface.h"

using namespace shixin;
using test::RawClient;
using test::status_line;
using test::Surface;

namespace {

std::size_t peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss);
}

}  // namespace

TEST_SUITE("web/http_protocol") {
  TEST_CASE("20 MB in chunks at a limit of 1,000 bytes is 413, and not kept") {
    Surface surface;
    surface.start();
    const std::size_t before = peak_kilobytes();
    RawClient client(surface.port());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    for (int i = 0; i < 320 && client.send(chunk); ++i) {
    }
    const auto answer = client.read_all();
    CHECK_EQ(status_line(answer), "HTTP/1.1 413");
    CHECK_NE(answer.find("Connection: close"), std::string::npos);
    CHECK_LT(peak_kilobytes() - before, 8'000);
  }

  TEST_CASE("a chunk size without end, or a head without end, is cut off") {
    Surface surface;
    surface.start();
    for (const char* begin :
         {"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
          "GET /echo HTTP/1.1\r\nHost: x\r\n", ""}) {
      CAPTURE(begin);
      const std::size_t before = peak_kilobytes();
      RawClient client(surface.port());
      client.send(begin);
      const std::string more = *begin == 0 ? std::string(65'536, 'a') : "a: 1\r\n";
      std::size_t sent = 0;
      while (sent < 20'000'000 && client.send(more)) sent += more.size();
      client.read_all();
      CHECK_LT(peak_kilobytes() - before, 8'000);
    }
  }

  TEST_CASE("chunks that two readers might read differently are 400, reach nobody, and end it") {
    Surface surface;
    std::atomic<int> reached = 0;
    surface.router.add("PUT", "/echo", [&](const web::Request&, const web::Captures&) {
      ++reached;
      return web::no_content();
    });
    surface.start();
    const std::string head = "PUT /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string next = "GET /echo?smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    for (const char* body :
         {"0x1\r\na\r\n0\r\n\r\n", "+1\r\na\r\n0\r\n\r\n", " 1\r\na\r\n0\r\n\r\n", "1\na\n0\n\n",
          "1\r\na0\r\n\r\n", "-5\r\nabcde\r\n0\r\n\r\n", "1\r\na\r\n0\r\n\n"}) {
      CAPTURE(std::string(body));
      RawClient client(surface.port());
      client.send(head + body + next);
      const auto answer = client.read_all();
      CHECK_EQ(status_line(answer), "HTTP/1.1 400");
      CHECK_NE(answer.find("Connection: close"), std::string::npos);
      CHECK_EQ(answer.find("smuggled"), std::string::npos);
    }
    CHECK_EQ(reached, 0);
    RawClient good(surface.port());
    good.send(head + "1;a=b\r\na\r\n0\r\nTrailer: x\r\n\r\n" + next);
    CHECK_NE(good.read_until("smuggled").find("HTTP/1.1 204"), std::string::npos);
  }

  TEST_CASE("fields that a library would pass over or decode are refused") {
    Surface surface;
    surface.start();
    for (const char* field : {"Transfer-Encoding: chunked\n", "Transfer-Encoding chunked\r\n",
                              "X: y\r\n Transfer-Encoding: chunked\r\n", "Content-Length: %33\r\n",
                              "Transfer-Encoding: chunke%64\r\n", "Transfer-Encoding: identity\r\n",
                              "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                              "Content-Length: 3\r\nContent-Length: 4\r\n"}) {
      CAPTURE(std::string(field));
      RawClient client(surface.port());
      client.send(std::string("POST /echo HTTP/1.1\r\nHost: x\r\n") + field + "\r\nabc");
      const auto answer = client.read_all();
      CHECK_EQ(status_line(answer), "HTTP/1.1 400");
      CHECK_EQ(answer.find("abc"), std::string::npos);
    }
  }

  TEST_CASE("an address or a head that is too long is told so, however much more is sent") {
    Surface surface;
    surface.start();
    struct Row {
      const char* what;
      std::string begin;
      std::string more;
      const char* status;
    };
    const std::array rows{
        Row{"a long address", "GET /", std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n",
            "HTTP/1.1 414"},
        Row{"one without end", "GET /", std::string(1'000'000, 'a'), "HTTP/1.1 414"},
        Row{"a long field", "GET / HTTP/1.1\r\nA: ", std::string(100'000, 'a') + "\r\n\r\n",
            "HTTP/1.1 431"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      RawClient client(surface.port());
      client.send(row.begin);
      client.send(row.more);
      const auto answer = client.read_all();
      CHECK_EQ(status_line(answer), row.status);
      CHECK_NE(answer.find("application/problem+json"), std::string::npos);
      CHECK_NE(answer.find("Connection: close"), std::string::npos);
    }
  }

  TEST_CASE("a compressed body is 415, and a POST without a length has none") {
    Surface surface;
    surface.start();
    auto refused = web::call(surface.endpoint(), {.method = "POST",
                                                  .path = "/echo",
                                                  .headers = {{"Content-Encoding", "gzip"}},
                                                  .body = "\x1f\x8b"});
    REQUIRE(refused);
    CHECK_EQ(refused->status, 415);
    RawClient client(surface.port());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK_EQ(status_line(client.read_all()), "HTTP/1.1 200");
  }

  TEST_CASE("a multipart body arrives as its bytes") {
    Surface surface;
    surface.start();
    auto answer = web::call(surface.endpoint(),
                            {.method = "POST",
                             .path = "/echo",
                             .headers = {{"Content-Type", "multipart/form-data; boundary=b"}},
                             .body = "--b\r\n\r\nx\r\n--b--"});
    REQUIRE(answer);
    CHECK_EQ(answer->body, "POST /echo --b\r\n\r\nx\r\n--b--");
  }

  TEST_CASE("a client that waits to be told to go on is told, or refused before it sends") {
    Surface surface;
    surface.start();
    RawClient client(surface.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    CHECK_EQ(status_line(client.read_until("\r\n\r\n")), "HTTP/1.1 100");
    client.send("abc");
    CHECK_EQ(status_line(client.read_until("abc")), "HTTP/1.1 200");
    client.send(
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\nExpect: 100-continue\r\n\r\n");
    CHECK_EQ(status_line(client.read_all()), "HTTP/1.1 413");
  }
}
