#include "ledger/merkle.h"

#include <doctest/doctest.h>

#include "unit/ledger/trees.h"

namespace {

using namespace shixin;
using ledger::Edge;
using ledger::Hash;

}  // namespace

TEST_SUITE_BEGIN("ledger/merkle");

TEST_CASE("entries and halves are hashed as RFC 6962 says") {
  CHECK_EQ(test::hex(ledger::leaf_hash("")),
           "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK_EQ(test::hex(ledger::leaf_hash("L123456")),
           "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  const auto leaves = test::vector_leaves();
  CHECK_EQ(test::hex(ledger::node_hash(leaves[0], leaves[1])), test::kVectorRoots[2]);
}

TEST_CASE("the roots of the published trees of 0 to 8 leaves come out") {
  Edge edge;
  CHECK_EQ(test::hex(edge.root()), test::kVectorRoots[0]);
  for (const Hash& leaf : test::vector_leaves()) {
    edge.append(leaf);
    CAPTURE(edge.size());
    CHECK_EQ(test::hex(edge.root()), test::kVectorRoots[edge.size()]);
  }
}

TEST_CASE("an edge grows to the root that the whole tree has, and tells every subtree on its way") {
  const auto leaves = test::leaves_of(300);
  Edge edge;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    edge.append(leaves[i], [&](unsigned height, std::uint64_t index, const Hash& root) {
      CHECK_EQ((index + 1) << height, i + 1);
      CHECK(root == test::naive_root(leaves, index << height, (index + 1) << height));
    });
    REQUIRE(edge.root() == test::naive_root(leaves, 0, i + 1));
    const auto again = Edge::of(edge.size(), edge.roots());
    REQUIRE(again);
    REQUIRE(*again == edge);
  }
}

TEST_CASE("an edge of another number of subtrees than its size has is refused") {
  CHECK_FALSE(Edge::of(3, {Hash{}}));
  CHECK_FALSE(Edge::of(4, {Hash{}, Hash{}}));
  CHECK_FALSE(Edge::of(0, {Hash{}}));
  CHECK(Edge::of(0, {}));
}

TEST_SUITE_END();
