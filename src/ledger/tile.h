// Tiles (c2sp.org/tlog-tiles): how a tree is cut into files that never change, and what they are
// called. A tile of level l holds the roots of consecutive subtrees of 256^l leaves, 256 of them
// when it is full; a bundle holds the entries of a tile of level 0. Names and layout only. Pure.
//
//   tile/<level>/<index>[.p/<width>]    tile/entries/<index>[.p/<width>]
//   index := 3 digits a part, all but the last after an x: 1234067 is x001/x234/067
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::ledger {

inline constexpr unsigned kTileHeight = 8;
inline constexpr unsigned kTileWidth = 1U << kTileHeight;
inline constexpr std::size_t kHashBytes = 32;

// Sizes are of 64 bits, so no tree has a hash at a level above.
inline constexpr unsigned kLevelMax = 7;

struct Tile {
  std::optional<unsigned> level;  // nullopt: the entries themselves
  std::uint64_t index = 0;
  unsigned width = kTileWidth;

  bool is_full() const { return width == kTileWidth; }
  unsigned height() const { return level.value_or(0) * kTileHeight; }

  std::string path() const;
  // nullopt: no name of a tile, or not the one way in which it is written.
  static std::optional<Tile> parse(std::string_view path);

  friend bool operator==(const Tile&, const Tile&) = default;
};

// The tile of this level and index as a tree of `size` leaves has it; nullopt: it has none.
std::optional<Tile> tile_of(std::uint64_t size, std::optional<unsigned> level, std::uint64_t index);

// An entry as a bundle holds it: its size in two bytes, then the entry.
void append_entry(std::string& bundle, std::string_view entry);

}  // namespace shixin::ledger
