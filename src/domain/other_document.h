// OtherDocument: any other paper with a number — 军官证, 往来港澳通行证, 社团登记证. Only its
// bounds are known; Chinese characters may be part of it.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class OtherDocument : public IdentityNumber {
 public:
  // At least four characters, one of them a digit.
  static Result<OtherDocument> parse(std::string_view typed);

 private:
  explicit OtherDocument(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
