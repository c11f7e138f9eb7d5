#include <doctest/doctest.h>

#include "base/json.h"
#include "support/answers.h"
#include "support/court.h"

namespace {

using shixin::base::Json;
using shixin::registry::StaffRole;
using shixin::web::Answer;
using shixin::web::Request;
using support::Court;
using support::json_of;

Request sign_in_as(const std::string& name, std::string_view password) {
  Request out;
  out.method = "POST";
  out.path = "/api/v1/session";
  out.headers.emplace("Content-Type", "application/json");
  out.remote_address = "192.0.2.9";
  out.body = Json{{"name", name}, {"password", password}}.dump();
  return out;
}

Request with_bearer(const std::string& token, const std::string& path) {
  Request out;
  out.method = "GET";
  out.path = path;
  out.headers.emplace("Authorization", "Bearer " + token);
  return out;
}

}  // namespace

TEST_SUITE("http/staff_session") {
  TEST_CASE("signing in sets a cookie which no script reads and no other site sends") {
    const Court court;
    const Answer answer = court.handle(sign_in_as("judge", support::kPassword));
    CHECK_EQ(answer.status, 201);
    const std::string cookie(answer.header("Set-Cookie"));
    for (const char* part : {"; HttpOnly", "; SameSite=Strict", "; Path=/"}) {
      CAPTURE(part);
      CHECK_NE(cookie.find(part), std::string::npos);
    }
    CHECK_EQ(answer.header("Cache-Control"), "no-store");
    const Json body = json_of(answer);
    CHECK_EQ(body["role"], "judge");
    CHECK_EQ(body["expires_at"], "2026-03-02T21:00:00+08:00");
    CHECK_EQ(body["csrf"].get<std::string>().size(), 43);
    CHECK_EQ(answer.body.find(cookie.substr(15, 43)), std::string::npos);
  }

  TEST_CASE("a wrong name and a wrong password get one answer") {
    const Court court;
    const Answer name = court.handle(sign_in_as("nobody", support::kPassword));
    const Answer password = court.handle(sign_in_as("judge", "seven short lamps"));
    CHECK_EQ(name.status, 401);
    CHECK_EQ(name.header("WWW-Authenticate"), "Bearer");
    CHECK_EQ(name.body, password.body);
  }

  TEST_CASE("an address that tries too often waits, another does not") {
    const Court court;
    Request request = sign_in_as("nobody", "any password at all");
    for (unsigned i = 0; i < shixin::web::kSignInsPerMinute; ++i) {
      CHECK_EQ(court.handle(request).status, 401);
    }
    const Answer refused = court.handle(request);
    CHECK_EQ(refused.status, 429);
    CHECK_EQ(refused.header("Retry-After"), "2");
    request.remote_address = "192.0.2.10";
    CHECK_EQ(court.handle(request).status, 401);
  }

  TEST_CASE("a session says who it is, until it is ended") {
    const Court court;
    const auto desk = court.sign_in(StaffRole::kClerk);
    const Json who = json_of(desk.get("/api/v1/session"));
    CHECK_EQ(who["name"], "clerk");
    CHECK_EQ(who["role"], "clerk");
    CHECK_EQ(who["kind"], "browser");
    CHECK_EQ(who["csrf"], desk.csrf);
    const Answer ended = court.handle(desk.request("DELETE", "/api/v1/session"));
    CHECK_EQ(ended.status, 204);
    CHECK_NE(ended.header("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    CHECK_EQ(desk.get("/api/v1/session").status, 401);
  }

  TEST_CASE("what changes something must repeat the session's token") {
    const Court court;
    const auto desk = court.sign_in(StaffRole::kJudge);
    for (const char* token : {"", "another"}) {
      CAPTURE(token);
      Request request = desk.request("DELETE", "/api/v1/session");
      request.headers.erase("X-CSRF-Token");
      request.headers.emplace("X-CSRF-Token", token);
      const Answer refused = court.handle(request);
      CHECK_EQ(refused.status, 403);
      CHECK_EQ(json_of(refused)["type"], "/problems/csrf");
    }
    CHECK_EQ(desk.get("/api/v1/session").status, 200);
  }

  TEST_CASE("the case system shows a bearer token and needs no other") {
    Court court;
    const auto token = court.sign_ins.issue_bearer({"admin", StaffRole::kAdmin}, "clerk");
    REQUIRE(token);
    Request request = with_bearer(*token, "/api/v1/session");
    const Json who = json_of(court.handle(request));
    CHECK_EQ(who["kind"], "bearer");
    CHECK_FALSE(who.contains("csrf"));
    request.method = "POST";
    request.path = "/api/v1/decisions/check";
    request.headers.emplace("Content-Type", "application/json");
    request.body = "{}";
    CHECK_EQ(court.handle(request).status, 400);
  }

  TEST_CASE("a credential is taken only by the way it was made for") {
    const Court court;
    const auto desk = court.sign_in(StaffRole::kJudge);
    const std::string token = desk.cookie.substr(desk.cookie.find('=') + 1);
    CHECK_EQ(court.handle(with_bearer(token, "/api/v1/session")).status, 401);
    CHECK_EQ(court.handle(with_bearer("", "/api/v1/session")).status, 401);
    Request basic;
    basic.method = "GET";
    basic.path = "/api/v1/session";
    basic.headers.emplace("Authorization", "Basic anVkZ2U6eA==");
    CHECK_EQ(court.handle(basic).status, 401);
  }

  TEST_CASE("a password is changed by who knows the old one") {
    const Court court;
    const auto desk = court.sign_in(StaffRole::kClerk);
    const auto change = [&](std::string_view from, std::string_view to) {
      const Json body{{"old_password", from}, {"new_password", to}};
      return desk.put("/api/v1/session/password", body.dump()).status;
    };
    CHECK_EQ(change("not the old one", "eight tall lamps"), 403);
    CHECK_EQ(change(support::kPassword, "short"), 400);
    CHECK_EQ(change(support::kPassword, "eight tall lamps"), 204);
    CHECK_EQ(court.handle(sign_in_as("clerk", support::kPassword)).status, 401);
    CHECK_EQ(court.handle(sign_in_as("clerk", "eight tall lamps")).status, 201);
  }

  TEST_CASE("a first password signs in to be changed, and for nothing else") {
    Court court;
    const auto hash = court.passwords.hash(support::kPassword);
    REQUIRE(hash);
    REQUIRE(court.committer.run_for<shixin::registry::Staff>([&](auto& tx) {
      return shixin::registry::add_staff(
          tx, {"admin", StaffRole::kAdmin},
          {"new-judge", "新法官", StaffRole::kJudge, "赣1102", *hash});
    }));
    const Answer signed_in = court.handle(sign_in_as("new-judge", support::kPassword));
    CHECK_EQ(signed_in.status, 201);
    CHECK_EQ(json_of(signed_in)["must_change_password"], true);
    const std::string cookie(signed_in.header("Set-Cookie"));
    const Court::Desk desk{court, cookie.substr(0, cookie.find(';')), json_of(signed_in)["csrf"]};
    const Answer refused = desk.get("/api/v1/decisions");
    CHECK_EQ(refused.status, 403);
    CHECK_EQ(json_of(refused)["type"], "/problems/password_change_required");
    const Json change{{"old_password", support::kPassword}, {"new_password", "eight tall lamps"}};
    CHECK_EQ(desk.put("/api/v1/session/password", change.dump()).status, 204);
    CHECK_EQ(desk.get("/api/v1/decisions").status, 200);
    CHECK_EQ(json_of(desk.get("/api/v1/session"))["must_change_password"], false);
  }

  TEST_CASE("who works with nobody's case reads no subject, who decides reads no audit") {
    struct Row {
      std::string what;
      StaffRole role;
      int decisions;
      int subjects;
      int audit;
      int partners;
    };
    const std::array rows{Row{"clerk", StaffRole::kClerk, 200, 200, 403, 403},
                          Row{"assistant", StaffRole::kAssistant, 200, 200, 403, 403},
                          Row{"judge", StaffRole::kJudge, 200, 200, 403, 403},
                          Row{"chief", StaffRole::kChief, 200, 200, 200, 200},
                          Row{"vice president", StaffRole::kVicePresident, 200, 200, 403, 403},
                          Row{"president", StaffRole::kPresident, 200, 200, 200, 200},
                          Row{"reviewer", StaffRole::kReviewer, 200, 200, 403, 403},
                          Row{"inspector", StaffRole::kInspector, 200, 200, 200, 200},
                          Row{"administrator", StaffRole::kAdmin, 403, 403, 200, 200}};
    const Court court;
    for (const Row& row : rows) {
      CAPTURE(row.what);
      const auto desk = court.sign_in(row.role);
      CHECK_EQ(desk.get("/api/v1/decisions").status, row.decisions);
      CHECK_EQ(desk.get("/api/v1/subjects?name=%E8%AF%95").status, row.subjects);
      CHECK_EQ(desk.get("/api/v1/audit").status, row.audit);
      CHECK_EQ(desk.get("/api/v1/partners").status, row.partners);
    }
  }

  TEST_CASE("in rehearsal every answer says so, a refusal too") {
    const Court court;
    auto context = court.context;
    context.rehearsal = true;
    shixin::web::Router router;
    shixin::web::add_staff_routes(router, context);
    const auto desk = court.sign_in(StaffRole::kInspector);
    for (const char* path : {"/api/v1/session", "/api/v1/partners", "/api/v1/decisions/12"}) {
      CAPTURE(path);
      CHECK_EQ(json_of(router.handle(desk.request("GET", path)))["rehearsal"], "演练");
      CHECK_FALSE(json_of(desk.get(path)).contains("rehearsal"));
    }
    CHECK_EQ(json_of(router.handle(sign_in_as("judge", "wrong password")))["rehearsal"], "演练");
  }

  TEST_CASE("no program comes in without showing anything") {
    const Court court;
    for (const auto& route : court.staff.routes()) {
      if (!route.pattern.starts_with("/api/")) continue;  // pages: console_access_test.cc
      if (route.method + route.pattern == "POST/api/v1/session") continue;
      CAPTURE(route.method);
      CAPTURE(route.pattern);
      Request request;
      request.method = route.method;
      request.path = route.pattern;
      request.headers.emplace("Content-Type", "application/json");
      CHECK_EQ(court.handle(request).status, 401);
    }
  }
}
