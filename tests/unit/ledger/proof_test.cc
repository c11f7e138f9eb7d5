#include "ledger/proof.h"

#include <doctest/doctest.h>

#include "unit/ledger/trees.h"

namespace {

using namespace shixin;
using ledger::Hash;
using ledger::Proof;
using ledger::TreeHead;

// Past a whole tile's height of lonely edges in every shape, and quick.
constexpr std::size_t kSizes = 70;

Hash spoiled(const Hash& hash) { return ledger::leaf_hash(hash.raw()); }

// Calls judge(altered proof) for the proof with each hash spoiled, dropped and doubled, and with
// one more at its end.
template <class Judge>
void each_alteration(const Proof& proof, Judge judge) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    Proof other = proof;
    other[i] = spoiled(other[i]);
    judge(other);
    other = proof;
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
    judge(other);
    other = proof;
    other.insert(other.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    judge(other);
  }
  Proof longer = proof;
  longer.push_back(Hash{});
  judge(longer);
}

}  // namespace

TEST_SUITE_BEGIN("ledger/proof");

TEST_CASE("the published proofs come out and hold") {
  const auto leaves = test::vector_leaves();
  const auto nodes = test::nodes_of(leaves);
  const auto inclusion = ledger::prove_inclusion(5, 8, nodes);
  REQUIRE(inclusion);
  CHECK(
      *inclusion ==
      Proof{test::hash_of_hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            test::hash_of_hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            test::hash_of_hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")});
  const auto consistency = ledger::prove_consistency(6, 8, nodes);
  REQUIRE(consistency);
  CHECK(
      *consistency ==
      Proof{test::hash_of_hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            test::hash_of_hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            test::hash_of_hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")});
}

TEST_CASE("every entry of every small tree is proved to be in it, and nothing else is") {
  const auto leaves = test::leaves_of(kSizes);
  const auto nodes = test::nodes_of(leaves);
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    const TreeHead tree = test::head_of(leaves, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = ledger::prove_inclusion(index, size, nodes);
      REQUIRE(proof);
      const Hash& leaf = leaves[index];
      REQUIRE(ledger::proves_inclusion(*proof, index, leaf, tree));
      REQUIRE_FALSE(ledger::proves_inclusion(*proof, index, spoiled(leaf), tree));
      REQUIRE_FALSE(ledger::proves_inclusion(*proof, index, leaf, {size, spoiled(tree.root)}));
      for (std::uint64_t other = 0; other <= size; ++other) {
        if (other == index) continue;
        REQUIRE_FALSE(ledger::proves_inclusion(*proof, other, leaf, tree));
      }
      each_alteration(*proof, [&](const Proof& altered) {
        REQUIRE_FALSE(ledger::proves_inclusion(altered, index, leaf, tree));
      });
    }
  }
}

TEST_CASE("every small tree is proved to begin with every smaller one, and with nothing else") {
  const auto leaves = test::leaves_of(kSizes);
  const auto nodes = test::nodes_of(leaves);
  for (std::uint64_t size = 0; size <= kSizes; ++size) {
    const TreeHead after = test::head_of(leaves, size);
    for (std::uint64_t old = 0; old <= size; ++old) {
      const TreeHead before = test::head_of(leaves, old);
      const auto proof = ledger::prove_consistency(old, size, nodes);
      REQUIRE(proof);
      REQUIRE(ledger::proves_consistency(*proof, before, after));
      REQUIRE_FALSE(ledger::proves_consistency(*proof, {old, spoiled(before.root)}, after));
      // Where the old tree is empty nothing is said of the new one.
      if (old > 0) {
        REQUIRE_FALSE(ledger::proves_consistency(*proof, before, {size, spoiled(after.root)}));
      }
      if (old != size) REQUIRE_FALSE(ledger::proves_consistency(*proof, after, before));
      each_alteration(*proof, [&](const Proof& altered) {
        REQUIRE_FALSE(ledger::proves_consistency(altered, before, after));
      });
    }
  }
}

TEST_CASE("a tree that was forked is consistent with neither branch") {
  auto leaves = test::leaves_of(kSizes);
  const auto before = test::head_of(leaves, 40);
  leaves[17] = spoiled(leaves[17]);
  const auto proof = ledger::prove_consistency(40, kSizes, test::nodes_of(leaves));
  REQUIRE(proof);
  CHECK_FALSE(ledger::proves_consistency(*proof, before, test::head_of(leaves, kSizes)));
}

TEST_CASE("a reader's failure is the proof's") {
  const ledger::NodeReader broken = [](unsigned, std::uint64_t) -> Result<Hash> {
    return Error{ErrorCode::kCorrupt, "broken"};
  };
  CHECK_FALSE(ledger::prove_inclusion(3, 7, broken));
  CHECK_FALSE(ledger::prove_consistency(3, 7, broken));
  CHECK_FALSE(ledger::root_of(7, broken));
}

TEST_SUITE_END();
