// The log's rows: the roots of full tiles, the tree heads that were signed, and what goes on from
// commit to commit. The leaves themselves stand in ledger/leaf.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "ledger/merkle.h"
#include "ledger/note.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::ledger {

inline constexpr std::string_view kTreeName = "tree";
inline constexpr std::string_view kIdentityName = "identity";

// The root of the subtree of 256^level leaves from index·256^level on; level 1 and above.
struct TileHash {
  std::uint8_t level = 0;
  std::uint64_t index = 0;
  Hash hash;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "level", &TileHash::level),
                      base::field(2, "index", &TileHash::index),
                      base::field(3, "hash", &TileHash::hash)};
  }
};

struct SignedCheckpoint {
  std::uint64_t size = 0;
  std::string note;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "size", &SignedCheckpoint::size),
                      base::field(2, "note", &SignedCheckpoint::note)};
  }
};

// How far the leaves were taken into the tree.
struct Tree {
  std::uint64_t size = 0;
  std::vector<Hash> edge;  // Edge::roots()
  friend bool operator==(const Tree&, const Tree&) = default;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "size", &Tree::size), base::field(2, "edge", &Tree::edge)};
  }
};

// Whose log it is. Another one after each restore: what the log signed before then may go past what
// the backup knew, and one log never signs two trees that differ.
struct Identity {
  std::string origin;
  std::string key;  // the public one, 32 bytes

  // kCorrupt: that is no key.
  Result<Verifier> verifier() const;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "origin", &Identity::origin),
                      base::field(2, "key", &Identity::key)};
  }
};

}  // namespace shixin::ledger

template <>
struct shixin::store::Stored<shixin::ledger::TileHash> {
  static constexpr Table kTable = Table::kLedgerHashes;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::uint8_t level, std::uint64_t index) {
    return KeyWriter{}.u8(level).u64(index).take();
  }
  static std::string key(const ledger::TileHash& row) { return key(row.level, row.index); }
};

template <>
struct shixin::store::Stored<shixin::ledger::SignedCheckpoint> {
  static constexpr Table kTable = Table::kLedgerCheckpoints;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(std::uint64_t size) { return KeyWriter{}.u64(size).take(); }
  static std::string key(const ledger::SignedCheckpoint& row) { return key(row.size); }
};

template <>
struct shixin::store::Stored<shixin::ledger::Tree> {
  static constexpr Table kTable = Table::kLedgerState;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const ledger::Tree&) { return KeyWriter{}.text(ledger::kTreeName).take(); }
};

template <>
struct shixin::store::Stored<shixin::ledger::Identity> {
  static constexpr Table kTable = Table::kLedgerState;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const ledger::Identity&) {
    return KeyWriter{}.text(ledger::kIdentityName).take();
  }
};
