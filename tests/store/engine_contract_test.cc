// What every engine promises (store/engine.h). Written over the seam; no engine is named here.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/engines.h"
#include "support/temp_dir.h"

using namespace shixin;
using store::Batch;
using store::Direction;
using store::Table;
using test::Rows;

namespace {

std::unique_ptr<store::Engine> open(const test::EngineKind& kind,
                                    const std::filesystem::path& folder) {
  auto engine = kind.open(folder);
  REQUIRE_MESSAGE(engine.has_value(), kind.what);
  return *std::move(engine);
}

}  // namespace

TEST_SUITE("store/engine_contract") {
  TEST_CASE("a new store is empty and at head 0") {
    for (const auto& kind : test::kEngines) {
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      const auto now = engine->snapshot();
      CHECK_EQ(now->head(), 0);
      for (std::size_t i = 1; i < store::kKeyspace.size(); ++i) {
        CHECK(test::rows(*now, static_cast<Table>(i)).empty());
      }
      const auto missing = now->get(Table::kSubjects, "nobody");
      REQUIRE(missing);
      CHECK_FALSE(missing->has_value());
    }
  }

  TEST_CASE("a commit is read back whole, over all its tables, and erases") {
    for (const auto& kind : test::kEngines) {
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      Batch first{0, {}};
      for (std::size_t i = 1; i < store::kKeyspace.size(); ++i) {
        first.writes.push_back({static_cast<Table>(i), "key", std::string("v\0v", 3)});
      }
      REQUIRE(engine->commit(first));
      const auto now = engine->snapshot();
      CHECK_EQ(now->head(), 1);
      for (std::size_t i = 1; i < store::kKeyspace.size(); ++i) {
        CHECK_EQ(test::rows(*now, static_cast<Table>(i)), Rows{{"key", std::string("v\0v", 3)}});
      }
      REQUIRE(engine->commit({1, {{Table::kStaff, "key", std::nullopt}}}));
      CHECK(test::rows(*engine->snapshot(), Table::kStaff).empty());
      CHECK_EQ(test::rows(*engine->snapshot(), Table::kSessions).size(), 1);
    }
  }

  TEST_CASE("a commit on another head is a conflict and leaves nothing") {
    for (const auto& kind : test::kEngines) {
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      REQUIRE(engine->commit(test::numbered_batch(0)));
      for (const std::uint64_t head : {std::uint64_t{0}, std::uint64_t{2}}) {
        CAPTURE(head);
        const auto refused = engine->commit(test::numbered_batch(head));
        REQUIRE_FALSE(refused);
        CHECK_EQ(refused.error().code, ErrorCode::kConflict);
      }
      CHECK_EQ(engine->snapshot()->head(), 1);
      CHECK_EQ(test::rows(*engine->snapshot(), Table::kDecisions).size(), 1);
      CHECK(engine->commit(test::numbered_batch(1)));
    }
  }

  TEST_CASE("a scan keeps to its range, in both directions") {
    struct Row {
      const char* what;
      store::Range range;
      std::vector<std::string> keys;
    };
    const std::string ff = "\xff";
    const std::vector<Row> table{
        {"all", {}, {"a", "ab", "b", "b" + ff, "b" + ff + "c", "c", ff, ff + ff}},
        {"from one", {"b", ""}, {"b", "b" + ff, "b" + ff + "c", "c", ff, ff + ff}},
        {"until one", {"", "b"}, {"a", "ab"}},
        {"between", {"aa", "c"}, {"ab", "b", "b" + ff, "b" + ff + "c"}},
        {"nothing between", {"bb", "b" + ff}, {}},
        {"upside down", {"c", "a"}, {}},
        {"prefix", store::prefix_range("a"), {"a", "ab"}},
        {"prefix ending in 0xff", store::prefix_range("b" + ff), {"b" + ff, "b" + ff + "c"}},
        {"prefix of 0xff only", store::prefix_range(ff), {ff, ff + ff}},
        {"empty prefix",
         store::prefix_range(""),
         {"a", "ab", "b", "b" + ff, "b" + ff + "c", "c", ff, ff + ff}},
    };
    for (const auto& kind : test::kEngines) {
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      Batch batch{0, {}};
      for (const auto& key : table.front().keys) batch.writes.push_back({Table::kByName, key, key});
      // Neighbours of the table, which must not show.
      batch.writes.push_back({Table::kByDocument, "b", ""});
      batch.writes.push_back({Table::kByCase, "b", ""});
      REQUIRE(engine->commit(batch));
      const auto now = engine->snapshot();
      for (const auto& row : table) {
        CAPTURE(row.what);
        Rows expected;
        for (const auto& key : row.keys) expected.emplace_back(key, key);
        CHECK_EQ(test::rows(*now, Table::kByName, row.range), expected);
        std::ranges::reverse(expected);
        CHECK_EQ(test::rows(*now, Table::kByName, row.range, Direction::kBackward), expected);
      }
    }
  }

  TEST_CASE("a snapshot, and a cursor in it, stay as they were") {
    for (const auto& kind : test::kEngines) {
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      REQUIRE(engine->commit({0, {{Table::kStaff, "a", "1"}, {Table::kStaff, "b", "1"}}}));
      const auto then = engine->snapshot();
      const auto cursor = then->scan(Table::kStaff, {}, Direction::kForward);
      REQUIRE(engine->commit({1,
                              {{Table::kStaff, "a", "2"},
                               {Table::kStaff, "aa", "2"},
                               {Table::kStaff, "b", std::nullopt}}}));
      CHECK_EQ(then->head(), 1);
      CHECK_EQ(test::rows(*then, Table::kStaff), Rows{{"a", "1"}, {"b", "1"}});
      CHECK_EQ(then->get(Table::kStaff, "b").value(), "1");
      cursor->next();
      REQUIRE(cursor->valid());
      CHECK_EQ(cursor->key(), "b");
      CHECK_EQ(test::rows(*engine->snapshot(), Table::kStaff), Rows{{"a", "2"}, {"aa", "2"}});
    }
  }

  TEST_CASE("a store that is opened again holds every commit and goes on counting") {
    for (const auto& kind : test::kEngines) {
      if (!kind.durable) continue;
      CAPTURE(kind.what);
      test::TempDir folder;
      for (std::uint64_t head = 0; head < 6; ++head) {
        const auto engine = open(kind, folder / "data");
        CHECK_EQ(engine->snapshot()->head(), head);
        CHECK_EQ(test::rows(*engine->snapshot(), Table::kDecisions).size(), head);
        CHECK_EQ(test::rows(*engine->snapshot(), Table::kLedgerLeaves).size(), head);
        REQUIRE(engine->commit(test::numbered_batch(head)));
      }
    }
  }

  TEST_CASE("a backup is a store of its own, as it stood") {
    for (const auto& kind : test::kEngines) {
      if (!kind.durable) continue;
      CAPTURE(kind.what);
      test::TempDir folder;
      const auto engine = open(kind, folder / "data");
      REQUIRE(engine->commit(test::numbered_batch(0)));
      REQUIRE(engine->backup(folder / "backup"));
      REQUIRE(engine->commit(test::numbered_batch(1)));
      const auto again = engine->backup(folder / "backup");
      REQUIRE_FALSE(again);
      CHECK_EQ(again.error().code, ErrorCode::kConflict);

      const auto copy = open(kind, folder / "backup");
      CHECK_EQ(copy->snapshot()->head(), 1);
      CHECK_EQ(test::rows(*copy->snapshot(), Table::kDecisions).size(), 1);
      REQUIRE(copy->commit({1, {{Table::kStaff, "only in the copy", ""}}}));
      CHECK(test::rows(*engine->snapshot(), Table::kStaff).empty());
    }
  }
}
