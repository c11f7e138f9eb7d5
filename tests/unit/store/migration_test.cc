#include "store/migration.h"

#include <doctest/doctest.h>

#include "store/meta_rows.h"
#include "support/memory_engine.h"

namespace {

using namespace shixin;
using store::Migration;
using store::Table;

constexpr std::uint32_t kNow = store::kSchemaVersion;

std::optional<std::uint64_t> meta_number(const store::Engine& engine, const std::string& key) {
  const auto read = store::read_number(*engine.snapshot(), key);
  REQUIRE(read);
  return *read;
}

// A store as the version before wrote it.
void make_older(tests::MemoryEngine& engine) {
  REQUIRE(engine.commit({0, {{Table::kMeta, store::schema_key(), store::number_value(kNow - 1)}}}));
}

// Writes the rows a, b, c, one a turn; each turn finds out what is left.
Result<bool> write_next(store::Overlay& overlay) {
  for (const char* name : {"a", "b", "c"}) {
    const auto row = overlay.get(Table::kSubjects, name);
    if (!row) return row.error();
    if (*row) continue;
    overlay.put(Table::kSubjects, name, "");
    return name[0] == 'c';
  }
  return true;
}

store::Turn begin_writing() { return write_next; }

}  // namespace

TEST_SUITE_BEGIN("store/migration");

TEST_CASE("a store of an older version is brought up to this one, once") {
  tests::MemoryEngine engine;
  make_older(engine);
  int begun = 0;
  const std::array steps{Migration{kNow, "rows", begin_writing}};
  REQUIRE(store::migrate(engine, steps, [&](const Migration&) { ++begun; }));
  REQUIRE(store::migrate(engine, steps, [&](const Migration&) { ++begun; }));
  CHECK_EQ(begun, 1);
  CHECK(meta_number(engine, store::schema_key()) == kNow);
  CHECK_FALSE(meta_number(engine, store::migrating_key()).has_value());
  CHECK(engine.snapshot()->get(Table::kSubjects, "c")->has_value());
}

TEST_CASE("a migration that is cut off anywhere stands marked, and goes on") {
  for (std::size_t commits = 1; commits <= 3; ++commits) {
    CAPTURE(commits);
    tests::MemoryEngine engine;
    make_older(engine);
    const std::array steps{Migration{kNow, "rows", begin_writing}};
    engine.fail_after(commits);
    CHECK_FALSE(store::migrate(engine, steps, {}));
    CHECK(meta_number(engine, store::schema_key()) == kNow - 1);
    CHECK(meta_number(engine, store::migrating_key()) == kNow);
    engine.heal();
    REQUIRE(store::migrate(engine, steps, {}));
    CHECK(meta_number(engine, store::schema_key()) == kNow);
    CHECK_FALSE(meta_number(engine, store::migrating_key()).has_value());
  }
}

TEST_CASE("a store to which no step leads is refused, and not touched") {
  tests::MemoryEngine engine;
  make_older(engine);
  const auto head = engine.snapshot()->head();
  const std::array steps{Migration{kNow + 1, "of tomorrow", begin_writing}};
  const auto refused = store::migrate(engine, steps, {});
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, ErrorCode::kUnsupported);
  CHECK_EQ(engine.snapshot()->head(), head);
}

TEST_SUITE_END();
