// The words of the field as closed sets. English words are the contract's and travel in JSON;
// numbers are on disk and are never renumbered; labels are what a Chinese screen says.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.h"

namespace shixin::domain {

using base::EnumWord;

enum class SubjectKind : std::uint8_t { kPerson = 1, kOrganisation = 2 };
constexpr auto enum_words(SubjectKind) {
  return std::array{EnumWord<SubjectKind>{SubjectKind::kPerson, "person"},
                    EnumWord<SubjectKind>{SubjectKind::kOrganisation, "organisation"}};
}

enum class Sex : std::uint8_t { kMale = 1, kFemale = 2 };
constexpr auto enum_words(Sex) {
  return std::array{EnumWord<Sex>{Sex::kMale, "male"}, EnumWord<Sex>{Sex::kFemale, "female"}};
}

// What is restricted. travel is a part of 限制消费令 and is never ordered alone.
enum class Measure : std::uint8_t { kHighConsumption = 1, kTravel = 2, kExit = 3 };
constexpr auto enum_words(Measure) {
  return std::array{EnumWord<Measure>{Measure::kHighConsumption, "high_consumption"},
                    EnumWord<Measure>{Measure::kTravel, "travel"},
                    EnumWord<Measure>{Measure::kExit, "exit"}};
}

// What the court orders: one 限制消费令 brings high_consumption and travel; one 限制出境决定 brings
// exit.
enum class OrderKind : std::uint8_t { kConsumption = 1, kExit = 2 };
constexpr auto enum_words(OrderKind) {
  return std::array{EnumWord<OrderKind>{OrderKind::kConsumption, "consumption"},
                    EnumWord<OrderKind>{OrderKind::kExit, "exit"}};
}

// 法释〔2017〕7号 art 1: the six grounds. All but refusal give the entry a term.
enum class Ground : std::uint8_t {
  kRefusal = 1,
  kObstruction = 2,
  kEvasion = 3,
  kReportBreach = 4,
  kConsumptionBreach = 5,
  kSettlementBreach = 6,
};
constexpr auto enum_words(Ground) {
  return std::array{EnumWord<Ground>{Ground::kRefusal, "refusal"},
                    EnumWord<Ground>{Ground::kObstruction, "obstruction"},
                    EnumWord<Ground>{Ground::kEvasion, "evasion"},
                    EnumWord<Ground>{Ground::kReportBreach, "report_breach"},
                    EnumWord<Ground>{Ground::kConsumptionBreach, "consumption_breach"},
                    EnumWord<Ground>{Ground::kSettlementBreach, "settlement_breach"}};
}

// In what capacity a subject is restricted (law.md §2, role matrix).
enum class Role : std::uint8_t {
  kDebtor = 1,
  kLegalRepresentative = 2,
  kPrincipal = 3,
  kDirectResponsible = 4,
  kActualController = 5,
  kGuardian = 6,
};
constexpr auto enum_words(Role) {
  return std::array{EnumWord<Role>{Role::kDebtor, "debtor"},
                    EnumWord<Role>{Role::kLegalRepresentative, "legal_representative"},
                    EnumWord<Role>{Role::kPrincipal, "principal"},
                    EnumWord<Role>{Role::kDirectResponsible, "direct_responsible"},
                    EnumWord<Role>{Role::kActualController, "actual_controller"},
                    EnumWord<Role>{Role::kGuardian, "guardian"}};
}

enum class Performance : std::uint8_t { kNone = 1, kPartial = 2, kFull = 3, kUnknown = 4 };
constexpr auto enum_words(Performance) {
  return std::array{EnumWord<Performance>{Performance::kNone, "none"},
                    EnumWord<Performance>{Performance::kPartial, "partial"},
                    EnumWord<Performance>{Performance::kFull, "full"},
                    EnumWord<Performance>{Performance::kUnknown, "unknown"}};
}

enum class Initiator : std::uint8_t { kApplicant = 1, kCourt = 2 };
constexpr auto enum_words(Initiator) {
  return std::array{EnumWord<Initiator>{Initiator::kApplicant, "applicant"},
                    EnumWord<Initiator>{Initiator::kCourt, "court"}};
}

enum class ServiceMethod : std::uint8_t {
  kDirect = 1,
  kMail = 2,
  kElectronic = 3,
  kAnnouncement = 4,
};
constexpr auto enum_words(ServiceMethod) {
  return std::array{EnumWord<ServiceMethod>{ServiceMethod::kDirect, "direct"},
                    EnumWord<ServiceMethod>{ServiceMethod::kMail, "mail"},
                    EnumWord<ServiceMethod>{ServiceMethod::kElectronic, "electronic"},
                    EnumWord<ServiceMethod>{ServiceMethod::kAnnouncement, "announcement"}};
}

// unit_only: 依法不宜公开的, told to the debtor's unit and to nobody else.
enum class Publication : std::uint8_t { kPublic = 1, kUnitOnly = 2 };
constexpr auto enum_words(Publication) {
  return std::array{EnumWord<Publication>{Publication::kPublic, "public"},
                    EnumWord<Publication>{Publication::kUnitOnly, "unit_only"}};
}

// Who allows an exit order of what length (law.md §3).
enum class AuthorityLevel : std::uint8_t { kCounty = 1, kPrefecture = 2, kProvince = 3 };
constexpr auto enum_words(AuthorityLevel) {
  return std::array{EnumWord<AuthorityLevel>{AuthorityLevel::kCounty, "county"},
                    EnumWord<AuthorityLevel>{AuthorityLevel::kPrefecture, "prefecture"},
                    EnumWord<AuthorityLevel>{AuthorityLevel::kProvince, "province"}};
}

// Why something ends or is changed: the fact that a decision names, or time.
enum class Cause : std::uint8_t {
  kPerformed = 1,
  kSettlementPerformed = 2,
  kApplicantRequest = 3,
  kNoAssets = 4,
  kStayed = 5,
  kNotEnforced = 6,
  kTerminated = 7,
  kGuaranteed = 8,
  kWronglyListed = 9,
  kInaccurate = 10,
  kActivePerformance = 11,  // 积极履行, 法释〔2017〕7号 art 2 ¶2
  kCorrectedConduct = 12,   // 主动纠正失信行为, the same
  kRepresentativeChanged = 13,
  kTermEnded = 14,  // the system's own
};
constexpr auto enum_words(Cause) {
  return std::array{EnumWord<Cause>{Cause::kPerformed, "performed"},
                    EnumWord<Cause>{Cause::kSettlementPerformed, "settlement_performed"},
                    EnumWord<Cause>{Cause::kApplicantRequest, "applicant_request"},
                    EnumWord<Cause>{Cause::kNoAssets, "no_assets"},
                    EnumWord<Cause>{Cause::kStayed, "stayed"},
                    EnumWord<Cause>{Cause::kNotEnforced, "not_enforced"},
                    EnumWord<Cause>{Cause::kTerminated, "terminated"},
                    EnumWord<Cause>{Cause::kGuaranteed, "guaranteed"},
                    EnumWord<Cause>{Cause::kWronglyListed, "wrongly_listed"},
                    EnumWord<Cause>{Cause::kInaccurate, "inaccurate"},
                    EnumWord<Cause>{Cause::kActivePerformance, "active_performance"},
                    EnumWord<Cause>{Cause::kCorrectedConduct, "corrected_conduct"},
                    EnumWord<Cause>{Cause::kRepresentativeChanged, "representative_changed"},
                    EnumWord<Cause>{Cause::kTermEnded, "term_ended"}};
}

// 法发〔2019〕35号 art 17(3): what a journey may be freed for.
enum class ExemptionReason : std::uint8_t {
  kMedical = 1,       // 本人或近亲属重大疾病就医
  kFuneral = 2,       // 近亲属丧葬
  kOfficialDuty = 3,  // 执行或配合执行公务
  kForeignAffairs = 4,
  kExamination = 5,
};
constexpr auto enum_words(ExemptionReason) {
  return std::array{EnumWord<ExemptionReason>{ExemptionReason::kMedical, "medical"},
                    EnumWord<ExemptionReason>{ExemptionReason::kFuneral, "funeral"},
                    EnumWord<ExemptionReason>{ExemptionReason::kOfficialDuty, "official_duty"},
                    EnumWord<ExemptionReason>{ExemptionReason::kForeignAffairs, "foreign_affairs"},
                    EnumWord<ExemptionReason>{ExemptionReason::kExamination, "examination"}};
}

// What a Chinese screen says (labels.cc).
std::string_view label(Measure measure);
std::string_view label(Ground ground);
std::string_view label(Role role);
std::string_view label(Performance performance);
std::string_view label(Cause cause);
std::string_view label(Sex sex);

}  // namespace shixin::domain
