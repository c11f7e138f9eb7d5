#include "web/router.h"

#include <doctest/doctest.h>

#include <array>
#include <stdexcept>

using namespace shixin;

namespace {

// Answers with its own name and what was caught.
web::Handler says(std::string name, std::vector<std::string> captures = {}) {
  return [=](const web::Request&, const web::Captures& caught) {
    std::string text = name;
    for (const auto& capture : captures) text += " " + caught[capture];
    return web::text_answer(text);
  };
}

web::Router names() {
  web::Router router;
  router.add("GET", "/", says("home"));
  router.add("GET", "/feeds/{feed}/{id}", says("document", {"feed", "id"}));
  router.add("GET", "/feeds", says("feeds"));
  router.add("GET", "/feeds/{feed}", says("feed", {"feed"}));
  router.add("GET", "/feeds/{feed}/", says("database", {"feed"}));
  router.add("GET", "/feeds/{feed}/_changes", says("changes", {"feed"}));
  router.add("POST", "/feeds/{feed}/_bulk_get", says("bulk", {"feed"}));
  router.add("GET", "/feeds/{feed}/_local/{id}", says("local", {"id"}));
  router.add("PUT", "/feeds/{feed}/_local/{id}", says("save", {"id"}));
  router.add("GET", "/tile/{path...}", says("tile", {"path"}));
  router.add("POST", "/json", says("json"), {.accepts = {"application/json"}});
  router.add("GET", "/throws", [](const web::Request&, const web::Captures&) -> web::Answer {
    throw std::runtime_error("361102188001010015");
  });
  return router;
}

web::Answer ask(const web::Router& router, std::string method, std::string path) {
  return router.handle(
      {.method = std::move(method), .path = std::move(path), .remote_address = "unix"});
}

}  // namespace

TEST_SUITE("web/router") {
  TEST_CASE("the most specific pattern answers, whatever the order of adding") {
    const web::Router router = names();
    struct Row {
      const char* method;
      const char* path;
      int status;
      const char* body;
    };
    const std::array rows{
        Row{"GET", "/", 200, "home"},
        Row{"GET", "/feeds", 200, "feeds"},
        Row{"GET", "/feeds/", 404, ""},
        Row{"GET", "/feeds/rail", 200, "feed rail"},
        Row{"GET", "/feeds/rail/", 200, "database rail"},
        Row{"GET", "/feeds/rail/_changes", 200, "changes rail"},
        Row{"GET", "/feeds/rail/%5Fchanges", 200, "changes rail"},
        Row{"GET", "/feeds/rail/_changes/", 404, ""},
        Row{"GET", "/feeds/rail/0a", 200, "document rail 0a"},
        Row{"GET", "/feeds/rail/_bulk_get", 405, ""},
        Row{"POST", "/feeds/rail/_bulk_get", 200, "bulk rail"},
        Row{"HEAD", "/feeds/rail/_changes", 200, "changes rail"},
        Row{"PUT", "/feeds/rail/_local/x", 200, "save x"},
        Row{"DELETE", "/feeds/rail/_local/x", 405, ""},
        Row{"GET", "/feeds//_changes", 404, ""},
        Row{"GET", "/feeds/%E9%93%81%E8%B7%AF/a%2Fb", 200, "document 铁路 a/b"},
        Row{"GET", "/feeds/%E9%93/x", 400, ""},
        Row{"GET", "/tile/0/x001/067", 200, "tile 0/x001/067"},
        Row{"GET", "/tile", 404, ""},
        Row{"GET", "", 400, ""},
        Row{"OPTIONS", "*", 400, ""},
    };
    for (const auto& row : rows) {
      CAPTURE(row.method);
      CAPTURE(row.path);
      const auto answer = ask(router, row.method, row.path);
      CHECK_EQ(answer.status, row.status);
      if (row.status == 200) CHECK_EQ(answer.body, row.body);
    }
  }

  TEST_CASE("405 allows the methods of the pattern that decided, and HEAD with GET") {
    const web::Router router = names();
    const auto answer = ask(router, "DELETE", "/feeds/rail/_local/x");
    CHECK_EQ(answer.header("Allow"), "GET, HEAD, PUT");
    CHECK_EQ(ask(router, "GET", "/feeds/rail/_bulk_get").header("Allow"), "POST");
  }

  TEST_CASE("a body of another media type is 415 and does not reach the handler") {
    const web::Router router = names();
    web::Request request{.method = "POST", .path = "/json", .remote_address = "unix"};
    request.headers.emplace("Content-Type", "text/plain");
    CHECK_EQ(router.handle(request).status, 415);
    request.headers.clear();
    request.headers.emplace("content-type", "application/JSON;charset=utf-8");
    CHECK_EQ(router.handle(request).status, 200);
  }

  TEST_CASE("an exception becomes a 500 that tells nothing") {
    const web::Router router = names();
    const auto answer = ask(router, "GET", "/throws");
    CHECK_EQ(answer.status, 500);
    CHECK_EQ(answer.body.find("3611"), std::string::npos);
  }

  TEST_CASE("the table can be read back") {
    const web::Router router = names();
    CHECK_EQ(router.routes().size(), 12);
  }
}
