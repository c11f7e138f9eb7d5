#include "registry/password.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kCharactersMin = 12;
constexpr std::size_t kCharactersMax = 128;
// Longer than any hash under way takes; past it the machine is flooded.
constexpr std::chrono::seconds kPlaceAwaited{5};

Error too_many() { return {ErrorCode::kThrottled, "同时登录的人数过多，请稍后再试"}; }

Error no_memory() { return {ErrorCode::kUnavailable, "内存不足，请稍后再试"}; }

// One of the two places, given back at the end of the scope.
class Place {
 public:
  explicit Place(std::counting_semaphore<2>& places)
      : places_(places), held_(places.try_acquire_for(kPlaceAwaited)) {}
  ~Place() {
    if (held_) places_.release();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  explicit operator bool() const { return held_; }

 private:
  std::counting_semaphore<2>& places_;
  bool held_;
};

std::optional<std::string> argon2id(std::string_view password, const HashCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const int failed =
      crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost.passes,
                            cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return std::nullopt;
  return std::string(out.data());
}

// "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH", as crypto_pwhash_str() writes it.
struct Stored {
  unsigned long long passes = 0;
  std::size_t memory_kib = 0;
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  std::array<unsigned char, 32> hash{};
};

template <std::size_t kSize>
bool read_base64(std::string_view text, std::array<unsigned char, kSize>& out) {
  std::size_t size = 0;
  const char* end = nullptr;
  return sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, &end,
                           sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
         size == kSize && end == text.data() + text.size();
}

std::optional<Stored> read_stored(const std::string& text) {
  Stored out;
  int read = 0;
  if (std::sscanf(text.c_str(), "$argon2id$v=19$m=%zu,t=%llu,p=1$%n", &out.memory_kib, &out.passes,
                  &read) != 2 ||
      read == 0) {
    return std::nullopt;
  }
  const std::string_view rest = std::string_view(text).substr(static_cast<std::size_t>(read));
  const auto dollar = rest.find('$');
  if (dollar == std::string_view::npos || !read_base64(rest.substr(0, dollar), out.salt) ||
      !read_base64(rest.substr(dollar + 1), out.hash)) {
    return std::nullopt;
  }
  return out;
}

}  // namespace

Passwords::Passwords(HashCost cost)
    : cost_(cost), nobodys_(argon2id("nobody's password", cost).value_or(std::string{})) {}

Result<std::string> Passwords::hash(std::string_view password) const {
  const Place place(places_);
  if (!place) return too_many();
  auto hash = argon2id(password, cost_);
  if (!hash) return no_memory();
  return *std::move(hash);
}

// Not crypto_pwhash_str_verify(): it calls a password wrong where it could not compute its hash.
Result<bool> Passwords::matches(std::string_view password, const std::string& hash) const {
  const Place place(places_);
  if (!place) return too_many();
  const auto stored = read_stored(hash);
  if (!stored) return Error{ErrorCode::kCorrupt, "staff: a password hash of no known form"};
  std::array<unsigned char, sizeof(Stored::hash)> shown{};
  const int failed = crypto_pwhash(shown.data(), shown.size(), password.data(), password.size(),
                                   stored->salt.data(), stored->passes, stored->memory_kib * 1024,
                                   crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return no_memory();
  return sodium_memcmp(shown.data(), stored->hash.data(), shown.size()) == 0;
}

Result<void> Passwords::pretend(std::string_view password) const {
  if (nobodys_.empty()) return no_memory();  // there was none when the service started
  auto matched = matches(password, nobodys_);
  if (!matched) return std::move(matched).error();
  return {};
}

Result<void> check_password(std::string_view password, std::string_view account) {
  const auto refused = [](const char* why) {
    return Error{ErrorCode::kMalformed, why, {{"/password", why}}};
  };
  if (!base::check_text(password, kCharactersMax)) {
    return refused("口令应为可见字符，最多128个");
  }
  if (base::code_points(password) < kCharactersMin) return refused("口令至少12个字符");
  if (password.find(account) != std::string_view::npos) return refused("口令不得含有登录名");
  return {};
}

std::string one_time_password(base::Random& random) {
  return base::base64url_encode(random.make<std::array<std::uint8_t, 15>>());
}

}  // namespace shixin::registry
