#include "feed/signal.h"

#include <doctest/doctest.h>

using shixin::feed::ChangeSignal;

TEST_SUITE("feed/signal") {
  TEST_CASE("who waits is woken by what was decided, and by what is served otherwise") {
    ChangeSignal signal;
    const std::uint64_t before = signal.seen();
    signal.announce(3);
    const std::uint64_t decided = signal.wait_past(before, std::chrono::seconds{30}, {});
    CHECK_GT(decided, before);
    signal.announce(2);  // smaller: nothing new
    CHECK_EQ(signal.seen(), decided);
    signal.stir();
    CHECK_GT(signal.wait_past(decided, std::chrono::seconds{30}, {}), decided);
    const std::uint64_t stirred = signal.seen();
    signal.announce(4);
    CHECK_GT(signal.seen(), stirred);
  }
}
