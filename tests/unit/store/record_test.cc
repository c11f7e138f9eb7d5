#include <doctest/doctest.h>

#include "store/key.h"
#include "store/record.h"
#include "unit/store/map_reader.h"

using namespace shixin;
using store::Table;

namespace {

struct Desk {
  std::string name;
  std::uint32_t number = 0;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "name", &Desk::name), base::field(2, "number", &Desk::number)};
  }
};

}  // namespace

template <>
struct shixin::store::Stored<Desk> {
  static constexpr Table kTable = Table::kStaff;
  static constexpr std::uint8_t kVersion = 3;
  static std::string key(const Desk& desk) { return KeyWriter{}.text(desk.name).take(); }
};

TEST_SUITE("store/record") {
  TEST_CASE("a saved record is loaded, and removed") {
    test::MapReader below;
    store::Overlay overlay(below);
    const Desk desk{"立案庭", 7};
    const std::string key = store::Stored<Desk>::key(desk);
    CHECK_FALSE(store::load<Desk>(overlay, key).value().has_value());
    store::save(overlay, desk);
    const auto loaded = store::load<Desk>(overlay, key);
    REQUIRE(loaded);
    REQUIRE(loaded->has_value());
    CHECK_EQ((*loaded)->name, desk.name);
    CHECK_EQ((*loaded)->number, 7);
    store::remove(overlay, desk);
    CHECK_FALSE(store::load<Desk>(overlay, key).value().has_value());
  }

  TEST_CASE("a record that is not what we wrote is corrupt, and never missing") {
    const Desk desk{"a", 1};
    const std::string key = store::Stored<Desk>::key(desk);
    const std::string good = store::to_value(desk);
    struct Row {
      const char* what;
      std::string key;
      std::string value;
    };
    const std::vector<Row> table{
        {"a foreign key", store::Stored<Desk>::key({"b", 1}), good},
        {"an older version", key, '\2' + good.substr(1)},
        {"a newer version", key, '\4' + good.substr(1)},
        {"nothing", key, ""},
        {"a name that holds 0x00", key, store::to_value(Desk{{"a\0", 2}, 1})},
        {"cut short", key, good.substr(0, good.size() - 1)},
        {"too long", key, good + "x"},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      test::MapReader reader;
      reader.rows[{Table::kStaff, row.key}] = row.value;
      const auto loaded = store::load<Desk>(reader, row.key);
      REQUIRE_FALSE(loaded);
      CHECK_EQ(loaded.error().code, ErrorCode::kCorrupt);
    }
  }
}
