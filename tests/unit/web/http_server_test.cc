// Over loopback: what only a socket can show. The rules themselves are in exchange_test.cc.
#include "web/http_server.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <latch>
#include <list>
#include <mutex>
#include <semaphore>
#include <set>

#include "support/temp_dir.h"
#include "unit/web/raw_client.h"
#include "web/http_client.h"

using namespace shixin;
using namespace std::chrono_literals;
using test::RawClient;

namespace {

web::Answer echo(const web::Request& request, const web::Captures&) {
  std::string text = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) text += " " + name + "=" + value;
  return web::text_answer(text + " " + request.body);
}

// A server on a port of its own, for the time of one test.
class Surface {
 public:
  explicit Surface(web::ServerOptions options = {.name = "test"})
      : server_(complete(std::move(options)), router) {
    router.add("GET", "/echo", echo);
    router.add("POST", "/echo", echo);
    router.add("GET", "/names/{name}", [](const web::Request&, const web::Captures& caught) {
      return web::text_answer(caught["name"]);
    });
    router.add("GET", "/page", [](const web::Request&, const web::Captures&) {
      return web::html(std::string(100'000, 'x'));
    });
    router.add("GET", "/empty",
               [](const web::Request&, const web::Captures&) { return web::no_content(); });
  }

  void start() {
    REQUIRE(server_.bind());
    server_.start();
  }
  web::Endpoint endpoint() const { return {.port = server_.port()}; }
  web::ClientAnswer get(const std::string& path, const std::string& method = "GET") {
    auto answer = web::call(endpoint(), {.method = method, .path = path});
    REQUIRE(answer);
    return *answer;
  }
  int port() const { return server_.port(); }
  std::chrono::milliseconds stop() {
    const auto began = std::chrono::steady_clock::now();
    server_.stop();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 began);
  }

  web::Router router;

 private:
  static web::ServerOptions complete(web::ServerOptions options) {
    options.access_log = false;
    if (options.body_bytes_max > 1000) options.body_bytes_max = 1000;
    return options;
  }
  web::HttpServer server_;
};

std::string_view status_line(std::string_view answer) { return answer.substr(0, 12); }

std::string header(const web::ClientAnswer& answer, std::string_view name) {
  const auto at = answer.headers.find(name);
  return at == answer.headers.end() ? "" : at->second;
}

std::size_t peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss);
}

}  // namespace

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

  TEST_CASE(
      "a connection carries several requests, also sent ahead, and none after a refused body") {
    Surface surface;
    surface.start();
    RawClient client(surface.port());
    client.send(
        "GET /echo?a=1 HTTP/1.1\r\nHost: x\r\n\r\nGET /echo?a=2 HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_NE(client.read_until("a=2").find("a=2"), std::string::npos);
    client.send(
        "POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n"
        "GET /echo?smuggled=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto rest = client.read_all();
    CHECK_EQ(status_line(rest), "HTTP/1.1 404");
    CHECK_EQ(rest.find("smuggled"), std::string::npos);
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
