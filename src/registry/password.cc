#include "registry/password.h"

#include <sodium.h>

#include <array>
#include <chrono>
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

}  // namespace

Passwords::Passwords(HashCost cost)
    : cost_(cost), nobodys_(argon2id("nobody's password", cost).value_or(std::string{})) {}

Result<std::string> Passwords::hash(std::string_view password) const {
  const Place place(places_);
  if (!place) return too_many();
  auto hash = argon2id(password, cost_);
  if (!hash) return Error{ErrorCode::kUnavailable, "内存不足，请稍后再试"};
  return *std::move(hash);
}

Result<bool> Passwords::matches(std::string_view password, const std::string& hash) const {
  const Place place(places_);
  if (!place) return too_many();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<void> Passwords::pretend(std::string_view password) const {
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
