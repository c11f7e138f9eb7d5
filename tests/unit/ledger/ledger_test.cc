#include "ledger/ledger.h"

#include "ledger/check.h"
#include "ledger/tiled_tree.h"
#include "support/surveyed.h"
#include "unit/ledger/log.h"

namespace {

using namespace shixin;
using ledger::Hash;
using store::Table;
using test::Log;

// The root over the entries bundles of the whole tree, as a reader recomputes it.
Hash root_of_entries(const Log& log) {
  ledger::Edge edge;
  for (std::uint64_t index = 0; const auto tile = ledger::tile_of(log.seq, std::nullopt, index);
       ++index) {
    auto bundle = *log.tile(tile->path());
    std::string_view rest = bundle;
    for (unsigned i = 0; i < tile->width; ++i) {
      const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(rest[0])) << 8 |
                               static_cast<std::uint8_t>(rest[1]);
      edge.append(ledger::leaf_hash(rest.substr(2, size)));
      rest.remove_prefix(2 + size);
    }
    CHECK(rest.empty());
  }
  return edge.root();
}

std::set<std::string> faults(const Log& log) {
  return support::told(log.engine, ledger::check_tree);
}

void write_raw(Log& log, std::vector<store::Write> writes) {
  REQUIRE(log.engine.commit({log.engine.snapshot()->head(), std::move(writes)}));
}

}  // namespace

TEST_SUITE_BEGIN("ledger/ledger");

TEST_CASE("a new log signs an empty tree") {
  const Log log;
  const auto checkpoint = log.checkpoint();
  CHECK_EQ(checkpoint.tree.size, 0);
  CHECK(checkpoint.tree.root == ledger::Edge{}.root());
  CHECK(checkpoint.origin.starts_with("shixin/test/"));
  CHECK_FALSE(log.tile("tile/0/000").has_value());
  CHECK(faults(log).empty());
}

TEST_CASE("an entry says its version, its seq, the commitment and the head of the audit, no more") {
  Log log;
  log.commit(1);
  const std::string bundle = *log.tile("tile/entries/000.p/1");
  CHECK_EQ(bundle.size(), 2 + 1 + 8 + 32 + 32);
  CHECK_EQ(bundle.substr(0, 11), std::string("\0\x49\1\0\0\0\0\0\0\0\1", 11));
  CHECK_EQ(bundle.substr(43), std::string(base::raw(base::sha256(Log::record(1)))));
}

TEST_CASE("each group signs once, over the tree that its entries make") {
  Log log;
  auto before = log.checkpoint();
  for (const std::uint64_t decisions : {1, 2, 250, 3, 1, 700, 500}) {
    log.commit(decisions);
    const auto after = log.checkpoint();
    REQUIRE_EQ(after.tree.size, log.seq);
    REQUIRE(after.tree.root == root_of_entries(log));
    REQUIRE_EQ(after.origin, before.origin);
    REQUIRE(faults(log).empty());
    before = after;
  }
}

TEST_CASE("every tree that was signed begins with the one before") {
  Log log;
  auto before = log.checkpoint();
  for (const std::uint64_t decisions : {5, 255, 1, 600}) {
    log.commit(decisions);
    const auto after = log.checkpoint();
    const auto snapshot = log.engine.snapshot();
    ledger::TiledTree tree(after.tree.size, [&](const ledger::Tile& tile) -> Result<std::string> {
      auto bytes = ledger::published_tile(*snapshot, tile);
      REQUIRE(bytes);
      REQUIRE(bytes->has_value());
      return **std::move(bytes);
    });
    const auto proof = ledger::prove_consistency(before.tree.size, after.tree.size, tree.nodes());
    REQUIRE(proof);
    CHECK(ledger::proves_consistency(*proof, before.tree, after.tree));
    before = after;
  }
}

