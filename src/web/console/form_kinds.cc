#include "web/console/form_kinds.h"

#include <algorithm>
#include <array>

#include "domain/legal.h"
#include "web/console/form_parts.h"

namespace shixin::web::console {
namespace {

namespace legal = domain::legal;
using domain::Cause;

DecisionForm list_form() {
  FormGroup act{"纳入",
                {{.pointer = "/grounds",
                  .label = "失信行为具体情形",
                  .control = Control::kChoices,
                  .hint = "第二至六项有纳入期限，为二年；只有第一项的没有期限",
                  .legal = legal::kGrounds,
                  .options = all_options<domain::Ground>(),
                  .must = true,
                  .wide = true},
                 {.pointer = "/extension_years",
                  .label = "延长期限",
                  .control = Control::kYears,
                  .hint = "以暴力、威胁方法妨碍执行情节严重，或者具有多项失信行为的，可以延长",
                  .legal = legal::kTerm,
                  .options = {{"0", "不延长"}, {"1", "一年"}, {"2", "二年"}, {"3", "三年"}},
                  .preset = "0"},
                 publication()}};
  for (FormField& field : initiation(legal::kDecisionPaper)) act.fields.push_back(field);
  act.fields.push_back({.pointer = "/filing",
                        .label = "备案文号",
                        .hint = "被执行人是国家机关的，应写明",
                        .legal = legal::kOrganOfState});
  act.fields.push_back(handler());
  act.fields.push_back(evidence());
  FormGroup papers = paper("失信决定书", legal::kDecisionPaper);
  papers.fields.push_back({.pointer = "/order_paper/no",
                           .label = "限制消费令",
                           .hint = "有自己的编号，与决定书同日签发的不必另写日期",
                           .legal = legal::kConsumptionPaper});
  papers.fields.push_back({.pointer = "/order_paper/signed_on",
                           .label = "限制消费令签发日期",
                           .control = Control::kDay});
  return {"list",
          "纳入失信名单",
          "未履行生效法律文书确定的义务，并有下列情形之一的，应当纳入；纳入的同时限制消费。"
          "未成年人不得纳入。",
          {whom(), case_facts(), act, papers, service()},
          true};
}

DecisionForm restrict_form() {
  FormGroup act{"限制",
                {{.pointer = "/measures",
                  .label = "措施",
                  .control = Control::kOnly,
                  .options = restrictable(),
                  .must = true},
                 {.pointer = "/role",
                  .label = "以何身份",
                  .control = Control::kChoice,
                  .hint = "限制出境不及于实际控制人",
                  .legal = legal::kConsumptionRoles,
                  .options = all_options<domain::Role>(),
                  .preset = "debtor"},
                 {.pointer = "/role_of",
                  .label = "所代表的单位",
                  .hint = "以单位的法定代表人、负责人等身份限制的，写明单位名称"},
                 publication()}};
  for (FormField& field : initiation(legal::kConsumptionApplication)) act.fields.push_back(field);
  act.fields.push_back({.pointer = "/ruling",
                        .label = "所依据的裁定",
                        .hint = "限制未成年人的，应写明",
                        .legal = legal::kMinor});
  act.fields.push_back(handler());
  act.fields.push_back(evidence());
  const FormGroup exit{
      "限制出境的期间和批准（限制消费不填）",
      {{.pointer = "/from", .label = "自", .control = Control::kDay},
       {.pointer = "/until",
        .label = "至（含当日）",
        .control = Control::kDay,
        .hint = "不续控的，到期自动解除",
        .legal = legal::kExitLevels},
       {.pointer = "/authority/level",
        .label = "批准层级",
        .control = Control::kChoice,
        .options = all_options<domain::AuthorityLevel>()},
       {.pointer = "/authority/unit", .label = "批准机关"},
       {.pointer = "/authority/no", .label = "批准文号"},
       {.pointer = "/authority/on", .label = "批准日期", .control = Control::kDay}}};
  return {"restrict",
          "限制消费、限制出境",
          "限制消费令自送达起生效，至依法解除为止；限制出境有起止日期，应经批准。",
          {whom(), case_facts(), act, exit,
           paper("限制消费令或者限制出境决定书", legal::kConsumptionPaper), service()},
          true};
}

DecisionForm lift_form() {
  return {"lift",
          "解除限制消费、限制出境",
          "履行完毕的，应当在三个工作日内解除；还在失信名单上的，先删除失信信息。",
          {this_case(),
           {"解除",
            {{.pointer = "/measures",
              .label = "措施",
              .control = Control::kOnly,
              .options = restrictable(),
              .must = true},
             because({Cause::kPerformed, Cause::kSettlementPerformed, Cause::kApplicantRequest,
                      Cause::kGuaranteed, Cause::kStayed, Cause::kNotEnforced, Cause::kTerminated,
                      Cause::kRepresentativeChanged},
                     legal::kConsumptionLift),
             evidence()}},
           paper("解除决定书", legal::kConsumptionLift)}};
}

DecisionForm delete_form() {
  return {
      "delete",
      "删除失信信息",
      "没有纳入期限的，有下列情形之一，应当在三个工作日内删除；有纳入期限的不适用。",
      {this_case(),
       {"删除",
        {because({Cause::kPerformed, Cause::kSettlementPerformed, Cause::kApplicantRequest,
                  Cause::kNoAssets, Cause::kStayed, Cause::kNotEnforced, Cause::kTerminated},
                 legal::kDeletion),
         {.pointer = "/queries",
          .label = "网络查控日期",
          .control = Control::kDays,
          .hint = "只在终结本次执行程序后查询无财产时填；两次以上，一行一个，如2026-03-02"},
         {.pointer = "/no_clues_left", .label = "确认没有有效财产线索", .control = Control::kFlag},
         evidence()}},
       paper("删除决定书", legal::kDeletion)}};
}

DecisionForm early_delete_form() {
  return {"early_delete",
          "提前删除失信信息",
          "有纳入期限的，积极履行或者主动纠正失信行为，可以决定提前删除；裁定不予执行、终结、"
          "中止执行的，随案件删除。",
          {this_case(),
           {"提前删除",
            {because({Cause::kActivePerformance, Cause::kCorrectedConduct, Cause::kPerformed,
                      Cause::kSettlementPerformed, Cause::kNotEnforced, Cause::kTerminated,
                      Cause::kStayed},
                     legal::kEarlyDeletion),
             evidence()}},
           paper("提前删除决定书", legal::kEarlyDeletion)}};
}

DecisionForm revoke_form() {
  return {"revoke",
          "撤销",
          "不应当作出的决定，应当在三个工作日内撤销；撤销的决定自始无效，限制重新计算。",
          {{"撤销",
            {because({Cause::kWronglyListed, Cause::kInaccurate}, legal::kRevocation),
             {.pointer = "/reason",
              .label = "理由",
              .control = Control::kParagraph,
              .must = true,
              .wide = true},
             evidence()}},
           paper("撤销决定书", legal::kRevocation)}};
}

DecisionForm exempt_form() {
  return {"exempt",
          "暂时解除乘坐飞机、高铁限制",
          "因就医、丧葬、公务、外事、重要考试等确有必要的，可以暂时解除，连续不超过一个月。",
          {this_case(),
           {"暂时解除",
            {{.pointer = "/measures",
              .label = "解除的限制",
              .control = Control::kOnly,
              .options = {{"travel", "乘坐飞机、高铁"}},
              .must = true},
             {.pointer = "/reason",
              .label = "事由",
              .control = Control::kChoice,
              .legal = legal::kExemption,
              .options = all_options<domain::ExemptionReason>(),
              .must = true},
             {.pointer = "/from", .label = "自", .control = Control::kDay, .must = true},
             {.pointer = "/to",
              .label = "至（含当日）",
              .control = Control::kDay,
              .hint = "连同相连的期间，不超过一个月",
              .must = true},
             evidence()}},
           paper("暂时解除决定书", legal::kExemption)}};
}

DecisionForm correct_form() {
  return {
      "correct",
      "更正",
      "记载和公布的信息不准确的，应当在三个工作日内更正。只填要改的；留空的不变。",
      {this_case(),
       {"改为",
        {{.pointer = "/case/filed_on", .label = "立案日期", .control = Control::kDay},
         {.pointer = "/case/performance",
          .label = "履行情况",
          .control = Control::kChoice,
          .options = all_options<domain::Performance>()},
         {.pointer = "/case/basis/unit", .label = "作出执行依据单位"},
         {.pointer = "/case/basis/no", .label = "执行依据文号"},
         {.pointer = "/case/duty",
          .label = "生效法律文书确定的义务",
          .control = Control::kParagraph,
          .wide = true},
         {.pointer = "/case/performed", .label = "已履行部分"},
         {.pointer = "/case/outstanding", .label = "未履行部分"},
         {.pointer = "/case/amount_fen", .label = "标的金额（元）", .control = Control::kMoney}}},
       {"依据",
        {{.pointer = "/reason",
          .label = "理由",
          .control = Control::kParagraph,
          .legal = legal::kRevocation,
          .must = true,
          .wide = true},
         evidence()}},
       paper("更正决定书", legal::kRevocation),
       service()}};
}

DecisionForm identify_form() {
  return {"identify",
          "身份信息变更",
          "证件、姓名的增加和停用，应写明来源；停用的转为曾用，不再作为现在的身份。",
          {{"增加",
            {{.pointer = "/add_documents/0",
              .label = "证件",
              .control = Control::kDocument,
              .legal = legal::kAccuracy,
              .options = all_options<domain::DocumentType>(),
              .preset = "citizen_id",
              .wide = true},
             {.pointer = "/add_names",
              .label = "姓名或者名称",
              .control = Control::kItems,
              .hint = "一行一个"}}},
           {"停用",
            {{.pointer = "/retire_documents/0",
              .label = "证件",
              .control = Control::kDocument,
              .options = all_options<domain::DocumentType>(),
              .preset = "citizen_id",
              .wide = true},
             {.pointer = "/retire_names",
              .label = "姓名或者名称",
              .control = Control::kItems,
              .hint = "一行一个，转为曾用名"}}},
           {"依据",
            {{.pointer = "/source",
              .label = "来源",
              .hint = "如公安机关查询结果、市场监管登记",
              .must = true},
             evidence()}},
           paper("决定书（没有的不填）", legal::kAccuracy)}};
}

}  // namespace

std::span<const DecisionForm> all_forms() {
  static const std::array forms{list_form(),   restrict_form(),     lift_form(),
                                delete_form(), early_delete_form(), revoke_form(),
                                exempt_form(), correct_form(),      identify_form()};
  return forms;
}

const DecisionForm* form_of(std::string_view kind) {
  const auto forms = all_forms();
  const auto at = std::ranges::find(forms, kind, &DecisionForm::kind);
  return at == forms.end() ? nullptr : &*at;
}

}  // namespace shixin::web::console
