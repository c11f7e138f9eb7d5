#include "base/random.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <cstring>

namespace shixin::base {

void SystemRandom::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

void SeededRandom::fill(std::span<std::uint8_t> out) {
  // Each draw is a stream of its own, so the mutable state is one counter.
  const std::uint64_t draw = std::atomic_ref<std::uint64_t>(drawn_).fetch_add(1);
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  std::memcpy(seed.data(), &seed_, sizeof seed_);
  std::memcpy(seed.data() + sizeof seed_, &draw, sizeof draw);
  randombytes_buf_deterministic(out.data(), out.size(), seed.data());
}

}  // namespace shixin::base
