#include "domain/passport.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/passport");

TEST_CASE("passports of any country are taken") {
  const Taken rows[] = {
      {"E and eight digits", "E00000001", "E00000001"},
      {"E, a letter and seven digits", "ea0000001", "EA0000001"},
      {"the older G", "G00000001", "G00000001"},
      {"a diplomat's", "DE0000001", "DE0000001"},
      {"Hong Kong", "K00000001", "K00000001"},
      {"Macao", "MA0000001", "MA0000001"},
      {"a country and nine characters", "GBR 000000001", "GBR000000001"},
      {"digits alone", "000000001", "000000001"},
  };
  test::check_taken<Passport>(rows);
}

TEST_CASE("what no passport prints is refused") {
  const Refused rows[] = {
      {"four characters", "E001"}, {"thirteen characters", "GBR0000000001"},
      {"no digit", "EABCDEFG"},    {"a hyphen", "E-0000001"},
      {"Chinese", "护照0000001"},
  };
  test::check_refused<Passport>(rows, "ICAO Doc 9303");
}

TEST_CASE("the mask shows two characters") {
  CHECK_EQ(Passport::parse("E00000001")->masked(), "E0*******");
}

TEST_SUITE_END();
