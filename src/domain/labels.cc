// What a Chinese screen says for each word: the contract's labels and, for grounds and causes, the
// words of the law.
#include "domain/document.h"
#include "domain/words.h"

namespace shixin::domain {

std::string_view label(Measure measure) {
  switch (measure) {
    case Measure::kHighConsumption:
      return "限制消费(限高)";
    case Measure::kTravel:
      return "限制乘坐飞机、列车软卧、G字头动车全部座位、其他动车一等以上座位等(限乘)、旅游度假";
    case Measure::kExit:
      return "限制出境";
  }
  return {};
}

std::string_view label(Ground ground) {
  switch (ground) {
    case Ground::kRefusal:
      return "有履行能力而拒不履行";
    case Ground::kObstruction:
      return "以伪造证据、暴力、威胁等方法妨碍、抗拒执行";
    case Ground::kEvasion:
      return "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行";
    case Ground::kReportBreach:
      return "违反财产报告制度";
    case Ground::kConsumptionBreach:
      return "违反限制消费令";
    case Ground::kSettlementBreach:
      return "无正当理由拒不履行执行和解协议";
  }
  return {};
}

std::string_view label(Role role) {
  switch (role) {
    case Role::kDebtor:
      return "被执行人";
    case Role::kLegalRepresentative:
      return "法定代表人";
    case Role::kPrincipal:
      return "主要负责人";
    case Role::kDirectResponsible:
      return "影响债务履行的直接责任人员";
    case Role::kActualController:
      return "实际控制人";
    case Role::kGuardian:
      return "法定代理人";
  }
  return {};
}

std::string_view label(Performance performance) {
  switch (performance) {
    case Performance::kNone:
      return "全部未履行";
    case Performance::kPartial:
      return "部分未履行";
    case Performance::kFull:
      return "全部已履行";
    case Performance::kUnknown:
      return "暂无";
  }
  return {};
}

std::string_view label(Cause cause) {
  switch (cause) {
    case Cause::kPerformed:
      return "已履行生效法律文书确定的义务或者已执行完毕";
    case Cause::kSettlementPerformed:
      return "当事人达成执行和解协议且已履行完毕";
    case Cause::kApplicantRequest:
      return "申请执行人书面申请,人民法院审查同意";
    case Cause::kNoAssets:
      return "终结本次执行程序后查询两次以上,未发现可供执行财产,且无有效财产线索";
    case Cause::kStayed:
      return "因审判监督或者破产程序,依法裁定中止执行";
    case Cause::kNotEnforced:
      return "依法裁定不予执行";
    case Cause::kTerminated:
      return "依法裁定终结执行";
    case Cause::kGuaranteed:
      return "提供充分有效担保";
    case Cause::kWronglyListed:
      return "不应采取措施";
    case Cause::kInaccurate:
      return "记载和公布的信息不准确";
    case Cause::kActivePerformance:
      return "积极履行生效法律文书确定的义务";
    case Cause::kCorrectedConduct:
      return "主动纠正失信行为";
    case Cause::kRepresentativeChanged:
      return "法定代表人、主要负责人确因经营管理需要发生变更";
    case Cause::kTermEnded:
      return "期限届满";
  }
  return {};
}

std::string_view label(Sex sex) {
  switch (sex) {
    case Sex::kMale:
      return "男";
    case Sex::kFemale:
      return "女";
  }
  return {};
}

std::string_view label(DocumentType type) {
  switch (type) {
    case DocumentType::kCitizenId:
      return "公民身份号码";
    case DocumentType::kCreditCode:
      return "统一社会信用代码";
    case DocumentType::kOrgCode:
      return "组织机构代码";
    case DocumentType::kPassport:
      return "护照号码";
    case DocumentType::kHkmPermit:
      return "港澳居民来往内地通行证号码";
    case DocumentType::kTaiwanPermit:
      return "台湾居民来往大陆通行证号码";
    case DocumentType::kForeignerId:
      return "外国人永久居留身份证号码";
    case DocumentType::kOther:
      return "其他证件号码";
  }
  return {};
}

}  // namespace shixin::domain
