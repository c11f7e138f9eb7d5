// POST /api/v1/session {name, password} · GET · DELETE · PUT /api/v1/session/password
// {old_password, new_password}
#include "web/staff/session.h"

#include <fmt/core.h>

#include "web/json_body.h"
#include "web/staff/call.h"
#include "web/staff/routes.h"

namespace shixin::web::staff {
namespace {

using base::Json;

struct Credentials {
  std::string name;
  std::string password;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &Credentials::name),
                      base::field(2, "password", &Credentials::password)};
  }
};

struct PasswordChange {
  std::string old_password;
  std::string new_password;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "old_password", &PasswordChange::old_password),
                      base::field(2, "new_password", &PasswordChange::new_password)};
  }
};

std::string cookie(const StaffContext& context, std::string_view token, std::string_view more) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", kSessionCookie, token,
                     context.over_tls ? "; Secure" : "", more);
}

std::optional<Answer> throttled(const StaffContext& context, const Request& request) {
  const auto wait = signs_in_too_often(context, request);
  if (!wait) return std::nullopt;
  return problem({ErrorCode::kThrottled, "登录过于频繁，请稍后再试"})
      .with("Retry-After", std::to_string(wait->count()));
}

Answer sign_in(const StaffContext& context, const Request& request) {
  if (auto refused = throttled(context, request)) return *std::move(refused);
  auto body = read_body<Credentials>(request);
  if (!body) return problem(body.error());
  auto signed_in = context.sign_in.sign_in(body->name, body->password);
  if (!signed_in) return problem(signed_in.error());
  const Json out{{"csrf", signed_in->csrf},
                 {"expires_at", base::rfc3339(signed_in->expires_at)},
                 {"name", signed_in->officer.name},
                 {"role", base::word(signed_in->officer.role)},
                 {"must_change_password", signed_in->must_change_password}};
  return json_answer(out.dump(), 201).with("Set-Cookie", session_cookie(context, signed_in->token));
}

Answer who_am_i(const Call& call) {
  Json out{{"name", call.officer().name},
           {"display_name", call.caller.display_name},
           {"role", base::word(call.officer().role)},
           {"kind", base::word(call.caller.kind)},
           {"must_change_password", call.caller.must_change_password}};
  // A page that was loaded anew needs it again; a program has no use for it.
  if (call.caller.kind == registry::SessionKind::kBrowser) out["csrf"] = call.caller.csrf;
  return json_answer(out.dump());
}

Answer sign_out(const Call& call) {
  auto done = call.context.sign_in.sign_out(shown_token(call.request)->token);
  if (!done) return problem(done.error());
  return no_content().with("Set-Cookie", no_session_cookie(call.context));
}

Answer change_password(const Call& call) {
  if (auto refused = throttled(call.context, call.request)) return *std::move(refused);
  auto body = read_body<PasswordChange>(call.request);
  if (!body) return problem(body.error());
  auto done = call.context.sign_in.change_password(
      call.officer(), {body->old_password, body->new_password}, shown_token(call.request)->token);
  return done ? no_content() : problem(done.error());
}

}  // namespace

std::string session_cookie(const StaffContext& context, std::string_view token) {
  return cookie(context, token, "");
}

std::string no_session_cookie(const StaffContext& context) {
  return cookie(context, "", "; Max-Age=0");
}

std::optional<std::chrono::seconds> signs_in_too_often(const StaffContext& context,
                                                       const Request& request) {
  return context.sign_ins.admit(request.remote_address);
}

void add_session_routes(Router& router, const StaffContext& context) {
  RouteOptions json;
  json.accepts = {"application/json"};  // no form of another site can send it
  router.add(
      "POST", "/api/v1/session",
      [&context](const Request& request, const Captures&) {
        return sent(context, sign_in(context, request));
      },
      json);
  add_guarded(router, context, "GET", "/api/v1/session", Access::kSession, who_am_i);
  add_guarded(router, context, "DELETE", "/api/v1/session", Access::kSession, sign_out);
  add_guarded_json(router, context, "PUT", "/api/v1/session/password", Access::kSession,
                   change_password);
}

}  // namespace shixin::web::staff
