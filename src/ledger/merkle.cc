#include "ledger/merkle.h"

#include <algorithm>
#include <bit>
#include <string>

namespace shixin::ledger {
namespace {

// So that no entry can be taken for two halves.
constexpr char kLeaf = '\0';
constexpr char kNode = '\1';

}  // namespace

Result<Hash> Hash::from_bytes(std::string_view raw) {
  base::Digest digest{};
  if (raw.size() != digest.size()) return Error{ErrorCode::kCorrupt, "a hash is 32 bytes"};
  std::ranges::copy(raw, digest.begin());
  return Hash{digest};
}

Hash leaf_hash(std::string_view entry) {
  return Hash{base::sha256(std::string{kLeaf}.append(entry))};
}

Hash node_hash(const Hash& left, const Hash& right) {
  return Hash{base::sha256(std::string{kNode}.append(left.raw()).append(right.raw()))};
}

Result<Edge> Edge::of(std::uint64_t size, std::vector<Hash> roots) {
  if (roots.size() != static_cast<std::size_t>(std::popcount(size))) {
    return Error{ErrorCode::kCorrupt, "a tree of this size has another number of subtrees"};
  }
  Edge edge;
  edge.size_ = size;
  edge.roots_ = std::move(roots);
  return edge;
}

void Edge::append(const Hash& leaf, const Completed& completed) {
  Hash root = leaf;
  std::uint64_t index = size_;
  if (completed) completed(0, index, root);
  // Each set bit of the size is a subtree that waits for its right half.
  for (unsigned height = 1; index % 2 == 1; ++height) {
    root = node_hash(roots_.back(), root);
    roots_.pop_back();
    index /= 2;
    if (completed) completed(height, index, root);
  }
  roots_.push_back(root);
  ++size_;
}

Hash Edge::root() const {
  if (roots_.empty()) return Hash{base::sha256({})};
  Hash root = roots_.back();
  for (auto left = roots_.rbegin() + 1; left != roots_.rend(); ++left) {
    root = node_hash(*left, root);
  }
  return root;
}

}  // namespace shixin::ledger
