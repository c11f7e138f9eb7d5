#include "domain/case_facts.h"

#include <fmt/format.h>

#include "base/text.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kDutyCharactersMax = 4000;
constexpr std::size_t kLineCharactersMax = 200;  // a number, a unit
constexpr int kAnnouncementDays = 30;            // law.md §10

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
  if (amount_fen && *amount_fen < 0) faults.push_back({"/amount_fen", "金额不能为负"});
  return faults;
}

std::vector<Fault> Paper::settle() {
  std::vector<Fault> faults;
  check(faults, "/no", no, kLineCharactersMax, base::Lines::kOne);
  if (no.empty()) faults.push_back({"/no", "应写明文书编号"});
  return faults;
}

Day Service::counts_from() const {
  return method == ServiceMethod::kAnnouncement ? on.plus_days(kAnnouncementDays) : on;
}

}  // namespace shixin::domain
