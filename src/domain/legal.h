// The articles that refusals and ends cite, in one place (law.md §§1–3, 10).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/words.h"

namespace shixin::domain::legal {

// 法释〔2017〕7号, the list.
inline constexpr std::string_view kGrounds = "法释〔2017〕7号 1";
inline constexpr std::string_view kTerm = "法释〔2017〕7号 2";
inline constexpr std::string_view kEarlyDeletion = "法释〔2017〕7号 2 ¶2";
inline constexpr std::string_view kMinor = "法释〔2017〕7号 4";
inline constexpr std::string_view kMinorListed = "法释〔2017〕7号 4、9";
inline constexpr std::string_view kDecisionPaper = "法释〔2017〕7号 5";
inline constexpr std::string_view kPublishedFields = "法释〔2017〕7号 6";
inline constexpr std::string_view kRevocation = "法释〔2017〕7号 9";
inline constexpr std::string_view kDeletion = "法释〔2017〕7号 10";
inline constexpr std::string_view kFixedTerm = "法释〔2017〕7号 10 ¶2";
inline constexpr std::string_view kSixMonths = "法释〔2017〕7号 10 ¶4";
inline constexpr std::string_view kObjection = "法释〔2017〕7号 12";
inline constexpr std::string_view kOrganOfState = "政府机构纳入失信名单备案制度";
// Case numbers.
inline constexpr std::string_view kCaseNumbers = "法〔2015〕137号";
// Who is meant: what is recorded of a person is accurate.
inline constexpr std::string_view kAccuracy = "个人信息保护法 8";
// 法释〔2015〕17号, 限制消费.
inline constexpr std::string_view kListedIsRestricted = "法释〔2015〕17号 1";
inline constexpr std::string_view kConsumptionRoles = "法释〔2015〕17号 3";
inline constexpr std::string_view kConsumptionApplication = "法释〔2015〕17号 4";
inline constexpr std::string_view kConsumptionPaper = "法释〔2015〕17号 5";
inline constexpr std::string_view kConsumptionLift = "法释〔2015〕17号 9";
inline constexpr std::string_view kLiftInTime = "法释〔2015〕17号 9、法〔2021〕322号 23";
// 法发〔2019〕35号, with prudence.
inline constexpr std::string_view kService = "法发〔2019〕35号 14";
inline constexpr std::string_view kGrace = "法发〔2019〕35号 15";
inline constexpr std::string_view kRepresentativeChanged = "法发〔2019〕35号 17(2)";
inline constexpr std::string_view kExemption = "法发〔2019〕35号 17(3)";
// 限制出境.
inline constexpr std::string_view kExitApplication = "执行程序解释 23";
inline constexpr std::string_view kExitRoles = "执行程序解释 24";
inline constexpr std::string_view kExitLift = "执行程序解释 25";
inline constexpr std::string_view kExitLevels = "法定不批准出境人员通报备案";
inline constexpr std::string_view kExitEnds = "出境入境管理法 65";

// So many queries without a find, on different days (art 10 ¶1 (4)).
inline constexpr std::size_t kQueriesMin = 2;

// The item of art 10 ¶1 by which a fact deletes an entry without a term; 0: by none.
constexpr int deletion_item(Cause cause) {
  switch (cause) {
    case Cause::kPerformed:
      return 1;
    case Cause::kSettlementPerformed:
      return 2;
    case Cause::kApplicantRequest:
      return 3;
    case Cause::kNoAssets:
      return 4;
    case Cause::kStayed:
      return 5;
    case Cause::kNotEnforced:
      return 6;
    case Cause::kTerminated:
      return 7;
    case Cause::kGuaranteed:
    case Cause::kWronglyListed:
    case Cause::kInaccurate:
    case Cause::kActivePerformance:
    case Cause::kCorrectedConduct:
    case Cause::kRepresentativeChanged:
    case Cause::kTermEnded:
      return 0;
  }
  return 0;
}

// "法释〔2017〕7号 10.1.1" … "10.1.7".
inline std::string deletion(Cause cause) {
  return std::string(kDeletion) + ".1." + std::to_string(deletion_item(cause));
}

}  // namespace shixin::domain::legal
