// GET /decisions/{id}
#include "web/console/decision.h"

#include <algorithm>

#include "base/json.h"
#include "domain/redact.h"
#include "registry/draft_steps.h"
#include "registry/query.h"
#include "registry/staff.h"
#include "web/console/console.h"
#include "web/console/decision_data.h"
#include "web/console/draft_table.h"
#include "web/console/form_kinds.h"
#include "web/console/rows.h"
#include "web/console/words.h"
#include "web/page/data.h"
#include "web/staff/act.h"
#include "web/staff/draft_json.h"

namespace shixin::web::console {
namespace {

using registry::Draft;

constexpr char kDecisionPage[] = R"html(<h1>{{title}} · {{#subject}}<a
href="/subjects/{{subject}}">{{name}}</a>{{/subject}}{{^subject}}{{name}}{{/subject}} <span
class="state">{{state}}</span></h1>
<p class="fine">承办人：{{owner}}{{#case_no}} · 案号：<a
href="/cases/{{case_address}}">{{case_no}}</a>{{/case_no}}</p>
{{#refused}}
<div class="alert" role="alert">
<p><strong>{{refused}}</strong></p>
{{#has_reasons}}<ul>{{#reasons}}<li>{{detail}}{{#law}}<span
class="law">（{{law}}）</span>{{/law}}</li>{{/reasons}}</ul>{{/has_reasons}}
{{#stale}}
<p>您查看之后的变化：</p>
<ul>{{#changes}}<li>{{text}}</li>{{/changes}}</ul>
<p>下面是现在的内容和对照，请核对后重新审批。</p>
{{/stale}}
</div>
{{/refused}}
<div class="sides">
<div>
{{#groups}}
<h2>{{group}}</h2>
<dl class="record">
{{#rows}}<div><dt>{{what}}</dt><dd>{{text}}{{#address}} <a
href="{{address}}">查看</a>{{/address}}</dd></div>{{/rows}}
</dl>
{{/groups}}
<h2>经过</h2>
<ol class="trail">
{{#trail}}
<li><span class="whole">{{at}}</span> {{who}} {{what}}{{#remark}}：{{remark}}{{/remark}}</li>
{{/trail}}
</ol>
</div>
<div class="beside">
{{{effect}}}
{{{steps}}}
</div>
</div>
)html";

constexpr char kStepForms[] = R"html(<section>
<h2 id="steps">办理</h2>
{{#approve}}
<form class="go-on" method="post" action="/decisions/{{id}}/approve">
{{{tokens}}}
<input type="hidden" name="subject_version" value="{{subject_version}}">
<input type="hidden" name="version" value="{{version}}">
<button type="submit">批准，立即生效</button>
</form>
{{/approve}}
{{#submit}}
<form class="go-on" method="post" action="/decisions/{{id}}/submit">
{{{tokens}}}
<button type="submit">提交审批</button>
</form>
{{/submit}}
{{#revise}}<p class="go-on"><a href="/decisions/{{id}}/edit">修改内容</a></p>{{/revise}}
{{#remarks}}
<details{{#open}} open{{/open}}>
<summary>{{name}}</summary>
<form method="post" action="/decisions/{{id}}/{{step}}">
{{{tokens}}}
<label for="remark-{{step}}">{{asked}}</label>
<textarea id="remark-{{step}}" name="remark" maxlength="2000"{{#required}} required{{/required}}
  aria-describedby="about-{{step}}"{{#fault}} aria-invalid="true"{{/fault}}>{{typed}}</textarea>
<div id="about-{{step}}">{{#fault}}<p class="fault">{{fault}}</p>{{/fault}}</div>
<p><button type="submit" class="plain">{{name}}</button></p>
</form>
</details>
{{/remarks}}
{{#reassign}}
<details{{#open}} open{{/open}}>
<summary>转交</summary>
<form method="post" action="/decisions/{{id}}/reassign">
{{{tokens}}}
<label for="to">转交给</label>
<select id="to" name="to" aria-describedby="about-to"{{#fault}} aria-invalid="true"{{/fault}}>
{{#people}}<option value="{{account}}">{{name}}（{{role}}）</option>{{/people}}
</select>
<div id="about-to">{{#fault}}<p class="fault">{{fault}}</p>{{/fault}}</div>
<p><button type="submit" class="plain">转交</button></p>
</form>
</details>
{{/reassign}}
{{#explained}}<p class="fine">{{explained}}</p>{{/explained}}
</section>
)html";

struct RemarkStep {
  const char* step;
  const char* name;
  const char* asked;
  bool required;
};
constexpr RemarkStep kReturn{"return", "退回修改", "需要修改什么", true};
constexpr RemarkStep kReject{"reject", "不予批准", "理由", true};
constexpr RemarkStep kWithdraw{"withdraw", "撤回", "理由（可以不填）", false};

std::string fault_at(const RefusedStep& refused, std::string_view pointer) {
  const auto at = std::ranges::find(refused.why.faults, pointer, &Fault::pointer);
  return at == refused.why.faults.end() ? std::string{} : at->detail;
}

PageData remark_data(const Call& call, const RemarkStep& what,
                     const std::optional<RefusedStep>& refused) {
  PageData out;
  const bool open = refused && refused->step == what.step;
  put(out, "step", what.step);
  put(out, "name", what.name);
  put(out, "asked", what.asked);
  out["required"] = what.required;
  out["open"] = open;
  put(out, "typed", open ? refused->typed : "");
  put(out, "fault", open ? fault_at(*refused, "/remark") : "");
  put(out, "tokens", form_tokens(call));
  return out;
}

Result<PageData> reassign_data(const Call& call, const store::Reader& reader, const Draft& draft,
                               const std::optional<RefusedStep>& refused) {
  auto all = registry::list_staff(reader);
  if (!all) return std::move(all).error();
  PageData people{PageData::type::list};
  bool anybody = false;
  for (const registry::Staff& staff : *all) {
    const bool works = staff.state == registry::StaffState::kActive;
    if (!works || !registry::may_draft(staff.role) || staff.name == draft.owner) continue;
    PageData row;
    put(row, "account", staff.name);
    put(row, "name", staff.display_name);
    put(row, "role", registry::label(staff.role));
    people << row;
    anybody = true;
  }
  if (!anybody) return PageData{false};
  PageData out;
  const bool open = refused && refused->step == "reassign";
  out["open"] = open;
  put(out, "fault", open ? fault_at(*refused, "/to") : "");
  put(out, "tokens", form_tokens(call));
  out.set("people", std::move(people));
  return out;
}

// Who acts next, where it is somebody else.
Result<std::string> explanation(const Call& call, const store::Reader& reader, const Draft& draft,
                                const registry::OpenSteps& open) {
  if (draft.state != registry::DraftState::kSubmitted) {
    return open.submit ? std::string{} : std::string("由承办的执行法官核对后提交审批。");
  }
  if (open.approve) return std::string{};
  if (open.judge) return std::string("起草人、提交人不得审批自己经手的决定，须由另一人审批。");
  auto approval = registry::approval_of(reader, draft.decision);
  if (!approval) return std::move(approval).error();
  return "您是" + std::string(registry::label(call.officer().role)) + "，此决定须由" +
         std::string(registry::who_may(*approval)) + "审批。";
}

// The forms of the steps that are this person's to take.
Result<std::string> step_forms(const Call& call, const store::Reader& reader, const Draft& draft,
                               const std::optional<staff::Effect>& effect,
                               const std::optional<RefusedStep>& refused) {
  if (!draft.open()) return std::string{};
  auto open = registry::open_steps(reader, call.officer(), draft);
  if (!open) return std::move(open).error();
  PageData data;
  put(data, "id", draft.id().text());
  put(data, "tokens", form_tokens(call));
  data["approve"] = open->approve && effect && effect->after;
  data["submit"] = open->submit;
  data["revise"] = open->revise && form_of(draft.decision.kind()) != nullptr;
  put(data, "subject_version", std::to_string(effect ? effect->subject_version() : 0));
  put(data, "version", std::to_string(draft.version()));
  PageData remarks{PageData::type::list};
  if (open->judge) remarks << remark_data(call, kReturn, refused);
  if (open->judge) remarks << remark_data(call, kReject, refused);
  if (open->withdraw) remarks << remark_data(call, kWithdraw, refused);
  data.set("remarks", std::move(remarks));
  auto reassign = open->reassign ? reassign_data(call, reader, draft, refused)
                                 : Result<PageData>(PageData{false});
  if (!reassign) return std::move(reassign).error();
  data.set("reassign", *std::move(reassign));
  auto explained = explanation(call, reader, draft, *open);
  if (!explained) return std::move(explained).error();
  put(data, "explained", *explained);
  return render(kStepForms, data);
}

Result<std::optional<staff::Effect>> effect_if_open(const Call& call, const store::Reader& reader,
                                                    const Draft& draft) {
  if (!draft.open()) return std::optional<staff::Effect>{};
  auto effect = staff::effect_of(call.context, reader, draft.decision);
  if (!effect) return std::move(effect).error();
  return std::optional(*std::move(effect));
}

Answer show_decision(const Call& call) {
  auto id = staff::decision_in_path(call);
  return id ? decision_page(call, *id) : refusal_screen(call, id.error());
}

}  // namespace

Answer decision_page(const Call& call, const domain::DecisionId& id,
                     const std::optional<RefusedStep>& refused) {
  const auto snapshot = call.snapshot();
  auto draft = staff::load_decided_or_not(*snapshot, id);
  if (!draft) return refusal_screen(call, draft.error());
  auto subject = staff::subject_of(*snapshot, *draft);
  if (!subject) return refusal_screen(call, subject.error());
  auto effect = effect_if_open(call, *snapshot, *draft);
  if (!effect) return refusal_screen(call, effect.error());
  auto steps = step_forms(call, *snapshot, *draft, *effect, refused);
  if (!steps) return refusal_screen(call, steps.error());

  People people(*snapshot);
  const std::string title = title_of(draft->decision);
  PageData data;
  put(data, "title", title);
  put(data, "state", registry::label(draft->state));
  put(data, "owner", people.name(draft->owner));
  put(data, "subject", *subject ? (*subject)->text() : "");
  put(data, "name", subject_name(*snapshot, draft->decision.subject));
  const std::string case_no = case_of(draft->decision);
  put(data, "case_no", case_no);
  put(data, "case_address", percent_encode(case_no));
  put(data, "effect", *effect ? effect_panel(**effect) : "");
  put(data, "steps", *steps);
  put_content(*snapshot, draft->decision, data);
  put_trail(*draft, people, data);
  if (refused) put_refusal(*snapshot, *draft, *effect, *refused, people, data);
  const int status = refused ? http_status(refused->why.code) : 200;
  return screen(call, {title, "/", status}, render(kDecisionPage, data));
}

void add_decision_page(Router& router, const StaffContext& context) {
  add_view(router, context, "/decisions/{id}", Access::kRegister, show_decision);
}

}  // namespace shixin::web::console
