// Merkle trees as RFC 6962 §2.1 hashes them, over SHA-256: the hash of an entry, of two halves, and
// the root of a tree that grows at its right edge. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"

namespace shixin::ledger {

class Hash {
 public:
  Hash() = default;
  explicit Hash(const base::Digest& digest) : digest_(digest) {}
  static Result<Hash> from_bytes(std::string_view raw);

  std::string_view raw() const { return base::raw(digest_); }
  friend bool operator==(const Hash&, const Hash&) = default;

 private:
  base::Digest digest_{};
};

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);

// The roots of the perfect subtrees that a tree of `size` leaves consists of, the largest and
// leftmost first: all that is needed of it to go on.
class Edge {
 public:
  Edge() = default;
  // kCorrupt when a tree of that size has not that many.
  static Result<Edge> of(std::uint64_t size, std::vector<Hash> roots);

  // Told each perfect subtree that the leaf completes: over the leaves [index·2^height,
  // (index+1)·2^height). The leaf itself is one of height 0.
  using Completed = std::function<void(unsigned height, std::uint64_t index, const Hash& root)>;
  void append(const Hash& leaf, const Completed& completed = {});

  std::uint64_t size() const { return size_; }
  const std::vector<Hash>& roots() const { return roots_; }
  // Of the whole tree; of an empty one it is the hash of nothing.
  Hash root() const;

  friend bool operator==(const Edge&, const Edge&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> roots_;
};

}  // namespace shixin::ledger
