// POST /admin/staff {name, display_name, role, by?, by_password?} · GET /admin/staff · POST
// /admin/staff/{name}/confirm {by, password} · …/disable {successor} · …/password {password, by?,
// by_password?} · …/token {by, password} · …/revoke {by?, by_password?} · GET /admin/tokens
#include "registry/accounts.h"
#include "web/json_body.h"
#include "web/ops/presence.h"

namespace shixin::web::ops {
namespace {

using base::Json;
using registry::Staff;
using registry::Transaction;

struct AddStaff {
  std::string name;
  std::string display_name;
  registry::StaffRole role = registry::StaffRole::kInspector;
  std::string by;
  std::string by_password;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &AddStaff::name),
                      base::field(2, "display_name", &AddStaff::display_name),
                      base::field(3, "role", &AddStaff::role),
                      base::optional_field(4, "by", &AddStaff::by),
                      base::optional_field(5, "by_password", &AddStaff::by_password)};
  }
};

struct Disable {
  std::string successor;
  static constexpr auto fields() {
    return std::tuple{base::optional_field(1, "successor", &Disable::successor)};
  }
};

struct SetPassword {
  std::string password;
  std::string by;
  std::string by_password;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "password", &SetPassword::password),
                      base::optional_field(2, "by", &SetPassword::by),
                      base::optional_field(3, "by_password", &SetPassword::by_password)};
  }
};

struct Revoke {
  std::string by;
  std::string by_password;
  static constexpr auto fields() {
    return std::tuple{base::optional_field(1, "by", &Revoke::by),
                      base::optional_field(2, "by_password", &Revoke::by_password)};
  }
};

// Who answers for it: the person named, or the machine's operator where none is.
template <class Body>
Result<registry::Officer> answerable(const AdminContext& context, const Body& body) {
  if (body.by.empty()) return registry::operator_officer();
  return officer_present(context, {body.by, body.by_password});
}

Json staff_json(const Staff& staff) {
  return {{"name", staff.name},
          {"display_name", staff.display_name},
          {"role", base::word(staff.role)},
          {"state", base::word(staff.state)},
          {"must_change_password", staff.must_change_password}};
}

Answer staff_answer(const Result<Staff>& staff) {
  return staff ? json_answer(staff_json(*staff).dump()) : problem(staff.error());
}

// The account gets a password that is shown once and to be changed.
Answer add_account(const AdminContext& context, const Request& request) {
  auto body = read_body<AddStaff>(request);
  if (!body) return problem(body.error());
  auto by = answerable(context, *body);
  if (!by) return problem(by.error());
  const std::string password = registry::one_time_password(context.parts.random);
  auto hash = context.passwords.hash(password);
  if (!hash) return problem(hash.error());
  auto staff = context.committer.run_for<Staff>([&](Transaction& tx) {
    return registry::add_staff(
        tx, *by, {body->name, body->display_name, body->role, context.court_code, *hash});
  });
  if (!staff) return problem(staff.error());
  Json out = staff_json(*staff);
  out["password"] = password;
  return json_answer(out.dump(), 201);
}

Answer list_staff(const AdminContext& context) {
  auto all = registry::list_staff(*context.engine.snapshot());
  if (!all) return problem(all.error());
  Json out = Json::array();
  for (const Staff& staff : *all) out.push_back(staff_json(staff));
  return json_answer(out.dump());
}

Answer confirm_account(const AdminContext& context, const Request& request,
                       const std::string& name) {
  auto body = read_body<Present>(request);
  if (!body) return problem(body.error());
  auto by = officer_present(context, *body);
  if (!by) return problem(by.error());
  return staff_answer(context.committer.run_for<Staff>(
      [&](Transaction& tx) { return registry::confirm_staff(tx, *by, name); }));
}

Answer disable_account(const AdminContext& context, const Request& request,
                       const std::string& name) {
  auto body = read_body<Disable>(request);
  if (!body) return problem(body.error());
  auto done = context.committer.run([&](Transaction& tx) {
    return registry::disable_staff(tx, registry::operator_officer(), name, body->successor);
  });
  return done ? json_answer("{}") : problem(done.error());
}

Answer set_password(const AdminContext& context, const Request& request, const std::string& name) {
  auto body = read_body<SetPassword>(request);
  if (!body) return problem(body.error());
  if (auto good = registry::check_password(body->password, name); !good) {
    return problem(good.error());
  }
  auto by = body->by == name ? owner_present(context, {body->by, body->by_password})
                             : answerable(context, *body);
  if (!by) return problem(by.error());
  if (by->name == name && body->password == body->by_password) {
    return problem(base::malformed({{"/password", "新口令不得与原口令相同"}}));
  }
  auto hash = context.passwords.hash(body->password);
  if (!hash) return problem(hash.error());
  return staff_answer(context.committer.run_for<Staff>(
      [&](Transaction& tx) { return registry::set_password(tx, *by, name, *hash); }));
}

Answer token(const AdminContext& context, const Request& request, const std::string& name) {
  auto body = read_body<Present>(request);
  if (!body) return problem(body.error());
  auto by = officer_present(context, *body);
  if (!by) return problem(by.error());
  auto issued = context.sign_in.issue_bearer(*by, name);
  if (!issued) return problem(issued.error());
  return json_answer(Json{{"token", *issued}}.dump(), 201);
}

Answer revoke(const AdminContext& context, const Request& request, const std::string& name) {
  auto body = read_body<Revoke>(request);
  if (!body) return problem(body.error());
  auto by = answerable(context, *body);
  if (!by) return problem(by.error());
  auto revoked = context.sign_in.revoke_bearers(*by, name);
  if (!revoked) return problem(revoked.error());
  return json_answer(Json{{"revoked", *revoked}}.dump());
}

Answer tokens(const AdminContext& context) {
  auto all = registry::bearers(*context.engine.snapshot());
  if (!all) return problem(all.error());
  Json out = Json::array();
  for (const registry::Session& bearer : *all) {
    out.push_back({{"staff", bearer.staff},
                   {"used_at", bearer.seen_at == Instant{} ? Json(nullptr)
                                                           : Json(base::rfc3339(bearer.seen_at))},
                   {"expires_at", base::rfc3339(bearer.expires_at)}});
  }
  return json_answer(out.dump());
}

}  // namespace

void add_staff_routes(Router& router, const AdminContext& context) {
  router.add("GET", "/admin/staff",
             [&](const Request&, const Captures&) { return list_staff(context); });
  router.add("POST", "/admin/staff", [&](const Request& request, const Captures&) {
    return add_account(context, request);
  });
  const auto on_account = [&](const char* verb, auto work) {
    router.add("POST", std::string("/admin/staff/{name}/") + verb,
               [&context, work](const Request& request, const Captures& caught) {
                 return work(context, request, caught["name"]);
               });
  };
  on_account("confirm", confirm_account);
  on_account("disable", disable_account);
  on_account("password", set_password);
  on_account("token", token);
  on_account("revoke", revoke);
  router.add("GET", "/admin/tokens",
             [&](const Request&, const Captures&) { return tokens(context); });
}

}  // namespace shixin::web::ops
