// ForeignerId: 外国人永久居留身份证 — on the card of 2017 three letters and twelve digits; on the
// card of 1 December 2023 eighteen characters that begin with 9 and follow GB 11643-1999.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class ForeignerId : public IdentityNumber {
 public:
  static Result<ForeignerId> parse(std::string_view typed);

 private:
  explicit ForeignerId(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
