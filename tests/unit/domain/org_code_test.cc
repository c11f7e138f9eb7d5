#include "domain/org_code.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/org_code");

TEST_CASE("a code is taken with and without its hyphen") {
  const Taken rows[] = {
      {"check X", "00000006-X", "00000006-X"},
      {"check 0", "00000019-0", "00000019-0"},
      {"a real one", "71526726-X", "71526726-X"},
      {"no hyphen, lower case", "71526726x", "71526726-X"},
      {"a long dash", "71526726\u2014X", "71526726-X"},
      {"letters", "MA000001-5", "MA000001-5"},
  };
  test::check_taken<OrgCode>(rows);
}

TEST_CASE("a check character that does not agree is told, not refused") {
  for (const char* good : {"00000006-X", "00000019-0", "71526726-X"}) {
    CAPTURE(good);
    CHECK(OrgCode::parse(good)->check_digit_agrees());
  }
  const auto odd = OrgCode::parse("71526726-1");
  REQUIRE(odd.has_value());
  CHECK_FALSE(odd->check_digit_agrees());
}

TEST_CASE("what is not of the form is refused") {
  const Refused rows[] = {
      {"eight characters", "71526726"},
      {"a letter for the check", "71526726-Y"},
      {"the hyphen elsewhere", "7152672-6X"},
      {"ten characters, no hyphen", "7152672611"},
  };
  test::check_refused<OrgCode>(rows, "GB 11714-1997");
}

TEST_CASE("the code is public as a whole") {
  CHECK_EQ(OrgCode::parse("71526726X")->masked(), "71526726-X");
}

TEST_SUITE_END();
