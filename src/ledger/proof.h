// Proofs over RFC 6962 trees: that an entry is in one, and that one begins with all of another.
// Made from the hashes of a tree, wherever they are read; judged from the proof and the roots
// alone, of which nothing but the roots is believed. Pure.
#pragma once

#include "ledger/merkle.h"

namespace shixin::ledger {

// The root of the perfect subtree over the leaves [index·2^height, (index+1)·2^height).
using NodeReader = std::function<Result<Hash>(unsigned height, std::uint64_t index)>;

// From the bottom up.
using Proof = std::vector<Hash>;

// An Error of these is the reader's. Demand index < size and old_size <= size.
Result<Hash> root_of(std::uint64_t size, const NodeReader& node);
Result<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeReader& node);
Result<Proof> prove_consistency(std::uint64_t old_size, std::uint64_t size, const NodeReader& node);

struct TreeHead {
  std::uint64_t size = 0;
  Hash root;
};

// Whether the tree holds the entry with this hash at `index`, counted from 0.
bool proves_inclusion(const Proof& proof, std::uint64_t index, const Hash& leaf,
                      const TreeHead& tree);
// Whether the first entries of `after` are all those of `before`.
bool proves_consistency(const Proof& proof, const TreeHead& before, const TreeHead& after);

}  // namespace shixin::ledger
