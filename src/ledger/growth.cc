#include "ledger/growth.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/leaf.h"
#include "ledger/tile.h"

namespace shixin::ledger {
namespace {

// Leaves taken in one turn: a batch of some kilobytes, in some hundredths of a second.
constexpr std::uint64_t kLeavesAtOnce = 10'000;

Result<std::uint64_t> last_leaf(const store::Reader& reader) {
  const auto rows = reader.scan(store::Table::kLedgerLeaves, {}, store::Direction::kBackward);
  if (!rows->valid()) {
    if (auto read = rows->status(); !read) return std::move(read).error();
    return std::uint64_t{0};
  }
  auto leaf = store::from_value<Leaf>(rows->key(), rows->value());
  if (!leaf) return std::move(leaf).error();
  return leaf->seq;
}

}  // namespace

Result<Verifier> Identity::verifier() const {
  base::PublicKey bytes{};
  if (key.size() != bytes.size()) return Error{ErrorCode::kCorrupt, "ledger: a key of wrong size"};
  std::ranges::copy(key, bytes.begin());
  return Verifier(origin, bytes);
}

Result<Edge> load_edge(const store::Reader& reader) {
  auto tree = store::load<Tree>(reader, store::Stored<Tree>::key({}));
  if (!tree) return std::move(tree).error();
  if (!*tree) return Edge{};
  return Edge::of((*tree)->size, std::move((*tree)->edge));
}

Result<std::optional<Identity>> load_identity(const store::Reader& reader) {
  return store::load<Identity>(reader, store::Stored<Identity>::key({}));
}

Result<Edge> grow(store::Overlay& overlay, Edge edge, std::uint64_t size) {
  const auto keep_tiles = [&](unsigned height, std::uint64_t index, const Hash& root) {
    if (height == 0 || height % kTileHeight != 0) return;
    store::save(overlay, TileHash{static_cast<std::uint8_t>(height / kTileHeight), index, root});
  };
  while (edge.size() < size) {
    auto leaf = store::load<Leaf>(overlay, store::KeyWriter{}.u64(edge.size() + 1).take());
    if (!leaf) return std::move(leaf).error();
    if (!*leaf) {
      return Error{
          ErrorCode::kCorrupt,
          fmt::format("ledger: seq {} has no leaf: restore the last backup", edge.size() + 1)};
    }
    edge.append(leaf_hash(entry_of(**leaf)), keep_tiles);
  }
  store::save(overlay, Tree{edge.size(), edge.roots()});
  return edge;
}

Result<bool> grow_some(store::Overlay& overlay) {
  const auto last = last_leaf(overlay);
  if (!last) return last.error();
  const auto edge = load_edge(overlay);
  if (!edge) return edge.error();
  const auto grown = grow(overlay, *edge, std::min(*last, edge->size() + kLeavesAtOnce));
  if (!grown) return grown.error();
  return grown->size() == *last;
}

}  // namespace shixin::ledger
