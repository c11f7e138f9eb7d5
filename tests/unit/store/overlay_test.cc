#include <doctest/doctest.h>

#include <random>

#include "store/overlay.h"
#include "unit/store/map_reader.h"

using namespace shixin;
using store::Direction;
using store::Overlay;
using store::Table;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows rows(const store::Reader& reader, Table table, const store::Range& range,
          Direction direction) {
  Rows out;
  const auto cursor = reader.scan(table, range, direction);
  for (; cursor->valid(); cursor->next()) out.emplace_back(cursor->key(), cursor->value());
  CHECK(cursor->status());
  return out;
}

// A seed repeats everything: an overlay and a plain map take the same random writes.
class Twins {
 public:
  explicit Twins(unsigned seed) : random_(seed) {
    for (int i = 0; i < 20; ++i) below_.rows[{table(), key()}] = "below";
    model_ = below_;
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }
  Table table() { return std::array{Table::kByName, Table::kByCase, Table::kReceipts}[below(3)]; }
  std::string key() {
    static const std::string kLetters = "ab\xff";
    std::string key;
    for (std::size_t i = below(3) + 1; i > 0; --i) key += kLetters[below(kLetters.size())];
    return key;
  }

  void write() {
    const Table table = this->table();
    std::string key = this->key();
    if (below(3) == 0) {
      model_.rows.erase({table, key});
      overlay_.erase(table, std::move(key));
    } else {
      const std::string value = std::to_string(++written_);
      model_.rows[{table, key}] = value;
      overlay_.put(table, std::move(key), value);
    }
  }

  // Either some writes are kept, or they are taken back without a trace.
  void write_some() {
    const auto mark = overlay_.mark();
    const auto before = model_.rows;
    for (std::size_t i = below(6); i > 0; --i) write();
    if (below(3) != 0) return;
    overlay_.roll_back(mark);
    model_.rows = before;
    ++rolled_back;
  }

  void compare() {
    const store::Range range{below(2) == 0 ? "" : key(), below(2) == 0 ? "" : key()};
    for (const Table one : {Table::kByName, Table::kByCase, Table::kReceipts}) {
      for (const auto direction : {Direction::kForward, Direction::kBackward}) {
        const auto expected = rows(model_, one, range, direction);
        CHECK_EQ(rows(overlay_, one, range, direction), expected);
        compared += expected.size();
      }
      const std::string one_key = key();
      CHECK_EQ(overlay_.get(one, one_key).value(), model_.get(one, one_key).value());
    }
  }

  // What the writes make of the layer below is the model.
  void compare_writes() {
    auto result = below_.rows;
    for (const auto& write : overlay_.writes()) {
      if (write.value) {
        result[{write.table, write.key}] = *write.value;
      } else {
        result.erase({write.table, write.key});
      }
    }
    CHECK_EQ(result, model_.rows);
  }

  std::size_t rolled_back = 0;
  std::size_t compared = 0;

 private:
  std::mt19937 random_;
  test::MapReader below_;
  test::MapReader model_;
  Overlay overlay_{below_};
  int written_ = 0;
};

}  // namespace

TEST_SUITE("store/overlay") {
  TEST_CASE("an overlay reads like a map that took the same writes") {
    std::size_t rolled_back = 0, compared = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
      CAPTURE(seed);
      Twins twins(seed);
      for (int step = 0; step < 30; ++step) {
        twins.write_some();
        twins.compare();
      }
      twins.compare_writes();
      rolled_back += twins.rolled_back;
      compared += twins.compared;
    }
    CHECK_GT(rolled_back, 100);
    CHECK_GT(compared, 10'000);
  }

  TEST_CASE("a cursor meets what is written ahead of it, and keeps the row it stands on") {
    for (const auto direction : {Direction::kForward, Direction::kBackward}) {
      test::MapReader below;
      below.rows = {
          {{Table::kStaff, "a"}, "1"}, {{Table::kStaff, "c"}, "1"}, {{Table::kStaff, "e"}, "1"}};
      Overlay overlay(below);
      overlay.put(Table::kStaff, "c", "2");
      const bool forward = direction == Direction::kForward;
      const auto cursor = overlay.scan(Table::kStaff, {}, direction);
      cursor->next();
      overlay.erase(Table::kStaff, "c");
      overlay.put(Table::kStaff, forward ? "d" : "b", "3");
      overlay.put(Table::kStaff, forward ? "b" : "d", "behind");
      overlay.erase(Table::kStaff, forward ? "e" : "a");
      REQUIRE(cursor->valid());
      CHECK_EQ(cursor->key(), "c");
      CHECK_EQ(cursor->value(), "2");
      cursor->next();
      REQUIRE(cursor->valid());
      CHECK_EQ(cursor->key(), forward ? "d" : "b");
      cursor->next();
      CHECK_FALSE(cursor->valid());
    }
  }

  TEST_CASE("a failure below ends the scan as a failure, before rows written behind it") {
    test::MapReader below;
    below.rows[{Table::kStaff, "a"}] = "1";
    below.scan_end = Error{ErrorCode::kUnavailable, "the disk failed"};
    Overlay overlay(below);
    overlay.put(Table::kStaff, "b", "2");
    const auto cursor = overlay.scan(Table::kStaff, {}, Direction::kForward);
    // Whether "a" is still given is no matter; "b" must not be, as if nothing stood between.
    while (cursor->valid()) {
      CHECK_EQ(cursor->key(), "a");
      cursor->next();
    }
    REQUIRE_FALSE(cursor->status());
    CHECK_EQ(cursor->status().error().code, ErrorCode::kUnavailable);
  }

  TEST_CASE("savepoints nest") {
    test::MapReader below;
    Overlay overlay(below);
    overlay.put(Table::kStaff, "a", "1");
    const auto outer = overlay.mark();
    overlay.put(Table::kStaff, "a", "2");
    const auto inner = overlay.mark();
    overlay.erase(Table::kStaff, "a");
    overlay.put(Table::kStaff, "b", "1");
    overlay.roll_back(inner);
    CHECK_EQ(overlay.get(Table::kStaff, "a").value(), "2");
    overlay.roll_back(outer);
    CHECK_EQ(overlay.get(Table::kStaff, "a").value(), "1");
    CHECK_EQ(overlay.writes().size(), 1);
    overlay.roll_back(0);
    CHECK(overlay.writes().empty());
  }

  TEST_CASE("what is kept is not taken back, and what comes after it is") {
    test::MapReader below;
    Overlay overlay(below);
    overlay.put(Table::kStaff, "a", "1");
    overlay.keep();
    CHECK_EQ(overlay.mark(), 0);
    overlay.put(Table::kStaff, "a", "2");
    overlay.put(Table::kAudit, "a", "3");
    overlay.roll_back(0);
    CHECK_EQ(overlay.get(Table::kStaff, "a").value(), "1");
    CHECK_EQ(overlay.writes().size(), 1);
  }
}
