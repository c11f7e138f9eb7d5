// Ed25519 (RFC 8032) by libsodium: who signs a text, and whether somebody did. Deterministic; all
// are safe to call from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/crypto.h"

namespace shixin::base {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

class SigningKey {
 public:
  explicit SigningKey(const Key& seed);
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();

  const PublicKey& public_key() const { return public_key_; }
  Signature sign(std::string_view text) const;

 private:
  PublicKey public_key_{};
  std::array<std::uint8_t, 64> secret_{};
};

// False for a signature of another length as well.
bool has_signed(const PublicKey& key, std::string_view text, std::string_view signature);

}  // namespace shixin::base
