// GET|POST /accounts · POST /accounts/{name}/confirm · disable · password: the people of the court.
// A first password is shown once, on the page that made it.
#include "registry/accounts.h"
#include "registry/password.h"
#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/console/people.h"
#include "web/console/words.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using registry::Staff;
using registry::StaffRole;
using registry::StaffState;
using registry::Transaction;

constexpr char kAccountsPage[] = R"html(<h1>账号</h1>
{{#password}}
<div class="sentence" role="status">
<p><strong>{{for_whom}}的初始口令：</strong><span class="number">{{password}}</span></p>
<p>只显示这一次，请当面交给本人；本人登录后须先修改。{{#waits}}该账号还要由另一人确认才能使用。{{/waits}}</p>
</div>
{{/password}}
{{#done}}<p class="note" role="status">{{done}}</p>{{/done}}
{{#fault}}<div class="alert" role="alert"><p><strong>{{fault}}</strong></p></div>{{/fault}}
<div class="scroll" tabindex="0" role="region" aria-label="账号"><table>
<thead><tr><th scope="col">姓名</th><th scope="col">登录名</th><th scope="col">职务</th><th
scope="col">状态</th><th scope="col">办理</th></tr></thead>
<tbody>
{{#rows}}
<tr><th scope="row" class="name">{{display_name}}</th>
<td data-label="登录名">{{name}}</td><td data-label="职务" class="whole">{{role}}</td>
<td data-label="状态" class="whole">{{state}}{{#first}} <span class="mark">未改初始口令</span>{{/first}}
{{#locked}} <span class="mark">暂停登录</span>{{/locked}}</td>
<td data-label="办理"><div class="acts">
{{#confirm}}
<form method="post" action="/accounts/{{address}}/confirm">
<input type="hidden" name="csrf" value="{{csrf}}">
<button type="submit" class="plain" aria-label="确认：{{display_name}}">确认</button></form>
{{/confirm}}
{{#manage}}
<details><summary aria-label="重设口令：{{display_name}}">重设口令</summary>
<form method="post" action="/accounts/{{address}}/password">
<input type="hidden" name="csrf" value="{{csrf}}">
<p class="hint">本人的登录全部退出，须用新的初始口令登录后修改</p>
<p><button type="submit" class="plain">重设</button></p></form></details>
<details><summary aria-label="停用：{{display_name}}">停用</summary>
<form method="post" action="/accounts/{{address}}/disable">
<input type="hidden" name="csrf" value="{{csrf}}">
<label for="successor-{{number}}">未办结的决定由谁接办</label>
<select id="successor-{{number}}" name="successor"><option value="">没有未办结的</option>
{{#successors}}<option value="{{account}}">{{who}}</option>{{/successors}}</select>
<p><button type="submit" class="plain">停用</button></p></form></details>
{{/manage}}
</div></td></tr>
{{/rows}}
</tbody></table></div>
{{#adds}}
<section>
<h2 id="add">增加账号</h2>
<form method="post" action="/accounts">
<input type="hidden" name="csrf" value="{{csrf}}">
<fieldset><legend>新账号</legend>
<div class="fields">
<div class="field"><label for="display_name">姓名</label>
<input id="display_name" name="display_name" value="{{typed_display_name}}" maxlength="64"
required></div>
<div class="field"><label for="name">登录名</label>
<input id="name" name="name" value="{{typed_name}}" maxlength="32" autocomplete="off"
autocapitalize="off"
  spellcheck="false" aria-describedby="name-about" required>
<p class="hint" id="name-about">汉字、英文字母、数字或者 . _ -，最多32个</p></div>
<div class="field"><label for="role">职务</label>
<select id="role" name="role" aria-describedby="role-about">
{{#roles}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>
{{/roles}}</select>
<p class="hint" id="role-about">院长、副院长、执行局长和系统管理员的账号，须另一人确认后才能使用</p></div>
</div></fieldset>
<div class="go-on"><button type="submit">增加</button></div>
</form>
</section>
{{/adds}}
)html";

// What an act left to be said on the page.
struct Said {
  std::string done = {};
  std::string fault = {};
  int status = 200;
  std::string for_whom = {};
  std::string password = {};  // shown this once
  bool waits = false;
  const Form* typed = nullptr;  // of a refused addition
};

PageData successors_data(const std::vector<Staff>& all, const std::string& but) {
  PageData out{PageData::type::list};
  for (const Staff& staff : all) {
    const bool works = staff.state == StaffState::kActive && registry::may_draft(staff.role);
    if (!works || staff.name == but) continue;
    PageData row;
    put(row, "account", staff.name);
    put(row, "who", staff.display_name + "（" + std::string(registry::label(staff.role)) + "）");
    out << row;
  }
  return out;
}

PageData roles_data(std::string_view chosen) {
  PageData out{PageData::type::list};
  for (const auto& [role, word] : enum_words(StaffRole{})) {
    PageData row;
    put(row, "value", word);
    put(row, "text", registry::label(role));
    row["chosen"] = word == chosen;
    out << row;
  }
  return out;
}

PageData account_rows(const Call& call, const std::vector<Staff>& all) {
  const auto& who = call.officer();
  const bool confirms = registry::may_administer(who.role) || registry::is_signer(who.role);
  PageData out{PageData::type::list};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Staff& staff = all[i];
    PageData row;
    put(row, "number", std::to_string(i));
    put(row, "name", staff.name);
    put(row, "display_name", staff.display_name);
    put(row, "address", percent_encode(staff.name));
    put(row, "role", registry::label(staff.role));
    put(row, "state", label(staff.state));
    row["first"] = staff.must_change_password && staff.state != StaffState::kDisabled;
    row["locked"] = staff.locked(call.context.clock.now());
    row["confirm"] = confirms && staff.state == StaffState::kPending && staff.name != who.name;
    row["manage"] = registry::may_administer(who.role) && staff.name != who.name &&
                    staff.state != StaffState::kDisabled;
    row.set("successors", successors_data(all, staff.name));
    out << row;
  }
  return out;
}

Answer accounts_page(const Call& call, const Said& said) {
  auto all = registry::list_staff(*call.snapshot());
  if (!all) return refusal_screen(call, all.error());
  PageData data;
  put(data, "csrf", call.caller.csrf);
  put(data, "done", said.done);
  put(data, "fault", said.fault);
  put(data, "for_whom", said.for_whom);
  put(data, "password", said.password);
  data["waits"] = said.waits;
  data["adds"] = registry::may_administer(call.officer().role);
  put(data, "typed_name", said.typed ? said.typed->text("name") : "");
  put(data, "typed_display_name", said.typed ? said.typed->text("display_name") : "");
  data.set("roles", roles_data(said.typed ? said.typed->text("role") : "clerk"));
  data.set("rows", account_rows(call, *all));
  return screen(call, {"账号", "/accounts", said.status}, render(kAccountsPage, data));
}

Answer refused_page(const Call& call, const Error& why, const Form* typed = nullptr) {
  const int status = http_status(why.code);
  if (status >= 500) return refusal_screen(call, why);
  return accounts_page(call, {.fault = why.detail, .status = status, .typed = typed});
}

Answer show_accounts(const Call& call) { return accounts_page(call, {}); }

// A password drawn here, and the account that `step` gives it to.
using WithPassword = std::function<Result<Staff>(Transaction&, const std::string& hash)>;
Answer give_password(const Call& call, const WithPassword& step, const Form* typed) {
  const std::string password = registry::one_time_password(call.context.parts.random);
  auto hash = call.context.passwords.hash(password);
  if (!hash) return refused_page(call, hash.error(), typed);
  auto staff =
      call.context.committer.run_for<Staff>([&](Transaction& tx) { return step(tx, *hash); });
  if (!staff) return refused_page(call, staff.error(), typed);
  return accounts_page(call, {.for_whom = staff->display_name,
                              .password = password,
                              .waits = staff->state == StaffState::kPending});
}

Answer add_account(const Call& call, const Form& form) {
  const auto role = base::from_word<StaffRole>(form.text("role"));
  if (!role) return refused_page(call, {ErrorCode::kMalformed, "请选择职务"}, &form);
  const auto add = [&](Transaction& tx, const std::string& hash) {
    return registry::add_staff(
        tx, call.officer(),
        {form.text("name"), form.text("display_name"), *role, call.context.court.code, hash});
  };
  return give_password(call, add, &form);
}

Answer reset_password(const Call& call, const Form&) {
  // One's own is changed where the old one is asked again.
  if (call.caught["name"] == call.officer().name) return go_to("/password");
  const auto reset = [&](Transaction& tx, const std::string& hash) {
    return registry::set_password(tx, call.officer(), call.caught["name"], hash);
  };
  return give_password(call, reset, nullptr);
}

Answer confirm_account(const Call& call, const Form&) {
  auto staff = call.context.committer.run_for<Staff>([&](Transaction& tx) {
    return registry::confirm_staff(tx, call.officer(), call.caught["name"]);
  });
  if (!staff) return refused_page(call, staff.error());
  return accounts_page(call, {.done = staff->display_name + "的账号已经确认，可以使用。"});
}

Answer disable_account(const Call& call, const Form& form) {
  const std::string& name = call.caught["name"];
  auto done = call.context.committer.run([&](Transaction& tx) {
    return registry::disable_staff(tx, call.officer(), name, form.text("successor"));
  });
  if (!done) return refused_page(call, done.error());
  const auto snapshot = call.snapshot();
  return accounts_page(call, {.done = People(*snapshot).name(name) + "的账号已经停用。"});
}

}  // namespace

void add_account_pages(Router& router, const StaffContext& context) {
  constexpr auto kAccess = Access::kOversight;
  add_view(router, context, "/accounts", kAccess, show_accounts);
  add_act(router, context, "/accounts", kAccess, add_account);
  add_act(router, context, "/accounts/{name}/confirm", kAccess, confirm_account);
  add_act(router, context, "/accounts/{name}/disable", kAccess, disable_account);
  add_act(router, context, "/accounts/{name}/password", kAccess, reset_password);
}

}  // namespace shixin::web::console
