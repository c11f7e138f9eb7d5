#include "web/staff/call.h"

#include "base/crypto.h"
#include "base/json.h"

namespace shixin::web::staff {
namespace {

using registry::Caller;
using registry::SessionKind;
using registry::StaffRole;

constexpr std::string_view kBearer = "Bearer ";

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD"; }

Error password_first() {
  return {ErrorCode::kForbidden,
          "请先修改口令（PUT /api/v1/session/password），初始口令和他人重设的口令只能用于修改口令",
          {},
          "password_change_required"};
}

Result<void> check_token(const Request& request, const Caller& caller) {
  if (caller.kind == SessionKind::kBearer || is_safe(request.method)) return {};
  return check_csrf(caller, request.header("X-CSRF-Token"));
}

Handler guarded(const StaffContext& context, Access access, Work work) {
  return [&context, access, work](const Request& request, const Captures& caught) -> Answer {
    auto caller = recognise(context, request);
    if (!caller) return sent(context, problem(caller.error()));
    if (auto shown = check_token(request, *caller); !shown) {
      return sent(context, problem(shown.error()));
    }
    if (must_change_password_first(access, *caller)) {
      return sent(context, problem(password_first()));
    }
    auto may = check_access(access, caller->officer.role);
    if (!may) return sent(context, problem(may.error()));
    return sent(context, work({context, request, caught, *caller}));
  };
}

}  // namespace

Result<Caller> recognise(const StaffContext& context, const Request& request) {
  const auto shown = shown_token(request);
  if (!shown) return Error{ErrorCode::kUnauthorized, "请先登录"};
  auto caller = context.sign_in.authenticate(shown->token);
  if (!caller) return caller;
  // A session that leaked out of a browser is no credential for a program, nor the other way round.
  if (caller->kind != shown->way)
    return Error{ErrorCode::kUnauthorized, "登录方式不符，请重新登录"};
  return caller;
}

Result<void> check_csrf(const Caller& caller, std::string_view shown) {
  if (base::equal_in_constant_time(shown, caller.csrf)) return {};
  return Error{
      ErrorCode::kForbidden, "请求缺少本次登录的 X-CSRF-Token，请刷新页面后重试", {}, "csrf"};
}

bool must_change_password_first(Access access, const Caller& caller) {
  return access != Access::kSession && caller.must_change_password &&
         caller.kind != SessionKind::kBearer;
}

Result<void> check_access(Access access, StaffRole role) {
  switch (access) {
    case Access::kSession:
      return {};
    case Access::kRegister:
      if (role != StaffRole::kAdmin) return {};
      return Error{ErrorCode::kForbidden, "系统管理员不查阅被执行人信息和决定"};
    case Access::kOversight:
      if (role == StaffRole::kInspector || role == StaffRole::kChief ||
          role == StaffRole::kPresident || role == StaffRole::kAdmin) {
        return {};
      }
      return Error{ErrorCode::kForbidden, "仅供监督人员、执行局长、院长和系统管理员查阅"};
  }
  return Error{ErrorCode::kInternal, "an access without a rule"};
}

Answer sent(const StaffContext& context, Answer answer) {
  if (context.rehearsal && answer.body.starts_with('{')) {
    base::Json body = base::Json::parse(answer.body);
    body["rehearsal"] = "演练";
    answer.body = body.dump();
  }
  if (answer.status == 401) answer.with("WWW-Authenticate", "Bearer");
  return std::move(answer).with("Cache-Control", "no-store");
}

std::optional<ShownToken> shown_token(const Request& request) {
  if (const auto header = request.header("Authorization"); !header.empty()) {
    if (!header.starts_with(kBearer)) return std::nullopt;
    return ShownToken{std::string(header.substr(kBearer.size())), SessionKind::kBearer};
  }
  auto cookie = request.cookie(kSessionCookie);
  if (!cookie) return std::nullopt;
  return ShownToken{*std::move(cookie), SessionKind::kBrowser};
}

void add_guarded(Router& router, const StaffContext& context, std::string_view method,
                 std::string_view pattern, Access access, Work work) {
  router.add(method, pattern, guarded(context, access, work));
}

void add_guarded_json(Router& router, const StaffContext& context, std::string_view method,
                      std::string_view pattern, Access access, Work work) {
  RouteOptions options;
  options.accepts = {"application/json"};
  router.add(method, pattern, guarded(context, access, work), std::move(options));
}

}  // namespace shixin::web::staff
