#include <doctest/doctest.h>

#include "web/rate_limit.h"

namespace {

using namespace std::chrono_literals;
using shixin::base::Day;
using shixin::base::ManualClock;
using shixin::web::RateLimit;

const shixin::Instant kStart = Day{2026, 3, 2}.begins();

// How many of `tries` are let through.
int admitted(RateLimit& limit, std::string_view key, int tries) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += limit.admit(key) ? 0 : 1;
  return count;
}

}  // namespace

TEST_SUITE("web/rate_limit") {
  TEST_CASE("a minute's worth at once, and then one for each part of the minute") {
    ManualClock clock(kStart);
    RateLimit limit(6, clock);
    CHECK_EQ(admitted(limit, "a", 10), 6);
    CHECK_EQ(limit.admit("a"), std::optional{10s});
    clock.set(kStart + 9'001ms);
    CHECK_EQ(limit.admit("a"), std::optional{1s});
    clock.set(kStart + 10s);
    CHECK_EQ(admitted(limit, "a", 10), 1);
    clock.set(kStart + 10min);
    CHECK_EQ(admitted(limit, "a", 10), 6);
  }

  TEST_CASE("a clock that ran ahead and was mended locks nobody out") {
    ManualClock clock(kStart + 24h * 1000);
    RateLimit limit(6, clock);
    CHECK_EQ(admitted(limit, "a", 10), 6);
    clock.set(kStart);
    CHECK_EQ(limit.admit("a"), std::optional{10s});
    clock.set(kStart + 1min);
    CHECK_EQ(admitted(limit, "a", 10), 6);
  }

  TEST_CASE("one key does not use up another's") {
    ManualClock clock(kStart);
    RateLimit limit(2, clock);
    CHECK_EQ(admitted(limit, "a", 5), 2);
    CHECK_EQ(admitted(limit, "b", 5), 2);
  }

  TEST_CASE("beyond so many busy keys newcomers share one allowance, until a key is idle again") {
    ManualClock clock(kStart);
    RateLimit limit(2, clock, 2);
    CHECK_EQ(admitted(limit, "a", 1), 1);
    CHECK_EQ(admitted(limit, "b", 2), 2);
    CHECK_EQ(admitted(limit, "c", 1) + admitted(limit, "d", 2) + admitted(limit, "e", 2), 2);
    clock.set(kStart + 30s);  // a is idle again
    CHECK_EQ(admitted(limit, "f", 3), 2);
  }
}
