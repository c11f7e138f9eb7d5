// What a decision tells of a case and shows for it must agree with itself and with the day, also
// where it comes from the old list; that one may only be silent on more (law.md §10).
#include <fmt/format.h>

#include "base/text.h"
#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

Performance performance_of(const Hearing& hearing, const CaseFacts& told) {
  if (told.performance != Performance::kUnknown) return told.performance;
  const CaseFacts* known = hearing.subject.case_of(told.no);
  return known ? known->performance : Performance::kUnknown;
}

// No case is older than the year in its number. Of a year to come check_case_number() speaks.
bool precedes(Day day, const CaseNumber& no, Day today) {
  const Day first{no.year(), 1, 1};
  return first <= today && day < first;
}

}  // namespace

bool is_blank(std::string_view text) { return base::strip_invisible(text).empty(); }

void check_case_number(Hearing& hearing, const CaseNumber& no, std::string_view legal) {
  if (no.empty()) {
    hearing.refuse("/case/no", "应写明案号", legal);
    return;
  }
  if (no.year() > static_cast<int>(hearing.today.civil().year())) {
    hearing.refuse("/case/no", "案号的收案年度尚未到来", legal::kCaseNumbers);
  }
  if (!no.enforces()) {
    hearing.refuse("/case/no", "不是执行案件的案号;异议、复议、监督、协助案件不能据以采取措施",
                   legal);
  }
}

void check_filing(Hearing& hearing, const CaseNumber& no, std::optional<Day> told,
                  const std::optional<Paper>& paper) {
  if (told && *told > hearing.today) {
    hearing.refuse("/case/filed_on", "立案日期不能晚于今天", legal::kPublishedFields);
  } else if (told && precedes(*told, no, hearing.today)) {
    hearing.refuse("/case/filed_on", "立案日期不能早于案号的收案年度", legal::kCaseNumbers);
  } else {
    check_signed_after_filing(hearing, no, told, paper, "/paper");
  }
}

void check_signed_after_filing(Hearing& hearing, const CaseNumber& no, std::optional<Day> told,
                               const std::optional<Paper>& paper, const std::string& pointer) {
  const CaseFacts* known = hearing.subject.case_of(no);
  const auto filed_on = told || !known ? told : known->filed_on;
  if (!paper || !paper->signed_on) return;
  if (filed_on && *paper->signed_on < *filed_on) {
    hearing.refuse(pointer + "/signed_on", "签发日期不能早于立案日期", legal::kPublishedFields);
  } else if (precedes(*paper->signed_on, no, hearing.today)) {
    hearing.refuse(pointer + "/signed_on", "签发日期不能早于案号的收案年度", legal::kCaseNumbers);
  }
}

void check_as_on_file(Hearing& hearing, const CaseFacts& told) {
  const CaseFacts* known = hearing.subject.case_of(told.no);
  if (!known) return;
  const auto check = [&](const char* pointer, const auto& now, const auto& before) {
    using Member = std::remove_cvref_t<decltype(now)>;
    if (now == Member{} || before == Member{} || now == before) return;
    hearing.conflict(pointer, "与在册的本案信息不一致;在册信息有误的,请以更正(correct)改正",
                     legal::kRevocation);
  };
  check("/case/filed_on", told.filed_on, known->filed_on);
  check("/case/basis/unit", base::as_read(told.basis.unit), base::as_read(known->basis.unit));
  check("/case/basis/no", base::as_read(told.basis.no), base::as_read(known->basis.no));
  check("/case/duty", base::as_read(told.duty), base::as_read(known->duty));
}

void check_published_facts(Hearing& hearing, const CaseFacts& told) {
  if (hearing.decision.migrated) return;
  // What the decision leaves out stays as an earlier one told it.
  const CaseFacts* known = hearing.subject.case_of(told.no);
  if (is_blank(told.duty) && (!told.duty.empty() || !known || is_blank(known->duty))) {
    hearing.refuse("/case/duty", "应写明生效法律文书确定的义务", legal::kPublishedFields);
  }
  if (!told.filed_on && !(known && known->filed_on)) {
    hearing.refuse("/case/filed_on", "应写明立案日期", legal::kPublishedFields);
  }
  if (performance_of(hearing, told) == Performance::kUnknown) {
    hearing.refuse("/case/performance", "应写明履行情况", legal::kPublishedFields);
  }
  const Basis& basis = told.basis == Basis{} && known ? known->basis : told.basis;
  if (is_blank(basis.unit)) {
    hearing.refuse("/case/basis/unit", "应写明执行依据的制作单位", legal::kPublishedFields);
  }
  if (is_blank(basis.no)) {
    hearing.refuse("/case/basis/no", "应写明执行依据的文号", legal::kPublishedFields);
  }
}

void check_unperformed(Hearing& hearing, const CaseFacts& told, std::string_view legal) {
  if (performance_of(hearing, told) != Performance::kFull) return;
  hearing.refuse("/case/performance", "已全部履行的,不能采取此项措施", legal);
}

void check_evidence(Hearing& hearing, const std::vector<std::string>& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (is_blank(evidence[i])) hearing.refuse(fmt::format("/evidence/{}", i), "证据不能为空白");
  }
}

}  // namespace shixin::domain
