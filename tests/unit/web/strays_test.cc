#include "web/partner/strays.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using shixin::web::partner::Strays;

TEST_SUITE("web/partner strays") {
  TEST_CASE("a key shown where it may not be used is said once a minute, with how often") {
    const Strays::Time start{1000h};
    Strays strays;
    CHECK_EQ(strays.note("rail", start), 1);
    for (int i = 0; i < 10; ++i) CHECK_EQ(strays.note("rail", start + 59s), std::nullopt);
    CHECK_EQ(strays.note("customs", start + 59s), 1);
    CHECK_EQ(strays.note("rail", start + 60s), 11);
    CHECK_EQ(strays.note("rail", start + 61s), std::nullopt);
  }
}
