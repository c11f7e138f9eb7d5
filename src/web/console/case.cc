// GET /cases/{no}: the people of one case, and what holds each in it.
#include <fmt/format.h>

#include <algorithm>

#include "domain/redact.h"
#include "registry/query.h"
#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/console/rows.h"
#include "web/console/subject_table.h"
#include "web/console/words.h"

namespace shixin::web::console {
namespace {

using domain::Subject;

constexpr char kCasePage[] = R"html(<h1>{{no}}</h1>
<p class="lead">{{court}} · 本案被采取措施的共{{count}}个</p>
<div class="scroll" tabindex="0" role="region" aria-label="本案的人和单位">
<table>
<thead><tr><th scope="col">姓名或者名称</th><th scope="col">身份</th><th scope="col">证件</th><th
scope="col">本案中的措施</th><th scope="col">履行情况</th></tr></thead>
<tbody>
{{#rows}}
<tr>
<th scope="row" class="name"><a href="/subjects/{{id}}">{{name}}</a></th>
<td data-label="身份">{{roles}}</td>
<td data-label="证件" class="said number">{{documents}}</td>
<td data-label="措施" class="said">{{measures}}</td>
<td data-label="履行情况" class="said">{{performance}}</td>
</tr>
{{/rows}}
</tbody>
</table>
</div>
{{#tells}}<p class="go-on"><a href="/facts/new?case={{address}}">登记本案的事实</a></p>{{/tells}}
{{#duty}}
<h2>生效法律文书确定的义务</h2>
<p class="none said">{{duty}}</p>
{{/duty}}
)html";

std::string roles_in(const Subject& subject, const domain::CaseNumber& no) {
  std::vector<std::string> out;
  for (const domain::Order& order : subject.orders) {
    std::string role(label(order.role));
    const bool fits = order.case_no == no && !order.standing.revoked;
    if (fits && std::ranges::find(out, role) == out.end()) out.push_back(std::move(role));
  }
  return out.empty() ? std::string(label(domain::Role::kDebtor)) : joined(out);
}

std::string measures_in(const Subject& subject, const domain::CaseNumber& no) {
  std::vector<std::string> out;
  for (const domain::Listing& listing : subject.listings) {
    if (listing.case_no != no) continue;
    out.push_back(fmt::format("失信名单：{}", listing.standing.live()
                                                  ? publication_text(listing)
                                                  : standing_text(listing.standing)));
  }
  for (const domain::Order& order : subject.orders) {
    if (order.case_no != no) continue;
    out.push_back(fmt::format("{}：{}", label(order.kind), standing_text(order.standing)));
  }
  return joined(out, "\n");
}

std::string performance_in(const domain::CaseFacts& facts) {
  return fmt::format("{}{}{}", label(facts.performance),
                     facts.outstanding.empty() ? "" : "\n未履行：", facts.outstanding);
}

Answer show_case(const Call& call) {
  auto no = domain::CaseNumber::parse(call.caught["no"]);
  if (!no) return refusal_screen(call, {ErrorCode::kNotFound, "地址中的不是案号"});
  auto subjects = registry::subjects_of_case(*call.snapshot(), call.context.parts.index, *no);
  if (!subjects) return refusal_screen(call, subjects.error());
  if (subjects->empty()) {
    return refusal_screen(call, {ErrorCode::kNotFound, "本院没有在这一案件中采取过措施"});
  }
  PageData data;
  put(data, "no", no->text());
  put(data, "address", percent_encode(no->text()));
  data["tells"] = registry::may_draft(call.officer().role);
  put(data, "count", std::to_string(subjects->size()));
  PageData rows{PageData::type::list};
  for (const Subject& whole : *subjects) {
    const Subject subject = domain::Redaction::of(whole).in(whole);
    PageData row;
    put(row, "id", subject.id.text());
    put(row, "name", name_of(subject));
    put(row, "documents", masked_documents(whole));
    put(row, "roles", roles_in(subject, *no));
    put(row, "measures", measures_in(subject, *no));
    if (const auto* facts = subject.case_of(*no)) {
      put(row, "performance", performance_in(*facts));
      put(data, "duty", facts->duty);
      put(data, "court", facts->court);
    }
    rows << row;
  }
  data.set("rows", std::move(rows));
  return screen(call, {no->text(), "/search"}, render(kCasePage, data));
}

}  // namespace

void add_case_page(Router& router, const StaffContext& context) {
  add_view(router, context, "/cases/{no}", Access::kRegister, show_case);
}

}  // namespace shixin::web::console
