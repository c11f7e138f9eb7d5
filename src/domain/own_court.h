// OwnCourt: the court whose list this is. What it decides and what it brings is of its own cases:
// of another court's it could neither say what they are about nor answer for them.
#pragma once

#include <string>
#include <vector>

#include "domain/decision.h"

namespace shixin::domain {

struct OwnCourt {
  std::string code;  // 法院代字, as in its case numbers: 赣1102
  // Under which it opened cases before its region got another number (法〔2015〕137号 13).
  std::vector<std::string> former_codes;
  std::string name;

  // Whether the case may be one of its own; numbers from before 2016 carry no code.
  bool may_have_opened(const CaseNumber& no) const;
  // kRefused with /case/no: the case is another court's.
  Result<void> check(const CaseNumber& no) const;
  // Names itself where a decision tells of a case and not of the court. kRefused as check().
  Result<void> claim(Decision& decision) const;
};

}  // namespace shixin::domain
