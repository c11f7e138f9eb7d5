#include "ledger/ledger.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/encoding.h"
#include "ledger/checkpoint.h"
#include "ledger/growth.h"
#include "ledger/tile.h"

namespace shixin::ledger {
namespace {

std::string draw_origin(const std::string& whose, base::Random& random) {
  return whose + "/" + base::hex_encode(random.make<std::array<std::uint8_t, 4>>());
}

void sign(store::Overlay& overlay, const Identity& identity, const base::SigningKey& key,
          const Edge& edge) {
  const Checkpoint checkpoint{identity.origin, {edge.size(), edge.root()}};
  store::save(overlay,
              SignedCheckpoint{edge.size(), Signer(identity.origin, key).sign(checkpoint.text())});
}

// All but the last of the checkpoints whose trees end in this tile of level 0.
Result<void> thin_out(store::Overlay& overlay, std::uint64_t tile) {
  const auto key = [](std::uint64_t size) { return store::Stored<SignedCheckpoint>::key(size); };
  const auto rows = overlay.scan(store::Table::kLedgerCheckpoints,
                                 {key(tile * kTileWidth), key((tile + 1) * kTileWidth)},
                                 store::Direction::kForward);
  std::vector<std::string> keys;
  for (; rows->valid(); rows->next()) keys.emplace_back(rows->key());
  if (auto read = rows->status(); !read) return read;
  if (!keys.empty()) keys.pop_back();
  for (std::string& old : keys) overlay.erase(store::Table::kLedgerCheckpoints, std::move(old));
  return {};
}

// What is kept of the sizes that were signed says which partial tiles are served. A reader who has
// just fetched a checkpoint finds his; further back one for each full tile is enough: it is what
// the partial tiles of all levels above rest on.
Result<void> forget_checkpoints(store::Overlay& overlay, std::uint64_t before,
                                std::uint64_t after) {
  const std::uint64_t last = before / kTileWidth;
  const std::uint64_t kept_whole = std::max<std::uint64_t>(after / kTileWidth, 1) - 1;
  for (std::uint64_t tile = std::max<std::uint64_t>(last, 1) - 1; tile <= last; ++tile) {
    if (tile >= kept_whole) break;
    if (auto done = thin_out(overlay, tile); !done) return done;
  }
  return {};
}

}  // namespace

Result<void> Ledger::prepare(store::Engine& engine, base::Random& random) const {
  const auto identity = load_identity(*engine.snapshot());
  if (!identity) return identity.error();
  if (!*identity) return begin(engine, random);
  const auto verifier = (*identity)->verifier();
  if (!verifier) return verifier.error();
  if (verifier->key() != key_.public_key()) {
    return Error{ErrorCode::kUnavailable,
                 "ledger.key is not the one this store's checkpoints are signed with: put it back"};
  }
  return {};
}

Result<void> Ledger::begin(store::Engine& engine, base::Random& random) const {
  const auto snapshot = engine.snapshot();
  store::Overlay overlay(*snapshot);
  const auto edge = load_edge(overlay);
  if (!edge) return edge.error();
  const auto& own = key_.public_key();
  const Identity identity{draw_origin(whose_, random), {own.begin(), own.end()}};
  store::save(overlay, identity);
  sign(overlay, identity, key_, *edge);
  return engine.commit({snapshot->head(), overlay.writes()});
}

Result<void> Ledger::seal(store::Overlay& overlay, std::uint64_t seq) const {
  const auto identity = load_identity(overlay);
  if (!identity) return identity.error();
  if (!*identity) return Error{ErrorCode::kInternal, "the ledger was not prepared"};
  const auto before = load_edge(overlay);
  if (!before) return before.error();
  const auto after = grow(overlay, *before, seq);
  if (!after) return after.error();
  if (auto done = forget_checkpoints(overlay, before->size(), after->size()); !done) return done;
  sign(overlay, **identity, key_, *after);
  return {};
}

}  // namespace shixin::ledger
