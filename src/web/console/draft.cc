// GET /draft · GET|POST /draft/{kind}?subject=&case=&decision= · GET|POST /decisions/{id}/edit
#include <fmt/format.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "registry/query.h"
#include "web/console/console.h"
#include "web/console/draft_table.h"
#include "web/console/form_page.h"
#include "web/console/search_box.h"
#include "web/console/subject_table.h"
#include "web/console/words.h"
#include "web/page/data.h"
#include "web/staff/act.h"
#include "web/staff/draft_json.h"

namespace shixin::web::console {
namespace {

using base::Json;
using registry::Draft;
using registry::Transaction;

constexpr char kChoicePage[] = R"html(<h1>起草</h1>
<p class="lead">本院名单中还没有的人或者单位，从这里起草：</p>
<ul>
{{#new}}<li><a href="/draft/{{kind}}">{{title}}</a><p class="hint">{{rule}}</p></li>{{/new}}
</ul>
<p class="lead">其他决定，从当事人的页面起草。请先查找：</p>
{{{search}}}
<ul>
{{#known}}<li>{{title}}<p class="hint">{{rule}}</p></li>{{/known}}
</ul>
)html";

PageData forms_data(bool of_anybody) {
  PageData out{PageData::type::list};
  for (const DecisionForm& form : all_forms()) {
    if (form.of_anybody != of_anybody) continue;
    PageData row;
    put(row, "kind", form.kind);
    put(row, "title", form.title);
    put(row, "rule", form.rule);
    out << row;
  }
  return out;
}

Answer show_choice(const Call& call) {
  PageData data;
  put(data, "search", search_box(call));
  data.set("new", forms_data(true));
  data.set("known", forms_data(false));
  return screen(call, {"起草", "/draft"}, render(kChoicePage, data));
}

// A form about somebody: about whom, and which.
struct Opened {
  const DecisionForm* form;
  std::optional<domain::Subject> subject;  // none: somebody who may be new
  std::string heading;
};

Error no_such_form() { return {ErrorCode::kNotFound, "没有这种决定的表单"}; }

Result<void> check_drafts(const Call& call) {
  if (registry::may_draft(call.officer().role)) return {};
  return Error{ErrorCode::kForbidden, fmt::format("您是{}，决定由书记员、法官助理或者执行法官起草",
                                                  registry::label(call.officer().role))};
}

Result<std::string> heading_of(const store::Reader& reader, const FormValues& values,
                               const domain::Subject& subject) {
  std::string out = name_of(subject) + " · " + masked_documents(subject);
  const std::string named = value_of(values, "decision");
  if (named.empty()) return out;
  const auto id = domain::DecisionId::parse(named);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个决定"};
  auto record = registry::load_decision(reader, *id);
  if (!record) return std::move(record).error();
  return fmt::format("{} · 撤销{}作出的{}", out, minute_text(record->at),
                     title_of(record->decision));
}

Result<Opened> open_form(const Call& call, const store::Reader& reader, const FormValues& values) {
  if (auto may = check_drafts(call); !may) return std::move(may).error();
  const auto* form = form_of(call.caught["kind"]);
  if (form == nullptr) return no_such_form();
  const std::string named = value_of(values, "subject");
  if (named.empty()) {
    if (!form->of_anybody) {
      return Error{ErrorCode::kNotFound, "这种决定请从当事人的页面起草"};
    }
    return Opened{form, std::nullopt, "本院名单中还没有的，或者不确定有没有的人和单位"};
  }
  const auto id = domain::SubjectId::parse(named);
  if (!id) return Error{ErrorCode::kNotFound, "没有这个被执行人"};
  auto subject = registry::load_subject(reader, *id);
  if (!subject) return std::move(subject).error();
  auto heading = heading_of(reader, values, *subject);
  if (!heading) return std::move(heading).error();
  return Opened{form, *std::move(subject), *std::move(heading)};
}

// A fresh form knows whom it is opened for, and in which case.
FormValues fresh_values(const Call& call, const DecisionForm& form) {
  FormValues out = preset_values(form);
  // The judge is who handles it; a clerk says who does.
  if (registry::may_submit(call.officer().role)) out.emplace("/handler", call.caller.display_name);
  const Query& query = call.request.query;
  if (const std::string no = value_of(query, "case"); !no.empty()) out.emplace("/case/no", no);
  for (const char* name : {"subject", "decision"}) {
    if (std::string value = value_of(query, name); !value.empty()) {
      out.emplace(name, std::move(value));
    }
  }
  return out;
}

std::string draft_address(const DecisionForm& form) { return "/draft/" + std::string(form.kind); }

Answer show_draft(const Call& call) {
  const auto snapshot = call.snapshot();
  auto opened = open_form(call, *snapshot, call.request.query);
  if (!opened) return refusal_screen(call, opened.error());
  return form_screen(call, {.form = *opened->form,
                            .action = draft_address(*opened->form),
                            .heading = opened->heading,
                            .values = fresh_values(call, *opened->form),
                            .newcomer = !opened->subject});
}

// What was typed, as the decision that it means; `subject` as the contract writes it.
Result<domain::Decision> read_typed(const Call& call, const DecisionForm& form,
                                    const FormValues& values, Json subject) {
  Json typed = typed_act(form, values);
  typed["kind"] = std::string(form.kind);
  typed["subject"] = std::move(subject);
  if (form.kind == domain::RevokeAct::kKind) typed["decision"] = value_of(values, "decision");
  return staff::read_decision(call, typed);
}

using Save = Result<Draft> (*)(Transaction&, const registry::Officer&, const domain::DecisionId&,
                               domain::Decision);

Result<Draft> save_new(Transaction& tx, const registry::Officer& by, const domain::DecisionId&,
                       domain::Decision decision) {
  return registry::create_draft(tx, by, {std::move(decision)});
}

// The answer to a form that came back: it is checked, or saved.
Answer answer_form(const Call& call, const Form& form, FormShown shown, Json subject,
                   const domain::DecisionId& id, Save save) {
  const bool saves = form.text("do") != "check";
  const auto again = [&](const Error& why) {
    if (http_status(why.code) >= 500) return refusal_screen(call, why);
    shown.faults = why.faults;
    if (saves) {
      shown.refused = why.detail;
      shown.status = http_status(why.code);
    }
    return form_screen(call, shown);
  };
  auto decision = read_typed(call, shown.form, shown.values, std::move(subject));
  if (!decision) return again(decision.error());
  if (saves) {
    auto reply = staff::act_once(call, form.asking(call.request), 200, [&](Transaction& tx) {
      return save(tx, call.officer(), id, *decision);
    });
    if (reply) {
      const Json draft = Json::parse(reply->body);
      return go_to("/decisions/" + draft["id"].get<std::string>());
    }
    if (reply.error().problem == registry::kKeyUsed) {
      return refusal_screen(call,
                            {ErrorCode::kConflict,
                             "这一页已经保存过一次。请在我的工作中打开已保存的草稿，再作修改。"});
    }
    return again(reply.error());
  }
  auto effect = staff::effect_of(call.context, *call.snapshot(), *decision);
  if (!effect) return refusal_screen(call, effect.error());
  shown.faults = effect->refusals;
  shown.effect = *std::move(effect);
  return form_screen(call, shown);
}

Answer post_draft(const Call& call, const Form& form) {
  const auto snapshot = call.snapshot();
  auto opened = open_form(call, *snapshot, form.fields());
  if (!opened) return refusal_screen(call, opened.error());
  Json subject = opened->subject ? Json{{"id", opened->subject->id.text()}}
                                 : typed_subject(*opened->form, form.fields());
  FormShown shown{.form = *opened->form,
                  .action = draft_address(*opened->form),
                  .heading = opened->heading,
                  .values = form.fields(),
                  .newcomer = !opened->subject};
  return answer_form(call, form, std::move(shown), std::move(subject), {}, save_new);
}

// The draft to be edited, as its form shows it.
struct Editing {
  domain::DecisionId id;
  const DecisionForm* form;
  std::string heading;
  Json decision;  // in full
};

Result<Editing> open_editing(const Call& call) {
  if (auto may = check_drafts(call); !may) return std::move(may).error();
  auto id = staff::decision_in_path(call);
  if (!id) return std::move(id).error();
  const auto snapshot = call.snapshot();
  auto draft = registry::load_draft(*snapshot, *id);
  if (!draft) return std::move(draft).error();
  if (draft->state != registry::DraftState::kDraft &&
      draft->state != registry::DraftState::kReturned) {
    return Error{ErrorCode::kConflict,
                 fmt::format("该决定目前为“{}”，不能修改", registry::label(draft->state))};
  }
  const auto* form = form_of(draft->decision.kind());
  if (form == nullptr) return no_such_form();
  return Editing{*id, form, subject_name(*snapshot, draft->decision.subject),
                 domain::write_decision(draft->decision)};
}

// Whether the form holds all that the draft says: a program may have said more than it asks for.
bool fits_form(const Call& call, const Editing& editing, const FormValues& values) {
  auto typed = read_typed(call, *editing.form, values, editing.decision["subject"]);
  if (!typed) return false;
  Json again = domain::write_decision(*typed);
  again["id"] = editing.decision["id"];
  return again == editing.decision;
}

FormValues values_to_edit(const Editing& editing) {
  FormValues out = values_of(*editing.form, editing.decision);
  if (editing.form->kind == domain::RevokeAct::kKind) {
    out.emplace("decision", editing.decision["decision"].get<std::string>());
  }
  return out;
}

FormShown shown_editing(const Editing& editing, FormValues values) {
  return {.form = *editing.form,
          .action = "/decisions/" + editing.id.text() + "/edit",
          .heading = editing.heading,
          .values = std::move(values)};
}

// The form holds numbers and texts as they were typed: that they were read is written down first.
Answer show_edit(const Call& call) {
  auto editing = open_editing(call);
  if (!editing) return refusal_screen(call, editing.error());
  FormValues values = values_to_edit(*editing);
  if (!fits_form(call, *editing, values)) {
    return refusal_screen(call,
                          {ErrorCode::kConflict,
                           "这一草稿含有本页没有的内容，请在报送它的办案系统中修改，或者撤回后另行"
                           "起草。"});
  }
  auto noted = call.context.committer.run([&](Transaction& tx) {
    return tx.audit(call.officer().name, "read_number", editing->id.text());
  });
  if (!noted) return refusal_screen(call, noted.error());
  return form_screen(call, shown_editing(*editing, std::move(values)));
}

Answer post_edit(const Call& call, const Form& form) {
  auto editing = open_editing(call);
  if (!editing) return refusal_screen(call, editing.error());
  return answer_form(call, form, shown_editing(*editing, form.fields()),
                     editing->decision["subject"], editing->id, registry::revise_draft);
}

}  // namespace

void add_draft_pages(Router& router, const StaffContext& context) {
  add_view(router, context, "/draft", Access::kRegister, show_choice);
  add_view(router, context, "/draft/{kind}", Access::kRegister, show_draft);
  add_act(router, context, "/draft/{kind}", Access::kRegister, post_draft);
  add_view(router, context, "/decisions/{id}/edit", Access::kRegister, show_edit);
  add_act(router, context, "/decisions/{id}/edit", Access::kRegister, post_edit);
}

}  // namespace shixin::web::console
