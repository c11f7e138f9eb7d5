#include "registry/idempotency.h"

#include <doctest/doctest.h>

#include "registry/sweep.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Reply;
using registry::Transaction;
using test::House;

// Asks under the key; the reply counts how often the step was run.
Reply ask(House& house, const std::string& key, std::uint32_t& runs) {
  auto reply = house.run<Reply>([&](Transaction& tx) {
    return registry::once(tx, "clerk", key, base::sha256("the request"),
                          [&](Transaction&) -> Result<Reply> {
                            return Reply{++runs, "{}"};
                          });
  });
  REQUIRE(reply);
  return *reply;
}

std::size_t rows(const House& house) {
  const auto snapshot = house.engine.snapshot();
  std::size_t count = 0;
  const auto cursor = snapshot->scan(store::Table::kIdempotency, {});
  for (; cursor->valid(); cursor->next()) ++count;
  return count;
}

}  // namespace

TEST_SUITE_BEGIN("registry/idempotency");

TEST_CASE("a request repeated after a restart gets its first answer") {
  House house;
  std::uint32_t runs = 0;
  CHECK_EQ(ask(house, "key", runs).status, 1);
  house.reopen();
  CHECK_EQ(ask(house, "key", runs).status, 1);
  CHECK_EQ(ask(house, "another key", runs).status, 2);
}

TEST_CASE("answers are kept for a week, and swept out in steps") {
  House house;
  std::uint32_t runs = 0;
  for (int i = 0; i < 2'500; ++i) ask(house, std::to_string(i), runs);
  house.clock.set(house.clock.now() + std::chrono::days{4});
  ask(house, "of today", runs);
  REQUIRE(registry::sweep(*house.committer));
  CHECK_EQ(rows(house), 2'501);
  house.clock.set(house.clock.now() + std::chrono::days{4});
  const auto before = house.engine.snapshot()->head();
  REQUIRE(registry::sweep(*house.committer));
  CHECK_EQ(rows(house), 1);
  CHECK_EQ(house.engine.snapshot()->head() - before, 3);
}

TEST_SUITE_END();
