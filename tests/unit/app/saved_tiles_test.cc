#include "app/saved_tiles.h"

#include <doctest/doctest.h>

#include <fstream>

#include "support/temp_dir.h"

using namespace shixin;
namespace fs = std::filesystem;
using ledger::Tile;

namespace {

void save_tile(const fs::path& folder, const Tile& tile, const std::string& bytes) {
  fs::create_directories((folder / tile.path()).parent_path());
  std::ofstream(folder / tile.path(), std::ios::binary) << bytes;
}

}  // namespace

TEST_SUITE("app/saved_tiles") {
  TEST_CASE("tiles are found under the names by which they are served") {
    const test::TempDir folder;
    const std::string bytes(3 * ledger::kHashBytes, 'a');
    save_tile(folder.path(), {0, 1234, 3}, bytes);
    app::SavedTiles saved(folder.path());
    CHECK_EQ(saved.read({0, 1234, 3}), bytes);
    CHECK(saved.check_complete());
  }

  TEST_CASE("a partial tile that is served no more is the beginning of the full one") {
    const test::TempDir folder;
    std::string bytes(ledger::kTileWidth * ledger::kHashBytes, 'b');
    bytes.replace(0, 2 * ledger::kHashBytes, 2 * ledger::kHashBytes, 'a');
    save_tile(folder.path(), {0, 0}, bytes);
    app::SavedTiles saved(folder.path());
    CHECK_EQ(saved.read({0, 0, 2}), std::string(2 * ledger::kHashBytes, 'a'));
    CHECK(saved.check_complete());
  }

  TEST_CASE("all that is missing is named at once") {
    const test::TempDir folder;
    app::SavedTiles saved(folder.path());
    CHECK_EQ(saved.read({1, 0, 7}).size(), 7 * ledger::kHashBytes);
    CHECK_EQ(saved.read({0, 5}).size(), 8192);
    const auto whole = saved.check_complete();
    REQUIRE_FALSE(whole);
    CHECK(whole.error().code == ErrorCode::kUnavailable);
    REQUIRE_EQ(whole.error().faults.size(), 2);
    CHECK_EQ(whole.error().faults[0].pointer, "tile/1/000.p/7");
    CHECK_EQ(whole.error().faults[1].pointer, "tile/0/005");
  }
}
