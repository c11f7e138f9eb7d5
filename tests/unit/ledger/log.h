// Log: leaves and the tree over them in a store in memory, without the register above them.
#pragma once

#include <doctest/doctest.h>

#include "ledger/growth.h"
#include "ledger/leaf.h"
#include "ledger/ledger.h"
#include "ledger/published.h"
#include "support/memory_engine.h"

namespace shixin::test {

struct Log {
  Log() { REQUIRE(ledger.prepare(engine, random)); }

  static std::string record(std::uint64_t seq) { return "record " + std::to_string(seq); }

  // What the committer does for a group of `decisions`.
  void commit(std::uint64_t decisions) {
    const auto snapshot = engine.snapshot();
    store::Overlay overlay(*snapshot);
    for (std::uint64_t i = 0; i < decisions; ++i) {
      ++seq;
      ledger::append(overlay, seq, record(seq), base::sha256(record(seq)), random);
    }
    REQUIRE(ledger.seal(overlay, seq));
    REQUIRE(engine.commit({snapshot->head(), overlay.writes()}));
  }

  ledger::Checkpoint checkpoint() const {
    const auto snapshot = engine.snapshot();
    const auto verifier = ledger::log_verifier(*snapshot);
    REQUIRE(verifier);
    const auto last = ledger::last_checkpoint(*snapshot);
    REQUIRE(last);
    auto opened = ledger::open_checkpoint(last->note, *verifier);
    REQUIRE(opened);
    return *std::move(opened);
  }

  // nullopt: 404.
  std::optional<std::string> tile(const std::string& path) const {
    const auto tile = ledger::Tile::parse(path);
    REQUIRE(tile.has_value());
    auto bytes = ledger::published_tile(*engine.snapshot(), *tile);
    REQUIRE(bytes);
    return *std::move(bytes);
  }

  std::uint64_t rows(store::Table table) const {
    const auto snapshot = engine.snapshot();
    std::uint64_t rows = 0;
    for (const auto row = snapshot->scan(table, {}); row->valid(); row->next()) ++rows;
    return rows;
  }

  tests::MemoryEngine engine;
  base::SeededRandom random{5};
  const ledger::Ledger ledger{base::Key{{3}}, "shixin/test"};
  std::uint64_t seq = 0;
};

}  // namespace shixin::test
