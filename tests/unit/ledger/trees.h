// Small trees for tests of what is proved about them: a naive root by RFC 6962's own recursion, and
// hashes read out of a list of leaves.
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "ledger/proof.h"

namespace shixin::test {

// The leaves of the certificate-transparency project's test vectors, and the roots of the trees
// over the first 0, 1 … 8 of them.
inline const std::vector<std::string> kVectorLeaves{"",
                                                    "00",
                                                    "10",
                                                    "2021",
                                                    "3031",
                                                    "40414243",
                                                    "5051525354555657",
                                                    "606162636465666768696a6b6c6d6e6f"};
inline const std::vector<std::string> kVectorRoots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

inline std::string from_hex(std::string_view hex) {
  std::string out(hex.size() / 2, '\0');
  base::hex_decode(hex, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
  return out;
}

inline std::string hex(const ledger::Hash& hash) {
  return base::hex_encode(base::as_bytes(hash.raw()));
}

inline ledger::Hash hash_of_hex(std::string_view hex) {
  return *ledger::Hash::from_bytes(from_hex(hex));
}

inline std::vector<ledger::Hash> vector_leaves() {
  std::vector<ledger::Hash> out;
  for (const auto& leaf : kVectorLeaves) out.push_back(ledger::leaf_hash(from_hex(leaf)));
  return out;
}

inline std::vector<ledger::Hash> leaves_of(std::size_t size) {
  std::vector<ledger::Hash> out;
  for (std::size_t i = 0; i < size; ++i) out.push_back(ledger::leaf_hash(std::to_string(i)));
  return out;
}

// MTH of RFC 6962 §2.1, as it is written there.
inline ledger::Hash naive_root(const std::vector<ledger::Hash>& leaves, std::size_t begin,
                               std::size_t end) {
  if (begin == end) return ledger::Edge{}.root();
  if (end - begin == 1) return leaves[begin];
  const std::size_t middle = begin + std::bit_floor(end - begin - 1);
  return ledger::node_hash(naive_root(leaves, begin, middle), naive_root(leaves, middle, end));
}

inline ledger::TreeHead head_of(const std::vector<ledger::Hash>& leaves, std::size_t size) {
  return {size, naive_root(leaves, 0, size)};
}

inline ledger::NodeReader nodes_of(const std::vector<ledger::Hash>& leaves) {
  return [&leaves](unsigned height, std::uint64_t index) -> Result<ledger::Hash> {
    return naive_root(leaves, index << height, (index + 1) << height);
  };
}

}  // namespace shixin::test
