#include "domain/taiwan_permit.h"

#include "support/number_checks.h"

using namespace shixin;
using namespace shixin::domain;
using shixin::test::Refused;
using shixin::test::Taken;

TEST_SUITE_BEGIN("domain/taiwan_permit");

TEST_CASE("eight digits are taken, nothing else") {
  const Taken taken[] = {{"as printed", "00000001", "00000001"},
                         {"full width", "０００００００１", "00000001"}};
  test::check_taken<TaiwanPermit>(taken);
  const Refused refused[] = {
      {"seven digits", "0000001"}, {"nine digits", "000000001"}, {"a letter", "T0000001"}};
  test::check_refused<TaiwanPermit>(refused, "台湾居民来往大陆通行证");
}

TEST_CASE("the mask shows two characters") {
  CHECK_EQ(TaiwanPermit::parse("00000001")->masked(), "00******");
}

TEST_SUITE_END();
