// Over loopback: what only a socket can show. The rules themselves are in exchange_test.cc.
#include "web/http_server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <latch>
#include <list>
#include <mutex>
#include <semaphore>
#include <set>

#include "support/temp_dir.h"
#include "unit/web/raw_client.h"
#include "unit/web/surface.h"

using namespace shixin;
using namespace std::chrono_literals;
using test::header;
using test::RawClient;
using test::status_line;
using test::Surface;

TEST_SUITE("web/http_server") {
  TEST_CASE("it answers GET, HEAD, POST, and refuses what is not in its table") {
    Surface surface;
    surface.start();
    CHECK_EQ(surface.get("/echo?b=%E5%8F%B7&a=1+2").body, "GET /echo a=1 2 b=号 ");
    CHECK_EQ(surface.get("/names/a%2Fb%20%E5%8F%B7").body, "a/b 号");
    CHECK_EQ(surface.get("/nothing").status, 404);
    const auto wrong = surface.get("/echo", "DELETE");
    CHECK_EQ(wrong.status, 405);
    CHECK_EQ(header(wrong, "allow"), "GET, HEAD, POST");
    const auto head = surface.get("/page", "HEAD");
    CHECK_EQ(head.status, 200);
    CHECK_EQ(head.body, "");
    CHECK_EQ(header(head, "Content-Length"), "100000");
    auto posted = web::call(surface.endpoint(),
                            {.method = "POST", .path = "/echo", .body = std::string(1000, 'x')});
    REQUIRE(posted);
    CHECK_EQ(posted->body, "POST /echo " + std::string(1000, 'x'));
    const auto empty = surface.get("/empty");
    CHECK_EQ(empty.status, 204);
    CHECK_EQ(empty.headers.count("Content-Length"), 0);
  }

  TEST_CASE("every answer is marked, and none is compressed on the way") {
    Surface surface;
    surface.start();
    auto page = web::call(
        surface.endpoint(),
        {.path = "/page", .headers = {{"Accept-Encoding", "gzip, br"}, {"Range", "bytes=0-9"}}});
    REQUIRE(page);
    CHECK_EQ(page->status, 200);
    CHECK_EQ(page->body.size(), 100'000);
    CHECK_EQ(page->headers.count("Content-Encoding"), 0);
    CHECK_EQ(page->headers.count("Server"), 0);
    CHECK_EQ(header(*page, "X-Content-Type-Options"), "nosniff");
    CHECK_EQ(header(*page, "Cache-Control"), "no-store");
    RawClient broken(surface.port());
    broken.send("no such thing\r\n\r\n");
    const auto refused = broken.read_all();
    CHECK_EQ(status_line(refused), "HTTP/1.1 400");
    CHECK_NE(refused.find("nosniff"), std::string::npos);
    CHECK_NE(refused.find("application/problem+json"), std::string::npos);
  }

  TEST_CASE(
      "a connection carries several requests, also sent ahead, and none after a refused body") {
    Surface surface;
    surface.start();
    RawClient client(surface.port());
    client.send(
        "GET /echo?a=1 HTTP/1.1\r\nHost: x\r\n\r\nGET /echo?a=2 HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_NE(client.read_until("a=2").find("a=2"), std::string::npos);
    client.send(
        "POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n"
        "GET /echo?smuggled=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto rest = client.read_all();
    CHECK_EQ(status_line(rest), "HTTP/1.1 404");
    CHECK_EQ(rest.find("smuggled"), std::string::npos);
  }

  TEST_CASE("when every thread is taken the next client is told so") {
    Surface surface({.name = "test", .threads_min = 1, .threads_max = 1});
    std::binary_semaphore entered(0);
    std::binary_semaphore leave(0);
    surface.router.add("GET", "/slow", [&](const web::Request&, const web::Captures&) {
      entered.release();
      leave.acquire();
      return web::text_answer("done");
    });
    surface.start();
    RawClient first(surface.port());
    first.send("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    entered.acquire();
    const auto second = surface.get("/echo");
    CHECK_EQ(second.status, 503);
    CHECK_EQ(header(second, "Retry-After"), "5");
    leave.release();
    CHECK_NE(first.read_all().find("done"), std::string::npos);
  }

  TEST_CASE("however many are too many, each of them is told") {
    Surface surface({.name = "test", .threads_min = 1, .threads_max = 1});
    std::binary_semaphore entered(0);
    std::binary_semaphore leave(0);
    surface.router.add("GET", "/slow", [&](const web::Request&, const web::Captures&) {
      entered.release();
      leave.acquire();
      return web::text_answer("done");
    });
    surface.start();
    RawClient first(surface.port());
    first.send("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    entered.acquire();
    std::list<RawClient> others;
    for (int i = 0; i < 60; ++i) others.emplace_back(surface.port());
    for (RawClient& other : others) {
      other.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n");
      other.send(std::string(20'000, 'x'));
    }
    for (RawClient& other : others) {
      const std::string answer = other.read_all();
      CHECK_EQ(status_line(answer), "HTTP/1.1 503");
      CHECK_NE(answer.find("Retry-After: 5"), std::string::npos);
    }
    leave.release();
    CHECK_NE(first.read_all().find("done"), std::string::npos);
  }

  TEST_CASE(
      "who stands without a head is let go for another, the longest first, or when time is over") {
    Surface surface({.name = "test", .standing_max = 2, .read_seconds = 1});
    surface.start();
    RawClient first(surface.port());
    RawClient second(surface.port());
    second.send("GET /echo HTTP/1.1\r\n");
    RawClient third(surface.port());
    CHECK_EQ(first.read_all(), "");
    CHECK_EQ(status_line(second.read_all()), "HTTP/1.1 408");
    third.send("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_EQ(status_line(third.read_until("GET /echo")), "HTTP/1.1 200");
  }

  TEST_CASE("a stream reaches its end, and ends when its client leaves") {
    Surface surface;
    surface.router.add("GET", "/count", [](const web::Request&, const web::Captures&) {
      return web::streamed("text/plain", [n = 0](web::StreamSink& sink) mutable {
        sink.write("");
        return sink.write(std::to_string(n)) && ++n < 5;
      });
    });
    std::binary_semaphore ended(0);
    surface.router.add("GET", "/forever", [&](const web::Request&, const web::Captures&) {
      return web::streamed("text/plain", [&](web::StreamSink& sink) {
        const bool more = sink.write(std::string(10'000, 'x'));
        if (!more) ended.release();
        return more;
      });
    });
    surface.start();
    CHECK_EQ(surface.get("/count").body, "01234");
    RawClient old(surface.port());
    old.send("GET /count HTTP/1.0\r\n\r\n");
    CHECK(old.read_all().ends_with("\r\n\r\n01234"));
    RawClient client(surface.port());
    client.send("GET /forever HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("xxxx");
    client.close();
    ended.acquire();  // hangs if the stream never learns of it
  }

  TEST_CASE("a stream that throws is seen as cut short") {
    Surface surface;
    surface.router.add("GET", "/breaks", [](const web::Request&, const web::Captures&) {
      return web::streamed("text/plain", [n = 0](web::StreamSink& sink) mutable -> bool {
        if (n++ > 0) throw std::runtime_error("361102188001010015");
        return sink.write("begun");
      });
    });
    surface.start();
    auto answer = web::call(surface.endpoint(), {.path = "/breaks"});
    CHECK_FALSE(answer);
    CHECK_EQ(surface.get("/echo").status, 200);
  }

  TEST_CASE("stop returns within two seconds over idle, slow, waiting and streaming clients") {
    Surface surface({.name = "test", .keep_alive_seconds = 30, .read_seconds = 30});
    std::latch waiting(2);
    surface.router.add("GET", "/wait", [&](const web::Request& request, const web::Captures&) {
      std::mutex mutex;
      std::condition_variable_any never;
      std::unique_lock lock(mutex);
      waiting.count_down();
      never.wait(lock, request.stopping, [] { return false; });
      return web::text_answer("woken");
    });
    surface.router.add("GET", "/stuck", [&](const web::Request&, const web::Captures&) {
      return web::streamed("text/plain", [&, first = true](web::StreamSink& sink) mutable {
        if (std::exchange(first, false)) waiting.count_down();
        return sink.write(std::string(100'000, 'x'));  // blocks: nobody reads
      });
    });
    surface.start();
    RawClient idle(surface.port());
    idle.send("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
    idle.read_until("GET /echo");
    RawClient silent(surface.port());
    RawClient slow(surface.port());
    slow.send("GET /echo HT");
    RawClient slow_body(surface.port());
    slow_body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    RawClient patient(surface.port());
    patient.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    RawClient deaf(surface.port());
    deaf.send("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n");
    waiting.wait();
    CHECK_LT(surface.stop(), 2s);
    CHECK_NE(patient.read_all().find("woken"), std::string::npos);
    CHECK_FALSE(RawClient(surface.port()).connected());
    CHECK_LT(surface.stop(), 100ms);
  }

  TEST_CASE("what was answered is reported by the route's pattern, not by its path") {
    std::mutex mutex;
    std::multiset<std::string> seen;  // two connections report in either order
    std::counting_semaphore<8> reported(0);
    Surface surface({.name = "test", .on_answered = [&](const web::Answered& answered) {
                       const std::lock_guard lock(mutex);
                       seen.insert(std::string(answered.pattern) + " " +
                                   std::to_string(answered.status));
                       reported.release();
                     }});
    surface.start();
    surface.get("/names/x?secret=1");
    surface.get("/secret");
    reported.acquire();
    reported.acquire();
    surface.stop();
    CHECK_EQ(seen, std::multiset<std::string>{" 404", "/names/{name} 200"});
  }

  TEST_CASE("a Unix socket serves, is private, survives a crash of its server, and is not shared") {
    const test::TempDir folder;
    const web::Endpoint endpoint{.unix_socket = folder / "ops"};
    web::Router router;
    router.add("GET", "/who", [](const web::Request& request, const web::Captures&) {
      return web::text_answer(request.remote_address);
    });
    { const auto left_behind = web::listen_on(endpoint); }
    web::HttpServer server({.name = "ops", .endpoint = endpoint, .access_log = false}, router);
    REQUIRE(server.bind());
    server.start();
    web::HttpServer second({.name = "ops", .endpoint = endpoint, .access_log = false}, router);
    CHECK_FALSE(second.bind());
    auto answer = web::call(endpoint, {.path = "/who"});
    REQUIRE(answer);
    CHECK_EQ(answer->body, "unix");
    server.stop();
    CHECK_EQ(web::call(endpoint, {.path = "/who"}).error().code, ErrorCode::kUnavailable);
    CHECK(std::filesystem::is_empty(folder.path()));
  }

  TEST_CASE("a port that is taken is named") {
    Surface surface;
    surface.start();
    web::HttpServer second({.name = "test", .endpoint = surface.endpoint()}, surface.router);
    const auto refused = second.bind();
    REQUIRE_FALSE(refused);
    CHECK_NE(refused.error().detail.find(std::to_string(surface.port())), std::string::npos);
  }
}
