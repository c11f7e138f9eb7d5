#include "web/elastic_pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>

using namespace shixin;

TEST_SUITE("web/elastic_pool") {
  TEST_CASE("it grows with the work, refuses past its bound, and takes work again") {
    web::ElasticPool pool({.threads_min = 0, .threads_max = 3});
    std::latch started(3);
    std::latch release(1);
    for (int i = 0; i < 3; ++i) {
      REQUIRE(pool.submit([&] {
        started.count_down();
        release.wait();
      }));
    }
    started.wait();
    CHECK_EQ(pool.threads(), 3);
    CHECK_FALSE(pool.submit([] {}));
    release.count_down();

    std::latch again(1);
    while (!pool.submit([&] { again.count_down(); })) std::this_thread::yield();
    again.wait();
    CHECK_LE(pool.threads(), 3);
  }

  TEST_CASE("an idle thread is used again instead of a new one") {
    web::ElasticPool pool({.threads_min = 1, .threads_max = 1});
    for (int i = 0; i < 100; ++i) {
      std::latch done(1);
      while (!pool.submit([&] { done.count_down(); })) std::this_thread::yield();
      done.wait();
    }
    CHECK_EQ(pool.threads(), 1);
  }

  TEST_CASE("it shrinks to its minimum when idle") {
    web::ElasticPool pool(
        {.threads_min = 1, .threads_max = 4, .idle = std::chrono::milliseconds{1}});
    std::latch started(4);
    for (int i = 0; i < 4; ++i) REQUIRE(pool.submit([&] { started.arrive_and_wait(); }));
    started.wait();
    while (pool.threads() > 1) std::this_thread::yield();
    CHECK_EQ(pool.threads(), 1);
  }

  TEST_CASE("stop lets what was submitted finish, and takes nothing after") {
    std::atomic<int> done{0};
    web::ElasticPool pool({.threads_min = 2, .threads_max = 8});
    int submitted = 0;
    for (int i = 0; i < 8; ++i) submitted += pool.submit([&] { ++done; }) ? 1 : 0;
    pool.stop();
    CHECK_EQ(done, submitted);
    CHECK_FALSE(pool.submit([] {}));
    CHECK_EQ(pool.threads(), 0);
  }
}
