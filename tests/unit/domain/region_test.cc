#include "domain/region.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace shixin::domain;

TEST_SUITE_BEGIN("domain/region");

TEST_CASE("there are 34 provinces, each code, name and court once") {
  CHECK_EQ(provinces().size(), 34);
  std::set<std::string_view> seen;
  for (const Province& province : provinces()) {
    CAPTURE(province.name);
    CHECK(seen.insert(province.code).second);
    CHECK(seen.insert(province.name).second);
    if (!province.court.empty()) CHECK(seen.insert(province.court).second);
  }
  CHECK_EQ(std::ranges::count(provinces(), std::string_view{}, &Province::court), 3);
}

TEST_CASE("a region code of any length tells its province") {
  CHECK_EQ(province_of("361102")->name, "江西省");
  CHECK_EQ(province_of("36")->court, "赣");
  CHECK_EQ(province_of("830000")->name, "台湾省");
  CHECK_EQ(province_of("990000"), nullptr);
  CHECK_EQ(province_of(""), nullptr);
}

TEST_CASE("a province is known with and without the word for its rank") {
  CHECK_EQ(province_named("江西")->code, "36");
  CHECK_EQ(province_named("江西省")->code, "36");
  CHECK_EQ(province_named("广西")->code, "45");
  CHECK_EQ(province_named("内蒙古")->code, "15");
  CHECK_EQ(province_named("新疆维吾尔自治区")->code, "65");
  CHECK_EQ(province_named("香港")->code, "81");
  CHECK_EQ(province_named("江"), nullptr);
  CHECK_EQ(province_named(""), nullptr);
}

TEST_SUITE_END();
