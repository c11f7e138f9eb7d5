#include "base/crypto.h"

#include <sodium.h>

namespace shixin::base {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Key::~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }

Digest sha256(std::string_view bytes) {
  Digest out{};
  crypto_hash_sha256(out.data(), bytes_of(bytes), bytes.size());
  return out;
}

Digest hmac_sha256(const Key& key, std::string_view bytes) {
  Digest out{};
  crypto_auth_hmacsha256(out.data(), bytes_of(bytes), bytes.size(), key.reveal().data());
  return out;
}

Key derive(const Key& key, std::string_view purpose) { return Key{hmac_sha256(key, purpose)}; }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace shixin::base
