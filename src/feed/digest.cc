#include "feed/digest.h"

#include <algorithm>

#include "base/encoding.h"

namespace shixin::feed {
namespace {

constexpr char kSeparator = '\0';
constexpr char kProofMark = '\1';

std::string joined(std::string_view id, std::string_view rev) {
  std::string out(id);
  out += kSeparator;
  out += rev;
  return out;
}

}  // namespace

Result<Sum256> Sum256::parse(std::string_view hex) {
  Sum256 out;
  if (!base::hex_decode(hex, out.bytes_)) {
    return Error{ErrorCode::kMalformed, "应为64位小写十六进制数"};
  }
  return out;
}

std::string Sum256::text() const { return base::hex_encode(bytes_); }

Result<Sum256> Sum256::from_bytes(std::string_view raw) {
  Sum256 out;
  if (raw.size() != out.bytes_.size()) return Error{ErrorCode::kCorrupt, "a sum is 32 bytes"};
  std::copy(raw.begin(), raw.end(), out.bytes_.begin());
  return out;
}

void Sum256::add(const base::Digest& term) {
  unsigned carry = 0;
  for (std::size_t i = bytes_.size(); i-- > 0;) {
    carry += unsigned{bytes_[i]} + unsigned{term[i]};
    bytes_[i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
}

void Sum256::subtract(const base::Digest& term) {
  unsigned borrow = 0;
  for (std::size_t i = bytes_.size(); i-- > 0;) {
    const unsigned lack = unsigned{term[i]} + borrow;
    borrow = bytes_[i] < lack ? 1 : 0;
    bytes_[i] = static_cast<std::uint8_t>(unsigned{bytes_[i]} - lack);
  }
}

base::Digest digest_term(std::string_view id, std::string_view rev) {
  return base::sha256(joined(id, rev));
}

base::Digest proof_term(std::string_view id, std::string_view rev) {
  return base::sha256(kProofMark + joined(id, rev));
}

}  // namespace shixin::feed
