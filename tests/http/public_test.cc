#include <doctest/doctest.h>

#include "registry/meta.h"
#include "store/subject_record.h"
#include "support/builders.h"
#include "support/memory_engine.h"
#include "support/published_people.h"
#include "web/public/routes.h"

using namespace shixin;
using namespace shixin::domain;

namespace {

constexpr const char* kNumber = "361102188001010015";

// The public surface over a register in memory, spoken to without a socket.
struct Surface {
  base::SeededRandom random{30};
  lookup::Index index{base::Key::draw(random)};
  tests::MemoryEngine engine;
  base::ManualClock clock{tests::kToday.begins()};
  web::PublicContext context{engine, index, clock, {support::own_court(), "0793-1"}};
  web::Router router;
  std::uint64_t head = 0;

  Surface() { web::add_public_routes(router, context); }

  void apply(const std::optional<Subject>& before, const Subject& after) {
    const auto below = engine.snapshot();
    store::Overlay tables(*below);
    const Decision decision;
    store::save(tables, after);
    REQUIRE(index.apply(tables, {1, {}, tests::kToday, decision, before, after}));
    REQUIRE(engine.commit({head++, tables.writes()}));
  }
  web::Answer get(std::string path) const {
    return router.handle({.method = "GET", .path = std::move(path), .remote_address = ""});
  }
  web::Answer post(std::string path, std::string type, std::string body) const {
    return router.handle({.method = "POST",
                          .path = std::move(path),
                          .headers = {{"Content-Type", std::move(type)}},
                          .remote_address = "",
                          .body = std::move(body)});
  }
  web::Answer form(std::string body) const {
    return post("/lookup", "application/x-www-form-urlencoded", std::move(body));
  }
  web::Answer json(std::string body) const {
    return post("/api/v1/lookup", "application/json", std::move(body));
  }
};

bool has(const web::Answer& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

}  // namespace

TEST_SUITE("web/public") {
  TEST_CASE("an address that asks too often waits, by form and by JSON alike") {
    Surface surface;
    web::RateLimit questions(3);
    auto context = surface.context;
    context.questions = &questions;
    surface.router = {};
    web::add_public_routes(surface.router, context);
    for (int i = 0; i < 3; ++i) CHECK_EQ(surface.json(R"({"name":"张三"})").status, 200);
    const auto refused = surface.json(R"({"name":"张三"})");
    CHECK_EQ(refused.status, 429);
    CHECK_EQ(refused.header("Retry-After"), "20");
    CHECK_EQ(surface.form("name=%E5%BC%A0%E4%B8%89").status, 429);
    CHECK_EQ(surface.get("/").status, 200);
  }

  TEST_CASE("a number in the wrong field is not written back") {
    Surface surface;
    for (const std::string field : {"name", "court"}) {
      CAPTURE(field);
      const auto answer = surface.form(field + "=" + kNumber + "&region=36");
      CHECK_EQ(answer.status, 400);
      CHECK_FALSE(has(answer, kNumber));
      CHECK(has(answer, "号码请填在证件号码一栏"));
    }
  }

  TEST_CASE("no answer holds the number that was asked for") {
    Surface surface;
    Subject subject = tests::listed(surface.random);
    subject.cases[0].duty = std::string("由") + kNumber + "偿还";
    surface.apply(std::nullopt, subject);
    const web::Answer answers[] = {
        surface.form(std::string("number=") + kNumber),
        surface.json(std::string(R"({"number":")") + kNumber + "\"}"),
        surface.form(std::string("name=x&number=") + kNumber),
        surface.json(std::string(R"({"name":"x","number":")") + kNumber + "\"}"),
        surface.get("/entries/" + subject.listings[0].entry.text())};
    for (const auto& answer : answers) CHECK_FALSE(has(answer, kNumber));
    CHECK(has(answers[0], "3611021880********"));
    CHECK(has(answers[1], "3611021880********"));
    CHECK_EQ(answers[2].status, 400);
    CHECK_EQ(answers[3].status, 400);
  }

  TEST_CASE("a removed person and one never listed get the same bytes") {
    Surface surface;
    const Subject before = tests::listed(surface.random);
    surface.apply(std::nullopt, before);
    const std::string entry = "/entries/" + before.listings[0].entry.text();
    CHECK_EQ(surface.get(entry).status, 200);
    Subject after = before;
    tests::end_everything(after);
    surface.apply(before, after);
    CHECK_EQ(surface.form(std::string("number=") + kNumber).body,
             surface.form("number=361102188802290029").body);
    CHECK_EQ(surface.json(std::string(R"({"number":")") + kNumber + "\"}").body,
             surface.json(R"({"number":"361102188802290029"})").body);
    CHECK_EQ(surface.get(entry).body, surface.get("/entries/" + std::string(32, '0')).body);
    CHECK_EQ(surface.get(entry).status, 404);
  }

  TEST_CASE("an answer that was given is not given again once the person is removed") {
    Surface surface;
    const Subject before = tests::listed(surface.random);
    surface.apply(std::nullopt, before);
    const std::string by_number = std::string(R"({"number":")") + kNumber + "\"}";
    const std::string by_name = R"({"name":")" + before.current_names()[0] + "\"}";
    for (const std::string& asked : {by_number, by_name}) {
      for (int i = 0; i < 2; ++i) CHECK(has(surface.json(asked), R"("total":{"count":1)"));
    }
    Subject after = before;
    tests::end_everything(after);
    surface.apply(before, after);
    for (const std::string& asked : {by_number, by_name}) {
      for (int i = 0; i < 2; ++i) CHECK(has(surface.json(asked), R"("total":{"count":0)"));
    }
  }

