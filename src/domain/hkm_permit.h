// HkmPermit: 港澳居民来往内地通行证 — H or M and eight digits for life; the card of 1999 prints two
// more that count renewals.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class HkmPermit : public IdentityNumber {
 public:
  static Result<HkmPermit> parse(std::string_view typed);

  // The nine characters that stay with the holder: compare these.
  std::string_view lifetime_number() const { return std::string_view(reveal()).substr(0, 9); }

 private:
  explicit HkmPermit(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
