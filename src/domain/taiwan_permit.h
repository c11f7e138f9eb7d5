// TaiwanPermit: 台湾居民来往大陆通行证 — eight digits, for life.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class TaiwanPermit : public IdentityNumber {
 public:
  static Result<TaiwanPermit> parse(std::string_view typed);

 private:
  explicit TaiwanPermit(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
