#include "domain/foreigner_id.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/foreigner_id");

TEST_CASE("both cards are taken") {
  const Taken rows[] = {
      {"of 2023", "900000188001010017", "900000188001010017"},
      {"of 2017", "gbr360000000101", "GBR360000000101"},
  };
  test::check_taken<ForeignerId>(rows);
}

TEST_CASE("the card of 2023 is held to the citizen's algorithm") {
  const Refused rows[] = {{"check character", "900000188001010018"}};
  test::check_refused<ForeignerId>(rows, "GB 11643-1999");
}

TEST_CASE("what is not of the form is refused") {
  const Refused rows[] = {
      {"a citizen's number", "361102188001010015"},
      {"two letters", "GB3600000000101"},
      {"eleven digits", "GBR36000000010"},
  };
  test::check_refused<ForeignerId>(rows, "外国人永久居留身份证");
}

TEST_CASE("the mask shows two characters") {
  CHECK_EQ(ForeignerId::parse("GBR360000000101")->masked(), "GB*************");
}

TEST_SUITE_END();
