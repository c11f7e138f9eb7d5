#include "ledger/proof.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>

namespace shixin::ledger {
namespace {

// The largest power of two below n, where a tree of n leaves is halved.
std::uint64_t half_of(std::uint64_t n) { return std::bit_floor(n - 1); }

// The root over the leaves [begin, end), as the halving of a larger tree meets them.
Result<Hash> root_over(std::uint64_t begin, std::uint64_t end, const NodeReader& node) {
  const std::uint64_t leaves = end - begin;
  if (std::has_single_bit(leaves)) {
    const auto height = static_cast<unsigned>(std::countr_zero(leaves));
    return node(height, begin >> height);
  }
  const std::uint64_t middle = begin + half_of(leaves);
  auto left = root_over(begin, middle, node);
  if (!left) return left;
  auto right = root_over(middle, end, node);
  if (!right) return right;
  return node_hash(*left, *right);
}

// A proof as it is made: from the top down.
class Making {
 public:
  explicit Making(const NodeReader& node) : node_(node) {}

  bool add(std::uint64_t begin, std::uint64_t end) {
    auto root = root_over(begin, end, node_);
    if (root) {
      proof_.push_back(*root);
    } else {
      failure_ = std::move(root).error();
    }
    return !failure_;
  }

  Result<Proof> finish() && {
    if (failure_) return *std::move(failure_);
    std::ranges::reverse(proof_);
    return std::move(proof_);
  }

 private:
  const NodeReader& node_;
  Proof proof_;
  std::optional<Error> failure_;
};

// A walk up two edges at once: of the leaf or smaller tree, and of the larger one.
struct Climb {
  std::uint64_t at;
  std::uint64_t last;

  void up() {
    at >>= 1;
    last >>= 1;
  }
  bool is_right() const { return at % 2 == 1; }
  // Whether the next hash of a proof stands to the left of what was reached.
  bool joins_left() const { return is_right() || at == last; }
  // Past the levels on which the right edge has no neighbour.
  void skip_lonely() {
    while (!is_right() && at != 0) up();
  }
};

}  // namespace

Result<Hash> root_of(std::uint64_t size, const NodeReader& node) {
  if (size == 0) return Edge{}.root();
  return root_over(0, size, node);
}

Result<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeReader& node) {
  assert(index < size);
  Making making(node);
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t middle = begin + half_of(end - begin);
    const bool left = index < middle;
    if (!(left ? making.add(middle, end) : making.add(begin, middle))) break;
    (left ? end : begin) = middle;
  }
  return std::move(making).finish();
}

Result<Proof> prove_consistency(std::uint64_t old_size, std::uint64_t size,
                                const NodeReader& node) {
  assert(old_size <= size);
  Making making(node);
  if (old_size == 0) return std::move(making).finish();
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end > old_size) {
    const std::uint64_t middle = begin + half_of(end - begin);
    const bool left = old_size <= middle;
    if (!(left ? making.add(middle, end) : making.add(begin, middle))) break;
    (left ? end : begin) = middle;
  }
  // What remains is a subtree of both; where it is the whole old tree, its root is known.
  if (end == old_size && begin != 0) making.add(begin, end);
  return std::move(making).finish();
}

bool proves_inclusion(const Proof& proof, std::uint64_t index, const Hash& leaf,
                      const TreeHead& tree) {
  if (index >= tree.size) return false;
  Climb climb{index, tree.size - 1};
  Hash reached = leaf;
  for (const Hash& next : proof) {
    if (climb.last == 0) return false;
    if (climb.joins_left()) {
      reached = node_hash(next, reached);
      climb.skip_lonely();
    } else {
      reached = node_hash(reached, next);
    }
    climb.up();
  }
  return climb.last == 0 && reached == tree.root;
}

bool proves_consistency(const Proof& proof, const TreeHead& before, const TreeHead& after) {
  if (before.size > after.size) return false;
  if (before.size == after.size) return proof.empty() && before.root == after.root;
  if (before.size == 0) return proof.empty() && before.root == Edge{}.root();
  Climb climb{before.size - 1, after.size - 1};
  while (climb.is_right()) climb.up();
  auto next = proof.begin();
  // A perfect old tree is a subtree of the new one, and the proof begins above it.
  const bool perfect = std::has_single_bit(before.size);
  if (!perfect && next == proof.end()) return false;
  Hash old_root = perfect ? before.root : *next++;
  Hash new_root = old_root;
  for (; next != proof.end(); ++next) {
    if (climb.last == 0) return false;
    if (climb.joins_left()) {
      old_root = node_hash(*next, old_root);
      new_root = node_hash(*next, new_root);
      climb.skip_lonely();
    } else {
      new_root = node_hash(new_root, *next);
    }
    climb.up();
  }
  return climb.last == 0 && old_root == before.root && new_root == after.root;
}

}  // namespace shixin::ledger
