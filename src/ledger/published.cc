#include "ledger/published.h"

#include "ledger/growth.h"
#include "ledger/leaf.h"
#include "ledger/tiled_tree.h"

namespace shixin::ledger {
namespace {

using store::KeyWriter;
using store::Table;

Error incomplete() { return {ErrorCode::kCorrupt, "ledger: a tile lacks a part of it"}; }

Error nothing_signed() { return {ErrorCode::kUnavailable, "审计树尚未签署"}; }

// Calls each(row) for `tile.width` rows from the one under `from` on.
template <class Record, class Each>
Result<void> each_row(const store::Reader& reader, const Tile& tile, std::string from, Each each) {
  const auto rows = reader.scan(store::Stored<Record>::kTable, {std::move(from), {}});
  for (unsigned i = 0; i < tile.width; ++i, rows->next()) {
    if (!rows->valid()) {
      auto read = rows->status();
      return read ? Result<void>(incomplete()) : read;
    }
    auto record = store::from_value<Record>(rows->key(), rows->value());
    if (!record) return std::move(record).error();
    if (!each(*record, tile.index * kTileWidth + i)) return incomplete();
  }
  return {};
}

// A tile that the tree has.
Result<std::string> read_tile(const store::Reader& reader, const Tile& tile) {
  std::string bytes;
  const std::uint64_t first = tile.index * kTileWidth;
  Result<void> done;
  if (tile.level.value_or(0) == 0) {
    done = each_row<Leaf>(reader, tile, KeyWriter{}.u64(first + 1).take(),
                          [&](const Leaf& leaf, std::uint64_t index) {
                            if (!tile.level) {
                              append_entry(bytes, entry_of(leaf));
                            } else {
                              bytes += leaf_hash(entry_of(leaf)).raw();
                            }
                            return leaf.seq == index + 1;
                          });
  } else {
    const auto level = static_cast<std::uint8_t>(*tile.level);
    done = each_row<TileHash>(reader, tile, store::Stored<TileHash>::key(level, first),
                              [&](const TileHash& row, std::uint64_t index) {
                                bytes += row.hash.raw();
                                return row.level == level && row.index == index;
                              });
  }
  if (!done) return std::move(done).error();
  return bytes;
}

// Whether a tree was signed, and is remembered, that ends in this partial tile.
Result<bool> was_signed(const store::Reader& reader, const Tile& tile) {
  const std::uint64_t hashes = tile.index * kTileWidth + tile.width;
  const auto key = [&](std::uint64_t end) {
    return store::Stored<SignedCheckpoint>::key(end << tile.height());
  };
  const auto rows = reader.scan(Table::kLedgerCheckpoints, {key(hashes), key(hashes + 1)});
  if (rows->valid()) return true;
  if (auto read = rows->status(); !read) return std::move(read).error();
  return false;
}

}  // namespace

Result<SignedCheckpoint> last_checkpoint(const store::Reader& reader) {
  const auto rows = reader.scan(Table::kLedgerCheckpoints, {}, store::Direction::kBackward);
  if (rows->valid()) return store::from_value<SignedCheckpoint>(rows->key(), rows->value());
  if (auto read = rows->status(); !read) return std::move(read).error();
  return nothing_signed();
}

Result<Verifier> log_verifier(const store::Reader& reader) {
  const auto identity = load_identity(reader);
  if (!identity) return identity.error();
  if (!*identity) return nothing_signed();
  return (*identity)->verifier();
}

Result<std::optional<std::string>> published_tile(const store::Reader& reader, const Tile& tile) {
  constexpr std::optional<std::string> kNone;
  const auto edge = load_edge(reader);
  if (!edge) return edge.error();
  const auto whole = tile_of(edge->size(), tile.level, tile.index);
  if (!whole || tile.width > whole->width) return kNone;
  if (!tile.is_full()) {
    const auto there = was_signed(reader, tile);
    if (!there) return there.error();
    if (!*there) return kNone;
  }
  auto bytes = read_tile(reader, tile);
  if (!bytes) return std::move(bytes).error();
  return std::optional{*std::move(bytes)};
}

Result<ProofDocument> prove(const store::Reader& reader, std::uint64_t seq) {
  auto checkpoint = last_checkpoint(reader);
  if (!checkpoint) return std::move(checkpoint).error();
  if (seq == 0 || seq > checkpoint->size) {
    return Error{ErrorCode::kNotFound, "审计树中没有这项决定"};
  }
  TiledTree tree(checkpoint->size, [&](const Tile& tile) { return read_tile(reader, tile); });
  ProofDocument document;
  document.index = seq - 1;
  auto proof = prove_inclusion(document.index, checkpoint->size, tree.nodes());
  if (!proof) return std::move(proof).error();
  document.proof = *std::move(proof);
  document.checkpoint = std::move(checkpoint->note);
  return document;
}

}  // namespace shixin::ledger
