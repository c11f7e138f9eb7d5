// Random: where unguessable bytes come from. The system's in production (libsodium), a seeded
// sequence in tests and in the demo, so that a seed repeats everything.
#pragma once

#include <cstdint>
#include <span>

namespace shixin::base {

// Safe to call from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  template <class Bytes>
  Bytes make() {
    Bytes bytes{};
    fill(bytes);
    return bytes;
  }
};

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

// Never for keys: libsodium's deterministic stream from a small seed.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : seed_(seed) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
};

}  // namespace shixin::base
