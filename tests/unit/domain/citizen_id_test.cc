#include "domain/citizen_id.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/citizen_id");

TEST_CASE("a good number is taken, however it is typed") {
  const Taken rows[] = {
      {"first day", "361102188001010015", "361102188001010015"},
      {"leap day", "361102188802290029", "361102188802290029"},
      {"1900", "361102190001010018", "361102190001010018"},
      {"check character X", "36110218800101004X", "36110218800101004X"},
      {"lower-case x", "36110218800101004x", "36110218800101004X"},
      {"full width", "３６１１０２１８８００１０１００４Ｘ", "36110218800101004X"},
      {"spaces", " 361102 18800101 0015 ", "361102188001010015"},
      {"resident from Hong Kong", "810000188001010015", "810000188001010015"},
      {"resident from Macao", "820000188001010025", "820000188001010025"},
      {"resident from Taiwan", "830000188001010035", "830000188001010035"},
      {"foreigner's card of 2023", "900000188001010017", "900000188001010017"},
      {"the standard's example with X", "11010519491231002X", "11010519491231002X"},
      {"the standard's other example", "440524188001010014", "440524188001010014"},
      {"first generation", "361102000101001", "361102190001010018"},
      {"first generation, full width", "３６１１０２０００１０１００１", "361102190001010018"},
  };
  test::check_taken<CitizenId>(rows);
}

TEST_CASE("a wrong number is refused under its standard") {
  const Refused rows[] = {
      {"check character", "361102188001010016"},
      {"29 February 1900, check good", "361102190002290015"},
      {"month 13, check good", "361102188913010018"},
      {"31 April, check good", "361102188904310019"},
      {"seventeen digits", "36110218800101001"},
      {"nineteen digits", "3611021880010100155"},
      {"X inside", "3611021880X1010015"},
      {"X inside the first generation", "36110200010100X"},
      {"first generation, 30 February", "361102000230001"},
      {"letters", "ABCDEFGHIJKLMNOPQR"},
      {"Chinese", "三六一一〇二一八八〇〇一〇一〇〇一五"},
      {"cut by a spreadsheet", "3.61102E+17"},
      {"rounded by a spreadsheet", "361102188001010000"},
  };
  test::check_refused<CitizenId>(rows, "GB 11643-1999");
  CHECK_NE(CitizenId::parse("361102188001010000").error().detail.find("Excel"), std::string::npos);
  CHECK_NE(CitizenId::parse("3.61102E+17").error().detail.find("Excel"), std::string::npos);
}

TEST_CASE("sequences from 996 of the first generation were born before 1900") {
  const auto born = [](const char* typed) {
    const auto id = CitizenId::parse(typed);
    REQUIRE(id.has_value());
    return id->birth();
  };
  CHECK(born("361102880101996") == Day{1888, 1, 1});
  CHECK(born("361102000101995") == Day{1900, 1, 1});
}

TEST_CASE("region, birth and sex are read from the number") {
  const auto woman = CitizenId::parse("361102188802290029");
  REQUIRE(woman.has_value());
  CHECK_EQ(woman->region(), "361102");
  CHECK(woman->birth() == Day{1888, 2, 29});
  CHECK(woman->sex() == Sex::kFemale);
  CHECK(CitizenId::parse("361102188001010015")->sex() == Sex::kMale);
}

TEST_CASE("the mask shows ten characters and eight asterisks") {
  CHECK_EQ(CitizenId::parse("361102188001010015")->masked(), "3611021880********");
  CHECK_EQ(CitizenId::parse("36110218800101004x")->masked(), "3611021880********");
}

TEST_CASE("every single wrong digit and every swap of neighbours is found") {
  const std::string good = "361102188001010015";
  for (std::size_t at = 0; at < 17; ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = good;
      typed[at] = digit;
      CAPTURE(at);
      CHECK_EQ(CitizenId::parse(typed).has_value(), typed == good);
    }
    std::string swapped = good;
    std::swap(swapped[at], swapped[at + 1]);
    CHECK_EQ(CitizenId::parse(swapped).has_value(), swapped == good);
  }
}

TEST_SUITE_END();
