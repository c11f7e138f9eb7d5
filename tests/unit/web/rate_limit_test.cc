#include <doctest/doctest.h>

#include "web/rate_limit.h"

namespace {

using namespace std::chrono_literals;
using shixin::web::RateLimit;

constexpr RateLimit::Time kStart{1000h};

// How many of `tries` are let through.
int admitted(RateLimit& limit, std::string_view key, int tries) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += limit.admit(key) ? 0 : 1;
  return count;
}

}  // namespace

TEST_SUITE("web/rate_limit") {
  TEST_CASE("a minute's worth at once, and then one for each part of the minute") {
    RateLimit::Time now = kStart;
    RateLimit limit(6, [&] { return now; });
    CHECK_EQ(admitted(limit, "a", 10), 6);
    CHECK_EQ(limit.admit("a"), std::optional{10s});
    now = kStart + 9'001ms;
    CHECK_EQ(limit.admit("a"), std::optional{1s});
    now = kStart + 10s;
    CHECK_EQ(admitted(limit, "a", 10), 1);
    now = kStart + 10min;
    CHECK_EQ(admitted(limit, "a", 10), 6);
  }

  TEST_CASE("one key does not use up another's") {
    RateLimit::Time now = kStart;
    RateLimit limit(2, [&] { return now; });
    CHECK_EQ(admitted(limit, "a", 5), 2);
    CHECK_EQ(admitted(limit, "b", 5), 2);
  }

  TEST_CASE("beyond so many busy keys newcomers share one allowance, until a key is idle again") {
    RateLimit::Time now = kStart;
    RateLimit limit(
        2, [&] { return now; }, 2);
    CHECK_EQ(admitted(limit, "a", 1), 1);
    CHECK_EQ(admitted(limit, "b", 2), 2);
    CHECK_EQ(admitted(limit, "c", 1) + admitted(limit, "d", 2) + admitted(limit, "e", 2), 2);
    now = kStart + 30s;  // a is idle again
    CHECK_EQ(admitted(limit, "f", 3), 2);
  }
}
