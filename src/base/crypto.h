// Digests and keyed digests by OpenSSL, comparison in constant time by libsodium. A Key is secret:
// it has no text form and wipes itself. All are safe to call from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/random.h"

namespace shixin::base {

using Digest = std::array<std::uint8_t, 32>;

// 256 secret bits.
class Key {
 public:
  Key() = default;
  explicit Key(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();
  static Key draw(Random& random) { return Key{random.make<std::array<std::uint8_t, 32>>()}; }
  std::span<const std::uint8_t, 32> reveal() const { return bytes_; }

 private:
  std::array<std::uint8_t, 32> bytes_{};
};

Digest sha256(std::string_view bytes);
Digest hmac_sha256(const Key& key, std::string_view bytes);
// A key for one purpose out of a key for many: HMAC(key, purpose).
Key derive(const Key& key, std::string_view purpose);
// Takes the same time for every pair of one length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

inline std::string_view raw(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace shixin::base
