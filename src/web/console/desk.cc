#include "web/console/desk.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/encoding.h"
#include "web/console/script.h"
#include "web/console/sign_in.h"
#include "web/page/data.h"
#include "web/page/document.h"
#include "web/page/page_answer.h"

namespace shixin::web::console {
namespace {

constexpr char kFramePage[] = R"html(<header class="top">
<div class="width">
<p class="court">{{court}}</p>
{{#who}}
<nav aria-label="主要页面">
{{#places}}<a href="{{address}}"{{#here}} aria-current="true"{{/here}}>{{name}}</a>{{/places}}
</nav>
<form class="account" method="post" action="/sign-out">
<input type="hidden" name="csrf" value="{{csrf}}">
<span>{{who}}（{{role}}）</span>
<a href="/password">修改口令</a>
<button>退出</button>
</form>
{{/who}}
</div>
</header>
<main id="content" class="width">
{{{content}}}
</main>
<footer>
<div class="width"><p class="fine">失信惩戒、限制消费办理 · <span class="whole">{{now}}</span></p></div>
</footer>)html";

constexpr char kRefusalPage[] = R"html(<h1>{{title}}</h1>
<p class="lead">{{detail}}</p>
<p><a href="/">返回我的工作</a></p>
)html";

struct Place {
  std::string_view address;
  std::string_view name;
  bool (*open)(registry::StaffRole);
};

bool for_whoever_works(registry::StaffRole role) { return !registry::may_administer(role); }
bool for_oversight(registry::StaffRole role) {
  return staff::check_access(Access::kOversight, role).has_value();
}

constexpr Place kPlaces[] = {{"/", "我的工作", for_whoever_works},
                             {"/deadlines", "期限", for_whoever_works},
                             {"/search", "查找", for_whoever_works},
                             {"/draft", "起草", registry::may_draft},
                             {"/accounts", "账号", for_oversight}};

PageData places_data(registry::StaffRole role, std::string_view here) {
  PageData out{PageData::type::list};
  for (const Place& place : kPlaces) {
    if (!place.open(role)) continue;
    PageData row;
    put(row, "address", place.address);
    put(row, "name", place.name);
    row["here"] = place.address == here;
    out << row;
  }
  return out;
}

Answer framed(const StaffContext& context, const registry::Caller* caller, const Screen& what,
              const std::string& content) {
  PageData data;
  put(data, "court", context.court.name);
  put(data, "now", time_text(context.clock.now()).substr(0, 16));
  put(data, "content", content);
  put(data, "who", caller == nullptr ? "" : caller->display_name);
  if (caller != nullptr) {
    put(data, "role", registry::label(caller->officer.role));
    put(data, "csrf", caller->csrf);
    data.set("places", places_data(caller->officer.role, what.place));
  }
  const Document around{what.title, context.court.name, context.rehearsal, "console",
                        script_address()};
  return page_answer(document(around, render(kFramePage, data)), what.status, Scripts::kOurs);
}

std::string refusal_content(std::string_view title, std::string_view detail) {
  PageData data;
  put(data, "title", title);
  put(data, "detail", detail);
  return render(kRefusalPage, data);
}

std::string_view title_of_refusal(ErrorCode code) {
  switch (code) {
    case ErrorCode::kForbidden:
      return "无权进行此项操作";
    case ErrorCode::kNotFound:
      return "没有找到";
    case ErrorCode::kThrottled:
      return "操作过于频繁";
    case ErrorCode::kUnavailable:
      return "暂时不能办理";
    case ErrorCode::kMalformed:
    case ErrorCode::kUnauthorized:
    case ErrorCode::kConflict:
    case ErrorCode::kGone:
    case ErrorCode::kTooLarge:
    case ErrorCode::kUnsupported:
    case ErrorCode::kRefused:
      return "没有办理";
    case ErrorCode::kCorrupt:
    case ErrorCode::kInternal:
      return "系统出错";
  }
  return {};
}

// Where a browser was, with what its address asked.
std::string whole_path(const Request& request) {
  std::string out = request.path;
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    out += mark + percent_encode(name) + "=" + percent_encode(value);
    mark = '&';
  }
  return out;
}

// What keeps a known caller from a page; nullopt: nothing.
std::optional<Answer> kept_out(const Call& call, Access access) {
  if (staff::must_change_password_first(access, call.caller)) return go_to("/password");
  auto may = staff::check_access(access, call.officer().role);
  if (may) return std::nullopt;
  // The administrator works with accounts, and has no work list.
  if (call.request.path == "/") return go_to("/accounts");
  return refusal_screen(call, may.error());
}

}  // namespace

std::string Form::text(std::string_view name) const {
  const auto at = fields_.find(name);
  return at == fields_.end() ? std::string{} : at->second;
}

std::vector<std::string> Form::all(std::string_view name) const {
  std::vector<std::string> out;
  const auto [first, last] = fields_.equal_range(name);
  for (auto at = first; at != last; ++at) out.push_back(at->second);
  return out;
}

staff::Asking Form::asking(const Request& request) const {
  std::string whole = request.path;
  for (const auto& [name, value] : fields_) {
    // Whoever signed in anew meanwhile asks the same.
    if (name != "csrf") whole.append(1, '\0').append(name).append(1, '\0').append(value);
  }
  return {text("token"), base::sha256(whole)};
}

void add_view(Router& router, const StaffContext& context, std::string_view pattern, Access access,
              View view) {
  router.add("GET", pattern,
             [&context, access, view](const Request& request, const Captures& caught) {
               const auto caller = staff::recognise(context, request);
               if (!caller) return go_to("/sign-in?to=" + percent_encode(whole_path(request)));
               const Call call{context, request, caught, *caller};
               auto out = kept_out(call, access);
               return out ? *std::move(out) : view(call);
             });
}

void add_act(Router& router, const StaffContext& context, std::string_view pattern, Access access,
             Act act) {
  RouteOptions form;
  form.accepts = {"application/x-www-form-urlencoded"};
  const auto run = [&context, access, act](const Request& request, const Captures& caught) {
    const auto caller = staff::recognise(context, request);
    if (!caller) return sign_in_again(context, request);
    const Call call{context, request, caught, *caller};
    auto fields = request.form();
    if (!fields) return refusal_screen(call, fields.error());
    const Form posted(*std::move(fields));
    if (!staff::check_csrf(*caller, posted.text("csrf"))) {
      return refusal_screen(
          call,
          {ErrorCode::kForbidden, "这一页不是本次登录打开的，请重新打开后再办理", {}, "csrf"});
    }
    auto out = kept_out(call, access);
    return out ? *std::move(out) : act(call, posted);
  };
  router.add("POST", pattern, run, std::move(form));
}

Answer screen(const Call& call, const Screen& what, std::string content) {
  return framed(call.context, &call.caller, what, content);
}

Answer screen_for_anybody(const StaffContext& context, const Screen& what, std::string content) {
  return framed(context, nullptr, what, content);
}

Answer refusal_screen(const Call& call, const Error& error) {
  const int status = problem(error).status;  // which logs what is our own fault
  const auto title = title_of_refusal(error.code);
  const std::string detail =
      status == 500 ? "请稍后再试；仍然出错的，请联系运维人员。" : error.detail;
  return screen(call, {title, {}, status}, refusal_content(title, detail));
}

Answer go_to(std::string_view path) { return see_other(path).with("Cache-Control", "no-store"); }

std::string form_tokens(const Call& call) {
  const auto token = call.context.parts.random.make<std::array<std::uint8_t, 16>>();
  PageData data;
  put(data, "csrf", call.caller.csrf);
  put(data, "token", base::hex_encode(token));
  return render(R"html(<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="token" value="{{token}}">)html",
                data);
}

}  // namespace shixin::web::console
