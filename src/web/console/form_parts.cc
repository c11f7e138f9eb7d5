#include "web/console/form_parts.h"

#include "domain/legal.h"

namespace shixin::web::console {

namespace legal = domain::legal;
using domain::Cause;

std::vector<Option> restrictable() {
  return {{"high_consumption", "限制消费（含限制乘坐飞机、高铁等）"}, {"exit", "限制出境"}};
}

FormGroup whom() {
  return {"被执行人",
          {{.pointer = "/subject/kind",
            .label = "自然人或者单位",
            .control = Control::kChoice,
            .options = all_options<domain::SubjectKind>(),
            .preset = "person",
            .must = true},
           {.pointer = "/subject/name",
            .label = "姓名或者名称",
            .hint = "与证件所载完全一致",
            .must = true},
           {.pointer = "/subject/documents/0",
            .label = "证件",
            .control = Control::kDocument,
            .hint = "以证件号码认人，姓名相同的不是同一人",
            .legal = legal::kAccuracy,
            .options = all_options<domain::DocumentType>(),
            .preset = "citizen_id",
            .must = true,
            .wide = true},
           {.pointer = "/subject/sex",
            .label = "性别",
            .control = Control::kChoice,
            .hint = "身份证号码已经载明的，可以不选",
            .options = all_options<domain::Sex>()},
           {.pointer = "/subject/employer",
            .label = "所在单位",
            .hint = "国家工作人员、人大代表、政协委员等，据此通报"}},
          Asked::kOfNewcomers};
}

namespace {

FormField case_no() {
  return {.pointer = "/case/no",
          .label = "执行案号",
          .hint = "如（2026）赣1102执123号；括号宽窄不限",
          .must = true};
}

}  // namespace

FormGroup case_facts() {
  return {"案件",
          {case_no(),
           {.pointer = "/case/filed_on", .label = "立案日期", .control = Control::kDay},
           {.pointer = "/case/basis/unit", .label = "作出执行依据单位"},
           {.pointer = "/case/basis/no", .label = "执行依据文号"},
           {.pointer = "/case/duty",
            .label = "生效法律文书确定的义务",
            .control = Control::kParagraph,
            .hint = "公布时他人的姓名、账号应当隐去",
            .legal = legal::kPublishedFields,
            .wide = true},
           {.pointer = "/case/performance",
            .label = "履行情况",
            .control = Control::kChoice,
            .options = options_of({domain::Performance::kNone, domain::Performance::kPartial}),
            .preset = "none"},
           {.pointer = "/case/amount_fen", .label = "标的金额（元）", .control = Control::kMoney},
           {.pointer = "/case/performed", .label = "已履行部分"},
           {.pointer = "/case/outstanding", .label = "未履行部分"}}};
}

FormGroup this_case() { return {"案件", {case_no()}}; }

std::vector<FormField> initiation(std::string_view rule) {
  return {{.pointer = "/initiated/by",
           .label = "启动方式",
           .control = Control::kChoice,
           .options = all_options<domain::Initiator>(),
           .preset = "court"},
          {.pointer = "/initiated/applied_on",
           .label = "申请日期",
           .control = Control::kDay,
           .hint = "依申请的，应写明",
           .legal = rule}};
}

FormField publication() {
  return {.pointer = "/publication",
          .label = "公布方式",
          .control = Control::kChoice,
          .hint = "依法不宜公开的，通报所在单位",
          .options = all_options<domain::Publication>(),
          .preset = "public"};
}

FormField evidence() {
  return {.pointer = "/evidence",
          .label = "证据",
          .control = Control::kItems,
          .hint = "一行一份，写明名称和卷宗页码",
          .wide = true};
}

FormField handler() { return {.pointer = "/handler", .label = "承办人"}; }

FormField because(std::initializer_list<Cause> causes, std::string_view rule) {
  return {.pointer = "/because",
          .label = "事由",
          .control = Control::kChoice,
          .legal = rule,
          .options = options_of(causes),
          .must = true,
          .wide = true};
}

FormGroup paper(std::string_view title, std::string_view rule) {
  return {"文书",
          {{.pointer = "/paper/no",
            .label = title,
            .hint = "编号，如案号之一；可以先存草稿，提交前补齐",
            .legal = rule},
           {.pointer = "/paper/signed_on", .label = "签发日期", .control = Control::kDay}}};
}

FormGroup service() {
  return {"送达",
          {{.pointer = "/service/method",
            .label = "送达方式",
            .control = Control::kChoice,
            .hint = "先送达，后公布；公告送达自公告之日起三十日视为送达",
            .legal = legal::kService,
            .options = all_options<domain::ServiceMethod>()},
           {.pointer = "/service/on", .label = "送达（公告）日期", .control = Control::kDay},
           {.pointer = "/service/proof", .label = "送达回证", .wide = true}}};
}

}  // namespace shixin::web::console
