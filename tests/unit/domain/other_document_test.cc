#include "domain/other_document.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/other_document");

TEST_CASE("any paper with a number is taken") {
  const Taken rows[] = {
      {"往来港澳通行证", "c00000001", "C00000001"},
      {"往来港澳通行证, later", "CA0000001", "CA0000001"},
      {"军官证", "军字第 0000001 号", "军字第0000001号"},
  };
  test::check_taken<OtherDocument>(rows);
}

TEST_CASE("what could be anything is refused") {
  const Refused rows[] = {{"three characters", "C01"}, {"no digit", "军字第号"}, {"nothing", ""}};
  test::check_refused<OtherDocument>(rows, "");
}

TEST_CASE("the mask shows two whole characters") {
  CHECK_EQ(OtherDocument::parse("军字第0000001号")->masked(), "军字*********");
  CHECK_EQ(OtherDocument::parse("C00000001")->masked(), "C0*******");
}

TEST_SUITE_END();
