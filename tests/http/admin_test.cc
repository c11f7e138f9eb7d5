#include <doctest/doctest.h>

#include "base/json.h"
#include "support/answers.h"
#include "support/court.h"
#include "web/ops/admin.h"
#include "web/uri.h"

namespace {

using shixin::base::Json;
using shixin::registry::StaffRole;
using shixin::web::Answer;
using support::json_of;

// The routes of the command line over a court in memory.
struct Machine : support::Court {
  shixin::registry::TimerLoop timers{engine, committer, clock, signal};
  shixin::intake::Importer importer{engine, committer, parts, clock, key, support::own_court()};
  shixin::registry::Redefinition redefinition{committer, catalogues, signal, key, random};
  shixin::Result<shixin::feed::Catalogue> declared = *catalogues.in_force();
  const shixin::web::ops::AdminContext admin{
      engine,    committer, parts,    catalogues, redefinition, [this] { return declared; },
      passwords, sign_ins,  importer, timers,     {},           "赣1102"};
  shixin::web::Router router;

  Machine() { shixin::web::ops::add_admin_routes(router, admin); }

  Answer post(const std::string& path, const Json& body) const {
    shixin::web::Request request;
    request.method = "POST";
    request.path = path;
    request.headers.emplace("Content-Type", "application/json");
    request.remote_address = "unix";
    request.body = body.dump();
    return router.handle(request);
  }
  Answer add(const std::string& name, const char* role) const {
    return post("/admin/staff", {{"name", name}, {"display_name", name}, {"role", role}});
  }
};

std::string path_of(const std::string& name, const char* verb) {
  return "/admin/staff/" + shixin::web::percent_encode(name) + "/" + verb;
}

}  // namespace

TEST_SUITE("http/admin") {
  TEST_CASE("whoever brings an import shows a password, as who confirms it does") {
    const Machine machine;
    const auto open = [&](std::string_view password) {
      return machine
          .post("/admin/imports", {{"by", "clerk"},
                                   {"password", password},
                                   {"format", "court-ndjson"},
                                   {"source", "list"},
                                   {"migrate", true}})
          .status;
    };
    CHECK_EQ(open(""), 401);
    CHECK_EQ(open("a wrong password"), 401);
    CHECK_EQ(open(support::kPassword), 201);
  }

  TEST_CASE("a first password shows nobody who he is, until its owner has changed it") {
    const Machine machine;
    const std::string name = "新院长";
    const std::string first = json_of(machine.add(name, "president"))["password"];
    REQUIRE_EQ(
        machine
            .post(path_of(name, "confirm"), {{"by", "president"}, {"password", support::kPassword}})
            .status,
        200);
    CHECK_EQ(machine.add("chief2", "chief").status, 201);
    const auto confirm = [&](std::string_view password) {
      return machine.post(path_of("chief2", "confirm"), {{"by", name}, {"password", password}});
    };
    const Answer refused = confirm(first);
    CHECK_EQ(refused.status, 403);
    CHECK_EQ(json_of(refused)["type"], "/problems/password_change_required");
    const auto change = [&](const std::string& to) {
      return machine.post(path_of(name, "password"),
                          {{"password", to}, {"by", name}, {"by_password", first}});
    };
    CHECK_EQ(change(first).status, 400);
    const Answer changed = change("eight tall lamps");
    CHECK_EQ(changed.status, 200);
    CHECK_EQ(json_of(changed)["must_change_password"], false);
    CHECK_EQ(confirm("eight tall lamps").status, 200);
  }

  TEST_CASE("tokens are listed and revoked from the command line") {
    const Machine machine;
    const Json by{{"by", "admin"}, {"password", support::kPassword}};
    CHECK_EQ(machine.post(path_of("clerk", "token"), by).status, 201);
    shixin::web::Request request;
    request.method = "GET";
    request.path = "/admin/tokens";
    CHECK_EQ(json_of(machine.router.handle(request))[0]["staff"], "clerk");
    CHECK_EQ(json_of(machine.post(path_of("clerk", "revoke"), Json::object()))["revoked"], 1);
    CHECK_EQ(json_of(machine.router.handle(request)).size(), 0);
  }

  TEST_CASE(
      "the feeds are listed, and a reload tells what it changed, or every fault and nothing") {
    Machine machine;
    const auto listed = [&] {
      shixin::web::Request request;
      request.method = "GET";
      request.path = "/admin/feeds";
      return json_of(machine.router.handle(request));
    };
    const Json before = listed();
    CHECK_EQ(before["feeds"].size(), machine.catalogues.in_force()->feeds().size());
    CHECK_EQ(before["views"].size(), machine.catalogues.in_force()->views().size());

    machine.declared = shixin::base::malformed({{"feeds/views/x.yaml: roles", "no"}});
    const Answer refused = machine.post("/admin/feeds/reload", Json::object());
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(json_of(refused)["errors"][0]["pointer"], "feeds/views/x.yaml: roles");
    CHECK_EQ(listed(), before);

    auto feeds = machine.catalogues.in_force()->feeds();
    std::erase_if(feeds, [](const auto& feed) { return feed.name == "rail"; });
    feeds.front().title = "另一题名";
    machine.declared = shixin::feed::Catalogue(machine.catalogues.in_force()->views(), feeds);
    const Json done = json_of(machine.post("/admin/feeds/reload", Json::object()));
    CHECK_EQ(done["changed"]["removed"], Json{"rail"});
    CHECK_EQ(done["changed"]["described"], Json{feeds.front().name});
    CHECK_EQ(done["changed"]["built"], Json::array());
    CHECK_EQ(listed()["feeds"].size(), before["feeds"].size() - 1);
    CHECK_EQ(listed()["views"], before["views"]);
  }
}
