// POST /admin/partners {name, feeds} · GET /admin/partners · POST
// /admin/partners/{name}/rotate|disable
#include "delivery/partners.h"
#include "web/json_body.h"
#include "web/ops/admin.h"

namespace shixin::web::ops {
namespace {

using base::Json;
using registry::Transaction;

struct AddPartner {
  std::string name;
  std::vector<std::string> feeds;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &AddPartner::name),
                      base::field(2, "feeds", &AddPartner::feeds)};
  }
};

Answer key_answer(Result<delivery::NewKey> made) {
  if (!made) return problem(made.error());
  return json_answer(Json{{"partner", made->partner}, {"key", made->key}}.dump(), 201);
}

Answer add(const AdminContext& context, const Request& request) {
  auto body = read_body<AddPartner>(request);
  if (!body) return problem(body.error());
  return key_answer(context.committer.run_for<delivery::NewKey>([&](Transaction& tx) {
    return delivery::add_partner(tx, context.catalogue, body->name, body->feeds);
  }));
}

Answer list_partners(const AdminContext& context) {
  auto partners = delivery::all_partners(*context.engine.snapshot());
  if (!partners) return problem(partners.error());
  Json out = Json::array();
  for (const delivery::Partner& partner : *partners) {
    out.push_back({{"name", partner.name},
                   {"feeds", partner.feeds},
                   {"since", base::rfc3339(partner.since)},
                   {"disabled", partner.disabled}});
  }
  return json_answer(out.dump());
}

Answer rotate(const AdminContext& context, const std::string& name) {
  return key_answer(context.committer.run_for<delivery::NewKey>(
      [&](Transaction& tx) { return delivery::rotate_key(tx, name); }));
}

Answer disable(const AdminContext& context, const std::string& name) {
  auto done =
      context.committer.run([&](Transaction& tx) { return delivery::disable_partner(tx, name); });
  return done ? json_answer("{}") : problem(done.error());
}

}  // namespace

void add_partner_routes(Router& router, const AdminContext& context) {
  router.add("GET", "/admin/partners",
             [&](const Request&, const Captures&) { return list_partners(context); });
  router.add("POST", "/admin/partners",
             [&](const Request& request, const Captures&) { return add(context, request); });
  router.add("POST", "/admin/partners/{name}/rotate", [&](const Request&, const Captures& caught) {
    return rotate(context, caught["name"]);
  });
  router.add("POST", "/admin/partners/{name}/disable", [&](const Request&, const Captures& caught) {
    return disable(context, caught["name"]);
  });
}

}  // namespace shixin::web::ops
