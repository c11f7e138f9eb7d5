// TiledTree: the hashes of a tree of one size, read out of its tiles, wherever those lie: rows of
// the store, or files that somebody saved. A tile is fetched once. Belongs to one thread.
#pragma once

#include <map>
#include <utility>

#include "ledger/proof.h"
#include "ledger/tile.h"

namespace shixin::ledger {

class TiledTree {
 public:
  using Fetch = std::function<Result<std::string>(const Tile&)>;
  TiledTree(std::uint64_t size, Fetch fetch) : size_(size), fetch_(std::move(fetch)) {}

  // A NodeReader. kMalformed: a tile of another size than its name says.
  Result<Hash> node(unsigned height, std::uint64_t index);
  NodeReader nodes() {
    return [this](unsigned height, std::uint64_t index) { return node(height, index); };
  }

 private:
  Result<std::vector<Hash>> fetch_hashes(const Tile& tile) const;

  std::uint64_t size_;
  Fetch fetch_;
  std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles_;
};

}  // namespace shixin::ledger
