#include "domain/synthetic.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "domain/citizen_id.h"

using namespace shixin::domain;

TEST_SUITE_BEGIN("domain/synthetic");

TEST_CASE("synthetic people are all different and were born from 1880 to 1900") {
  std::set<std::string> numbers;
  constexpr std::uint64_t kStep = 17'929;  // coprime to the cycle of births
  for (std::uint64_t i = 0; i < 5000; ++i) {
    const std::uint64_t n = i * kStep;
    CAPTURE(n);
    const auto document = synthetic_person_document(n);
    const auto number = CitizenId::parse(document.number.reveal());
    REQUIRE(number.has_value());
    const auto year = static_cast<int>(number->birth().civil().year());
    CHECK((year >= 1880 && year <= 1900));
    CHECK((number->sex() == Sex::kFemale) == (n % 2 == 1));
    numbers.insert(number->reveal());
  }
  CHECK_EQ(numbers.size(), 5000);
  CHECK(synthetic_person_document(kSyntheticPersonsMax - 1) !=
        synthetic_person_document(kSyntheticPersonsMax - 2));
}

TEST_CASE("synthetic companies stand in the MA series, as the vectors do") {
  CHECK_EQ(synthetic_company_document(1).number.reveal(), "91361102MA0000015J");
  CHECK(synthetic_company_document(1) != synthetic_company_document(2));
  CHECK_EQ(synthetic_company_document(kSyntheticCompaniesMax - 1).number.reveal().size(), 18);
}

TEST_SUITE_END();
