#include "web/console/fact_form.h"

#include "domain/fact.h"
#include "domain/legal.h"
#include "web/console/form_parts.h"

namespace shixin::web::console {
namespace {

namespace legal = domain::legal;

DecisionForm make_fact_form() {
  FormGroup fact{
      "事实",
      {{.pointer = "/kind",
        .label = "发生了什么",
        .control = Control::kChoice,
        .options = all_options<domain::FactKind>(),
        .must = true},
       {.pointer = "/case/no",
        .label = "执行案号",
        .hint = "如（2026）赣1102执123号；死亡的可以不填"},
       {.pointer = "/occurred_on",
        .label = "发生日期",
        .control = Control::kDay,
        .hint = "到账、裁定、死亡之日；期限自次日起算",
        .must = true},
       {.pointer = "/received_on", .label = "本院收到日期", .control = Control::kDay, .must = true},
       {.pointer = "/source",
        .label = "来源",
        .hint = "如案款台账、裁定书、公安机关",
        .must = true},
       evidence()}};
  FormGroup measures{"申请执行人同意、提供担保、中止执行的，涉及哪些措施",
                     {{.pointer = "/measures",
                       .label = "措施",
                       .control = Control::kChoices,
                       .legal = legal::kConsumptionLift,
                       .options = restrictable(),
                       .wide = true}}};
  FormGroup queries{
      "终本后查无财产的",
      {{.pointer = "/queries",
        .label = "网络查控日期",
        .control = Control::kDays,
        .hint = "两次以上，一行一个，如2026-03-02",
        .legal = legal::kDeletion},
       {.pointer = "/no_clues_left", .label = "确认没有有效财产线索", .control = Control::kFlag}}};
  FormGroup ruling{
      "中止、不予执行、终结执行的裁定",
      {{.pointer = "/ruling/no", .label = "裁定书文号"},
       {.pointer = "/ruling/signed_on", .label = "裁定日期", .control = Control::kDay}}};
  FormGroup replaced{
      "变更法定代表人、主要负责人的",
      {{.pointer = "/unit", .label = "原任职的单位", .legal = legal::kRepresentativeChanged},
       {.pointer = "/not_responsible",
        .label = "确认其不是实际控制人、影响债务履行的直接责任人员",
        .control = Control::kFlag}}};
  FormGroup reason{"申请纠正、不应采取措施、信息不准确的",
                   {{.pointer = "/reason",
                     .label = "何处不当或者有误，及其理由",
                     .control = Control::kParagraph,
                     .wide = true}}};
  return {"fact",
          "登记事实",
          "期限从事实起算，不从起草起算。登记后即起算期限，并按规定自动起草应办的决定，文书编号、签"
          "发日期"
          "随后补齐。",
          {fact, measures, queries, ruling, replaced, reason}};
}

}  // namespace

const DecisionForm& fact_form() {
  static const DecisionForm form = make_fact_form();
  return form;
}

}  // namespace shixin::web::console
