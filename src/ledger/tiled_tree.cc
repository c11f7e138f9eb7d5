#include "ledger/tiled_tree.h"

namespace shixin::ledger {

Result<Hash> TiledTree::node(unsigned height, std::uint64_t index) {
  // It lies over 2^`above` neighbours of the nearest level below, all in one tile.
  const unsigned level = height / kTileHeight;
  const unsigned above = height % kTileHeight;
  const std::uint64_t first = index << above;
  const auto tile = tile_of(size_, level, first / kTileWidth);
  const std::uint64_t begin = first % kTileWidth;
  const std::uint64_t end = begin + (std::uint64_t{1} << above);
  if (!tile || end > tile->width) {
    return Error{ErrorCode::kInternal, "a subtree was asked for that the tree does not hold"};
  }
  auto known = tiles_.find({level, tile->index});
  if (known == tiles_.end()) {
    auto fetched = fetch_hashes(*tile);
    if (!fetched) return std::move(fetched).error();
    known = tiles_.emplace(std::pair{level, tile->index}, *std::move(fetched)).first;
  }
  Edge edge;
  for (std::uint64_t at = begin; at < end; ++at) edge.append(known->second[at]);
  return edge.root();
}

Result<std::vector<Hash>> TiledTree::fetch_hashes(const Tile& tile) const {
  const auto bytes = fetch_(tile);
  if (!bytes) return bytes.error();
  if (bytes->size() != tile.width * kHashBytes) {
    return Error{ErrorCode::kMalformed, tile.path() + " is not the tile that its name says"};
  }
  std::vector<Hash> hashes;
  for (std::size_t at = 0; at < bytes->size(); at += kHashBytes) {
    auto hash = Hash::from_bytes(std::string_view(*bytes).substr(at, kHashBytes));
    if (!hash) return std::move(hash).error();
    hashes.push_back(*hash);
  }
  return hashes;
}

}  // namespace shixin::ledger