TEST_CASE("a partial tile is there for a size that was signed, and for no other") {
  Log log;
  log.commit(3);
  log.commit(2);
  CHECK(log.tile("tile/0/000.p/3"));
  CHECK(log.tile("tile/0/000.p/5"));
  CHECK(log.tile("tile/entries/000.p/5"));
  CHECK_FALSE(log.tile("tile/0/000.p/4").has_value());
  CHECK_FALSE(log.tile("tile/0/000.p/6").has_value());
  CHECK_FALSE(log.tile("tile/0/000").has_value());
  CHECK_FALSE(log.tile("tile/0/001.p/1").has_value());
  CHECK_FALSE(log.tile("tile/1/000.p/1").has_value());
  CHECK_FALSE(log.tile("tile/7/x018/x446/x744/x073/x709/x551/615").has_value());
  log.commit(300);
  CHECK(log.tile("tile/0/000"));
  CHECK(log.tile("tile/0/001.p/49"));
  CHECK(log.tile("tile/1/000.p/1"));
  CHECK(log.tile("tile/0/000.p/5"));  // whoever has just read that checkpoint comes for it
  CHECK_EQ(log.tile("tile/0/000")->size(), 8192);
}

TEST_CASE("what is remembered of sizes long past is one for each full tile") {
  Log log;
  for (int i = 0; i < 1200; ++i) log.commit(1);
  // 0 to 767 are thinned out to three, 768 to 1200 are whole.
  CHECK_EQ(log.rows(Table::kLedgerCheckpoints), 3 + (1200 - 768 + 1));
  CHECK(log.tile("tile/1/000.p/1"));
  CHECK(log.tile("tile/1/000.p/4"));
  CHECK(log.tile("tile/0/002.p/255"));
  CHECK_FALSE(log.tile("tile/0/002.p/254").has_value());
  CHECK(log.tile("tile/0/003.p/1"));
  CHECK(faults(log).empty());
  log.commit(5000);
  CHECK_EQ(log.rows(Table::kLedgerCheckpoints), 3 + 1 + 1 + 1);
  CHECK(faults(log).empty());
}

TEST_CASE("each seq is proved to be under the last checkpoint") {
  Log log;
  log.commit(600);
  const auto checkpoint = log.checkpoint();
  const auto snapshot = log.engine.snapshot();
  for (const std::uint64_t seq : {1, 256, 257, 512, 600}) {
    const auto document = ledger::prove(*snapshot, seq);
    REQUIRE(document);
    const auto leaf = store::load<ledger::Leaf>(*snapshot, store::KeyWriter{}.u64(seq).take());
    REQUIRE(leaf);
    CHECK_EQ(document->index, seq - 1);
    CHECK(ledger::proves_inclusion(document->proof, document->index,
                                   ledger::leaf_hash(ledger::entry_of(**leaf)), checkpoint.tree));
  }
  CHECK_EQ(ledger::prove(*snapshot, 601).error().code, ErrorCode::kNotFound);
  CHECK_EQ(ledger::prove(*snapshot, 0).error().code, ErrorCode::kNotFound);
}

TEST_CASE("a record and its key can be erased, and every proof stays what it was") {
  Log log;
  log.commit(20);
  const auto before = ledger::prove(*log.engine.snapshot(), 7);
  auto leaf = store::load<ledger::Leaf>(*log.engine.snapshot(), store::KeyWriter{}.u64(7).take());
  REQUIRE(before);
  REQUIRE(leaf);
  (*leaf)->key.clear();
  write_raw(log,
            {{Table::kLedgerLeaves, store::KeyWriter{}.u64(7).take(), store::to_value(**leaf)}});
  const auto after = ledger::prove(*log.engine.snapshot(), 7);
  REQUIRE(after);
  CHECK_EQ(after->text(), before->text());
  CHECK(faults(log).empty());
}

TEST_CASE("a restored log goes on under another origin") {
  Log log;
  log.commit(10);
  const auto before = log.checkpoint();
  REQUIRE(log.ledger.begin(log.engine, log.random));
  const auto after = log.checkpoint();
  CHECK(after.tree.root == before.tree.root);
  CHECK_NE(after.origin, before.origin);
  log.commit(1);
  CHECK_EQ(log.checkpoint().origin, after.origin);
  CHECK(faults(log).empty());
}

