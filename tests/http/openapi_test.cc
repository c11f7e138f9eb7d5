#include <doctest/doctest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "support/court.h"
#include "web/ops/health.h"
#include "web/partner/routes.h"
#include "web/public/routes.h"

namespace {

using shixin::web::Router;
using Operations = std::set<std::string>;  // "GET /feeds"

const YAML::Node& description() {
  static const YAML::Node document =
      YAML::LoadFile(std::string(SHIXIN_SOURCE_DIR) + "/schemas/openapi.yaml");
  return document;
}

// What schemas/openapi.yaml says of one surface.
Operations described(const std::string& surface) {
  const YAML::Node& document = description();
  const std::set<std::string> methods{"get", "put", "post", "delete"};
  Operations out;
  for (const auto& path : document["paths"]) {
    const auto surfaces = path.second["x-surface"].as<std::vector<std::string>>();
    if (std::ranges::find(surfaces, surface) == surfaces.end()) continue;
    for (const auto& member : path.second) {
      auto method = member.first.as<std::string>();
      if (!methods.contains(method)) continue;
      for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
      out.insert(method + " " + path.first.as<std::string>());
    }
  }
  return out;
}

// And of the console, whose pages are for people and no interface.
Operations console_pages() {
  Operations out;
  for (const auto& page : description()["x-console"]["pages"]) out.insert(page.as<std::string>());
  return out;
}

// The rest of a path, {tile...}, is described as a parameter: OpenAPI has no word for it.
Operations served(const Router& router) {
  Operations out;
  for (const auto& route : router.routes()) {
    std::string path = route.pattern;
    if (const auto tail = path.find("...}"); tail != std::string::npos) path.erase(tail, 3);
    out.insert(route.method + " " + path);
  }
  return out;
}

}  // namespace

TEST_SUITE("http/openapi") {
  TEST_CASE("the staff surface serves what is described, and nothing else") {
    const support::Court court;
    Operations all = described("staff");
    all.merge(console_pages());
    CHECK_EQ(served(court.staff), all);
  }

  TEST_CASE("the public surface serves what is described, and nothing else") {
    const support::Court court;
    const shixin::web::PublicContext context{court.engine, court.index, court.clock, {}};
    Router router;
    shixin::web::add_public_routes(router, context);
    CHECK_EQ(served(router), described("public"));
  }

  TEST_CASE("the partner surface serves what is described, and nothing else") {
    support::Court court;
    const shixin::web::partner::PartnerContext context{
        court.engine, court.catalogues, court.index, court.committer,
        court.signal, court.clock,      ""};
    Router router;
    shixin::web::partner::add_partner_routes(router, context);
    CHECK_EQ(served(router), described("partner"));
  }

  TEST_CASE("the ops surface, in rehearsal, serves what is described, and nothing else") {
    support::Court court;
    shixin::registry::TimerLoop timers(court.engine, court.committer, court.clock, court.signal);
    const shixin::web::ops::Metrics metrics(court.engine, timers);
    const shixin::web::ops::HealthContext context{court.engine, timers, metrics, &court.clock};
    Router router;
    shixin::web::ops::add_health_routes(router, context);
    CHECK_EQ(served(router), described("ops"));
  }
}
