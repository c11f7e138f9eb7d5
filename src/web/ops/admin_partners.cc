// POST /admin/partners {name, feeds, addresses} · GET /admin/partners · POST
// /admin/partners/{name}/rotate|disable · POST /admin/partners/{name}/addresses {addresses}
#include "delivery/partners.h"
#include "web/json_body.h"
#include "web/ops/admin.h"
#include "web/partner_json.h"

namespace shixin::web::ops {
namespace {

using base::Json;
using registry::Transaction;

struct AddPartner {
  std::string name;
  std::vector<std::string> feeds;
  std::vector<base::AddressRange> addresses;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &AddPartner::name),
                      base::field(2, "feeds", &AddPartner::feeds),
                      base::optional_field(3, "addresses", &AddPartner::addresses)};
  }
};

struct Addresses {
  std::vector<base::AddressRange> addresses;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "addresses", &Addresses::addresses)};
  }
};

Answer key_answer(Result<delivery::NewKey> made) {
  if (!made) return problem(made.error());
  return json_answer(Json{{"partner", made->partner}, {"key", made->key}}.dump(), 201);
}

Answer add(const AdminContext& context, const Request& request) {
  auto body = read_body<AddPartner>(request);
  if (!body) return problem(body.error());
  const auto catalogue = context.catalogues.in_force();
  return key_answer(context.committer.run_for<delivery::NewKey>([&](Transaction& tx) {
    return delivery::add_partner(tx, *catalogue, body->name, body->feeds, body->addresses);
  }));
}

Answer list_partners(const AdminContext& context) {
  auto partners = delivery::all_partners(*context.engine.snapshot());
  if (!partners) return problem(partners.error());
  return json_answer(partners_json(*partners).dump());
}

Answer rotate(const AdminContext& context, const std::string& name) {
  return key_answer(context.committer.run_for<delivery::NewKey>(
      [&](Transaction& tx) { return delivery::rotate_key(tx, name); }));
}

Answer set_addresses(const AdminContext& context, const Request& request, const std::string& name) {
  auto body = read_body<Addresses>(request);
  if (!body) return problem(body.error());
  auto done = context.committer.run(
      [&](Transaction& tx) { return delivery::set_addresses(tx, name, body->addresses); });
  return done ? json_answer("{}") : problem(done.error());
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
  router.add("POST", "/admin/partners/{name}/addresses",
             [&](const Request& request, const Captures& caught) {
               return set_addresses(context, request, caught["name"]);
             });
  router.add("POST", "/admin/partners/{name}/disable", [&](const Request&, const Captures& caught) {
    return disable(context, caught["name"]);
  });
}

}  // namespace shixin::web::ops
