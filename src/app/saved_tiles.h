// SavedTiles: the tiles of a log that somebody fetched into a folder, under the names by which they
// are served. What is missing is remembered, so that all of it can be fetched at once.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/tile.h"

namespace shixin::app {

class SavedTiles {
 public:
  explicit SavedTiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // In the place of a missing tile there is one of zeros, from which nothing may be concluded. A
  // partial tile that a log no longer serves is the beginning of the full one.
  std::string read(const ledger::Tile& tile);

  // kUnavailable with the name of each that was missing.
  Result<void> check_complete() const;

 private:
  std::filesystem::path folder_;
  std::vector<std::string> missing_;
};

}  // namespace shixin::app
