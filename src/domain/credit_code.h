// CreditCode: 统一社会信用代码, GB 32100-2015 — authority, kind, six of region, nine of
// organisation code, one check character; 31 characters, without I, O, Z, S and V. The first eight
// are not always digits (N2…, Y1…). It is public.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class CreditCode : public IdentityNumber {
 public:
  static Result<CreditCode> parse(std::string_view typed);

  std::string masked() const { return reveal(); }

 private:
  explicit CreditCode(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
