// CitizenId: 公民身份号码, GB 11643-1999 — six digits of region, eight of birth, three of sequence
// (odd for men), one check character. Also 港澳台居民居住证 (regions 81, 82, 83) and the 18 digits
// of the foreigner's card of 2023, which follow the same algorithm. The region is the one at birth
// and is never held against a table: regions change.
#pragma once

#include "base/time.h"
#include "domain/identity_number.h"
#include "domain/words.h"

namespace shixin::domain {

class CitizenId : public IdentityNumber {
 public:
  // Takes 15 digits of the first generation too and completes them.
  static Result<CitizenId> parse(std::string_view typed);

  std::string_view region() const { return std::string_view(reveal()).substr(0, 6); }
  Day birth() const { return birth_; }
  Sex sex() const { return (reveal()[16] - '0') % 2 == 1 ? Sex::kMale : Sex::kFemale; }
  // Region and year of birth tell namesakes apart; without day and check digit little can be
  // inverted.
  std::string masked() const { return masked_after(10); }

 private:
  CitizenId(std::string normal, Day birth) : IdentityNumber(std::move(normal)), birth_(birth) {}

  Day birth_;
};

}  // namespace shixin::domain
