// GET /subjects/{id} · POST /subjects/{id}/full: everything on file of one person or unit. Whole
// numbers are asked for by a form, and that they were read is written down before they are shown.
#include "domain/redact.h"
#include "registry/drafts.h"
#include "registry/query.h"
#include "web/console/console.h"
#include "web/console/desk.h"
#include "web/console/draft_table.h"
#include "web/console/sentence.h"
#include "web/console/subject_data.h"
#include "web/console/subject_table.h"
#include "web/staff/subject_json.h"

namespace shixin::web::console {
namespace {

using domain::Subject;
using staff::Numbers;

constexpr std::size_t kOpenDraftsLookedAt = 2000;

constexpr char kSubjectPage[] = R"html(<h1>{{name}} <span class="kind">{{kind}}</span></h1>
{{#former}}<p class="fine">曾用名：{{former}}</p>{{/former}}
<div class="sentence">
<p><strong>{{held}}</strong></p>
{{#frees}}<p>{{frees}}</p>{{/frees}}
</div>
{{#may_draft}}
<h2>为此人起草</h2>
<ul class="kinds">
<li><a href="/draft/list?subject={{id}}">纳入失信名单</a></li>
<li><a href="/draft/restrict?subject={{id}}">限制消费、限制出境</a></li>
<li><a href="/draft/identify?subject={{id}}">身份信息变更</a></li>
</ul>
{{/may_draft}}
{{#drafts}}
<section><h2 id="drafts">正在办理的</h2>
{{{drafts}}}
</section>
{{/drafts}}
<section>
<h2 id="restrictions">现在的限制，以及为什么</h2>
{{#has_restrictions}}
<div class="scroll" tabindex="0" role="region" aria-labelledby="restrictions"><table>
<thead><tr><th scope="col">限制</th><th scope="col">期间</th><th scope="col">依据</th><th
scope="col">暂时解除</th></tr></thead>
<tbody>
{{#restrictions}}
<tr><th scope="row">{{what}}</th><td data-label="期间">{{span}}</td>
<td data-label="依据">{{#because}}<div><a href="/decisions/{{decision}}">{{no}}</a>（{{role}}）</div>
{{/because}}</td>
<td data-label="暂时解除">{{lifted}}{{^lifted}}没有{{/lifted}}</td></tr>
{{/restrictions}}
</tbody></table></div>
{{/has_restrictions}}
{{^has_restrictions}}<p class="none">没有生效的限制。</p>{{/has_restrictions}}
</section>
{{#has_entries}}
<section>
<h2 id="entries">失信信息和各项命令</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="entries"><table>
<thead><tr><th scope="col">名称</th><th scope="col">案号</th><th scope="col">文书</th><th
scope="col">送达、公布</th><th scope="col">期限</th><th scope="col">状态</th></tr></thead>
<tbody>
{{#entries}}
<tr><th scope="row">{{what}}</th><td data-label="案号">{{no}}</td>
<td data-label="文书">{{paper}}</td><td data-label="送达、公布">{{service}}</td>
<td data-label="期限" class="whole">{{until}}</td><td data-label="状态">{{standing}}</td></tr>
{{/entries}}
</tbody></table></div>
</section>
{{/has_entries}}
<section>
<h2 id="cases">案件</h2>
{{#cases}}
<h3><a href="/cases/{{address}}">{{no}}</a></h3>
{{#has_acts}}
<ul class="kinds">
{{#acts}}
<li><a href="/draft/{{kind}}?subject={{id}}&amp;case={{address}}">{{name}}</a></li>
{{/acts}}
</ul>
{{/has_acts}}
<dl class="record">
{{#facts}}<div><dt>{{what}}</dt><dd>{{text}}</dd></div>{{/facts}}
</dl>
{{/cases}}
{{^cases}}<p class="none">没有案件。</p>{{/cases}}
</section>
<section>
<h2 id="documents">证件</h2>
<dl class="record">
{{#documents}}<div><dt>{{type}}</dt><dd class="number">{{number}}{{#former}} <span
class="mark">已停用</span>{{/former}}</dd></div>{{/documents}}
{{#sex}}<div><dt>性别</dt><dd>{{sex}}</dd></div>{{/sex}}
{{#employer}}<div><dt>所在单位</dt><dd>{{employer}}</dd></div>{{/employer}}
</dl>
{{#masked}}
<form class="go-on" method="post" action="/subjects/{{id}}/full#documents">
<input type="hidden" name="csrf" value="{{csrf}}">
<button type="submit" class="plain">显示完整号码</button>
<p class="hint">将记入查阅日志</p>
</form>
{{/masked}}
{{^masked}}<p class="note" role="status">本次查阅完整号码已记入日志。</p>{{/masked}}
</section>
<section>
<h2 id="decisions">历次决定</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="decisions"><table>
<thead><tr><th scope="col">生效时间</th><th scope="col">决定</th><th scope="col">案号</th><th
scope="col">起草、提交</th><th scope="col">签发</th>{{#may_draft}}<th
scope="col">撤销</th>{{/may_draft}}</tr></thead>
<tbody>
{{#decisions}}
<tr><td data-label="生效时间" class="whole">{{at}}</td>
<th scope="row"><a href="/decisions/{{decision}}">{{what}}</a></th>
<td data-label="案号">{{no}}</td><td data-label="起草、提交">{{by}}</td>
<td data-label="签发">{{signed_by}}</td>
{{#may_draft}}
<td data-label="撤销">{{#revocable}}<a href="/draft/revoke?subject={{id}}&amp;decision={{decision}}"
aria-label="撤销{{at}}的{{what}}">撤销</a>{{/revocable}}</td>
{{/may_draft}}
</tr>
{{/decisions}}
</tbody></table></div>
</section>
)html";

Result<Subject> subject_in_path(const Call& call, const store::Reader& reader) {
  auto id = domain::SubjectId::parse(call.caught["id"]);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个被执行人"};
  return registry::load_subject(reader, *id);
}

// The open drafts that name him by his entry. One that names him by a document may stand beside
// them until it is decided.
Result<std::vector<registry::Draft>> drafts_about(const store::Reader& reader,
                                                  const domain::SubjectId& id) {
  using registry::DraftState;
  std::vector<registry::Draft> out;
  for (const auto state : {DraftState::kSubmitted, DraftState::kReturned, DraftState::kDraft}) {
    auto drafts = registry::drafts_by_state(reader, state, kOpenDraftsLookedAt);
    if (!drafts) return drafts;
    for (registry::Draft& draft : *drafts) {
      if (draft.decision.subject.id == id) out.push_back(std::move(draft));
    }
  }
  return out;
}

Answer subject_page(const Call& call, const store::Reader& reader, const Subject& whole,
                    Numbers numbers) {
  auto drafts = drafts_about(reader, whole.id);
  if (!drafts) return refusal_screen(call, drafts.error());
  auto decisions = registry::decisions_on(reader, whole);
  if (!decisions) return refusal_screen(call, decisions.error());
  const Subject subject = staff::shown(whole, domain::Redaction::of(whole), numbers);
  const bool drafts_too = registry::may_draft(call.officer().role);
  People people(reader);
  const std::string name = name_of(subject);
  const Sentence sentence = sentence_of(subject, call.today());

  PageData data;
  put(data, "id", subject.id.text());
  put(data, "csrf", call.caller.csrf);
  data["may_draft"] = drafts_too;
  put(data, "held", sentence.held);
  put(data, "frees", sentence.frees);
  put(data, "drafts",
      drafts->empty() ? "" : draft_table(reader, people, *drafts, "正在办理的", call.today()));
  put_identity(whole, numbers, data);
  put_restrictions(subject, call.today(), data);
  put_entries(subject, data);
  put_cases(subject, drafts_too, data);
  put_decisions(*decisions, people, data);
  return screen(call, {name, "/search"}, render(kSubjectPage, data));
}

Answer show_subject(const Call& call) {
  const auto snapshot = call.snapshot();
  auto subject = subject_in_path(call, *snapshot);
  if (!subject) return refusal_screen(call, subject.error());
  return subject_page(call, *snapshot, *subject, Numbers::kMasked);
}

Answer show_full(const Call& call, const Form&) {
  const auto snapshot = call.snapshot();
  auto subject = subject_in_path(call, *snapshot);
  if (!subject) return refusal_screen(call, subject.error());
  auto noted = registry::note_read(call.context.committer, call.officer(), subject->id);
  if (!noted) return refusal_screen(call, noted.error());
  return subject_page(call, *snapshot, *subject, Numbers::kFull);
}

// The address of the form, come to by a reload or a saved link: masked again.
Answer back_to_masked(const Call& call) { return go_to("/subjects/" + call.caught["id"]); }

}  // namespace

void add_subject_pages(Router& router, const StaffContext& context) {
  add_view(router, context, "/subjects/{id}", Access::kRegister, show_subject);
  add_act(router, context, "/subjects/{id}/full", Access::kRegister, show_full);
  add_view(router, context, "/subjects/{id}/full", Access::kRegister, back_to_masked);
}

}  // namespace shixin::web::console
