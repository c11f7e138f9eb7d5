// OrgCode: 组织机构代码, GB 11714-1997 — eight characters, a hyphen, a check character. Old codes
// exist whose check fails, so a wrong one is told, not refused. It is public.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class OrgCode : public IdentityNumber {
 public:
  // With or without the hyphen; the normal form has it.
  static Result<OrgCode> parse(std::string_view typed);

  bool check_digit_agrees() const;
  std::string masked() const { return reveal(); }

 private:
  explicit OrgCode(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
