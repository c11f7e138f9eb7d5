#include "ledger/tile.h"

#include <doctest/doctest.h>

#include <map>

#include "ledger/tiled_tree.h"
#include "unit/ledger/trees.h"

namespace {

using namespace shixin;
using ledger::Hash;
using ledger::Tile;

// All tiles of a tree, by their paths.
std::map<std::string, std::string> tiles_of(const std::vector<Hash>& leaves) {
  std::map<std::string, std::string> files;
  for (unsigned level = 0; level <= 1; ++level) {
    const unsigned height = level * ledger::kTileHeight;
    for (std::uint64_t index = 0; const auto tile = ledger::tile_of(leaves.size(), level, index);
         ++index) {
      std::string bytes;
      for (std::uint64_t i = 0; i < tile->width; ++i) {
        const std::uint64_t at = index * ledger::kTileWidth + i;
        bytes += test::naive_root(leaves, at << height, (at + 1) << height).raw();
      }
      files[tile->path()] = bytes;
    }
  }
  return files;
}

}  // namespace

TEST_SUITE_BEGIN("ledger/tile");

TEST_CASE("tiles are called as tlog-tiles says") {
  CHECK_EQ(Tile{0, 0, 256}.path(), "tile/0/000");
  CHECK_EQ(Tile{1, 1234067, 256}.path(), "tile/1/x001/x234/067");
  CHECK_EQ(Tile{0, 273, 112}.path(), "tile/0/273.p/112");
  CHECK_EQ(Tile{std::nullopt, 1000, 8}.path(), "tile/entries/x001/000.p/8");
  for (const Tile& tile : {Tile{0, 0, 256}, Tile{7, UINT64_MAX, 255}, Tile{{}, 999'999, 1}}) {
    const auto read = Tile::parse(tile.path());
    REQUIRE(read.has_value());
    CHECK(*read == tile);
  }
}

TEST_CASE("a name that is written otherwise is no tile's") {
  for (const char* path :
       {"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000",
        "tile/00/000", "tile/8/000", "tile/64/000", "tile/-1/000", "tile/0/x000/001",
        "tile/0/001/x000", "tile/0/x001/x000", "tile/0/001/000", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/08", "tile/0/000.p/", "tile/0/000.p", "tile/0/000.p/8/9",
        "tile/entry/000", "tile/entries", "tile/0/000 ", "/tile/0/000", "tile/0/000/",
        // One past what 64 bits hold.
        "tile/0/x018/x446/x744/x073/x709/x551/616"}) {
    CAPTURE(path);
    CHECK_FALSE(Tile::parse(path).has_value());
  }
}

TEST_CASE("a tree of 70,000 has the tiles of the specification's example") {
  CHECK(ledger::tile_of(70'000, 0, 272)->is_full());
  CHECK_EQ(ledger::tile_of(70'000, 0, 273)->width, 112);
  CHECK_FALSE(ledger::tile_of(70'000, 0, 274).has_value());
  CHECK(ledger::tile_of(70'000, 1, 0)->is_full());
  CHECK_EQ(ledger::tile_of(70'000, 1, 1)->width, 17);
  CHECK_EQ(ledger::tile_of(70'000, 2, 0)->width, 1);
  CHECK_FALSE(ledger::tile_of(70'000, 3, 0).has_value());
  CHECK(ledger::tile_of(256, 0, 0)->is_full());
  CHECK_FALSE(ledger::tile_of(256, 0, 1).has_value());
  CHECK_EQ(ledger::tile_of(256, 1, 0)->width, 1);
  CHECK_FALSE(ledger::tile_of(0, 0, 0).has_value());
}

TEST_CASE("the tiles of a tree are all its hashes") {
  const auto leaves = test::leaves_of(600);
  const auto files = tiles_of(leaves);
  std::size_t fetched = 0;
  const auto fetch = [&](const Tile& tile) -> Result<std::string> {
    ++fetched;
    return files.at(tile.path());
  };
  for (const std::uint64_t index : {0, 255, 256, 511, 512, 599}) {
    ledger::TiledTree tree(leaves.size(), fetch);
    const auto proof = ledger::prove_inclusion(index, leaves.size(), tree.nodes());
    REQUIRE(proof);
    CHECK(ledger::proves_inclusion(*proof, index, leaves[index],
                                   test::head_of(leaves, leaves.size())));
  }
  fetched = 0;
  ledger::TiledTree tree(leaves.size(), fetch);
  CHECK(*ledger::root_of(leaves.size(), tree.nodes()) == test::naive_root(leaves, 0, 600));
  CHECK_EQ(fetched, 2);  // level 1, and the part of level 0 that no tile of level 1 covers
}

TEST_CASE("a tile of another size than its name says is refused") {
  ledger::TiledTree tree(10,
                         [](const Tile&) -> Result<std::string> { return std::string(9, 'x'); });
  const auto hash = tree.node(0, 3);
  REQUIRE_FALSE(hash);
  CHECK_EQ(hash.error().code, ErrorCode::kMalformed);
}

TEST_SUITE_END();
