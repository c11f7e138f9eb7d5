// GET|POST /facts/new?case=&subject= · GET /facts/{id}: what happened outside is told to the
// register, and what follows from it.
#include "registry/facts.h"

#include "base/json.h"
#include "domain/clocks.h"
#include "registry/query.h"
#include "web/console/console.h"
#include "web/console/draft_table.h"
#include "web/console/fact_form.h"
#include "web/console/form_page.h"
#include "web/console/people.h"
#include "web/console/subject_table.h"
#include "web/console/words.h"
#include "web/page/data.h"
#include "web/staff/act.h"
#include "web/staff/fact_json.h"

namespace shixin::web::console {
namespace {

using base::Json;
using registry::FactRecord;
using registry::Reply;
using registry::Transaction;

constexpr char kFactPage[] = R"html(<h1>{{title}}</h1>
<p class="fine">{{occurred}}发生，{{received}}收到，{{by}}于{{at}}登记{{#case_no}} · 案号：<a
href="/cases/{{case_address}}">{{case_no}}</a>{{/case_no}}</p>
<dl class="record">
<div><dt>涉及</dt><dd>{{#people}}<a href="/subjects/{{id}}">{{name}}</a> {{/people}}{{^people}}本院
名单中没有的人{{/people}}</dd></div>
<div><dt>来源</dt><dd>{{source}}</dd></div>
<div><dt>证据</dt><dd>{{evidence}}</dd></div>
{{#reason}}<div><dt>理由</dt><dd>{{reason}}</dd></div>{{/reason}}
<div><dt>期限</dt><dd>{{#due}}{{due}}{{#provisional}} <span
class="mark">暂按</span>{{/provisional}}，{{rule}}，{{owner}}承办{{/due}}{{^due}}已办结{{/due}}</dd></div>
{{#closed}}<div><dt>办结说明</dt><dd>{{closed}}</dd></div>{{/closed}}
</dl>
<h2>应办事项</h2>
<div class="scroll" tabindex="0" role="region" aria-label="应办事项">
<table>
<thead><tr><th scope="col">事项</th><th scope="col">对谁</th><th scope="col">依据</th><th
scope="col">已起草</th></tr></thead>
<tbody>
{{#proposals}}
<tr>
<td data-label="事项">{{what}}</td>
<th scope="row" class="name">{{name}}</th>
<td data-label="依据">{{law}}</td>
<td data-label="已起草">{{#draft}}<a href="/decisions/{{draft}}">{{state}}</a>{{/draft}}
{{#refusal}}没有起草：{{refusal}}{{/refusal}}{{#by_hand}}由承办人自行起草{{/by_hand}}</td>
</tr>
{{/proposals}}
</tbody>
</table>
</div>
{{#none}}<p class="none">{{none}}</p>{{/none}}
)html";

Result<void> check_tells(const Call& call) {
  if (registry::may_draft(call.officer().role)) return {};
  return Error{ErrorCode::kForbidden, "事实由书记员、法官助理或者执行法官登记"};
}

Result<std::string> heading_of_fact(const store::Reader& reader, const FormValues& values) {
  const std::string named = value_of(values, "subject");
  if (named.empty()) return std::string("没有指定某人的，涉及本案的全部人和单位");
  const auto id = domain::SubjectId::parse(named);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个被执行人"};
  auto subject = registry::load_subject(reader, *id);
  if (!subject) return std::move(subject).error();
  return name_of(*subject);
}

FormShown shown_fact(std::string heading, FormValues values) {
  return {.form = fact_form(),
          .action = "/facts/new",
          .heading = std::move(heading),
          .values = std::move(values),
          .saving = Saving::kFact};
}

Answer show_new_fact(const Call& call) {
  if (auto may = check_tells(call); !may) return refusal_screen(call, may.error());
  auto heading = heading_of_fact(*call.snapshot(), call.request.query);
  if (!heading) return refusal_screen(call, heading.error());
  FormValues values = preset_values(fact_form());
  values.emplace("/received_on", call.today().text());
  const Query& query = call.request.query;
  if (const std::string no = value_of(query, "case"); !no.empty()) values.emplace("/case/no", no);
  if (std::string who = value_of(query, "subject"); !who.empty()) {
    values.emplace("subject", std::move(who));
  }
  return form_screen(call, shown_fact(*std::move(heading), std::move(values)));
}

Result<domain::Fact> read_typed_fact(const Call& call, const FormValues& values) {
  Json typed = typed_act(fact_form(), values);
  if (const std::string who = value_of(values, "subject"); !who.empty()) {
    typed["subject"] = Json{{"id", who}};
  }
  return staff::read_fact(call, typed);
}

Answer post_new_fact(const Call& call, const Form& form) {
  if (auto may = check_tells(call); !may) return refusal_screen(call, may.error());
  auto heading = heading_of_fact(*call.snapshot(), form.fields());
  if (!heading) return refusal_screen(call, heading.error());
  const auto again = [&](const Error& why) {
    if (http_status(why.code) >= 500) return refusal_screen(call, why);
    FormShown shown = shown_fact(*heading, form.fields());
    shown.faults = why.faults;
    shown.refused = why.detail;
    shown.status = http_status(why.code);
    return form_screen(call, shown);
  };
  auto fact = read_typed_fact(call, form.fields());
  if (!fact) return again(fact.error());
  auto reply =
      staff::reply_once(call, form.asking(call.request), [&](Transaction& tx) -> Result<Reply> {
        auto told = registry::record_fact(tx, call.officer(), *fact);
        if (!told) return std::move(told).error();
        return Reply{200, told->record.id.text()};
      });
  return reply ? go_to("/facts/" + reply->body) : again(reply.error());
}

Result<PageData> proposals_data(const store::Reader& reader, const FactRecord& record) {
  PageData out{PageData::type::list};
  for (const auto& proposed : record.proposals) {
    PageData row;
    put(row, "what", domain::label(proposed.remedy));
    put(row, "name", proposed.subject.empty() ? "" : subject_name(reader, proposed.subject));
    put(row, "law", law_text(proposed.legal));
    put(row, "refusal", proposed.refusal);
    put(row, "draft", "");
    row["by_hand"] = !proposed.draft && proposed.refusal.empty();
    if (proposed.draft) {
      auto draft = registry::load_draft(reader, *proposed.draft);
      if (!draft) return std::move(draft).error();
      put(row, "draft", proposed.draft->text());
      put(row, "state",
          title_of(draft->decision) + "（" + std::string(registry::label(draft->state)) + "）");
    }
    out << row;
  }
  return out;
}

Answer show_fact(const Call& call) {
  const auto id = domain::FactId::parse(call.caught["id"]);
  if (!id) return refusal_screen(call, {ErrorCode::kNotFound, "没有登记过这一事实"});
  const auto snapshot = call.snapshot();
  auto record = registry::load_fact(*snapshot, *id);
  if (!record) return refusal_screen(call, record.error());
  auto fact = staff::redacted_fact(*snapshot, record->fact);
  if (!fact) return refusal_screen(call, fact.error());
  auto proposals = proposals_data(*snapshot, *record);
  if (!proposals) return refusal_screen(call, proposals.error());
  People staff_names(*snapshot);
  const std::string title(domain::label(fact->kind));
  PageData data;
  put(data, "title", title);
  put(data, "occurred", fact->occurred_on.text());
  put(data, "received", fact->received_on.text());
  put(data, "by", staff_names.name(record->by));
  put(data, "at", minute_text(record->at));
  put(data, "case_no", fact->told.no.text());
  put(data, "case_address", percent_encode(fact->told.no.text()));
  put(data, "source", fact->source);
  put(data, "evidence", joined(fact->evidence, "\n"));
  put(data, "reason", fact->reason);
  put(data, "due", record->clock ? record->clock->due.text() : "");
  if (record->clock) {
    data["provisional"] = domain::due(*fact, call.context.parts.calendar).provisional;
    put(data, "rule", domain::label(domain::clock_of(fact->kind)));
    put(data, "owner", staff_names.name(record->clock->staff));
  }
  put(data, "closed", record->closed ? record->closed->remark : "");
  PageData people{PageData::type::list};
  for (const auto& about : record->about) {
    PageData one;
    put(one, "id", about.text());
    put(one, "name", subject_name(*snapshot, about));
    people << one;
  }
  data.set("people", std::move(people));
  data.set("proposals", *std::move(proposals));
  put(data, "none", record->proposals.empty() ? "现在没有因此应办的事项。" : "");
  return screen(call, {title, "/deadlines"}, render(kFactPage, data));
}

}  // namespace

void add_fact_pages(Router& router, const StaffContext& context) {
  add_view(router, context, "/facts/new", Access::kRegister, show_new_fact);
  add_act(router, context, "/facts/new", Access::kRegister, post_new_fact);
  add_view(router, context, "/facts/{id}", Access::kRegister, show_fact);
}

}  // namespace shixin::web::console
