// A server on a port of its own, for the time of one test, with a few routes to ask.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "web/http_client.h"
#include "web/http_server.h"

namespace shixin::test {

inline web::Answer echo(const web::Request& request, const web::Captures&) {
  std::string text = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) text += " " + name + "=" + value;
  return web::text_answer(text + " " + request.body);
}

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

inline std::string_view status_line(std::string_view answer) { return answer.substr(0, 12); }

inline std::string header(const web::ClientAnswer& answer, std::string_view name) {
  const auto at = answer.headers.find(name);
  return at == answer.headers.end() ? "" : at->second;
}

}  // namespace shixin::test
