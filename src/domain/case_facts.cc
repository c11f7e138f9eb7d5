#include "domain/case_facts.h"

#include <fmt/format.h>

#include "base/text.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kDutyCharactersMax = 4000;
constexpr std::size_t kLineCharactersMax = 200;  // a number, a unit
constexpr std::size_t kProofCharactersMax = 2000;

void check(std::vector<Fault>& faults, const char* pointer, std::string_view text,
           std::size_t characters_max, base::Lines lines) {
  if (auto good = base::check_text(text, characters_max, lines); !good) {
    faults.push_back({pointer, good.error().detail});
  }
}

}  // namespace

std::vector<Fault> CaseFacts::settle() {
  std::vector<Fault> faults;
  check(faults, "/basis/unit", basis.unit, kLineCharactersMax, base::Lines::kOne);
  check(faults, "/basis/no", basis.no, kLineCharactersMax, base::Lines::kOne);
  check(faults, "/duty", duty, kDutyCharactersMax, base::Lines::kMany);
  check(faults, "/performed", performed, kDutyCharactersMax, base::Lines::kMany);
  check(faults, "/outstanding", outstanding, kDutyCharactersMax, base::Lines::kMany);
  check(faults, "/court", court, kLineCharactersMax, base::Lines::kOne);
  if (amount_fen && *amount_fen < 0) faults.push_back({"/amount_fen", "金额不能为负"});
  return faults;
}

CaseFacts CaseFacts::untold() const {
  CaseFacts facts;
  facts.no = no;
  facts.court = court;
  return facts;
}

CaseFacts CaseChange::applied_to(CaseFacts facts) const {
  if (filed_on) facts.filed_on = filed_on;
  if (basis) facts.basis = *basis;
  if (duty) facts.duty = *duty;
  if (performance) facts.performance = *performance;
  if (performed) facts.performed = *performed;
  if (outstanding) facts.outstanding = *outstanding;
  if (amount_fen) facts.amount_fen = amount_fen;
  return facts;
}

CaseChange CaseChange::told_by(const CaseFacts& facts) {
  const auto told = [](const auto& member, const auto& silence) {
    return member == silence ? std::nullopt : std::optional(member);
  };
  const CaseFacts silent;
  return {
      .no = facts.no,
      .filed_on = facts.filed_on,
      .basis = told(facts.basis, silent.basis),
      .duty = told(facts.duty, silent.duty),
      .performance = told(facts.performance, silent.performance),
      .performed = told(facts.performed, silent.performed),
      .outstanding = told(facts.outstanding, silent.outstanding),
      .amount_fen = facts.amount_fen,
  };
}

std::vector<Fault> CaseChange::settle() { return applied_to(CaseFacts{}).settle(); }

std::vector<Fault> Paper::settle() {
  std::vector<Fault> faults;
  check(faults, "/no", no, kLineCharactersMax, base::Lines::kOne);
  if (base::strip_invisible(no).empty()) faults.push_back({"/no", "应写明文书编号"});
  return faults;
}

std::vector<Fault> Service::settle() {
  std::vector<Fault> faults;
  check(faults, "/proof", proof, kProofCharactersMax, base::Lines::kMany);
  return faults;
}

}  // namespace shixin::domain