TEST_CASE("a log is signed with the key it began with, or not at all") {
  Log log;
  const ledger::Ledger other(base::Key{{4}}, "shixin/test");
  const auto refused = other.prepare(log.engine, log.random);
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, ErrorCode::kUnavailable);
  CHECK(log.ledger.prepare(log.engine, log.random));
}

TEST_CASE("whatever is altered in the tree is found") {
  Log log;
  log.commit(300);
  log.commit(1);
  REQUIRE(faults(log).empty());
  const auto snapshot = log.engine.snapshot();
  const auto told = [&](const std::string& line) {
    CAPTURE(line);
    CHECK(faults(log).contains(line));
  };
  SUBCASE("a leaf") {
    const std::string key = store::KeyWriter{}.u64(17).take();
    auto leaf = *store::load<ledger::Leaf>(*snapshot, key);
    leaf->commitment = std::string(32, 'x');
    write_raw(log, {{Table::kLedgerLeaves, key, store::to_value(*leaf)}});
    told("ledger_hashes: 0 of level 1 is not what its leaves make");
    told("ledger_checkpoints: what was signed of 300 entries is not what they make");
    told("ledger_checkpoints: what was signed of 301 entries is not what they make");
    told("ledger_state: the tree's edge is not what the leaves make");
  }
  SUBCASE("the root of a tile") {
    write_raw(log, {{Table::kLedgerHashes, store::Stored<ledger::TileHash>::key(1, 0),
                     store::to_value(ledger::TileHash{1, 0, Hash{}})}});
    told("ledger_hashes: 0 of level 1 is not what its leaves make");
  }
  SUBCASE("a root of a tile that is no more") {
    write_raw(log,
              {{Table::kLedgerHashes, store::Stored<ledger::TileHash>::key(1, 0), std::nullopt}});
    told("ledger_hashes: no row 0 of level 1");
  }
  SUBCASE("a root of nothing") {
    write_raw(log, {{Table::kLedgerHashes, store::Stored<ledger::TileHash>::key(1, 9),
                     store::to_value(ledger::TileHash{1, 9, Hash{}})}});
    told("ledger_hashes: 2 rows where 1 are implied");
  }
  SUBCASE("the edge") {
    write_raw(log, {{Table::kLedgerState, store::Stored<ledger::Tree>::key({}), std::nullopt}});
    told("ledger_state: the tree's edge is not what the leaves make");
  }
  SUBCASE("the last checkpoint, gone") {
    write_raw(log, {{Table::kLedgerCheckpoints, store::Stored<ledger::SignedCheckpoint>::key(301),
                     std::nullopt}});
    told("ledger_checkpoints: 301 entries, and the last checkpoint is of 300");
  }
  SUBCASE("the last checkpoint, of a stranger") {
    const auto checkpoint = log.checkpoint();
    const ledger::Signer stranger(checkpoint.origin, base::SigningKey(base::Key{{9}}));
    write_raw(log,
              {{Table::kLedgerCheckpoints, store::Stored<ledger::SignedCheckpoint>::key(301),
                store::to_value(ledger::SignedCheckpoint{301, stranger.sign(checkpoint.text())})}});
    told("ledger_checkpoints: the log's key did not sign the last one");
  }
  SUBCASE("who signs") {
    write_raw(log, {{Table::kLedgerState, store::Stored<ledger::Identity>::key({}), std::nullopt}});
    told("ledger_state: nobody signs the tree");
  }
}

TEST_CASE("a seq without a leaf is never signed over") {
  Log log;
  const auto snapshot = log.engine.snapshot();
  store::Overlay overlay(*snapshot);
  CHECK_EQ(log.ledger.seal(overlay, 1).error().code, ErrorCode::kCorrupt);
}

TEST_SUITE_END();
