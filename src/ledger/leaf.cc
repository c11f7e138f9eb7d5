#include "ledger/leaf.h"

namespace shixin::ledger {
namespace {

std::string text(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

void append(store::Overlay& overlay, std::uint64_t seq, std::string_view record,
            const base::Digest& audit_head, base::Random& random) {
  const auto key = base::Key::draw(random);
  store::save(overlay, Leaf{seq, text(key.reveal()), text(base::hmac_sha256(key, record)),
                            text(audit_head)});
}

Result<void> check(const Leaf& leaf, std::string_view record) {
  std::array<std::uint8_t, 32> bytes{};
  if (leaf.key.size() != bytes.size())
    return Error{ErrorCode::kCorrupt, "ledger: a key of wrong size"};
  std::copy(leaf.key.begin(), leaf.key.end(), bytes.begin());
  if (base::raw(base::hmac_sha256(base::Key{bytes}, record)) != leaf.commitment) {
    return Error{ErrorCode::kCorrupt, "ledger: a leaf does not commit to its record"};
  }
  return {};
}

}  // namespace shixin::ledger
