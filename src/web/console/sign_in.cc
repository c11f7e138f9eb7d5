// GET|POST /sign-in · POST /sign-out
#include "web/console/sign_in.h"

#include <algorithm>

#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/page/data.h"
#include "web/staff/session.h"

namespace shixin::web::console {
namespace {

constexpr char kSignInPage[] = R"html(<div class="small">
<h1>登录</h1>
{{#carried}}
<p class="note" role="alert">登录已经失效。请重新登录，<strong>刚才填写的内容还在</strong>，登录后可以继续提交。</p>
{{/carried}}
{{#fault}}<div class="alert" role="alert"><p><strong>{{fault}}</strong></p></div>{{/fault}}
<form method="post" action="/sign-in">
<input type="hidden" name="to" value="{{to}}">
{{#carried}}<input type="hidden" name="carried" value="{{carried}}">{{/carried}}
<div class="field">
<label for="name">登录名</label>
<input id="name" name="name" value="{{name}}" maxlength="32" autocomplete="username"
  autocapitalize="off" spellcheck="false" required{{#focus_name}} autofocus{{/focus_name}}>
</div>
<div class="field">
<label for="password">口令</label>
<input id="password" name="password" type="password" maxlength="1024"
  autocomplete="current-password" required{{^focus_name}} autofocus{{/focus_name}}>
<p class="hint">连续五次输错，该账号暂停登录十五分钟。忘记口令的，请联系系统管理员。</p>
</div>
<button type="submit">登录</button>
</form>
</div>
)html";

constexpr char kGoOnPage[] = R"html(<div class="small">
<h1>继续刚才的操作</h1>
<p class="lead">您已登录。刚才填写的内容还没有提交，请确认是否继续。</p>
<form method="post" action="{{to}}">
{{#fields}}<input type="hidden" name="{{name}}" value="{{value}}">
{{/fields}}
<div class="go-on"><button type="submit">继续提交</button><a href="/">不提交了，返回我的工作</a></div>
</form>
</div>
)html";

struct Shown {
  std::string to = "/";
  std::string name = {};
  std::string carried = {};  // the body of the form that was interrupted
  std::string fault = {};
  int status = 200;
};

Answer sign_in_page(const StaffContext& context, const Shown& shown) {
  PageData data;
  put(data, "to", shown.to);
  put(data, "name", shown.name);
  put(data, "carried", shown.carried);
  put(data, "fault", shown.fault);
  data["focus_name"] = shown.name.empty();
  return screen_for_anybody(context, {"登录", {}, shown.status}, render(kSignInPage, data));
}

// An address of ours and no other's, as it was sent: printable ASCII, and no second slash by which
// a browser would take what follows for a host.
std::string our_page(const std::string& to) {
  const bool printable = std::ranges::all_of(to, [](char c) { return c > ' ' && c < 0x7f; });
  const bool ours = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
  return printable && ours && to.size() < 2000 ? to : "/";
}

// What may be carried on: never a form with passwords in it.
bool holds_work(std::string_view path) {
  return path.starts_with("/draft/") || path.starts_with("/decisions/") ||
         path.starts_with("/facts/");
}

// No other site makes somebody sign in, as whoever it likes, or go on with what it has typed for
// him. Browsers of the last years say whence.
bool comes_from_elsewhere(const Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  return !site.empty() && site != "same-origin" && site != "none";
}

Answer show_sign_in(const StaffContext& context, const Request& request) {
  auto to = request.query_text("to");
  if (staff::recognise(context, request)) return go_to("/");
  return sign_in_page(context, {.to = our_page(to ? to->value_or("/") : "/")});
}

// What was interrupted, to be sent by the hand that sent it first.
Answer go_on_page(const StaffContext& context, const registry::SignedIn& signed_in,
                  const std::string& to, const std::string& carried) {
  const auto fields = parse_query(carried);
  if (!fields) return go_to(to);
  PageData data;
  put(data, "to", to);
  PageData list{PageData::type::list};
  const auto add = [&](const std::string& name, const std::string& value) {
    PageData row;
    put(row, "name", name);
    put(row, "value", value);
    list << row;
  };
  for (const auto& [name, value] : *fields) {
    if (name != "csrf") add(name, value);
  }
  add("csrf", signed_in.csrf);
  data.set("fields", std::move(list));
  return screen_for_anybody(context, {"继续刚才的操作"}, render(kGoOnPage, data));
}

Answer sign_in(const StaffContext& context, const Request& request) {
  const auto fields = request.form();
  if (!fields) return sign_in_page(context, {.fault = fields.error().detail, .status = 400});
  const Form form(*fields);
  Shown shown{our_page(form.text("to")), form.text("name"), form.text("carried")};
  const auto refused = [&](std::string fault, int status) {
    shown.fault = std::move(fault);
    shown.status = status;
    return sign_in_page(context, shown);
  };
  if (comes_from_elsewhere(request)) {
    shown = {.to = "/"};
    return refused("请在本页登录", 403);
  }
  if (const auto wait = staff::signs_in_too_often(context, request)) {
    return refused("登录过于频繁，请稍后再试", 429)
        .with("Retry-After", std::to_string(wait->count()));
  }
  auto signed_in = context.sign_in.sign_in(shown.name, form.text("password"));
  if (!signed_in) {
    const int status = problem(signed_in.error()).status;
    return refused(status == 500 ? "系统出错，请稍后再试" : signed_in.error().detail, status);
  }
  const std::string cookie = staff::session_cookie(context, signed_in->token);
  if (signed_in->must_change_password) return go_to("/password").with("Set-Cookie", cookie);
  if (!shown.carried.empty() && holds_work(shown.to)) {
    return go_on_page(context, *signed_in, shown.to, shown.carried).with("Set-Cookie", cookie);
  }
  return go_to(shown.to).with("Set-Cookie", cookie);
}

Answer sign_out(const Call& call, const Form&) {
  auto done = call.context.sign_in.sign_out(staff::shown_token(call.request)->token);
  if (!done) return refusal_screen(call, done.error());
  return go_to("/sign-in").with("Set-Cookie", staff::no_session_cookie(call.context));
}

}  // namespace

Answer sign_in_again(const StaffContext& context, const Request& request) {
  Shown shown{.to = our_page(request.path), .status = 401};
  if (holds_work(shown.to) && !comes_from_elsewhere(request)) {
    shown.carried = request.body;
  } else {
    shown.to = "/";
    shown.fault = "登录已经失效，请重新登录";
  }
  return sign_in_page(context, shown);
}

void add_sign_in_pages(Router& router, const StaffContext& context) {
  RouteOptions form;
  form.accepts = {"application/x-www-form-urlencoded"};
  router.add("GET", "/sign-in", [&context](const Request& request, const Captures&) {
    return show_sign_in(context, request);
  });
  router.add(
      "POST", "/sign-in",
      [&context](const Request& request, const Captures&) { return sign_in(context, request); },
      form);
  add_act(router, context, "/sign-out", Access::kSession, sign_out);
}

}  // namespace shixin::web::console
