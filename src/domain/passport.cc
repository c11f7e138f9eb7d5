#include "domain/passport.h"

#include <algorithm>

namespace shixin::domain {

Result<Passport> Passport::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  const bool formed =
      clean->size() >= 5 && clean->size() <= 12 && std::ranges::any_of(*clean, is_digit) &&
      std::ranges::all_of(*clean, [](char c) { return is_digit(c) || is_upper(c); });
  if (!formed) return refuse_number(*clean, "护照号码应为5至12位字母和数字", "ICAO Doc 9303");
  return Passport{*std::move(clean)};
}

}  // namespace shixin::domain
