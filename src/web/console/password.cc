// GET|POST /password: one's own password; the old one is asked again.
#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/page/data.h"
#include "web/staff/session.h"

namespace shixin::web::console {
namespace {

constexpr char kPasswordPage[] = R"html(<div class="small">
<h1>修改口令</h1>
{{#first}}
<p class="note"><strong>请先修改口令。</strong>初始口令和他人重设的口令，只能用于修改口令。</p>
{{/first}}
{{#done}}<p class="note" role="status"><strong>口令已经修改。</strong>其他地方的登录已全部退出。<a
href="/">返回我的工作</a></p>{{/done}}
{{#fault}}<div class="alert" role="alert"><p><strong>{{fault}}</strong></p></div>{{/fault}}
<form method="post" action="/password">
{{{tokens}}}
<div class="field">
<label for="old">现在的口令</label>
<input id="old" name="old" type="password" maxlength="1024" autocomplete="current-password"
  required{{#old_fault}} aria-invalid="true"{{/old_fault}}>
</div>
<div class="field">
<label for="new">新口令</label>
<input id="new" name="new" type="password" maxlength="1024" autocomplete="new-password"
  aria-describedby="new-hint" required{{#new_fault}} aria-invalid="true"{{/new_fault}}>
<p class="hint" id="new-hint">至少十二个字符，可以是几个不相干的词；不要含有登录名</p>
</div>
<div class="field">
<label for="again">再输一遍新口令</label>
<input id="again" name="again" type="password" maxlength="1024" autocomplete="new-password"
required>
</div>
<button type="submit">修改</button>
</form>
</div>
)html";

struct Outcome {
  bool done = false;
  std::string fault = {};
  bool of_old = false;
  int status = 200;
};

Answer password_page(const Call& call, const Outcome& outcome) {
  PageData data;
  data["first"] = call.caller.must_change_password && !outcome.done;
  data["done"] = outcome.done;
  put(data, "fault", outcome.fault);
  data["old_fault"] = outcome.of_old;
  data["new_fault"] = !outcome.fault.empty() && !outcome.of_old;
  put(data, "tokens", form_tokens(call));
  return screen(call, {"修改口令", "/password", outcome.status}, render(kPasswordPage, data));
}

Answer show_password(const Call& call) { return password_page(call, {}); }

Answer change_password(const Call& call, const Form& form) {
  if (const auto wait = staff::signs_in_too_often(call.context, call.request)) {
    return password_page(call, {.fault = "操作过于频繁，请稍后再试", .status = 429})
        .with("Retry-After", std::to_string(wait->count()));
  }
  const std::string wanted = form.text("new");
  if (wanted != form.text("again")) {
    return password_page(call, {.fault = "两次输入的新口令不一致", .status = 400});
  }
  const std::string old = form.text("old");
  auto done = call.context.sign_in.change_password(call.officer(), {old, wanted},
                                                   staff::shown_token(call.request)->token);
  if (done) return password_page(call, {.done = true});
  const Error& why = done.error();
  const int status = problem(why).status;
  const bool of_old = why.code == ErrorCode::kForbidden;
  return password_page(call, {.fault = status == 500 ? "系统出错，请稍后再试" : why.detail,
                              .of_old = of_old,
                              .status = status});
}

}  // namespace

void add_password_pages(Router& router, const StaffContext& context) {
  add_view(router, context, "/password", Access::kSession, show_password);
  add_act(router, context, "/password", Access::kSession, change_password);
}

}  // namespace shixin::web::console
