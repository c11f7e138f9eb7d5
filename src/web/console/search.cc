// GET|POST /search: one field for a name, a number or a case. What is typed there is posted and
// never stands in an address, whatever it turns out to be.
#include "base/text.h"
#include "domain/redact.h"
#include "registry/query.h"
#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/console/subject_table.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

using domain::Subject;
using Found = Result<std::vector<Subject>>;

// A longer list is no answer: another character of the name is.
constexpr std::size_t kFoundMax = 100;

constexpr char kSearchPage[] = R"html(<h1>查找</h1>
<form class="look" method="post" action="/search" role="search">
<input type="hidden" name="csrf" value="{{csrf}}">
<div>
<label for="q">姓名、证件号码或者案号</label>
<input id="q" name="q" value="{{q}}" maxlength="100" autocomplete="off" spellcheck="false"
  aria-describedby="q-about"{{#fault}} aria-invalid="true"{{/fault}} autofocus>
</div>
<button type="submit">查找</button>
<div id="q-about" class="wide">{{#fault}}<p class="fault">{{fault}}</p>{{/fault}}
<p class="hint">姓名可以只填开头；证件号码和案号需要完整填写。证件号码不会留在地址和记录里。</p></div>
</form>
{{#asked}}
<section>
<h2 id="found">查找结果 <span class="kind">{{count}}</span></h2>
{{{table}}}
{{#none}}<p class="none">没有找到。请核对每一个字；本院没有办理过的人和单位，这里查不到。</p>{{/none}}
{{#more}}<p class="note">找到的较多，只列出前一百个。请多填几个字，或者用证件号码查找。</p>{{/more}}
</section>
{{/asked}}
)html";

Found find(const Call& call, const std::string& typed) {
  const auto& index = call.context.parts.index;
  const auto snapshot = call.snapshot();
  if (auto no = domain::CaseNumber::parse(typed)) {
    return registry::subjects_of_case(*snapshot, index, *no);
  }
  auto by_number = registry::subjects_by_number(*snapshot, index, typed);
  if (!by_number || !by_number->empty()) return by_number;
  if (base::fold_name(typed).empty()) return std::vector<Subject>{};
  return registry::subjects_by_name(*snapshot, index, typed, kFoundMax + 1);
}

PageData fresh_data(const Call& call) {
  PageData data;
  put(data, "csrf", call.caller.csrf);
  return data;
}

Answer show_search(const Call& call) {
  return screen(call, {"查找", "/search"}, render(kSearchPage, fresh_data(call)));
}

Answer search(const Call& call, const Form& form) {
  const std::string typed = form.text("q");
  PageData data = fresh_data(call);
  // A number is shown as everywhere: masked, also to who typed it.
  put(data, "q", domain::which_document(typed).empty() ? domain::Redaction{}(typed) : "");
  if (typed.empty()) {
    put(data, "fault", "请填写要查找的姓名、证件号码或者案号");
    return screen(call, {"查找", "/search", 400}, render(kSearchPage, data));
  }
  auto found = find(call, typed);
  if (!found) return refusal_screen(call, found.error());
  const bool more = found->size() > kFoundMax;
  if (more) found->resize(kFoundMax);
  data["asked"] = true;
  data["none"] = found->empty();
  data["more"] = more;
  put(data, "count", std::to_string(found->size()) + (more ? "个以上" : "个"));
  put(data, "table", found->empty() ? "" : subject_table(*found, "查找结果", call.today()));
  return screen(call, {"查找", "/search"}, render(kSearchPage, data));
}

}  // namespace

void add_search_pages(Router& router, const StaffContext& context) {
  add_view(router, context, "/search", Access::kRegister, show_search);
  add_act(router, context, "/search", Access::kRegister, search);
}

}  // namespace shixin::web::console
