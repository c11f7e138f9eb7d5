#include "domain/credit_code.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/credit_code");

TEST_CASE("codes of every authority are taken") {
  for (const char* code :
       {"91361102MA0000015J", "92361102MA0000A19L", "93361102MA00000237", "113611020000000007",
        "123611020000000191", "51361102500000007H", "523611025000000159", "81361102000000027P",
        "N2361102MF00000136", "Y1361102MB0000019B", "9144030071526726XG", "91110000802100433B",
        "914403001922038216", "91110000710926094P", "91100000100003962T", "91100000000013477B",
        "12100000400000624D", "12100000400002259P"}) {
    const Taken rows[] = {{"as printed", code, code}};
    test::check_taken<CreditCode>(rows);
  }
  const Taken rows[] = {
      {"lower case", "91361102ma0000015j", "91361102MA0000015J"},
      {"full width, spaces", "９１３６１１０２ MA0000015J", "91361102MA0000015J"}};
  test::check_taken<CreditCode>(rows);
}

TEST_CASE("a wrong code is refused under its standard") {
  const Refused rows[] = {
      {"check character", "91361102MA0000015K"},
      {"a letter O for a zero", "91361102MAO000015J"},
      {"a letter the code does not use", "91361102MS0000015J"},
      {"seventeen characters", "91361102MA0000015"},
      {"nineteen characters", "91361102MA0000015JJ"},
      {"a hyphen", "91361102MA000001-J"},
      {"rounded by a spreadsheet", "113611020000000000"},
  };
  test::check_refused<CreditCode>(rows, "GB 32100-2015");
  CHECK_NE(CreditCode::parse("113611020000001000").error().detail.find("Excel"), std::string::npos);
}

TEST_CASE("the code is public as a whole") {
  CHECK_EQ(CreditCode::parse("91361102MA0000015J")->masked(), "91361102MA0000015J");
}

TEST_SUITE_END();
