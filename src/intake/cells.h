// Cells: what one cell of a table holds, and how people spell it. A cell that does not convert
// stays the text it is. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/json_fwd.h"

namespace shixin::intake {

enum class Cell : std::uint8_t {
  kText,
  kTexts,  // several, between 、 ; or line breaks
  kDay,    // 2026-03-01, 2026/3/1, 2026.3.1, 20260301, 2026年3月1日
  kDays,
  kYuan,   // 125,000.00 — becomes fen
  kCount,  // a whole number
  kFlag,   // 是, 否
  kWord,   // one of a closed set
  kWords,
};

// How people write a word of the contract.
struct Spelling {
  std::string_view written;
  std::string_view word;
};

base::Json cell_json(Cell cell, std::span<const Spelling> words, std::string_view text);

inline constexpr std::array kKindWords{
    Spelling{"纳入失信名单", "list"}, Spelling{"纳入", "list"},
    Spelling{"限制", "restrict"},     Spelling{"限制消费", "restrict"},
    Spelling{"限制出境", "restrict"}, Spelling{"暂时解除", "exempt"},
    Spelling{"更正", "correct"},      Spelling{"解除限制", "lift"},
    Spelling{"解除", "lift"},         Spelling{"删除失信信息", "delete"},
    Spelling{"删除", "delete"},       Spelling{"提前删除", "early_delete"},
    Spelling{"撤销", "revoke"},       Spelling{"身份信息", "identify"},
};
inline constexpr std::array kSubjectWords{
    Spelling{"自然人", "person"},
    Spelling{"个人", "person"},
    Spelling{"单位", "organisation"},
    Spelling{"法人", "organisation"},
    Spelling{"法人或其他组织", "organisation"},
};
inline constexpr std::array kSexWords{
    Spelling{"男", "male"},
    Spelling{"男性", "male"},
    Spelling{"女", "female"},
    Spelling{"女性", "female"},
};
inline constexpr std::array kDocumentWords{
    Spelling{"身份证", "citizen_id"},
    Spelling{"居民身份证", "citizen_id"},
    Spelling{"公民身份号码", "citizen_id"},
    Spelling{"港澳台居民居住证", "citizen_id"},
    Spelling{"统一社会信用代码", "credit_code"},
    Spelling{"组织机构代码", "org_code"},
    Spelling{"护照", "passport"},
    Spelling{"港澳居民来往内地通行证", "hkm_permit"},
    Spelling{"台湾居民来往大陆通行证", "taiwan_permit"},
    Spelling{"外国人永久居留身份证", "foreigner_id"},
    Spelling{"其他", "other"},
};
inline constexpr std::array kPerformanceWords{
    Spelling{"全部未履行", "none"}, Spelling{"部分未履行", "partial"},
    Spelling{"全部已履行", "full"}, Spelling{"暂无", "unknown"},
    Spelling{"不明", "unknown"},
};
inline constexpr std::array kInitiatorWords{
    Spelling{"申请执行人申请", "applicant"},
    Spelling{"依申请", "applicant"},
    Spelling{"依职权", "court"},
};
// The short forms of the six grounds, and the words of 法释〔2017〕7号 1, which hold a 、
// themselves.
inline constexpr std::array kGroundWords{
    Spelling{"有履行能力而拒不履行", "refusal"},
    Spelling{"有履行能力而拒不履行生效法律文书确定义务", "refusal"},
    Spelling{"以伪造证据、暴力、威胁等方法妨碍、抗拒执行", "obstruction"},
    Spelling{"妨碍、抗拒执行", "obstruction"},
    Spelling{"妨碍执行", "obstruction"},
    Spelling{"抗拒执行", "obstruction"},
    Spelling{"以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", "evasion"},
    Spelling{"规避执行", "evasion"},
    Spelling{"违反财产报告制度", "report_breach"},
    Spelling{"违反限制消费令", "consumption_breach"},
    Spelling{"无正当理由拒不履行执行和解协议", "settlement_breach"},
    Spelling{"拒不履行执行和解协议", "settlement_breach"},
};
inline constexpr std::array kPublicationWords{
    Spelling{"公开", "public"},
    Spelling{"公布", "public"},
    Spelling{"仅通报单位", "unit_only"},
};
inline constexpr std::array kServiceWords{
    Spelling{"直接送达", "direct"},       Spelling{"直接", "direct"},
    Spelling{"邮寄送达", "mail"},         Spelling{"邮寄", "mail"},
    Spelling{"电子送达", "electronic"},   Spelling{"电子", "electronic"},
    Spelling{"公告送达", "announcement"}, Spelling{"公告", "announcement"},
};
inline constexpr std::array kMeasureWords{
    Spelling{"限制消费", "high_consumption"},
    Spelling{"限高", "high_consumption"},
    Spelling{"限乘", "travel"},
    Spelling{"限制乘坐", "travel"},
    Spelling{"限制出境", "exit"},
    Spelling{"限出", "exit"},
};
inline constexpr std::array kRoleWords{
    Spelling{"被执行人", "debtor"},
    Spelling{"法定代表人", "legal_representative"},
    Spelling{"主要负责人", "principal"},
    Spelling{"直接责任人员", "direct_responsible"},
    Spelling{"影响债务履行的直接责任人员", "direct_responsible"},
    Spelling{"实际控制人", "actual_controller"},
    Spelling{"法定代理人", "guardian"},
};
inline constexpr std::array kLevelWords{
    Spelling{"县级", "county"},
    Spelling{"地市级", "prefecture"},
    Spelling{"市级", "prefecture"},
    Spelling{"省级", "province"},
};
inline constexpr std::array kCauseWords{
    Spelling{"已履行", "performed"},
    Spelling{"执行完毕", "performed"},
    Spelling{"和解协议已履行完毕", "settlement_performed"},
    Spelling{"申请执行人申请", "applicant_request"},
    Spelling{"未发现可供执行财产", "no_assets"},
    Spelling{"中止执行", "stayed"},
    Spelling{"不予执行", "not_enforced"},
    Spelling{"终结执行", "terminated"},
    Spelling{"提供担保", "guaranteed"},
    Spelling{"不应采取措施", "wrongly_listed"},
    Spelling{"信息不准确", "inaccurate"},
    Spelling{"积极履行", "active_performance"},
    Spelling{"主动纠正", "corrected_conduct"},
    Spelling{"法定代表人变更", "representative_changed"},
};
inline constexpr std::array kExemptionWords{
    Spelling{"就医", "medical"},       Spelling{"丧葬", "funeral"},
    Spelling{"公务", "official_duty"}, Spelling{"外事活动", "foreign_affairs"},
    Spelling{"考试", "examination"},
};

}  // namespace shixin::intake
