// Passport: 护照 of any country. What another country prints we can not know better; letters and
// digits are asked for, nothing more. The number changes at every renewal.
#pragma once

#include "domain/identity_number.h"

namespace shixin::domain {

class Passport : public IdentityNumber {
 public:
  // Five to twelve characters: up to nine of the number (ICAO Doc 9303), before them the country's
  // three letters where the source writes them.
  static Result<Passport> parse(std::string_view typed);

 private:
  explicit Passport(std::string normal) : IdentityNumber(std::move(normal)) {}
};

}  // namespace shixin::domain
