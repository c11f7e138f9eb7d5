#include "app/saved_tiles.h"

#include <optional>

#include "app/small_file.h"

namespace shixin::app {

std::string SavedTiles::read(const ledger::Tile& tile) {
  constexpr std::size_t kFullBytes = ledger::kTileWidth * ledger::kHashBytes;
  const std::size_t bytes = tile.width * ledger::kHashBytes;
  if (auto own = read_small_file(folder_ / tile.path(), kFullBytes)) return *std::move(own);
  if (auto full =
          read_small_file(folder_ / ledger::Tile{tile.level, tile.index}.path(), kFullBytes)) {
    return full->substr(0, bytes);
  }
  missing_.push_back(tile.path());
  return std::string(bytes, '\0');
}

Result<void> SavedTiles::check_complete() const {
  if (missing_.empty()) return {};
  Error error{ErrorCode::kUnavailable,
              folder_.string() +
                  " does not hold all tiles that this takes: fetch each of these from the court's "
                  "public address, to the same name below it. Where one that ends in .p/ and a "
                  "number is gone, the full one, whose name is the part before, will do"};
  for (const std::string& path : missing_) error.faults.push_back({path, "is missing"});
  return error;
}

}  // namespace shixin::app
