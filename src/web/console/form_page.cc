#include "web/console/form_page.h"

#include <algorithm>

#include "registry/drafts.h"
#include "web/console/rows.h"
#include "web/console/words.h"
#include "web/page/data.h"

namespace shixin::web::console {
namespace {

constexpr char kFormPage[] = R"html(<h1>{{title}}</h1>
<p class="lead">{{heading}}</p>
<p class="hint">{{rule}}</p>
{{#refused}}
<div class="alert" role="alert">
<p><strong>没有保存：{{refused}}。</strong>填写的内容都还在，请按提示修改。</p>
</div>
{{/refused}}
<form method="post" action="{{action}}"{{#draft}} data-checked{{/draft}} novalidate>
{{{tokens}}}
{{#kept}}<input type="hidden" name="{{name}}" value="{{value}}">
{{/kept}}
<div class="sides">
<div>
<div id="elsewhere" data-live>
{{#has_elsewhere}}
<div class="alert" role="alert"><ul>{{#elsewhere}}<li>{{detail}}{{#law}}<span
class="law">（{{law}}）</span>{{/law}}</li>{{/elsewhere}}</ul></div>
{{/has_elsewhere}}
</div>
{{#groups}}
<fieldset>
<legend>{{group}}</legend>
<div class="fields">
{{#fields}}{{{field}}}{{/fields}}
</div>
</fieldset>
{{/groups}}
<div class="go-on">
{{#draft}}
<button type="submit" name="do" value="save">保存草稿</button>
<button type="submit" name="do" value="check" class="plain">检查</button>
<p class="hint">检查不保存；保存后还要由执行法官提交审批</p>
{{/draft}}
{{^draft}}<button type="submit">登记</button>{{/draft}}
</div>
</div>
<div class="beside">
{{#draft}}<div id="effect" data-live aria-live="polite">{{{effect}}}</div>{{/draft}}
</div>
</div>
</form>
)html";

constexpr char kNotChecked[] = R"html(<h2>办理前后对照</h2>
<p class="none">填写后按“检查”，这里显示办理前后的变化，以及哪些部门的数据会随之变化。</p>
)html";

constexpr char kField[] = R"html(<div class="field{{#wide}} wide{{/wide}}">
{{#several}}
<fieldset aria-describedby="{{id}}-about"><legend>{{label}}</legend>
{{#options}}<label class="check"><input type="checkbox" id="{{id}}-{{value}}" name="{{name}}"
  value="{{value}}"{{#chosen}} checked{{/chosen}}><span>{{text}}</span></label>
{{/options}}</fieldset>
{{/several}}
{{#flag}}
<label class="check"><input type="checkbox" id="{{id}}" name="{{name}}" value="true"
  {{{about}}}{{#value}} checked{{/value}}><span>{{label}}</span></label>
{{/flag}}
{{#document}}
<fieldset><legend>{{label}}</legend>
<div class="pair">
<select id="{{id}}-type" name="{{name}}/type" aria-label="证件种类">
{{#options}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>
{{/options}}</select>
<input id="{{id}}" name="{{name}}/number" value="{{value}}" maxlength="64" autocomplete="off"
  spellcheck="false" autocapitalize="off" aria-label="证件号码" {{{about}}}>
</div>
</fieldset>
{{/document}}
{{#one}}
<label for="{{id}}">{{label}}</label>
<select id="{{id}}" name="{{name}}" {{{about}}}>
{{#unchosen}}<option value="">（请选择）</option>{{/unchosen}}
{{#options}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>
{{/options}}</select>
{{/one}}
{{#lines}}
<label for="{{id}}">{{label}}</label>
<textarea id="{{id}}" name="{{name}}" {{{about}}}>
{{value}}</textarea>
{{/lines}}
{{#line}}
<label for="{{id}}">{{label}}</label>
<input id="{{id}}" name="{{name}}" value="{{value}}" autocomplete="off" {{{about}}}{{#day}}
  type="date"{{/day}}{{#money}} inputmode="decimal"{{/money}}>
{{/line}}
<div id="{{id}}-about" data-live>
{{#fault}}<p class="fault">{{fault}}</p>{{/fault}}
{{#to_come}}<p class="hint to-come">提交前补齐：{{to_come}}</p>{{/to_come}}
<p class="hint">{{#must}}必填{{#hint}}；{{/hint}}{{/must}}{{hint}}{{#law}}<span
class="law">（{{law}}）</span>{{/law}}</p>
</div>
</div>
)html";

// "/case/no" is "case-no".
std::string id_of(std::string_view pointer) {
  std::string out(pointer.substr(1));
  std::ranges::replace(out, '/', '-');
  return out;
}

bool begins_with_part(std::string_view pointer, std::string_view part) {
  return pointer.starts_with(part) &&
         (pointer.size() == part.size() || pointer[part.size()] == '/');
}

// What is wrong with the fields, each fault at the first field that it is about.
class FaultsByField {
 public:
  FaultsByField(const DecisionForm& form, bool newcomer, const std::vector<Fault>& faults) {
    for (const Fault& fault : faults) {
      const auto* field = field_of(form, newcomer, fault.pointer);
      if (field == nullptr) {
        elsewhere_.push_back(fault);
      } else {
        at_.emplace_back(field->pointer, fault);
      }
    }
  }

  const std::vector<Fault>& elsewhere() const { return elsewhere_; }
  std::vector<Fault> at(std::string_view pointer) const {
    std::vector<Fault> out;
    for (const auto& [at, fault] : at_) {
      if (at == pointer) out.push_back(fault);
    }
    return out;
  }

 private:
  // The field itself, or one within it; else the first of what is missing as a whole.
  static const FormField* field_of(const DecisionForm& form, bool newcomer,
                                   std::string_view pointer) {
    const FormField* part = nullptr;
    for (const FormGroup& group : form.groups) {
      if (group.asked == Asked::kOfNewcomers && !newcomer) continue;
      for (const FormField& field : group.fields) {
        if (begins_with_part(pointer, field.pointer)) return &field;
        const bool holds = !pointer.empty() && begins_with_part(field.pointer, pointer);
        if (holds && part == nullptr) part = &field;
      }
    }
    return part;
  }

  std::vector<std::pair<std::string_view, Fault>> at_;
  std::vector<Fault> elsewhere_;
};

// What has to be chosen is not filled in.
std::string text_of(const Fault& fault, const FormField& field) {
  const bool chosen = !field.options.empty() && field.control != Control::kDocument;
  const bool lacks = fault_text(fault.detail) == kToFillIn;
  const std::string detail = chosen && lacks ? "请选择" : fault_text(fault.detail);
  return fault.legal.empty() ? detail : detail + "（" + law_text(fault.legal) + "）";
}

void put_faults(const std::vector<Fault>& faults, const FormField& field, PageData& data) {
  std::vector<std::string> wrong;
  std::vector<std::string> to_come;
  for (const Fault& fault : faults) {
    (registry::is_still_to_come(fault) ? to_come : wrong).push_back(text_of(fault, field));
  }
  put(data, "fault", joined(wrong, "；"));
  put(data, "to_come", joined(to_come, "；"));
}

PageData options_data(const FormField& field, const std::vector<std::string>& chosen) {
  PageData out{PageData::type::list};
  for (const Option& option : field.options) {
    PageData row;
    put(row, "value", option.value);
    put(row, "text", option.label);
    row["chosen"] = std::ranges::find(chosen, option.value) != chosen.end();
    out << row;
  }
  return out;
}

std::vector<std::string> chosen_in(const FormValues& values, const std::string& name) {
  std::vector<std::string> out;
  const auto [first, last] = values.equal_range(name);
  for (auto at = first; at != last; ++at) out.push_back(at->second);
  return out;
}

// Which part of the template shows it.
const char* shown_as(Control control) {
  switch (control) {
    case Control::kLine:
    case Control::kDay:
    case Control::kMoney:
      return "line";
    case Control::kParagraph:
    case Control::kItems:
    case Control::kDays:
      return "lines";
    case Control::kYears:
    case Control::kChoice:
    case Control::kOnly:
      return "one";
    case Control::kChoices:
      return "several";
    case Control::kFlag:
      return "flag";
    case Control::kDocument:
      return "document";
  }
  return "";
}

std::string field_html(const FormField& field, const FormValues& values,
                       const FaultsByField& faults) {
  const std::string name(field.pointer);
  const bool document = field.control == Control::kDocument;
  const auto chosen = chosen_in(values, document ? name + "/type" : name);
  PageData data;
  for (const char* part : {"line", "lines", "one", "several", "flag", "document"}) {
    data[part] = false;
  }
  data[shown_as(field.control)] = true;
  put(data, "id", id_of(field.pointer));
  put(data, "name", name);
  put(data, "label", field.label);
  put(data, "value", value_of(values, document ? name + "/number" : name));
  put(data, "hint", field.hint);
  put(data, "law", law_text(field.legal));
  data["must"] = field.must;
  data["wide"] = field.wide;
  data["day"] = field.control == Control::kDay;
  data["money"] = field.control == Control::kMoney;
  data["unchosen"] = field.options.size() > 1 && field.preset.empty();
  data.set("options", options_data(field, chosen));
  put_faults(faults.at(field.pointer), field, data);
  const std::string about = "aria-describedby=\"" + id_of(field.pointer) + "-about\"";
  put(data, "about", about + (data.get("fault")->is_false() ? "" : " aria-invalid=\"true\""));
  return render(kField, data);
}

PageData elsewhere_data(const std::vector<Fault>& faults) {
  PageData out{PageData::type::list};
  for (const Fault& fault : faults) {
    PageData row;
    put(row, "detail", fault_text(fault.detail));
    put(row, "law", law_text(fault.legal));
    out << row;
  }
  return out;
}

// What the form was opened with, and must come back with.
PageData kept_data(const FormValues& values) {
  PageData out{PageData::type::list};
  for (const char* name : {"subject", "decision"}) {
    const std::string value = value_of(values, name);
    if (value.empty()) continue;
    PageData row;
    put(row, "name", name);
    put(row, "value", value);
    out << row;
  }
  return out;
}

}  // namespace

Answer form_screen(const Call& call, const FormShown& shown) {
  const FaultsByField faults(shown.form, shown.newcomer, shown.faults);
  PageData data;
  put(data, "title", shown.form.title);
  put(data, "heading", shown.heading);
  put(data, "rule", shown.form.rule);
  put(data, "refused", shown.refused);
  put(data, "action", shown.action);
  put(data, "tokens", form_tokens(call));
  data.set("kept", kept_data(shown.values));
  data["has_elsewhere"] = !faults.elsewhere().empty();
  data.set("elsewhere", elsewhere_data(faults.elsewhere()));
  data["draft"] = shown.saving == Saving::kDraft;
  put(data, "effect", shown.effect ? effect_panel(*shown.effect) : kNotChecked);
  PageData groups{PageData::type::list};
  for (const FormGroup& group : shown.form.groups) {
    if (group.asked == Asked::kOfNewcomers && !shown.newcomer) continue;
    PageData fields{PageData::type::list};
    for (const FormField& field : group.fields) {
      PageData one;
      put(one, "field", field_html(field, shown.values, faults));
      fields << one;
    }
    PageData part;
    put(part, "group", group.title);
    part.set("fields", std::move(fields));
    groups << part;
  }
  data.set("groups", std::move(groups));
  const auto place = shown.saving == Saving::kDraft ? "/draft" : "/deadlines";
  return screen(call, {shown.form.title, place, shown.status}, render(kFormPage, data));
}

}  // namespace shixin::web::console
