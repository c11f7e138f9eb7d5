#include "ledger/leaf.h"

namespace shixin::ledger {
namespace {

constexpr std::uint8_t kEntryVersion = 1;

std::string text(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

std::string entry_of(const Leaf& leaf) {
  return store::KeyWriter{}
      .u8(kEntryVersion)
      .u64(leaf.seq)
      .raw(leaf.commitment)
      .raw(leaf.audit_head)
      .take();
}

Result<std::string> commitment_of(std::string_view key, std::string_view record) {
  std::array<std::uint8_t, 32> bytes{};
  if (key.size() != bytes.size()) return Error{ErrorCode::kCorrupt, "ledger: a key of wrong size"};
  std::copy(key.begin(), key.end(), bytes.begin());
  return std::string(base::raw(base::hmac_sha256(base::Key{bytes}, record)));
}

void append(store::Overlay& overlay, std::uint64_t seq, std::string_view record,
            const base::Digest& audit_head, base::Random& random) {
  const auto key = base::Key::draw(random);
  store::save(overlay, Leaf{seq, text(key.reveal()), text(base::hmac_sha256(key, record)),
                            text(audit_head)});
}

Result<void> check(const Leaf& leaf, std::string_view record) {
  const auto commitment = commitment_of(leaf.key, record);
  if (!commitment) return commitment.error();
  if (*commitment != leaf.commitment) {
    return Error{ErrorCode::kCorrupt, "ledger: a leaf does not commit to its record"};
  }
  return {};
}

}  // namespace shixin::ledger