  TEST_CASE("while the store is held after a restore nobody is told what a backup says") {
    Surface surface;
    const Subject subject = tests::listed(surface.random);
    surface.apply(std::nullopt, subject);
    const auto below = surface.engine.snapshot();
    store::Overlay tables(*below);
    store::save(tables, registry::Held{"restored"});
    REQUIRE(surface.engine.commit({surface.head++, tables.writes()}));
    const web::Answer answers[] = {surface.form(std::string("number=") + kNumber),
                                   surface.json(std::string(R"({"number":")") + kNumber + "\"}"),
                                   surface.get("/entries/" + subject.listings[0].entry.text()),
                                   surface.get("/stats"), surface.get("/api/v1/stats")};
    for (const auto& answer : answers) {
      CHECK_EQ(answer.status, 503);
      CHECK_FALSE(has(answer, subject.names[0].name));
    }
  }

  TEST_CASE("what people wrote is text and never markup") {
    Surface surface;
    Subject subject = tests::listed(surface.random, {.name = "张三<script>alert(1)</script>"});
    subject.cases[0].duty = "<img src=x onerror=alert(1)>{{name}}";
    surface.apply(std::nullopt, subject);
    for (const auto& answer :
         {surface.form("name=%E5%BC%A0%E4%B8%89"), surface.form("name=%22%3E%3Cscript%3Ealert"),
          surface.get("/entries/" + subject.listings[0].entry.text())}) {
      CHECK_FALSE(has(answer, "<script"));
      CHECK_FALSE(has(answer, "<img"));
      CHECK_FALSE(has(answer, "\"\"><"));
    }
  }

  TEST_CASE("every page says whose it is, as of when, and how to object") {
    Surface surface;
    for (const auto& answer : {surface.get("/"), surface.get("/stats"),
                               surface.form("name=%E5%BC%A0%E4%B8%89"), surface.form("name=x")}) {
      for (const char* text : {"lang=\"zh-CN\"", "信州区人民法院", "0793-1", "如何提出异议",
                               "2026-03-02 00:00:00", "以法院文书为准"}) {
        CAPTURE(text);
        CHECK(has(answer, text));
      }
      CHECK_FALSE(has(answer, "演练"));
      CHECK_EQ(answer.header("Cache-Control"), "no-store");
    }
    surface.context.rehearsal = true;
    CHECK(has(surface.get("/"), "演练"));
    CHECK(has(surface.json(R"({"name":"张三"})"), "演练"));
  }

  TEST_CASE("a fault stands at its field, and the field says so") {
    const Surface surface;
    const auto answer = surface.form("name=%E5%BC%A0&number=3611021880010100");
    CHECK_EQ(answer.status, 400);
    CHECK(has(answer, "<a href=\"#name\">"));
    CHECK(has(answer, "<a href=\"#number\">"));
    CHECK(has(answer, "aria-describedby=\"number-hint\" aria-invalid=\"true\""));
    CHECK_FALSE(has(answer, "3611021880010100"));
  }

  TEST_CASE("a browser that went astray gets a page, a program a problem") {
    const Surface surface;
    const auto ask = [&](std::string method, std::string accept) {
      return surface.router.handle({.method = std::move(method),
                                    .path = "/no/such/page",
                                    .headers = {{"Accept", std::move(accept)}},
                                    .remote_address = ""});
    };
    const auto page = ask("GET", "text/html,application/xhtml+xml,*/*;q=0.8");
    CHECK_EQ(page.status, 404);
    CHECK(has(page, "返回信息查询"));
    CHECK_EQ(ask("GET", "*/*").content_type, "application/problem+json");
    CHECK_EQ(ask("POST", "text/html").status, 404);
  }

  TEST_CASE("what does not fit is refused with its pointer") {
    const Surface surface;
    CHECK_EQ(surface.json("{").status, 400);
    CHECK(has(surface.json(R"({"name":"张"})"), "\"/name\""));
    CHECK(has(surface.json(R"({"nom":"张三"})"), "\"/nom\""));
    CHECK_EQ(surface.post("/lookup", "text/plain", "").status, 415);
    CHECK_EQ(surface.form("name=x&name=y").status, 400);
    CHECK_EQ(surface.form("name=%E5%BC%A0%E4%B8%89&page=two").status, 400);
    CHECK_EQ(surface.get("/objections").status, 404);
    CHECK_EQ(surface.get("/lookup").status, 303);
    CHECK_EQ(surface.get("/healthz").status, 200);
  }
}
