#include "domain/hkm_permit.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/hkm_permit");

TEST_CASE("both cards are taken") {
  const Taken rows[] = {
      {"Hong Kong", "H00000001", "H00000001"},
      {"Macao, lower case", "m00000001", "M00000001"},
      {"with the count of renewals", "H0000000102", "H0000000102"},
  };
  test::check_taken<HkmPermit>(rows);
}

TEST_CASE("what is not of the form is refused") {
  const Refused rows[] = {
      {"another letter", "K00000001"}, {"one digit more", "H000000010"},
      {"one digit less", "H0000001"},  {"a letter among the digits", "H0000000A"},
      {"no letter", "000000001"},
  };
  test::check_refused<HkmPermit>(rows, "港澳居民来往内地通行证");
}

TEST_CASE("nine characters stay for life") {
  CHECK_EQ(HkmPermit::parse("H0000000102")->lifetime_number(), "H00000001");
  CHECK_EQ(HkmPermit::parse("H00000001")->lifetime_number(), "H00000001");
}

TEST_CASE("the mask shows two characters") {
  CHECK_EQ(HkmPermit::parse("H00000001")->masked(), "H0*******");
}

TEST_SUITE_END();
